"""The registers in which everybody looks something up: one page that leads to each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pokpong.doors.office.doings import directory_of
from pokpong.foundation.access.pages import PageRequest, page


@require_GET
@page()
def directory(request: PageRequest) -> HttpResponse:
    """Organisations, services, officials, committees, places: those this reader may read."""
    return render(request, "office/directory.html", {"doings": directory_of(request.user)})
