"""The forms by which a concern is raised: what happened, who must not see it, and sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.rules import concerns as rules
from pokpong.areas.protection.telling import Facts, LeftOut, Told
from pokpong.areas.protection.vocabulary import concerns as vocabulary
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import LongTextBox, TextBox
from pokpong.registers.places.picker import place_field

Choices = Sequence[tuple[str, str | Promise]]
ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"
NOT_SAID: tuple[str, str | Promise] = ("", _("Not said"))
NOT_CHOSEN: tuple[str, str | Promise] = ("", _("Choose one"))


def choices(words: Mapping[str, Any], *, first: Sequence[tuple[str, str | Promise]] = ()) -> Choices:
    return [*first, *words.items()]


def form_choices() -> Choices:
    """The forms of exploitation in the reader's language."""
    return [(code, in_language(words)) for code, words in vocabulary.forms().items()]


class FactsForm(PokpongForm):
    """Coded answers and words of a concern; raising and correcting share them."""

    story = LongText(
        label=_("What happened?"),
        help_text=_("Write as it was told to you. A few sentences are enough."),
        limit=rules.STORY_LIMIT,
        legacy=True,
    )
    place = place_field(
        label=_("Where did it happen?"),
        help_text=_("Type the name of the village in Lao or English. A district or province is enough."),
    )
    missing_village = Text(
        label=_("The village is not in the list"),
        help_text=_("Write its name here and choose its district above. The caseworker adds it to the list."),
        limit=rules.TEXT_LIMITS["missing_village"],
        required=False,
    )
    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        help_text=_("Somebody in danger now is looked at within hours."),
        choices=choices(vocabulary.URGENCIES),
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=_("How did you hear of it?"),
        choices=choices(vocabulary.CHANNELS, first=[NOT_CHOSEN]),
        error_messages={"required": _("Choose how you heard of it.")},
    )
    happened_on = LaoDate(
        label=_("When did it happen?"),
        help_text=_("For example 22 3 2021. Leave it empty when the day is not known."),
        required=False,
        future=False,
        earliest=rules.EARLIEST,
    )
    happened_unknown = forms.BooleanField(label=_("The day is not known"), required=False)
    reporter_relationship = forms.ChoiceField(
        label=_("Who told it?"),
        choices=choices(vocabulary.RELATIONSHIPS, first=[NOT_SAID]),
        required=False,
    )
    reporter_name = Text(
        label=_("Name of who told it"),
        help_text=_("Only if they agree."),
        limit=rules.REPORTER_LIMITS["name"],
        required=False,
    )
    reporter_contact = Text(
        label=_("How to reach them safely"),
        help_text=_("A number or a place where nobody else listens."),
        limit=rules.REPORTER_LIMITS["contact"],
        required=False,
    )
    people_count = forms.IntegerField(
        label=_("How many people is it about?"),
        required=False,
        min_value=1,
        max_value=rules.MOST_PEOPLE,
        widget=TextBox(attrs={"inputmode": "numeric"}),
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=choices(vocabulary.SEXES), initial="unknown", required=False)
    age_band = forms.ChoiceField(
        label=_("Age group"), choices=choices(vocabulary.AGE_BANDS), initial="unknown", required=False
    )
    nationality = forms.ChoiceField(
        label=_("Nationality"), choices=choices(vocabulary.NATIONALITIES), initial="unknown", required=False
    )
    disability = forms.ChoiceField(
        label=_("Disability"), choices=choices(vocabulary.DISABILITY), initial="unknown", required=False
    )
    language_family = forms.ChoiceField(
        label=_("Language family"), choices=choices(vocabulary.LANGUAGE_FAMILIES), initial="unknown", required=False
    )
    suspected = forms.MultipleChoiceField(
        label=_("What may it be?"),
        help_text=_("Several answers are possible. It is only a first idea, never a verdict."),
        choices=form_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    names = LongText(
        label=_("Names of the people concerned"),
        help_text=_("One name on each line. They are sealed and never shown in lists."),
        limit=rules.NAMES_LIMIT,
        widget=LongTextBox(attrs={"rows": 3}),
        required=False,
    )

    DETAILS = ("people_count", "sex", "age_band", "nationality", "disability", "language_family", "suspected", "names")

    def code(self, name: str) -> str:
        """A coded answer; nothing chosen means that it is not known."""
        return self.cleaned_data[name] or "unknown"

    @property
    def details_wrong(self) -> bool:
        """Whether the part that is folded away must stand open because of a mistake."""
        return any(name in self.errors for name in self.DETAILS)

    def facts(self) -> Facts:
        answers = self.cleaned_data
        return Facts(
            channel=answers["channel"],
            urgency=answers["urgency"],
            happened_on=answers["happened_on"],
            happened_unknown=answers["happened_unknown"] or answers["happened_on"] is None,
            sex=self.code("sex"),
            age_band=self.code("age_band"),
            nationality=self.code("nationality"),
            disability=self.code("disability"),
            language_family=self.code("language_family"),
            forms=tuple(answers["suspected"]),
            people_count=answers["people_count"],
        )

    def told(self) -> Told:
        answers = self.cleaned_data
        return Told(
            story=answers["story"],
            names=answers["names"],
            reporter_name=answers["reporter_name"],
            reporter_contact=answers["reporter_contact"],
            reporter_relationship=answers["reporter_relationship"],
            missing_village=answers["missing_village"],
        )

    def place_path(self) -> str:
        return str(self.cleaned_data["place"].value)

    def contradictions(self) -> list[Problem]:
        """What the answers say against each other; asked only when each of them is possible."""
        facts, told = self.facts(), self.told()
        unknown = self.cleaned_data["happened_unknown"] if facts.happened_on is not None else True
        return [
            *([] if self.place_path() else [rules.PLACE_UNKNOWN("place")]),  # the whole country is no place
            *rules.wrong_facts({**facts.columns(), **told.columns()}),
            *rules.wrong_day(facts.happened_on, today=clock.today(), unknown=unknown),
        ]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(self.contradictions())
        return answers


class RaiseForm(FactsForm):
    """First page: what, where, how urgent, who told."""

    anonymous = forms.BooleanField(
        label=_("I want to stay anonymous"),
        help_text=_("Your name is sealed. You get a code with which you can ask what became of it."),
        required=False,
    )

    def contradictions(self) -> list[Problem]:
        anonymous = rules.wrong_anonymity(self.cleaned_data["anonymous"], self.told().reporter)
        return [*super().contradictions(), *anonymous]


class LeftOutForm(PokpongForm):
    """Second page: who must not see it. `officials` are the posts known at the place: id and words."""

    levels = forms.MultipleChoiceField(
        label=_("Must whole offices not see it?"),
        help_text=_("For example when it is about the village chief or an official: it then goes to the level above."),
        choices=[(str(level), words) for level, words in vocabulary.LEVELS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    officials = forms.MultipleChoiceField(
        label=_("Must one of these officials not see it?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    words = LongText(
        label=_("Must anybody else not hear of it?"),
        help_text=_("Names or posts, for example a relative who works in the office. The caseworker reads this first."),
        limit=rules.NOTE_LIMIT,
        widget=LongTextBox(attrs={"rows": 3}),
        required=False,
    )
    prefix = "left_out"

    def __init__(self, *args: Any, officials: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["officials"]
        if officials and isinstance(field, forms.MultipleChoiceField):
            field.choices = officials
        else:
            del self.fields["officials"]

    def left_out(self) -> LeftOut:
        answers = self.cleaned_data
        return LeftOut(
            levels=tuple(int(level) for level in answers["levels"]),
            officials=tuple(UUID(official) for official in answers.get("officials", ())),
            words=answers["words"],
        )


class SendForm(ActionForm):
    """Third page: the answers are checked, a picture may go along."""

    photo = forms.FileField(
        label=_("Picture or document"),
        help_text=_("A photograph or a PDF, up to 10 MB. Where and with what it was taken is removed from pictures."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


class ReceiptForm(PokpongForm):
    """Asks with the code of an anonymous concern."""

    code = Text(label=_("Your code"), help_text=_("Twelve letters and figures in three groups."), limit=60)
