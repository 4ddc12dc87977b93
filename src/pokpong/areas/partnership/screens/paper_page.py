"""The official paper of a document: on the screen, for printing, as PDF or Word."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from pokpong.areas.partnership.screens.document_paper import paper_of
from pokpong.areas.partnership.screens.documents import document_for
from pokpong.areas.partnership.screens.tables import address
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.papers.paper import render_paper


@require_GET
@page("document.read")
def paper(request: PageRequest, document: UUID) -> HttpResponse:
    """The official paper: on the screen, for printing, as PDF or Word."""
    row, _officials = document_for(request, document)
    language = request.GET.get("language", "")
    return render_paper(paper_of(row, language, reverse("partnership:paper", args=[row.pk]), address(row)), request)
