"""The forms of conferences and follow-ups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.rules import conferences as conference_rules
from pokpong.areas.protection.rules import follow_ups as rules
from pokpong.areas.protection.rules import plan as plan_rules
from pokpong.areas.protection.screens.plan.forms import Choices, offer
from pokpong.areas.protection.vocabulary import plan as vocabulary
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.institutions.picker import organisation_field
from pokpong.registers.people.screens.words import PART_WORDS

AGREED = 4  # actions that one page of minutes offers; more are added to the plan itself


class ConferenceForm(ActionForm):
    planned_on = LaoDate(label=_("On which day?"), help_text=_("For example 30 9 2026."))
    time = Text(label=_("At what time?"), help_text=_("For example 9:00."), limit=40, required=False)
    where = Text(label=_("Where?"), limit=200, required=False)
    purpose = LongText(
        label=_("What is to be decided?"), limit=plan_rules.TEXT_LIMIT, widget=LongTextBox(attrs={"rows": 3})
    )
    users = forms.MultipleChoiceField(
        label=_("Colleagues of the team"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = LongText(
        label=_("Guests without an organisation"),
        help_text=_(
            "One a line, for example the person herself or a relative. Nothing of the record is shared with them."
        ),
        limit=1000,
        required=False,
        widget=LongTextBox(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, team: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "users", team)

    def named(self) -> list[dict[str, Any]]:
        """Colleagues, then others, as the record keeps guests."""
        words = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        users = [{"user": user, "fields": []} for user in self.cleaned_data["users"]]
        return [*users, *({"words": line, "fields": []} for line in words)]


class ConferenceAmendForm(AmendForm, ConferenceForm):
    pass


class InviteForm(AmendForm):
    """Invites one organisation, with the parts of the record it may hear."""

    organisations = organisation_field(label=_("Organisation"), help_text=_("Type a part of its name and choose."))
    fields_shared = forms.MultipleChoiceField(
        label=_("What of the person's record may be spoken of?"),
        help_text=_("Only what a consent of the person allows this organisation to know."),
        choices=PART_WORDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class HoldForm(ActionForm):
    """The minutes, who came, and the actions agreed on."""

    held_on = LaoDate(label=_("On which day was it held?"), future=False, initial=clock.today)
    present = forms.MultipleChoiceField(label=_("Who came?"), widget=forms.CheckboxSelectMultiple, required=False)
    minutes = LongText(
        label=_("What was said and decided?"),
        limit=conference_rules.MINUTES_LIMIT,
        widget=LongTextBox(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, guests: Choices, team: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "present", guests)
        if not guests:
            del self.fields["present"]
        for number in range(1, AGREED + 1):
            self.fields[f"agreed_{number}"] = Text(
                label=_("Agreed action %(number)s") % {"number": number}, limit=plan_rules.TEXT_LIMIT, required=False
            )
            self.fields[f"owner_{number}"] = forms.ChoiceField(
                label=_("Who does action %(number)s?") % {"number": number},
                choices=[("", _("Choose one")), *team],
                required=False,
            )
            self.fields[f"due_{number}"] = LaoDate(
                label=_("Until when is action %(number)s done?") % {"number": number}, required=False
            )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        for number in range(1, AGREED + 1):
            self.add_problems(self._missing(answers, number))
        return answers

    def _missing(self, answers: dict[str, Any], number: int) -> list[Problem]:
        """An agreed action needs its words, its owner and its day, or none of them."""
        given = {name: answers.get(f"{name}_{number}") for name in ("agreed", "owner", "due")}
        missing = {
            "agreed": plan_rules.TEXT_MISSING,
            "owner": plan_rules.OWNER_OUTSIDE,
            "due": plan_rules.DUE_MISSING,
        }
        names = [f"{name}_{number}" for name in given]
        if not any(given.values()) or set(names) & set(self.errors):
            return []
        return [missing[name](f"{name}_{number}") for name, value in given.items() if not value]

    def agreed(self) -> list[dict[str, Any]]:
        """Words, owner and day of each action agreed on."""
        numbers = [number for number in range(1, AGREED + 1) if self.cleaned_data[f"agreed_{number}"]]
        return [
            {
                "text": self.cleaned_data[f"agreed_{number}"],
                "owner": self.cleaned_data[f"owner_{number}"],
                "due": self.cleaned_data[f"due_{number}"],
            }
            for number in numbers
        ]


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("How shall the person be reached?"),
        help_text=_("Only in a way that is safe for the person."),
        choices=list(vocabulary.FOLLOW_UP_KINDS.items()),
        initial="visit",
        widget=forms.RadioSelect,
    )


class FollowUpForm(ActionForm):
    due = LaoDate(label=_("On which day?"), help_text=_("For example 30 9 2026."))
    kind = kind_field()


class MoveForm(AmendForm, FollowUpForm):
    pass


class ScheduleForm(ActionForm):
    """The days of the pattern, each of which can be left out."""

    days = forms.MultipleChoiceField(label=_("On which days?"), widget=forms.CheckboxSelectMultiple)
    kind = kind_field()

    def __init__(self, *args: Any, days: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "days", days)
        self.initial.setdefault("days", [day for day, _words in days])


class DoFollowUpForm(ActionForm):
    done_on = LaoDate(label=_("On which day was it?"), future=False, earliest=plan_rules.EARLIEST, initial=clock.today)
    how = forms.ChoiceField(
        label=_("How was the person asked?"),
        choices=list(vocabulary.FOLLOW_UP_KINDS.items()),
        widget=forms.RadioSelect,
    )
    reached = forms.ChoiceField(
        label=_("Was the person reached?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    finding = LongText(
        label=_("What did the person say?"),
        help_text=_("Or why they could not be reached."),
        limit=rules.FINDING_LIMIT,
        required=False,
        widget=LongTextBox(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        finding = self.fields.pop("finding")
        for name, words in vocabulary.WELL_BEING.items():
            self.fields[name] = forms.ChoiceField(
                label=words,
                choices=list(vocabulary.ANSWERS.items()),
                initial="unknown",
                widget=forms.RadioSelect,
                required=False,
            )
        self.fields["finding"] = finding

    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] or "unknown" for name in vocabulary.WELL_BEING}
