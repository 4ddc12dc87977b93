"""Pages about beds: reserve, arrive, change, leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.services import (
    admit_to_shelter,
    amend_stay,
    begin_stay,
    cancel_stay,
    change_bed,
    end_stay,
    reserve_bed,
)
from pokpong.areas.protection.models import Case, Stay
from pokpong.areas.protection.queries.parts import visible_part
from pokpong.areas.protection.queries.services import beds_of, shelters
from pokpong.areas.protection.screens.of_case import asked, done, found
from pokpong.areas.protection.screens.services import words
from pokpong.areas.protection.screens.services.forms import ReasonForm
from pokpong.areas.protection.screens.services.one import page_of
from pokpong.areas.protection.screens.services.service_steps import base_of, corrected
from pokpong.areas.protection.screens.services.stay_forms import (
    AdmitForm,
    AmendStayForm,
    BeginForm,
    ChangeBedForm,
    EndForm,
    ReserveForm,
    stay_typed_before,
)
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.paths import cut
from pokpong.registers.places.queries import labels

PART = "stays"
PROVINCE = 1


def shelter_choices(request: PageRequest, case: Case) -> list[tuple[str, str]]:
    """Shelters with how many beds are free; those in the case's province stand first, full ones last."""
    offers = list(shelters(request.user))
    beds = beds_of(offers)
    here = cut(case.place_path, PROVINCE)
    named = labels({cut(offer.organisation.place_path, PROVINCE) for offer in offers})

    def order(offer: Any) -> tuple[bool, bool, str]:
        far = not offer.organisation.place_path.startswith(here)
        return beds[offer.pk].free == 0, far, offer.organisation.sort_key

    return [
        (
            str(offer.pk),
            _("%(name)s, %(place)s – beds free: %(free)s")
            % {
                "name": offer.organisation.name,
                "place": named[cut(offer.organisation.place_path, PROVINCE)],
                "free": words.free_words(beds[offer.pk]),
            },
        )
        for offer in sorted(offers, key=order)
    ]


def one(request: PageRequest, stay: UUID) -> Stay:
    found_row: Stay = visible_part(request.user, Stay, stay)
    return found_row


def _bed(
    request: PageRequest, case: UUID, form_class: Any, act: Callable[..., Stay], title: str, button: str, said: str
) -> HttpResponse:
    row = found(request, case)
    initial = {"shelter": request.GET.get("shelter", "")}
    form = form_class(request.POST or None, shelters=shelter_choices(request, row), initial=initial)
    if form.is_bound and form.is_valid():
        new = row_id_for(form.cleaned_data["call_id"])
        if form.perform(act, by=request.user, id=new, case=row.pk, **form.arguments()) is not None:
            return done(request, row, said, PART)
    lead = _("Where a shelter stands is written nowhere. Do not write it in the note either.")
    return asked(request, row, form, title, button, part=PART, lead=lead)


@page("stay.reserve")
@require_http_methods(["GET", "POST"])
def reserve(request: PageRequest, case: UUID) -> HttpResponse:
    title, button = _("Reserve a bed"), _("Reserve the bed")
    return _bed(request, case, ReserveForm, reserve_bed, title, button, _("The bed is reserved."))


@page("stay.admit")
@require_http_methods(["GET", "POST"])
def admit(request: PageRequest, case: UUID) -> HttpResponse:
    title, button = _("The person came to a shelter"), _("Note the arrival")
    return _bed(request, case, AdmitForm, admit_to_shelter, title, button, _("Noted: the person stays there."))


@page("stay.begin")
@require_http_methods(["GET", "POST"])
def begin(request: PageRequest, stay: UUID) -> HttpResponse:
    row = one(request, stay)
    form = BeginForm(request.POST or None)
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["arrived_on"]
        if form.perform(begin_stay, by=request.user, stay=row.pk, arrived_on=day) is not None:
            return done(request, row.case, _("Noted: the person stays there."), PART)
    return asked(request, row.case, form, _("The person has come"), _("Note the arrival"), part=PART)


@page("stay.change_bed")
@require_http_methods(["GET", "POST"])
def another_bed(request: PageRequest, stay: UUID) -> HttpResponse:
    row = one(request, stay)
    form = ChangeBedForm(request.POST or None, initial={"bed": row.bed})
    if form.is_bound and form.is_valid():
        bed = form.cleaned_data["bed"]
        if form.perform(change_bed, by=request.user, stay=row.pk, bed=bed) is not None:
            messages.success(request, _("The bed is changed."))
            return redirect(page_of(row))
    return asked(request, row.case, form, _("Another bed"), _("Change the bed"), part=PART)


@page("stay.end")
@require_http_methods(["GET", "POST"])
def end(request: PageRequest, stay: UUID) -> HttpResponse:
    row = one(request, stay)
    form = EndForm(request.POST or None)
    if form.is_bound and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("left_on", "left_for", "note")}
        if form.perform(end_stay, by=request.user, stay=row.pk, **answers) is not None:
            return done(request, row.case, _("The stay is ended and the bed is free."), PART)
    return asked(request, row.case, form, _("The person has left"), _("End the stay"), part=PART)


@page("stay.cancel")
@require_http_methods(["GET", "POST"])
def cancel(request: PageRequest, stay: UUID) -> HttpResponse:
    row = one(request, stay)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(cancel_stay, by=request.user, stay=row.pk, reason=reason) is not None:
            return done(request, row.case, _("Cancelled. The bed is free."), PART)
    title = _("Cancel the stay")
    return asked(request, row.case, form, title, title, part=PART, danger=True)


@page("stay.amend")
@require_http_methods(["GET", "POST"])
def amend(request: PageRequest, stay: UUID) -> HttpResponse:
    """Corrects the expected last day and the note."""
    row = one(request, stay)
    form = AmendStayForm(request.POST or None, initial=stay_typed_before(row, base_of(request, row)))
    if form.is_bound and form.is_valid():
        base, changes = form.cleaned_data["base"], form.corrected()
        if form.perform(amend_stay, by=request.user, stay=row.pk, changes=changes, base=base) is not None:
            return corrected(request, row)
    return asked(request, row.case, form, _("Correct what was typed"), _("Save the corrections"), part=PART)
