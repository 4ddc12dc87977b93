"""The forms of a referral, on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.rules import referrals as rules
from pokpong.areas.protection.vocabulary import referrals as vocabulary
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.fields import LaoDate, LongText
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.people.screens.words import PART_WORDS

SHARED = [(code, words) for code, words in PART_WORDS if code in rules.SHAREABLE]


def text_field(label: Words, help_text: Words = "", *, required: bool = False, rows: int = 3) -> LongText:
    """Words that are sealed and go on to somebody."""
    box = LongTextBox(attrs={"rows": rows})
    return LongText(
        label=label, help_text=help_text, limit=rules.TEXT_LIMIT, required=required, legacy=True, widget=box
    )


def radios(words: Mapping[str, Any], label: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(words.items()), widget=forms.RadioSelect, **kwargs)


class ReferralFields(PokpongForm):
    """Abstract: what is asked, what is shared, and by when."""

    urgency = radios(vocabulary.URGENCIES, _("How urgent is it?"))
    shared = forms.MultipleChoiceField(
        label=_("What may the organisation see of the person?"),
        help_text=_("Only what it needs to help. It must stand in the consent."),
        choices=SHARED,
        widget=forms.CheckboxSelectMultiple,
    )
    message = text_field(
        _("What does the organisation need to know to help?"),
        _("It reads exactly this. Leave out what happened, and where others are."),
        required=True,
        rows=4,
    )
    reason = text_field(_("Why is the person referred?"), _("For the case. The organisation does not see it."))
    share_reason = forms.BooleanField(
        label=_("The organisation may also read why"),
        help_text=_("Only when the person agreed to that too."),
        required=False,
    )
    answer_by = LaoDate(
        label=_("Please answer by"),
        help_text=_("Empty: the same day for danger, two days when help is needed soon, else a week."),
        required=False,
    )
    serve_by = LaoDate(
        label=_("Help should begin by"),
        help_text=_("Empty: the next day for danger, a week when help is needed soon, else a month."),
        required=False,
    )

    def add_problems(self, problems: Any) -> None:
        super().add_problems([_beside(problem) for problem in problems])

    def told(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        names = ("urgency", "message", "reason", "share_reason", "answer_by", "serve_by")
        return {**{name: self.cleaned_data[name] for name in names}, "fields": tuple(self.cleaned_data["shared"])}


def _beside(problem: Problem) -> Problem:
    # A form's own attribute is called `fields`, so the question has another name.
    return Problem(problem.code, problem.words, "shared", problem.params) if problem.field == "fields" else problem


class AddForm(ReferralFields, ActionForm):
    """A new draft."""


class ChangeForm(ReferralFields, AmendForm):
    """Changes of a draft."""

    def changed(self, row: Referral) -> dict[str, Any]:
        """Only what differs from what the editor saw; an emptied day keeps the one it had."""
        told = {**self.told(), "fields": sorted(self.cleaned_data["shared"])}
        told = {name: value for name, value in told.items() if not (name.endswith("_by") and value is None)}
        before = {name: getattr(row, name) for name in told}
        return {name: value for name, value in told.items() if (value or None) != (before[name] or None)}


def typed_before(row: Referral) -> dict[str, Any]:
    """What the form of changes starts with."""
    names = ("urgency", "message", "reason", "share_reason", "answer_by", "serve_by")
    return {**{name: getattr(row, name) for name in names}, "shared": row.fields, "base": row.version}


class SendForm(ActionForm):
    """Under a consent there is nothing more to ask."""


class ExceptionForm(ActionForm):
    """Without a consent: which exception allows it, and why."""

    exception = radios(vocabulary.EXCEPTIONS, _("Which exception allows it?"))
    why = text_field(
        _("Why could it not wait for a consent?"),
        _("A second person reads this within 24 hours; if nobody confirms it, the sharing stops."),
        required=True,
    )


class WithdrawForm(ActionForm):
    why = text_field(_("Why is it taken back?"), _("It stays with the referral. The organisation does not read it."))


class RefuseForm(ActionForm):
    why = text_field(_("Why should it have waited for a consent?"), required=True)


class WordsForm(ActionForm):
    """Words for the other side, if any."""

    words = text_field(_("Words for the sender"), _("For example when and where the person may come."))


class DeclineForm(ActionForm):
    reason = radios(vocabulary.DECLINE_REASONS, _("Why is it not possible?"))
    words = text_field(_("Words for the sender"), _("Needed for “another reason”. Tell who could help instead."))


class CompleteForm(ActionForm):
    outcome = radios(vocabulary.OUTCOMES, _("What came of it?"))
    words = text_field(_("Feedback for the sender"), _("What was done, and what the person still needs."))


class FailForm(ActionForm):
    reason = radios(vocabulary.NOT_DONE_REASONS, _("Why was the help not given to its end?"))
    words = text_field(_("Feedback for the sender"), _("Needed for “another reason”."))


class NoteForm(ActionForm):
    """A note of the organisation."""

    text = text_field(_("Note"), required=True)
    shared = forms.BooleanField(
        label=_("The sender may read it"), help_text=_("Otherwise only your organisation does."), required=False
    )


class SenderNoteForm(ActionForm):
    """A note of the sender's side."""

    text = text_field(_("Note"), _("The organisation reads it."), required=True)


class PartnerNoteForm(ActionForm):
    """A note through a one-time link."""

    text = text_field(_("Words for the sender"), _("The sender reads them."), required=True)
