"""Keeping and dropping views of tables."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from pokpong.foundation.access.actions.own import drop_view, save_view
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.ui.addresses import ours
from pokpong.foundation.ui.table_views import SAVE_NAME, SAVE_QUERY


def back(request: PageRequest, query: str = "") -> HttpResponse:
    """To the table's page; never to another site."""
    return redirect(f"{ours(request.GET.get('back', ''), '/')}{'?' if query else ''}{query}")


@require_POST
@page("view.save")
def save(request: PageRequest, table: str) -> HttpResponse:
    """Keeps filters and order under the name typed beside them."""
    query = request.POST.get(SAVE_QUERY, "")
    try:
        save_view(
            by=request.user, table=table[:40], name=request.POST.get(SAVE_NAME, "")[:60], query=query, call_id=new_id()
        )
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, problem.message)
    return back(request, query)


@require_POST
@page("view.drop")
def drop(request: PageRequest, kept: UUID) -> HttpResponse:
    """Takes one kept view away."""
    drop_view(by=request.user, view=kept, call_id=new_id())
    return back(request)
