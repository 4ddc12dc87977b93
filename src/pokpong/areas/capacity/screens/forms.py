"""Forms about curricula, trainings and sessions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.capacity.actions.trainings import LONGEST_VENUE
from pokpong.areas.capacity.rules import curricula as rules
from pokpong.areas.capacity.screens.fields import (
    Lessons,
    Lines,
    cost_field,
    currency_field,
    curriculum_choices,
    hours_field,
    percent_field,
    project_choices,
    topics_field,
)
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.registers.institutions.picker import id_of, official_field, organisation_field
from pokpong.registers.places.picker import place_field
from pokpong.registers.programme.picker import activity_field


def uuid_or_none(text: str) -> UUID | None:
    return UUID(text) if text else None


class CurriculumFields(PokpongForm):
    """Abstract: what is typed about a curriculum."""

    name_lo = Text(label=_("Name in Lao"), limit=rules.LONGEST_NAME, legacy=True)
    name_en = Text(label=_("Name in English"), limit=rules.LONGEST_NAME, required=False)
    objectives_lo = LongText(label=_("Objectives, in Lao"), limit=rules.LONGEST_TEXT, required=False)
    objectives_en = LongText(label=_("Objectives, in English"), limit=rules.LONGEST_TEXT, required=False)
    topics = topics_field(label=_("Topics"))
    hours = hours_field(label=_("Number of hours"))
    lessons = Lessons(
        label=_("Lessons"),
        help_text=_("One a line: hours | name in Lao | name in English. A session is drawn up for each."),
        required=False,
    )
    hours_percent = percent_field(
        label=_("Hours needed to complete it"), help_text=_("Per cent of the hours. Empty: to be there once is enough.")
    )
    score_percent = percent_field(
        label=_("Score needed to complete it"),
        help_text=_("Per cent of the maximum score, in the test after. Empty: none."),
    )

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        return {
            "names": {"lo": typed["name_lo"], "en": typed["name_en"]},
            "objectives": {"lo": typed["objectives_lo"], "en": typed["objectives_en"]},
            **{name: typed[name] for name in ("topics", "hours", "lessons", "hours_percent", "score_percent")},
        }


class CurriculumForm(CurriculumFields, ActionForm):
    """A new curriculum."""


class AmendCurriculumForm(CurriculumFields, AmendForm):
    """Changes of a draft."""


class QuestionForm(AmendForm):
    """One question of the test."""

    text_lo = LongText(label=_("Question in Lao"), limit=rules.LONGEST_QUESTION)
    text_en = LongText(label=_("Question in English"), limit=rules.LONGEST_QUESTION, required=False)
    choices_lo = Lines(label=_("Answers to choose from, in Lao"), help_text=_("One a line, two to six."))
    choices_en = Lines(
        label=_("The same answers in English"), help_text=_("In the same order, or none."), required=False
    )
    right = forms.IntegerField(
        label=_("Which answer is right?"),
        help_text=_("1 for the first line, 2 for the second …"),
        min_value=1,
        max_value=rules.CHOICES[1],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    points = hours_field(label=_("Points"), help_text=_("For the right answer."))

    def question(self) -> dict[str, Any]:
        """The question as data."""
        typed = self.cleaned_data
        english = typed["choices_en"] or []
        pairs = zip(typed["choices_lo"], [*english, *[""] * len(typed["choices_lo"])], strict=False)
        return {
            "text": {"lo": typed["text_lo"], "en": typed["text_en"]},
            "choices": [{"lo": lao, "en": other} for lao, other in pairs],
            "right": typed["right"] - 1,
            "points": str(typed["points"]),
        }


class TrainingFields(PokpongForm):
    """Abstract: what is typed about a training."""

    curriculum = forms.ChoiceField(label=_("Curriculum"))
    name_lo = Text(
        label=_("Name in Lao"),
        help_text=_("Empty: the name of the curriculum."),
        limit=rules.LONGEST_NAME,
        required=False,
        legacy=True,
    )
    name_en = Text(label=_("Name in English"), limit=rules.LONGEST_NAME, required=False)
    place = place_field(label=_("Place"), help_text=_("District or village where it is held."), required=False)
    venue = Text(label=_("Venue"), help_text=_("Such as a meeting room."), limit=LONGEST_VENUE, required=False)
    starts = LaoDate(label=_("First day"))
    ends = LaoDate(label=_("Last day"))
    organisation = organisation_field(
        label=_("Held by"), help_text=_("Certificates carry its name and number."), required=False
    )
    project = forms.ChoiceField(label=_("Project"), required=False)
    cost = cost_field()
    currency = currency_field()

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._choose("curriculum", curriculum_choices(actor))
        self._choose("project", project_choices(actor))
        self.fields["activity"] = activity_field(
            actor, label=_("Activity of the plan"), help_text=_("The training is evidence of it."), required=False
        )

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """What the row names already stays possible, also when it is no longer offered."""
        kept = self.initial.get(f"{name}_choice")
        if kept is not None and kept[0] not in {value for value, _words in choices}:
            choices = [*choices, kept]
        self.offer(name, choices)

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        return {
            "curriculum_id": UUID(typed["curriculum"]),
            "names": {"lo": typed["name_lo"], "en": typed["name_en"]},
            "place_path": typed["place"].value if typed["place"] else "",
            "organisation_id": id_of(typed["organisation"]),
            "project_id": uuid_or_none(typed["project"]),
            "activity_id": id_of(typed["activity"]),
            "currency": typed["currency"] if typed["cost"] is not None else "",
            **{name: typed[name] for name in ("venue", "starts", "ends", "cost")},
        }


class TrainingForm(TrainingFields, ActionForm):
    """A new training."""


class AmendTrainingForm(TrainingFields, AmendForm):
    """Changes of a training."""


class SessionFields(PokpongForm):
    """Abstract: what is typed about a session."""

    day = LaoDate(label=_("Day"))
    hours = hours_field(label=_("Number of hours"))
    name_lo = Text(label=_("Subject, in Lao"), limit=rules.LONGEST_NAME, required=False)
    name_en = Text(label=_("Subject, in English"), limit=rules.LONGEST_NAME, required=False)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        names = {"lo": typed["name_lo"], "en": typed["name_en"]}
        return {"day": typed["day"], "hours": typed["hours"], "names": names}


class SessionForm(SessionFields, ActionForm):
    """A new session."""


class AmendSessionForm(SessionFields, AmendForm):
    """Changes of a session."""


class TrainerForm(ActionForm):
    """A trainer of a training."""

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["official"] = official_field(
            actor, label=_("Official"), help_text=_("Type a part of the name or the post, and choose.")
        )


class ReasonForm(ActionForm):
    """Why something is done."""

    reason = Text(label=_("Reason"), limit=300)


class ConfirmForm(ActionForm):
    """Nothing but the id of the call: the page itself is the question."""
