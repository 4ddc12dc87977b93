"""The form of the design page: one field of every kind, with rules that really hold."""

import datetime as dt
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel.problems import ProblemKind
from pokpong.foundation.ui.design.places import EXAMPLE_PLACES
from pokpong.foundation.ui.fields import ChoiceOrOtherField, LaoDate, LongText, PlaceField, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import TextBox

UNSAFE_CALL = ProblemKind("example_unsafe_call", _("A number that is not safe to call cannot be the way to call back."))

URGENCIES = (
    ("danger", _("Someone is in danger now")),
    ("soon", _("Within a few days")),
    ("routine", _("It can wait")),
)
WAYS = (("visit", _("Came to the office")), ("phone", _("By telephone")), ("other", _("Another way")))
HELP_KINDS = (
    ("shelter", _("A safe place to stay")),
    ("health", _("Medical treatment")),
    ("legal", _("Legal aid")),
    ("work", _("Vocational training or a job")),
)
DISTRICTS = (("", _("Choose one")), ("pakse", _("Pakse district")), ("khong", _("Khong district")))


def earliest_day() -> dt.date:
    return dt.date(2015, 1, 1)


class ExampleForm(PokpongForm):
    """Nothing of it is stored."""

    name = Text(label=_("Name of the person who reports"), help_text=_("As they want to be called."), limit=100)
    phone = Text(label=_("Telephone number"), required=False, limit=20, widget=TextBox({"inputmode": "tel"}))
    safe = forms.BooleanField(
        label=_("It is safe to call this number"),
        help_text=_("Ask first who else answers it."),
        required=False,
    )
    callback = forms.BooleanField(label=_("Call this person back"), required=False)
    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=URGENCIES,
        widget=forms.RadioSelect,
        help_text=_("If someone is in danger now, call the hotline first."),
    )
    way = ChoiceOrOtherField(label=_("How was it reported?"), choices=WAYS, other_label=_("Which way?"))
    helps = forms.MultipleChoiceField(
        label=_("What help is asked for?"),
        choices=HELP_KINDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    district = forms.ChoiceField(label=_("District of the office"), choices=DISTRICTS)
    place = PlaceField(
        label=_("Where did it happen?"),
        help_text=_("Type a part of the name in Lao or English."),
        source=EXAMPLE_PLACES,
        search_url=reverse_lazy("ui:design_places"),
    )
    day = LaoDate(
        label=_("When did it happen?"),
        help_text=_("For example 22 3 2021."),
        future=False,
        earliest=earliest_day,
    )
    story = LongText(
        label=_("What happened?"),
        help_text=_("Write only what is needed to help. No names of other people."),
        limit=500,
        legacy=True,
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("callback") and not answers.get("safe"):
            self.add_problems([UNSAFE_CALL("callback")])
        return answers
