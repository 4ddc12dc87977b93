"""The forms by which a case is opened, corrected, assessed and handed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.rules import cases as case_rules
from pokpong.areas.protection.rules import working as rules
from pokpong.areas.protection.screens.raising_forms import NOT_CHOSEN, Choices, choices
from pokpong.areas.protection.vocabulary import cases as vocabulary
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.ui.fields import LaoDate, LongText
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.places.picker import place_field

RECORD = ("origin", "opened_on", "summary")


def reason_field(help_text: Any = "", *, required: bool = True, label: Any = None) -> LongText:
    """A reason in words, which stays with the record."""
    return LongText(
        label=label or _("Reason"),
        help_text=help_text,
        limit=rules.WHY_LIMIT,
        required=required,
        widget=LongTextBox(attrs={"rows": 3}),
    )


class RecordForm(PokpongForm):
    """What is typed when a case is opened, and may be corrected later."""

    origin = forms.ChoiceField(
        label=_("How did the person come to this help?"),
        choices=choices(vocabulary.ORIGINS, first=[NOT_CHOSEN]),
        error_messages={"required": _("Choose how the person came to this help.")},
    )
    place = place_field(
        level=2,
        label=_("District where the person is helped"),
        help_text=_("Only the district: the village stays sealed with the person."),
    )
    opened_on = LaoDate(label=_("Opened on"), future=False)
    summary = LongText(
        label=_("Summary"),
        help_text=_("What a colleague must know at once. It is sealed; it can be completed later."),
        limit=case_rules.SUMMARY_LIMIT,
        required=False,
        legacy=True,
    )

    def values(self) -> dict[str, Any]:
        """By column, as the actions take them."""
        typed = self.cleaned_data
        return {**{name: typed[name] for name in RECORD}, "place_path": typed["place"].value if typed["place"] else ""}


class OpenForm(RecordForm, ActionForm):
    concern = forms.ChoiceField(
        label=_("Because of which concern?"),
        help_text=_("Nothing that can be read leads from the case to the concern. You close the concern next."),
        required=False,
    )
    field_order = ("concern", "origin", "place", "opened_on", "summary", "call_id")

    def __init__(self, *args: Any, concerns: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["concern"]
        if concerns and isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Because of none")), *concerns]
        else:
            del self.fields["concern"]

    def concern_id(self) -> UUID | None:
        chosen = self.cleaned_data.get("concern", "")
        return UUID(chosen) if chosen else None


class CorrectCaseForm(RecordForm, AmendForm):
    """Corrects what was typed; only what differs from what its editor saw is sent."""

    def corrected(self) -> dict[str, Any]:
        before = self.initial["columns"]
        new = {**self.values(), "summary": self.cleaned_data["summary"] or None}
        return {name: value for name, value in new.items() if value != before[name]}


class RiskForm(ActionForm):
    level = forms.ChoiceField(
        label=_("How high is the risk now?"),
        help_text=_("Decide by what you saw and heard. No rule and no machine decides it for you."),
        choices=[(code, vocabulary.RISKS[code]) for code in rules.ASSESSABLE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how high the risk is.")},
    )
    factors = forms.MultipleChoiceField(
        label=_("What makes it so?"),
        choices=list(vocabulary.RISK_FACTORS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = LongText(
        label=_("What you saw and heard, and what protects the person"),
        help_text=_("It is sealed."),
        limit=rules.NOTE_LIMIT,
        required=False,
    )
    assessed_on = LaoDate(label=_("Assessed on"), future=False, initial=clock.today)
    next_on = LaoDate(
        label=_("Look at it again on"),
        help_text=_("Empty: as late as the level allows. Danger to life 2 days, high 14, medium 30, low 90."),
        required=False,
    )


class ReasonForm(ActionForm):
    """Asks for nothing but a reason."""

    reason = reason_field()

    def __init__(self, *args: Any, label: Any = "", help_text: Any = "", required: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = required
        self.fields["reason"].help_text = help_text
        self.fields["reason"].label = label or _("Reason")


class ColleagueForm(ActionForm):
    """Chooses one colleague."""

    user = forms.ChoiceField(
        label=_("Colleague"),
        help_text=_("Those with a role for cases in this district."),
        error_messages={"required": _("Choose a colleague.")},
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [NOT_CHOSEN, *people]

    def user_id(self) -> UUID:
        return UUID(self.cleaned_data["user"])


class HandOverForm(ColleagueForm):
    reason = reason_field(_("For example: the person moved, or you change your post."))
    stays = forms.BooleanField(label=_("The one responsible until now stays in the team"), required=False, initial=True)


class PeopleForm(ActionForm):
    """Chooses several colleagues, with a reason."""

    people = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    reason = reason_field()
    field_order = ("people", "reason", "call_id")

    def __init__(self, *args: Any, people: Choices, label: Any, help_text: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        field.label, field.help_text = label, help_text
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = people

    def ids(self) -> tuple[UUID, ...]:
        return tuple(UUID(person) for person in self.cleaned_data["people"])

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """What the action says of `users` or `members` stands beside the list."""
        super().add_problems([_beside(problem, "people") for problem in problems])


def _beside(problem: Problem, name: str) -> Problem:
    return replace(problem, field=name) if problem.field in ("users", "members") else problem
