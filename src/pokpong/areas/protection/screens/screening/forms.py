"""The forms by which a screening is begun, asked and decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.actions.screening.asking import Asking
from pokpong.areas.protection.rules import screening as rules
from pokpong.areas.protection.tools.shipped import offered
from pokpong.areas.protection.tools.tool import NOT_ASKED, Question
from pokpong.areas.protection.vocabulary import screening as vocabulary
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.fields import LaoDate, LongText
from pokpong.foundation.ui.widgets import LongTextBox

SEEN = "seen_"


def question_sets() -> list[tuple[str, str]]:
    """Every tool and set that can be asked, as `code|version|set`; those without weights say so."""
    found = []
    for tool in offered():
        for one in tool.sets.values():
            words = f"{in_language(dict(tool.words))}: {in_language(dict(one.words))}"
            known = (
                words if tool.has_weights(one.code) else gettext("%(words)s – no checked weights") % {"words": words}
            )
            found.append((f"{tool.code}|{tool.version}|{one.code}", known))
    return found


class BeginForm(ActionForm):
    questions = forms.ChoiceField(
        label=_("Which questions?"),
        help_text=_("Those for a child hold for everybody who was under 18 when it happened."),
        choices=question_sets,
        widget=forms.RadioSelect,
    )
    setting = forms.ChoiceField(
        label=_("Where do you ask?"), choices=list(vocabulary.SETTINGS.items()), widget=forms.RadioSelect
    )
    interpreter = forms.ChoiceField(
        label=_("Is there an interpreter?"), choices=list(vocabulary.INTERPRETERS.items()), widget=forms.RadioSelect
    )
    asked_on = LaoDate(label=_("Day of the questions"), future=False, initial=clock.today)
    agreed = forms.BooleanField(
        label=_("The person agrees to be asked"),
        help_text=_("Say first: you may stop at any time, skip any question, and help does not depend on the answers."),
        required=False,
    )

    def asking(self) -> Asking:
        """Raises KeyError before the form was found valid."""
        typed = self.cleaned_data
        tool, version, set_code = typed["questions"].split("|")
        return Asking(
            tool=tool,
            version=version,
            set_code=set_code,
            setting=typed["setting"],
            interpreter=typed["interpreter"],
            agreed=typed["agreed"],
            asked_on=typed["asked_on"],
        )

    def add_problems(self, problems: Any) -> None:
        """What the action says of tool or set stands beside the choice that names both."""
        kept = {"tool": "questions", "set_code": "questions", "continues": "questions"}
        moved = [type(p)(p.code, p.words, kept.get(p.field, p.field), p.params) for p in problems]
        super().add_problems(moved)


class ThreeWay(forms.ChoiceField):
    """Yes, no, or not asked, which is also what an untouched question says."""

    def __init__(self, question: Question, answer: str):
        super().__init__(
            label=in_language(dict(question.words)),
            help_text=in_language(dict(question.help)),
            choices=list(vocabulary.ANSWERS.items()),
            widget=forms.RadioSelect,
            initial=answer,
        )

    def clean(self, value: Any) -> str:
        return str(super().clean(value or NOT_ASKED))


class AskForm(ActionForm):
    """One page of questions. Beside each answer stands what the answerer saw, so that nobody undoes a colleague."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], answers: Mapping[str, str], note: str | None, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.codes = [question.code for question in questions]
        for question in questions:
            answer = answers.get(question.code, NOT_ASKED)
            self.fields[question.code] = ThreeWay(question, answer)
            self.fields[SEEN + question.code] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=answer
            )
        self.fields["note"] = LongText(
            label=_("Note"),
            help_text=_("The person's own words, if they matter. Not needed."),
            limit=rules.NOTE_LIMIT,
            required=False,
            initial=note or "",
            widget=LongTextBox(attrs={"rows": 2}),
        )
        self.fields[SEEN + "note"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=note or "", strip=False
        )

    def answers(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in self.codes}

    def seen(self) -> dict[str, str]:
        """Anything that is no answer counts as not asked: it only says what the page showed."""
        found = {code: self.cleaned_data.get(SEEN + code, "") for code in self.codes}
        return {code: answer for code, answer in found.items() if answer in vocabulary.ANSWERS}

    def seen_note(self) -> str:
        return _lines(self.cleaned_data[SEEN + "note"])

    def note(self) -> str | None:
        """None when it was not touched."""
        typed = _lines(self.cleaned_data["note"])
        return None if typed == self.seen_note() else typed

    def show_again(self, answers: Mapping[str, str], note: str | None) -> None:
        """After a refusal: what is kept now counts as seen, so that sending again is a choice."""
        data = {name: self.data[name] for name in self.data}
        data[SEEN + "note"] = note or ""
        for code in self.codes:
            data[SEEN + code] = answers.get(code, NOT_ASKED)
        self.data = data


def _lines(text: str) -> str:
    """A browser sends other ends of lines than it was given."""
    return text.replace("\r\n", "\n")


class DecideForm(ActionForm):
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        help_text=_("You decide, not the result. You can decide anew later."),
        choices=list(vocabulary.DECISIONS.items()),
        widget=forms.RadioSelect,
    )
    why = LongText(
        label=_("Why?"),
        help_text=_("In a few words, so that a colleague understands it in a year."),
        limit=rules.NOTE_LIMIT,
        widget=LongTextBox(attrs={"rows": 3}),
    )
    presume = forms.BooleanField(
        label=_("Note the person as a presumed victim"),
        help_text=_("No service waits for this. A formal identification can be asked for later, with consent."),
        required=False,
    )

    def __init__(self, *args: Any, may_presume: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not may_presume:
            del self.fields["presume"]


class WhyForm(ActionForm):
    """One reason in words."""

    why = LongText(label=_("Why?"), limit=rules.NOTE_LIMIT, widget=LongTextBox(attrs={"rows": 3}))
