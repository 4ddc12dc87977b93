"""A form on a page of its own, the row it is about, and the way on: the same in every room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.kernel.problems import NotAllowed, NotThere
from pokpong.foundation.kernel.rows import Row
from pokpong.foundation.ui.shell import Crumb

R = TypeVar("R", bound=Row)


def found(rows: QuerySet[R], key: UUID) -> R:
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
    request: PageRequest,
    form: ActionForm,
    *,
    title: str,
    back: str,
    lead: str = "",
    crumbs: Sequence[Crumb] = (),
    button: str = "",
    danger: bool = False,
    template: str = "access/form_page.html",
    **more: Any,
) -> HttpResponse:
    """The form; `back` is where one goes without sending it, `button` says what sending does (none: "Save")."""
    context = {"form": form, "title": title, "lead": lead, "back": back, "breadcrumbs": crumbs}
    return render(request, template, {**context, "button": button or _("Save"), "danger": danger, **more})


def done(request: PageRequest, words: str, url: str) -> HttpResponse:
    """Says what was done and goes on."""
    messages.success(request, words)
    return HttpResponseRedirect(url)
