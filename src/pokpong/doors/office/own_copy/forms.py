"""Forms about a person's own copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.fields import LaoDate, LongText
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.people.actions.own_copies import Them
from pokpong.registers.people.queries.own_copies import Record
from pokpong.registers.people.rules import own_copy as rules
from pokpong.registers.people.screens.forms.choices import offer
from pokpong.registers.people.screens.forms.consent import NOBODY


class ThemForm(ActionForm):
    """Who stands before you, and how you know."""

    asker = forms.ChoiceField(
        label=_("Who is it?"),
        help_text=_("Nobody else is ever given a copy: no relative, official, lawyer or partner."),
        choices=rules.ASKERS,
        widget=forms.RadioSelect,
        initial="self",
    )
    guardian = forms.ChoiceField(label=_("Which guardian?"), required=False)
    identity = forms.ChoiceField(
        label=_("How do you know that it is really them?"), choices=rules.IDENTITY, widget=forms.RadioSelect
    )
    note = LongText(
        label=_("Note"),
        help_text=_("Which paper was shown, or who knows them."),
        limit=rules.NOTE_LIMIT,
        required=False,
        widget=LongTextBox(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, guardians: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "guardian", [*NOBODY, *guardians])
        if not guardians:
            del self.fields["guardian"]

    @property
    def them(self) -> Them:
        """What was typed, as the actions take it."""
        typed = self.cleaned_data
        guardian = typed.get("guardian") if typed["asker"] == "guardian" else ""
        return Them(typed["asker"], typed["identity"], typed["note"], UUID(guardian) if guardian else None)


class AskForm(ThemForm):
    language = forms.ChoiceField(
        label=_("In which language?"), choices=rules.LANGUAGES, initial="lo", widget=forms.RadioSelect
    )


class HandOverForm(ThemForm):
    on = LaoDate(label=_("Handed over on"), initial=clock.today, future=False)
    where = forms.ChoiceField(label=_("Where is the paper now?"), choices=rules.WHERE, widget=forms.RadioSelect)
    asked_whether_safe = forms.BooleanField(
        label=_("I asked whether it is safe to carry the paper home, and they say that it is."),
        help_text=_("Who lives with them, who looks through their bag, whether anybody can read it."),
        required=False,
    )


class PrepareForm(ActionForm):
    """The texts that may name others, each as it would stand on the copy. Nothing is ticked before it was read."""

    released = forms.MultipleChoiceField(
        label=_("Which of these texts may be given?"),
        help_text=_(
            "Read each one. Names that this program knows are taken out already. Tick what tells of this person alone."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, records: Sequence[Record], **kwargs: Any):
        super().__init__(*args, **kwargs)
        texts = [(record, text) for record in records for text in record.texts]
        offer(
            self,
            "released",
            [(text.key, f"{record.kind.title} · {text.field.label}: {text.words}") for record, text in texts],
        )
        self.fields["released"].initial = [text.key for _record, text in texts if text.released]
        if not texts:
            del self.fields["released"]
