"""Forms about taking cases out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.states.cases import CASE
from pokpong.doors.exchange.actions.asking import LONGEST_PURPOSE, LONGEST_REASON
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.ui.fields import LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import LongTextBox, PlaceChoice
from pokpong.registers.places.picker import place_field


class AskForm(ActionForm):
    place = place_field(
        label=_("Only cases of"), help_text=_("A district or a province. Empty: where you supervise."), required=False
    )
    states = forms.MultipleChoiceField(
        label=_("Only cases that are"),
        choices=tuple(CASE.words.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    purpose = Text(
        label=_("For whom and what?"),
        help_text=_("It stands in every copy, with your name. Write no name of a person who is helped."),
        limit=LONGEST_PURPOSE,
    )

    def __init__(self, *args: Any, paths: Sequence[str], **kwargs: Any):
        """`paths`: where the reader may ask; with more than one of them the place is asked for."""
        super().__init__(*args, **kwargs)
        self.paths = paths
        self.fields["place"].required = len(paths) != 1

    @property
    def place_path(self) -> str:
        place: PlaceChoice | None = self.cleaned_data.get("place")
        return place.value if place is not None else self.paths[0]


class RefuseForm(ActionForm):
    why = LongText(
        label=_("Why?"),
        help_text=_("Who asked reads it."),
        limit=LONGEST_REASON,
        widget=LongTextBox(attrs={"rows": 3}),
    )


class CopyForm(PokpongForm):
    """A workbook that somebody found."""

    file = forms.FileField(
        label=_("Excel workbook"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
