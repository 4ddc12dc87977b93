"""One page for every form of this register, and finding the row it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.kernel.problems import NotAllowed, NotThere
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.ui.shell import Crumb

M = TypeVar("M", bound=MutableRow)


def found(rows: QuerySet[M], key: UUID) -> M:
    """The row. Raises NotThere."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotThere(str(key))
    return row


def require(request: PageRequest, permission: str, place: str) -> None:
    """Raises NotAllowed."""
    if not request.user.may(permission, place):
        raise NotAllowed([])


def form_page(
    request: PageRequest, form: ActionForm, *, title: str, back: str, lead: str = "", crumbs: Sequence[Crumb] = ()
) -> HttpResponse:
    """The form on a page of its own; `back` is where one goes without sending it."""
    context: dict[str, Any] = {"form": form, "title": title, "lead": lead, "back": back, "breadcrumbs": crumbs}
    return render(request, "institutions/form.html", context)


def done(request: PageRequest, words: str, url: str) -> HttpResponse:
    """Says what was done and goes on."""
    messages.success(request, words)
    return HttpResponseRedirect(url)
