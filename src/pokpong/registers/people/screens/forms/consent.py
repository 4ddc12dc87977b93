"""The form in which a consent is written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.people.actions.consents import Agreed
from pokpong.registers.people.rules import consent as rules
from pokpong.registers.people.rules import vocabulary
from pokpong.registers.people.screens.forms.choices import offer
from pokpong.registers.people.screens.words import PART_WORDS

USUAL_DAYS = 180
NOBODY = [("", _("Not said"))]


def in_half_a_year() -> Any:
    return clock.today() + timedelta(days=USUAL_DAYS)


class ConsentForm(ActionForm):
    field_order = [
        "purpose", "recipients", "other_recipient", "fields_shared", "given_by", "guardian", "authority", "assent",
        "language", "given_on", "expires_on", "way", "witness", "evidence", "note",
    ]  # fmt: skip

    purpose = forms.ChoiceField(label=_("What is it for?"), choices=rules.PURPOSES, widget=forms.RadioSelect)
    recipients = forms.MultipleChoiceField(
        label=_("Who will receive it?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    other_recipient = Text(
        label=_("Another organisation"), help_text=_("If it is not in the list."), limit=200, required=False
    )
    fields_shared = forms.MultipleChoiceField(
        label=_("Which data?"),
        help_text=_("Only what the recipient needs."),
        choices=PART_WORDS,
        widget=forms.CheckboxSelectMultiple,
    )
    given_by = forms.ChoiceField(label=_("Who consents?"), choices=rules.GIVEN_BY, widget=forms.RadioSelect)
    guardian = forms.ChoiceField(label=_("Which guardian?"), required=False)
    authority = Text(label=_("Which authority, and who decided there?"), limit=300, required=False)
    assent = forms.ChoiceField(label=_("What did the child say?"), choices=[*NOBODY, *rules.ASSENTS], required=False)
    language = forms.ChoiceField(label=_("Explained in"), choices=vocabulary.LANGUAGES, initial="lao")
    given_on = LaoDate(label=_("Given on"), initial=clock.today, future=False)
    expires_on = LaoDate(
        label=_("Ends on"), help_text=_("At most twelve months later; then it is asked for again."),
        initial=in_half_a_year,
    )  # fmt: skip
    way = forms.ChoiceField(label=_("How was it given?"), choices=rules.WAYS, widget=forms.RadioSelect)
    witness = Text(label=_("Name of the witness"), help_text=_("Needed when it was spoken."), limit=200, required=False)
    evidence = forms.FileField(
        label=_("Picture or PDF of the signed paper"), help_text=_("At most 10 MB. It is kept sealed."), required=False
    )
    note = LongText(label=_("Note"), limit=1000, required=False, widget=LongTextBox(attrs={"rows": 3}))

    def __init__(self, *args: Any, organisations: Mapping[str, str], guardians: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        offer(self, "recipients", list(organisations.items()))
        offer(self, "guardian", [*NOBODY, *guardians])
        if not organisations:
            del self.fields["recipients"]

    def agreed(self) -> Agreed:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        recipients = {key: self.organisations[key] for key in typed.get("recipients", ())}
        if typed["other_recipient"]:
            recipients[f"name:{typed['other_recipient']}"] = typed["other_recipient"]
        return Agreed(
            purpose=typed["purpose"],
            recipients=recipients,
            fields=typed["fields_shared"],
            given_by=typed["given_by"],
            given_on=typed["given_on"],
            expires_on=typed["expires_on"],
            language=typed["language"],
            way=typed["way"],
            guardian=UUID(typed["guardian"]) if typed["guardian"] else None,
            authority=typed["authority"],
            assent=typed["assent"],
            witness=typed["witness"],
            note=typed["note"],
        )

    def evidence_bytes(self) -> tuple[str, bytes]:
        """Name and content of the file, or two empty values."""
        file = self.cleaned_data["evidence"]
        return (file.name, file.read()) if file else ("", b"")

    def add_problems(self, problems: Any) -> None:
        super().add_problems([_renamed(problem) for problem in problems])


def _renamed(problem: Any) -> Any:
    names = {"fields": "fields_shared"}
    return type(problem)(problem.code, problem.words, names.get(problem.field, problem.field), problem.params)


class WithdrawForm(ActionForm):
    said_by = Text(
        label=_("Who said it?"),
        help_text=_("The person, the guardian, or somebody for them."),
        limit=200,
        required=False,
    )
    reason = LongText(
        label=_("Reason"),
        help_text=_("Only if the person wants to give one. None is needed."),
        limit=1000,
        required=False,
        widget=LongTextBox(attrs={"rows": 3}),
    )
