"""Changing one group of fields of a person's record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.kernel.problems import NotThere
from pokpong.registers.people.actions.persons import amend_person
from pokpong.registers.people.models import Person
from pokpong.registers.people.screens.common import form_page, opened, person_url
from pokpong.registers.people.screens.forms.edits import EDITS
from pokpong.registers.people.screens.words import GROUP_WORDS


@require_http_methods(["GET", "POST"])
@page("person.amend")
def edit(request: PageRequest, person: UUID, group: str) -> HttpResponse:
    """One group on one page. A stale edit keeps both values for one person to choose."""
    if group not in EDITS:
        raise NotThere(group)
    row, _parts = opened(request, person, group)
    kind = EDITS[group]
    initial = {**kind.initial_of(row), "base": row.version}
    form = kind(request.POST, initial=initial) if request.method == "POST" else kind(initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = form.perform(
            amend_person,
            by=request.user,
            person=row.pk,
            changes=form.values(),
            base=form.cleaned_data["base"],
        )
        if saved is not None:
            return _after(request, saved, form.cleaned_data["base"])
    seen(request, "person", [row])
    return form_page(request, form, title=GROUP_WORDS[group], person=row, send=_("Save"))


def _after(request: PageRequest, row: Person, base: int) -> HttpResponse:
    mine = Conflict.objects.filter(row=row.pk, who=request.user.id, base=base, state="open")
    if mine.exists():
        messages.warning(
            request,
            _("Somebody else changed the same field meanwhile. Both versions are kept; please choose one."),
        )
    else:
        messages.success(request, _("Saved. The old values stay in the history."))
    return redirect(person_url(row.pk))
