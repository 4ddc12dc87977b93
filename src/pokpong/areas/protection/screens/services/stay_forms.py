"""The forms about beds and returns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.actions.services.returning import AMENDABLE as RETURN_AMENDABLE
from pokpong.areas.protection.actions.services.staying import AMENDABLE as STAY_AMENDABLE
from pokpong.areas.protection.models import ReturnHome, Stay
from pokpong.areas.protection.rules.returns import Way
from pokpong.areas.protection.rules.stays import MOST_BEDS
from pokpong.areas.protection.screens.services.forms import CHOOSE, NOT_SAID, Choice, note_field, select
from pokpong.areas.protection.vocabulary import returns as returning
from pokpong.areas.protection.vocabulary import stays as staying
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.fields import LaoDate
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.registers.institutions.picker import id_of, organisation_field
from pokpong.registers.people.screens.forms.choices import offer
from pokpong.registers.places.picker import place_field


def bed_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Number of the bed"),
        help_text=_("Empty: the shelter chooses."),
        required=False,
        min_value=1,
        max_value=MOST_BEDS,
    )


class BedForm(ActionForm):
    """Abstract: a bed of a shelter."""

    shelter = forms.ChoiceField(label=_("Shelter"))
    bed = bed_field()
    until_on = LaoDate(label=_("Until when, as far as known?"), required=False)
    note = note_field(_("Note"), _("What the shelter and colleagues must know. It is sealed."))

    def __init__(self, *args: Any, shelters: Sequence[Choice], **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "shelter", [CHOOSE, *shelters])

    def arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        told = {name: typed[name] for name in ("starts_on", "until_on", "bed", "note")}
        return {"offer": UUID(typed["shelter"]), **told}


class ReserveForm(BedForm):
    starts_on = LaoDate(label=_("From which day?"), initial=clock.today)

    field_order = ("shelter", "bed", "starts_on", "until_on", "note")


class AdmitForm(BedForm):
    starts_on = LaoDate(label=_("On which day did the person come?"), future=False, initial=clock.today)

    field_order = ("shelter", "bed", "starts_on", "until_on", "note")


class BeginForm(ActionForm):
    arrived_on = LaoDate(label=_("On which day did the person come?"), future=False, initial=clock.today)


class ChangeBedForm(ActionForm):
    bed = bed_field()


class EndForm(ActionForm):
    left_on = LaoDate(label=_("On which day did the person leave?"), future=False, initial=clock.today)
    left_for = forms.ChoiceField(
        label=_("Where did the person go?"), choices=list(staying.LEFT_FOR.items()), widget=forms.RadioSelect
    )
    note = note_field(_("Note"))


class AmendStayForm(AmendForm):
    until_on = LaoDate(label=_("Until when, as far as known?"), required=False)
    note = note_field(_("Note"))

    def corrected(self) -> dict[str, Any]:
        new = {"until_on": self.cleaned_data["until_on"], "note": self.cleaned_data["note"] or None}
        return {name: value for name, value in new.items() if value != self.initial["columns"][name]}


def stay_typed_before(stay: Stay, base: int) -> dict[str, Any]:
    """What the form starts with; `columns` are the values its editor saw at version `base`."""
    columns = {name: getattr(stay, name) for name in STAY_AMENDABLE} | values_at(stay, base)
    return {**columns, "note": columns["note"] or "", "base": base, "columns": columns}


class WayFields(PokpongForm):
    """Abstract: the way home."""

    kind = forms.ChoiceField(
        label=_("From where to where?"), choices=list(returning.KINDS.items()), widget=forms.RadioSelect
    )
    country = select(
        {code: words for code, words in returning.COUNTRIES.items() if code != "LA"},
        NOT_SAID,
        label=_("The other country"),
        help_text=_("Only when the way crosses a border."),
        required=False,
    )
    district = place_field(
        level=2,
        label=_("To which district?"),
        help_text=_("The district only: the village stays sealed with the person."),
        required=False,
    )
    destination = select(returning.DESTINATIONS, label=_("To whom?"))
    assessment = select(returning.ASSESSMENTS, label=_("What did the visit to the family show?"))
    escort = select(returning.ESCORTS, label=_("Who goes with the person?"))
    organisation = organisation_field(label=_("Which organisation brings the person home?"), required=False)
    planned_on = LaoDate(label=_("For which day?"), required=False)
    note = note_field(_("Note"), _("Who waits for the person, what they need on the way. It is sealed."))

    def told(self) -> dict[str, Any]:
        typed = self.cleaned_data
        names = ("kind", "country", "destination", "assessment", "escort", "planned_on", "note")
        return {
            **{name: typed[name] for name in names},
            "district_path": typed["district"].value if typed["district"] else "",
            "organisation": id_of(typed["organisation"]) if typed["organisation"] else None,
        }


class PlanReturnForm(WayFields, ActionForm):
    def way(self) -> Way:
        return Way(**self.told())


class AmendReturnForm(WayFields, AmendForm):
    def corrected(self) -> dict[str, Any]:
        told = self.told()
        new = {**told, "to_path": told.pop("district_path"), "note": told["note"] or None}
        if new["kind"] == "domestic":
            new["country"] = ""
        return {name: new[name] for name in RETURN_AMENDABLE if new[name] != self.initial["columns"][name]}


def return_typed_before(row: ReturnHome, base: int) -> dict[str, Any]:
    """What the form starts with; `columns` are the values its editor saw at version `base`."""
    columns = {name: getattr(row, name) for name in RETURN_AMENDABLE} | values_at(row, base)
    return {
        **columns,
        "district": columns["to_path"],
        "organisation": str(columns["organisation"] or ""),
        "note": columns["note"] or "",
        "base": base,
        "columns": columns,
    }


class AgreeForm(ActionForm):
    agreed_on = LaoDate(label=_("On which day did the person agree?"), future=False, initial=clock.today)
    agreement = note_field(
        _("How did the person agree?"),
        _("In which words, in which language, who was present. For a child also what the guardian said."),
        required=True,
    )


class SetOutForm(ActionForm):
    left_on = LaoDate(label=_("On which day did the person set out?"), future=False, initial=clock.today)


class ReceiveForm(ActionForm):
    received_on = LaoDate(label=_("On which day did the person arrive?"), future=False, initial=clock.today)
    note = note_field(_("How were they received?"))
