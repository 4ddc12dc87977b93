"""Forms about officials and committees."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.registers.institutions import rules
from pokpong.registers.institutions.picker import id_of, official_field, organisation_field
from pokpong.registers.institutions.screens.forms import phone, select, ticks
from pokpong.registers.institutions.vocabularies import COMMITTEE_KINDS, COMMITTEE_ROLES, FUNCTIONS
from pokpong.registers.places.picker import place_field


class OfficialFields(PokpongForm):
    """Abstract: what is typed about an official."""

    name = Text(label=_("Name"), limit=rules.LONGEST_PERSON_NAME, legacy=True)
    latin_name = Text(label=_("Name in Latin letters"), limit=rules.LONGEST_PERSON_NAME, required=False)
    post = Text(label=_("Post"), help_text=_("As it stands on papers."), limit=rules.LONGEST_NAME)
    function = select(FUNCTIONS.choices, label=_("Function"))
    organisation = organisation_field(label=_("Organisation"))
    place = place_field(
        label=_("Place"), help_text=_("The place this post is for. Empty: the whole country."), required=False
    )
    phone = phone()
    starts = LaoDate(label=_("Holds the post since"))

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        names = ("name", "latin_name", "post", "function", "phone", "starts")
        return {
            **{name: typed[name] for name in names},
            "organisation_id": id_of(typed["organisation"]),
            "place_path": typed["place"].value if typed["place"] else "",
        }


class OfficialForm(OfficialFields, ActionForm):
    """A new official."""


class AmendOfficialForm(OfficialFields, AmendForm):
    """Changes of an official."""


class LeaveForm(ActionForm):
    on = LaoDate(label=_("Last day in the post"), future=False)
    reason = Text(label=_("Reason"), limit=300, required=False)


class HandoverForm(ActionForm):
    """One post, two people, one page."""

    on = LaoDate(label=_("Last day of who leaves"), future=False)
    name = Text(label=_("Name of the successor"), limit=rules.LONGEST_PERSON_NAME, legacy=True)
    latin_name = Text(label=_("Name in Latin letters"), limit=rules.LONGEST_PERSON_NAME, required=False)
    phone = phone()
    starts = LaoDate(label=_("First day of the successor"))
    seats = ticks((), label=_("Seats in committees that pass on"))
    reason = Text(label=_("Reason"), limit=300, required=False)

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seats"]
        field.choices, field.initial = seats, [key for key, _words in seats]
        if not seats:
            field.widget = forms.MultipleHiddenInput()


class WhyForm(ActionForm):
    """A reason, in a few words."""

    why = Text(label=_("Reason"), limit=300)

    def __init__(self, *args: Any, label: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["why"].label = label


class AskMergeForm(ActionForm):
    """The other spelling of the same official."""

    into = forms.ChoiceField(label=_("Officials with a like name"), widget=forms.RadioSelect, required=False)
    why = Text(label=_("Why are both the same person?"), limit=300)
    field_order = ["into", "other", "why"]

    def __init__(self, *args: Any, actor: Any, offered: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.choices = offered
        if not offered:
            del self.fields["into"]
        self.fields["other"] = official_field(
            actor,
            label=_("Or another official"),
            help_text=_("Type a part of the name or the post, and choose."),
            required=False,
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        typed.setdefault("into", "")
        if not typed["into"] and not typed.get("other") and "other" not in self.errors:
            self.add_error("other", forms.ValidationError(_("Choose the other official."), code="required"))
        return typed


class CommitteeFields(PokpongForm):
    """Abstract: what is typed about a committee."""

    kind = select(COMMITTEE_KINDS.choices, label=_("Kind"))
    name_lo = Text(label=_("Name in Lao"), limit=rules.LONGEST_NAME, legacy=True)
    name_en = Text(label=_("Name in English"), limit=rules.LONGEST_NAME, required=False)
    mandate_lo = LongText(label=_("Mandate, in Lao"), limit=rules.LONGEST_TEXT, required=False)
    mandate_en = LongText(label=_("Mandate, in English"), limit=rules.LONGEST_TEXT, required=False)
    decree = Text(label=_("Decree"), help_text=_("Number and date."), limit=80, required=False)
    founded = LaoDate(label=_("Founded on"), future=False, required=False)

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        return {
            "kind": typed["kind"],
            "names": {"lo": typed["name_lo"], "en": typed["name_en"]},
            "mandate": {"lo": typed["mandate_lo"], "en": typed["mandate_en"]},
            "decree": typed["decree"],
            "founded": typed["founded"],
        }


class CommitteeForm(CommitteeFields, ActionForm):
    """A new committee."""

    place = place_field(label=_("Place"), help_text=_("Empty: the whole country."), required=False)
    field_order = ["kind", "place", "name_lo", "name_en"]


class AmendCommitteeForm(CommitteeFields, AmendForm):
    """Changes of a committee."""

    dissolved = LaoDate(
        label=_("Dissolved on"),
        help_text=_("Ends every seat in it. Leave empty otherwise."),
        future=False,
        required=False,
    )


class SeatForm(ActionForm):
    """A new seat."""

    role = select(COMMITTEE_ROLES.choices, label=_("Role"))
    starts = LaoDate(label=_("Since when"))
    field_order = ["official", "role", "starts"]

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["official"] = official_field(
            actor, label=_("Official"), help_text=_("Type a part of the name or the post, and choose.")
        )
        self.order_fields(self.field_order)


class EndSeatForm(ActionForm):
    on = LaoDate(label=_("Last day in the committee"), future=False)


class DayForm(PokpongForm):
    """Who sat in it on a day."""

    day = LaoDate(label=_("Members on which day?"), required=False)
