"""The forms of visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.partnership.rules import visits as rules
from pokpong.areas.partnership.rules.meetings import LONGEST_ITEM
from pokpong.areas.partnership.screens.meeting_forms import NOBODY_HELPED, official_of
from pokpong.areas.partnership.vocabulary import STOP_KINDS
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.institutions.models import Committee
from pokpong.registers.institutions.picker import organisation_field
from pokpong.registers.institutions.screens.forms import select
from pokpong.registers.places.picker import place_field
from pokpong.registers.programme.picker import activity_field


def path_of(value: Any) -> str:
    return str(value.value) if value else ""


class VisitFields(PokpongForm):
    """Abstract: what is typed about a visit."""

    purpose = Text(label=_("What is it for?"), help_text=NOBODY_HELPED, limit=LONGEST_ITEM, legacy=True)
    host = organisation_field(label=_("Which organisation receives it?"))
    place = place_field(label=_("Where to?"), help_text=_("A province, district or village."))
    starts = LaoDate(label=_("First day"))
    ends = LaoDate(label=_("Last day"))
    field_order = ["purpose", "host", "place", "starts", "ends", "committee", "activity"]

    def __init__(self, *args: Any, actor: Any, committees: Sequence[Committee], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [("", _("None")), *((str(row.pk), row.name) for row in committees)]
        self.fields["committee"] = forms.ChoiceField(
            label=_("Committee"),
            help_text=_("Which looks at the decisions of the visit at its next meeting."),
            choices=choices,
            required=False,
        )
        self.fields["activity"] = activity_field(
            actor,
            label=_("Activity of a plan"),
            help_text=_("Which planned activity it carries, if any."),
            required=False,
        )
        self.order_fields(self.field_order)

    def ids(self) -> dict[str, UUID | None]:
        return {name: official_of(self.cleaned_data[name]) for name in ("host", "committee", "activity")}


class PlanVisitForm(VisitFields, ActionForm):
    """A new visit."""


class AmendVisitForm(VisitFields, AmendForm):
    """Changes of a visit that is not reported."""


def findings_field(**kwargs: Any) -> LongText:
    return LongText(
        help_text=NOBODY_HELPED, limit=rules.LONGEST_FINDINGS, widget=LongTextBox(attrs={"rows": 8}), **kwargs
    )


class FindingsForm(ActionForm):
    findings = findings_field(label=_("What was found?"))


class BodyForm(ActionForm):
    organisation = organisation_field(label=_("Organisation"))


class StopFields(PokpongForm):
    """Abstract: what is typed about a stop."""

    kind = select(STOP_KINDS.choices, label=_("Kind"))
    day = LaoDate(label=_("On which day?"))
    time = Text(label=_("At what time?"), help_text=_("For example 9:00."), limit=5, required=False)
    place = place_field(label=_("Place"), help_text=_("Of a shelter only the district or province."), required=False)
    organisation = organisation_field(label=_("Organisation"), required=False)
    words = Text(
        label=_("Where, in words"), help_text=_("Not for shelters."), limit=LONGEST_ITEM, required=False, legacy=True
    )
    findings = findings_field(label=_("What was found there?"), required=False)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {name: typed[name] for name in ("kind", "day", "time", "words", "findings")}

    def place_path(self) -> str:
        return path_of(self.cleaned_data["place"])

    def organisation_id(self) -> UUID | None:
        return official_of(self.cleaned_data["organisation"])


class StopForm(StopFields, ActionForm):
    """A new stop."""


class AmendStopForm(StopFields, AmendForm):
    """Changes of a stop, and its place in the order."""

    def __init__(self, *args: Any, count: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["place_in_order"] = forms.TypedChoiceField(
            label=_("Place in the schedule"),
            choices=[(str(number), str(number)) for number in range(1, count + 1)],
            coerce=int,
        )
