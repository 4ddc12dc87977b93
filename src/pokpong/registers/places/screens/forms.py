"""Forms about places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.ui.fields import LaoDate, LongText, PlaceField, Text
from pokpong.registers.places.models import Place
from pokpong.registers.places.picker import PlacesOf, place_field
from pokpong.registers.places.rules import LONGEST_NAME, LONGEST_REASON

DECISIONS = (
    ("confirm", _("It exists: confirm it")),
    ("merge", _("It is the same as a place that is there already")),
    ("refuse", _("There is no such place")),
)


def name_in_lao() -> Text:
    return Text(
        label=_("Name in Lao"), help_text=_("Without the word “village” in front."), limit=LONGEST_NAME, legacy=True
    )


def name_in_english() -> Text:
    return Text(
        label=_("Name in Latin letters"),
        help_text=_("As it stands on signs or papers. Left empty, it is made from the Lao name."),
        limit=LONGEST_NAME,
        required=False,
    )


def another_place() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("It is another place with the same name"),
        help_text=_("Only when you are asked about it."),
        required=False,
    )


def why() -> LongText:
    return LongText(label=_("Reason"), help_text=_("For example the number of the decree."), limit=LONGEST_REASON)


class NamesForm(ActionForm):
    """Abstract: a name in Lao and one in Latin letters."""

    name_lo = name_in_lao()
    name_en = name_in_english()

    def names(self) -> dict[str, str]:
        """{language: text}, of what was typed."""
        return {"lo": self.cleaned_data["name_lo"], "en": self.cleaned_data["name_en"]}


class ProposeForm(NamesForm):
    parent = place_field(
        level=2, label=_("District"), help_text=_("Type a part of the name in Lao or English, and choose.")
    )
    although_alike = another_place()
    field_order = ["parent", "name_lo", "name_en", "although_alike"]


class AddForm(NamesForm):
    parent = place_field(label=_("Lies in"), help_text=_("The province or district that the new place belongs to."))
    code = Text(
        label=_("Code in the government list"),
        help_text=_("Letters A–Z, figures and hyphens. Left empty, a code is made."),
        limit=40,
        required=False,
    )
    since = LaoDate(label=_("Since when"), required=False, future=False)
    although_alike = another_place()
    field_order = ["parent", "name_lo", "name_en", "code", "since", "although_alike"]


class ConfirmForm(NamesForm):
    """What becomes of a proposal."""

    decision = forms.ChoiceField(label=_("What becomes of it?"), choices=DECISIONS, widget=forms.RadioSelect)
    into: PlaceField
    reason = LongText(
        label=_("Reason"), help_text=_("Needed when there is no such place."), limit=LONGEST_REASON, required=False
    )
    field_order = ["decision", "name_lo", "name_en", "into", "reason"]

    def __init__(self, *args: Any, place: Place, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["into"] = beside(
            place,
            label=_("The same as"),
            help_text=_("Only when it is there already: type its name and choose."),
            required=False,
        )
        self.order_fields(self.field_order)


class RenameForm(AmendForm):
    name_lo = name_in_lao()
    name_en = name_in_english()
    since = LaoDate(label=_("Since when"), help_text=_("The first day of the new name."), future=False)
    reason = why()

    def names(self) -> dict[str, str]:
        """{language: text}, of what was typed."""
        return {"lo": self.cleaned_data["name_lo"], "en": self.cleaned_data["name_en"]}


class MergeForm(ActionForm):
    since = LaoDate(label=_("Since when"), future=False)
    reason = why()
    field_order = ["into", "since", "reason"]

    def __init__(self, *args: Any, place: Place, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["into"] = place_field(
            level=place.level, label=_("Becomes part of"), help_text=_("Type its name and choose.")
        )
        self.order_fields(self.field_order)


class CodeForm(ActionForm):
    scheme = Text(label=_("List"), help_text=_("The name of the list of codes, like p-code."), limit=20)
    code = Text(label=_("Code"), limit=40)
    since = LaoDate(label=_("Since when"), future=False)
    source = Text(label=_("Where it was published"), limit=120)


def beside(place: Place, **kwargs: Any) -> PlaceField:
    """A picker of places of the same level in the same larger place."""
    parent = place.parent.path if place.parent else ""
    url = reverse("places:find_in", args=[place.level, parent]) if parent else reverse("places:find_level", args=[1])
    return PlaceField(source=PlacesOf(place.level, parent), search_url=url, **kwargs)
