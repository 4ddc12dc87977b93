"""The forms by which a concern is decided, ended, corrected and kept from people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.actions.amending import AMENDABLE
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.rules import concerns as rules
from pokpong.areas.protection.screens.raising_forms import ACCEPTED, Choices, FactsForm
from pokpong.areas.protection.vocabulary import concerns as vocabulary
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.ui.fields import LongText
from pokpong.foundation.ui.widgets import LongTextBox


def reason_field(help_text: Any = "", *, required: bool = True) -> LongText:
    """A reason in words, which stays with the record."""
    return LongText(
        label=_("Reason"),
        help_text=help_text,
        limit=rules.NOTE_LIMIT,
        required=required,
        widget=LongTextBox(attrs={"rows": 3}),
    )


class TriageForm(ActionForm):
    decision = forms.ChoiceField(
        label=_("What does it need?"),
        help_text=_("This decides the next step. It is no verdict about anybody, and you can decide anew later."),
        choices=list(vocabulary.DECISIONS.items()),
        widget=forms.RadioSelect,
    )
    reason = reason_field(_("Needed for “no action”; welcome for the others."), required=False)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(rules.wrong_triage(answers["decision"], answers["reason"]))
        return answers


class CloseForm(ActionForm):
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=list(vocabulary.OUTCOMES.items()), widget=forms.RadioSelect
    )
    reason = reason_field(_("Write what was done, so that a colleague understands it in a year."))


class ReopenForm(ActionForm):
    reason = reason_field(_("It then waits for a decision again, as if it were new."))


class JoinForm(ActionForm):
    reason = reason_field(_("Why both speak of the same thing. A supervisor can take them apart again."))


class UnveilForm(ActionForm):
    reason = reason_field(
        _("The promise of anonymity is broken only to avert harm. Your name and this reason are kept for good.")
    )


class PeopleForm(ActionForm):
    """Chooses among colleagues: id and name."""

    people_field = ""

    def __init__(self, *args: Any, people: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields[self.people_field]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = people

    def ids(self, name: str) -> tuple[UUID, ...]:
        return tuple(UUID(person) for person in self.cleaned_data.get(name, ()))


class RecuseForm(PeopleForm):
    people_field = "users"

    users = forms.MultipleChoiceField(
        label=_("Colleagues who must not see it"), widget=forms.CheckboxSelectMultiple, required=False
    )
    officials = forms.MultipleChoiceField(
        label=_("Officials who must not see it"),
        help_text=_("It holds for the account they have, or get later."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    levels = forms.MultipleChoiceField(
        label=_("Must whole offices not see it?"),
        help_text=_("It then goes to the level above."),
        choices=[(str(level), words) for level, words in vocabulary.LEVELS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = reason_field(_("For example: a relative of the person concerned."))

    def __init__(self, *args: Any, officials: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["officials"]
        if officials and isinstance(field, forms.MultipleChoiceField):
            field.choices = officials
        else:
            del self.fields["officials"]


class CompartmentForm(PeopleForm):
    people_field = "members"

    members = forms.MultipleChoiceField(
        label=_("Who alone may see it"),
        help_text=_("Name yourself too. Choose nobody to open the circle again."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = reason_field(_("For example: threats against the family, or an official is involved."))


class AttachForm(ActionForm):
    file = forms.FileField(
        label=_("Picture or document"),
        help_text=_("A photograph or a PDF, up to 10 MB. Where and with what it was taken is removed from pictures."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


class CorrectForm(FactsForm, AmendForm):
    """Corrects what was typed; only what differs is sent."""

    PLAIN = ("channel", "urgency", "happened_on", "people_count")
    CODES = ("sex", "age_band", "nationality", "disability", "language_family")
    WORDS = ("story", "names", "missing_village")

    def contradictions(self) -> list[Problem]:
        anonymous = rules.wrong_anonymity(self.initial.get("anonymous", False), self.told().reporter)
        return [
            *super().contradictions(),
            *(Problem(problem.code, problem.words, "reporter_name") for problem in anonymous),
        ]

    def corrected(self) -> dict[str, Any]:
        """New values by column, of those that were changed on the page."""
        facts, told = self.facts().columns(), self.told().columns()
        new = {**facts, **told, "place_path": self.place_path()}
        return {name: value for name, value in new.items() if value != self.initial["columns"][name]}


def typed_before(concern: Concern, base: int) -> dict[str, Any]:
    """What the form starts with. `columns` are the values its editor saw at version `base`: only what differs from
    them was changed by the editor, whatever others have changed since."""
    columns = {name: getattr(concern, name) for name in AMENDABLE} | values_at(concern, base)
    reporter = columns["reporter"] or {}
    return {
        **{name: columns[name] for name in (*CorrectForm.PLAIN, *CorrectForm.CODES, *CorrectForm.WORDS)},
        "place": columns["place_path"],
        "suspected": columns["forms"],
        "happened_unknown": columns["happened_on"] is None,
        **{f"reporter_{name}": reporter.get(name, "") for name in rules.REPORTER_LIMITS},
        "base": base,
        "anonymous": concern.anonymous,
        "columns": columns,
    }
