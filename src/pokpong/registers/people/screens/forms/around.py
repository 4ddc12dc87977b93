"""Forms for contacts, relations, households, ties and merging."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.people.rules import vocabulary
from pokpong.registers.people.screens.forms.choices import offer
from pokpong.registers.places.picker import place_field

Choices = list[tuple[str, Any]]
VILLAGE = 3


class ContactForm(ActionForm):
    field_order = [
        "kind", "value", "whose", "safety", "when", "by_whom", "pretext", "never",
    ]  # fmt: skip

    kind = forms.ChoiceField(label=_("Kind"), choices=vocabulary.CONTACT_KINDS, widget=forms.RadioSelect)
    value = Text(
        label=_("Number, address or name"),
        help_text=_("For a telephone the number; for another person the name and how to reach them."),
        limit=300,
    )
    whose = Text(label=_("Whose is it?"), help_text=_("If it is not the person's own."), limit=120, required=False)
    safety = forms.ChoiceField(
        label=_("Is it safe to use?"),
        help_text=_("A wrong call can put the person in danger. Ask the person."),
        choices=vocabulary.SAFETY,
        widget=forms.RadioSelect,
    )
    when = Text(label=_("When is it safe?"), help_text=_("Days and hours."), required=False)
    by_whom = Text(label=_("Who may call?"), help_text=_("For example only a woman."), required=False)
    pretext = Text(
        label=_("What does the caller say?"),
        help_text=_("Under what pretext, if somebody else answers."),
        limit=300,
        required=False,
    )
    never = Text(label=_("What must never be said or done?"), limit=300, required=False)

    def how(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("when", "by_whom", "pretext", "never")}


class WhyForm(ActionForm):
    """A written reason and nothing else."""

    why = LongText(label=_("Why?"), limit=500, widget=LongTextBox(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: Any = "", hint: Any = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["why"].label = label or self.fields["why"].label
        self.fields["why"].help_text = hint


class RelationForm(ActionForm):
    kind = forms.ChoiceField(
        label=_("Who is it?"),
        help_text=_("Seen from this person: “Mother” means the other one is the mother."),
        choices=vocabulary.RELATION_KINDS,
    )
    other = forms.ChoiceField(
        label=_("A person of the register"),
        help_text=_("Persons you work with. Others are only written as a name."),
        required=False,
    )
    other_name = Text(label=_("Or a name"), limit=200, required=False)
    suspected = forms.BooleanField(
        label=_("Suspected of having had a part in it"),
        help_text=_("Such a relative can consent to nothing, and must not be told."),
        required=False,
    )
    suspected_why = LongText(
        label=_("Why suspected?"), limit=500, required=False, widget=LongTextBox(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, others: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "other", [("", _("Nobody of the register")), *others])


class HouseholdForm(ActionForm):
    place_path = place_field(level=VILLAGE, label=_("Village"))
    label = Text(
        label=_("What is the household called?"), help_text=_("House number, family. It is kept sealed."), limit=120
    )


class JoinForm(ActionForm):
    household = forms.ChoiceField(label=_("Household"), widget=forms.RadioSelect)
    is_head = forms.BooleanField(label=_("Head of the household"), required=False)
    joined_on = LaoDate(label=_("Since"), future=False, required=False)

    def __init__(self, *args: Any, households: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "household", households)


class AssignForm(ActionForm):
    user = forms.ChoiceField(label=_("Colleague"))
    why = LongText(
        label=_("Why does this colleague work with the person?"),
        limit=500,
        widget=LongTextBox(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "user", [("", "—"), *colleagues])


class MergeForm(ActionForm):
    into = forms.ChoiceField(
        label=_("The record that stays"),
        help_text=_("Records of your places with a like name. Compare sex, age and documents first."),
        widget=forms.RadioSelect,
    )
    why = LongText(label=_("Why are both the same person?"), limit=500, widget=LongTextBox(attrs={"rows": 3}))

    def __init__(self, *args: Any, candidates: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "into", candidates)
