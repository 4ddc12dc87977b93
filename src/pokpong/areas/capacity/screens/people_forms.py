"""Forms about trainees, enrolments and coaching."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.capacity.rules import trainees as rules
from pokpong.areas.capacity.rules.coaching import LONGEST_TEXT
from pokpong.areas.capacity.screens.fields import function_field, hours_field, sex_field
from pokpong.areas.capacity.vocabularies import FUNCTIONS, TOPICS
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.registers.institutions.picker import id_of, official_field, organisation_field
from pokpong.registers.institutions.screens.forms import phone, select
from pokpong.registers.places.picker import place_field


class FactsFields(PokpongForm):
    """Abstract: what somebody is, at a training or now."""

    sex = sex_field()
    function = function_field()
    organisation = organisation_field(label=_("Institution"), required=False)
    institution = Text(label=_("Institution, if it is not in the list"), limit=rules.LONGEST_POST, required=False)
    place = place_field(label=_("Place"), help_text=_("The district or village where they work."), required=False)

    def facts(self) -> dict[str, Any]:
        """By the names that the actions use."""
        typed = self.cleaned_data
        return {
            "sex": typed["sex"],
            "function": typed["function"],
            "organisation_id": id_of(typed["organisation"]),
            "institution": "" if typed["organisation"] else typed["institution"],
            "place_path": typed["place"].value if typed["place"] else "",
        }


class TraineeFields(FactsFields):
    """Abstract: what is known of a trainee."""

    name = Text(label=_("Name"), limit=rules.LONGEST_NAME, legacy=True)
    latin_name = Text(label=_("Name in Latin letters"), limit=rules.LONGEST_NAME, required=False)
    phone = phone()
    field_order = ["name", "latin_name", "sex", "function", "post"]

    def told(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {**self.facts(), **{name: typed[name] for name in ("name", "latin_name", "phone")}}


class EnrolForm(TraineeFields, ActionForm):
    """Somebody enrolled on the spot. `chosen` answers the page that asks whether they are known: an id, or `apart`."""

    post = Text(label=_("Post"), limit=rules.LONGEST_POST, required=False)
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)


class EnrolOfficialForm(ActionForm):
    """An official who is enrolled; the list of officials does not say the sex, and not every post says the function."""

    sex = sex_field()
    function = select(FUNCTIONS.choices, label=_("Function"), first=("", _("As the post says")), required=False)
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["official"] = official_field(
            actor, label=_("Official"), help_text=_("Type a part of the name or the post, and choose.")
        )
        self.order_fields(["official", "sex", "function"])

    def told(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"sex": typed["sex"], **({"function": typed["function"]} if typed["function"] else {})}


class AmendTraineeForm(TraineeFields, AmendForm):
    """Changes of a trainee."""

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if actor.may("official.read"):
            self.fields["official"] = official_field(
                actor, label=_("Is this official"), help_text=_("If they are in the list of officials."), required=False
            )


class AmendEnrolmentForm(FactsFields, AmendForm):
    """What somebody was on the days of a training."""

    post = Text(label=_("Post"), limit=rules.LONGEST_POST, required=False)
    field_order = ["post"]


class MergeForm(ActionForm):
    """Which other record is the same person."""

    into = forms.ChoiceField(label=_("The record that goes on"), widget=forms.RadioSelect)
    why = Text(label=_("Why are they one person?"), limit=300)


class WhyForm(ActionForm):
    """Why two records are one person, or not."""

    why = Text(label=_("Reason"), limit=300)


class CoachingFields(PokpongForm):
    """Abstract: what is typed about a visit."""

    day = LaoDate(label=_("Day"), future=False)
    hours = hours_field(label=_("Number of hours"))
    topic = select(TOPICS.choices, label=_("Topic"))
    observed = LongText(
        label=_("What was seen"), help_text=_("Never a name or story of a victim."), limit=LONGEST_TEXT, required=False
    )
    agreed = LongText(label=_("What is done next"), limit=LONGEST_TEXT, required=False)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["coach"] = official_field(
            actor, label=_("Coach"), help_text=_("Type a part of the name or the post, and choose.")
        )
        self.order_fields(["coach", "day", "hours", "topic"])

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        names = ("day", "hours", "topic", "observed", "agreed")
        return {"coach_id": id_of(typed["coach"]), **{name: typed[name] for name in names}}


class CoachingForm(CoachingFields, ActionForm):
    """A new visit."""


class AmendCoachingForm(CoachingFields, AmendForm):
    """Changes of a visit."""
