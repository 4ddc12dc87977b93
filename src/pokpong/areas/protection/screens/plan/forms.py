"""The forms of needs, goals, actions, notes and files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.rules import plan as rules
from pokpong.areas.protection.vocabulary import plan as vocabulary
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.widgets import LongTextBox

Choices = Sequence[tuple[str, str | Promise]]
NONE: tuple[str, str | Promise] = ("", _("None of them"))
CHOOSE: tuple[str, str | Promise] = ("", _("Choose one"))
ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"


def reason_field(help_text: Any = "", *, required: bool = True, label: Any = None) -> LongText:
    """A reason in words, which stays with the record."""
    return LongText(
        label=label or _("Reason"),
        help_text=help_text,
        limit=rules.REASON_LIMIT,
        required=required,
        widget=LongTextBox(attrs={"rows": 3}),
    )


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Gives a choice field what can be chosen."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


class ReasonForm(ActionForm):
    """A step that needs its reason."""

    reason = reason_field(_("It stays in the record."))


class AgainForm(ActionForm):
    """A step whose reason is welcome, never demanded."""

    reason = reason_field(_("It stays in the record."), required=False)


class NeedForm(ActionForm):
    domain = forms.ChoiceField(
        label=_("What does the person need?"), choices=list(vocabulary.DOMAINS.items()), widget=forms.RadioSelect
    )
    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=list(vocabulary.URGENCIES.items()),
        initial="soon",
        widget=forms.RadioSelect,
    )
    note = LongText(
        label=_("In the person's own words"),
        help_text=_("Only what those who help must know."),
        limit=rules.TEXT_LIMIT,
        required=False,
        widget=LongTextBox(attrs={"rows": 3}),
    )


class NeedAmendForm(AmendForm, NeedForm):
    pass


class NeedEndForm(ActionForm):
    outcome = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[("met", _("The need is met")), ("not_wanted", _("The person does not want help with it"))],
        widget=forms.RadioSelect,
    )
    reason = reason_field(_("It stays in the record."), required=False, label=_("What helped, or what the person said"))


class GoalForm(ActionForm):
    text = LongText(
        label=_("What shall be reached?"),
        help_text=_("Agree on it with the person, in words they use themselves."),
        limit=rules.TEXT_LIMIT,
        widget=LongTextBox(attrs={"rows": 3}),
    )
    domain = forms.ChoiceField(label=_("What is it about?"), choices=[CHOOSE, *vocabulary.DOMAINS.items()])
    need = forms.ChoiceField(label=_("For which need?"), required=False)
    target_on = LaoDate(
        label=_("Until when?"), help_text=_("For example 30 9 2026. It may stay empty."), required=False
    )

    def __init__(self, *args: Any, needs: Choices = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "need", [NONE, *needs])
        if not needs:
            del self.fields["need"]


class GoalAmendForm(AmendForm, GoalForm):
    pass


class GoalEndForm(ActionForm):
    outcome = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[("reached", _("The goal is reached")), ("given_up", _("The goal is given up"))],
        widget=forms.RadioSelect,
    )
    reason = reason_field(_("Needed when a goal is given up; welcome otherwise."), required=False)


class PlannedActionForm(ActionForm):
    text = LongText(label=_("What is to be done?"), limit=rules.TEXT_LIMIT, widget=LongTextBox(attrs={"rows": 3}))
    owner = forms.ChoiceField(
        label=_("Who does it?"),
        help_text=_("Somebody of the team. They find it among their tasks."),
    )
    due = LaoDate(label=_("Until when?"), help_text=_("For example 30 9 2026."))
    goal = forms.ChoiceField(label=_("For which goal?"), required=False)

    def __init__(self, *args: Any, team: Choices, goals: Choices = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "owner", team)
        offer(self, "goal", [NONE, *goals])
        if not goals:
            del self.fields["goal"]


class PlannedActionAmendForm(AmendForm, PlannedActionForm):
    pass


class DoneForm(ActionForm):
    result = LongText(
        label=_("What came of it?"), limit=rules.TEXT_LIMIT, required=False, widget=LongTextBox(attrs={"rows": 3})
    )


class NoteForm(ActionForm):
    kind = forms.ChoiceField(
        label=_("What kind of note is it?"),
        choices=list(vocabulary.NOTE_KINDS.items()),
        initial="talk",
        widget=forms.RadioSelect,
    )
    on = LaoDate(label=_("On which day was it?"), future=False, earliest=rules.EARLIEST, initial=clock.today)
    text = LongText(
        label=_("What was said or seen?"),
        help_text=_("A note is never changed. A correction is written as another note beside it."),
        limit=rules.NOTE_LIMIT,
        widget=LongTextBox(attrs={"rows": 8}),
    )


class AttachForm(ActionForm):
    kind = forms.ChoiceField(
        label=_("What kind of file is it?"), choices=[CHOOSE, *vocabulary.ATTACHMENT_KINDS.items()]
    )
    name = Text(
        label=_("What is on it?"),
        help_text=_("In a few words, so that it is found again. Empty: the name of the file."),
        limit=200,
        required=False,
    )
    file = forms.FileField(
        label=_("Picture or document"),
        help_text=_("A photograph or a PDF, up to 10 MB. Where and with what it was taken is removed from pictures."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
