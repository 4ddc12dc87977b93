"""The forms around an identification."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.rules import identification as rules
from pokpong.areas.protection.rules.identification import Letter
from pokpong.areas.protection.vocabulary import screening as vocabulary
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.people.screens.words import PART_WORDS

Choices = Sequence[tuple[str, Any]]
ROWS = {"rows": 3}


def why_field(help_text: Any = "") -> LongText:
    return LongText(label=_("Why?"), help_text=help_text, limit=rules.NOTE_LIMIT, widget=LongTextBox(attrs=ROWS))


def body_field(label: Any, bodies: Choices) -> forms.ChoiceField:
    """One of the bodies that may decide."""
    return forms.ChoiceField(label=label, choices=[("", "–"), *bodies])


class PresumeForm(ActionForm):
    why = why_field(_("What speaks for it, in a few words. The person need not have told everything."))


class WhyForm(ActionForm):
    why = why_field()


class RequestForm(ActionForm):
    """Which body, and what it may see: no more than the person agreed to."""

    field_order = ("body", "fields_shown", "message")
    fields_shown = forms.MultipleChoiceField(
        label=_("What may the body see?"),
        help_text=_("Only what the person's consent covers. The case, its services and its notes are never shown."),
        choices=[(code, words) for code, words in PART_WORDS if code in rules.SHAREABLE],
        widget=forms.CheckboxSelectMultiple,
    )
    message = LongText(
        label=_("What else does the body need to know?"),
        help_text=_("Only what the person agreed to tell."),
        limit=rules.NOTE_LIMIT,
        required=False,
        widget=LongTextBox(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"] = body_field(_("Which body decides?"), bodies)
        self.order_fields(self.field_order)

    def add_problems(self, problems: Any) -> None:
        """The action's `fields` stand beside the question that names them."""
        moved = [type(p)(p.code, p.words, "fields_shown", p.params) if p.field == "fields" else p for p in problems]
        super().add_problems(moved)


class AnswerForm(ActionForm):
    """Formal with number and day of a letter, or declined with the reason."""

    answer = forms.ChoiceField(
        label=_("What is the answer?"), choices=list(vocabulary.ANSWERED.items()), widget=forms.RadioSelect
    )
    number = Text(
        label=_("Number of the letter"), help_text=_("Needed for “formally identified”."), limit=80, required=False
    )
    on = LaoDate(
        label=_("Day of the letter"), help_text=_("Needed for “formally identified”."), future=False, required=False
    )
    reason = LongText(
        label=_("Reason"),
        help_text=_("Needed when it was declined."),
        limit=rules.NOTE_LIMIT,
        required=False,
        widget=LongTextBox(attrs=ROWS),
    )
    file = forms.FileField(
        label=_("The letter as a picture or PDF"), help_text=_("It is kept sealed. 10 MB at most."), required=False
    )

    def letter(self) -> Letter:
        """Raises KeyError before the form was found valid."""
        typed = self.cleaned_data
        return Letter(answer=typed["answer"], number=typed["number"], on=typed["on"], reason=typed["reason"])

    def paper(self) -> tuple[str, bytes]:
        """Name and bytes of the file; both empty when none was chosen."""
        file = self.cleaned_data["file"]
        return (file.name, file.read()) if file else ("", b"")


class RecordForm(AnswerForm):
    """A letter that came on paper: also which body wrote it."""

    field_order = ("body", "answer", "number", "on", "reason", "file")

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"] = body_field(_("Which body wrote it?"), bodies)
        self.order_fields(self.field_order)
