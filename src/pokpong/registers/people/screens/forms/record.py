"""What a person's record says, as fields of forms: each part is used when registering and when editing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.people.models import Person
from pokpong.registers.people.rules import ages, disability, vocabulary
from pokpong.registers.places.picker import place_field

Values = dict[str, Any]
NOT_SAID = [("", _("Not said"))]


class Part(PokpongForm):
    """Abstract: a group of fields. `PLACES` says beside which field a problem of the action stands."""

    PLACES: ClassVar[dict[str, str]] = {}

    @classmethod
    def initial_of(cls, person: Person) -> Values:
        """Initial values of the fields for a record."""
        raise NotImplementedError  # abstract

    def values(self) -> Values:
        """What was typed, as fields of the record."""
        raise NotImplementedError  # abstract

    def add_problems(self, problems: Iterable[Problem]) -> None:
        super().add_problems(
            dataclasses.replace(problem, field=self.PLACES.get(problem.field, problem.field)) for problem in problems
        )


def one_a_line(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class NamesPart(Part):
    """Names, one on each line: somebody may have several of each kind."""

    PLACES: ClassVar[dict[str, str]] = {"names": "official"}

    official = LongText(
        label=_("Name"),
        help_text=_("One name on each line: Lao first, then as in documents. At least one name or nickname is needed."),
        limit=800,
        legacy=True,
        required=False,
        widget=LongTextBox(attrs={"rows": 2}),
    )
    nick = LongText(
        label=_("Nicknames"),
        help_text=_("What people call the person. One on each line."),
        limit=800,
        required=False,
        widget=LongTextBox(attrs={"rows": 2}),
    )
    other = LongText(
        label=_("Other names"),
        help_text=_("Earlier names, names used at work or abroad. One on each line."),
        limit=800,
        required=False,
        widget=LongTextBox(attrs={"rows": 2}),
    )

    @classmethod
    def initial_of(cls, person: Person) -> Values:
        kinds = [code for code, _words in vocabulary.NAME_KINDS]
        return {kind: "\n".join(n["text"] for n in person.names if n["kind"] == kind) for kind in kinds}

    def values(self) -> Values:
        kinds = [code for code, _words in vocabulary.NAME_KINDS]
        return {
            "names": [{"text": text, "kind": kind} for kind in kinds for text in one_a_line(self.cleaned_data[kind])]
        }


class FactsPart(Part):
    PLACES: ClassVar[dict[str, str]] = {}

    sex = forms.ChoiceField(label=_("Sex"), choices=vocabulary.SEXES, widget=forms.RadioSelect, initial="unknown")
    gender = Text(
        label=_("Gender, in the person's own words"),
        help_text=_("Only if the person wants to say it. It is kept sealed."),
        limit=60,
        required=False,
    )
    nationality = forms.ChoiceField(
        label=_("Nationality"), choices=vocabulary.NATIONALITIES, initial="LA", widget=forms.Select
    )
    ethnic_group = Text(
        label=_("Ethnic group"),
        help_text=_("Only if the person wants to say it. It is kept sealed and never counted."),
        limit=60,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages the person speaks"),
        choices=vocabulary.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    interpreter = forms.ChoiceField(
        label=_("Interpreter needed for"),
        choices=[("", _("No interpreter needed")), *vocabulary.LANGUAGES],
        required=False,
    )

    @classmethod
    def initial_of(cls, person: Person) -> Values:
        names = ("sex", "gender", "nationality", "ethnic_group", "languages", "interpreter")
        return {name: getattr(person, name) for name in names}

    def values(self) -> Values:
        names = ("sex", "gender", "nationality", "ethnic_group", "languages", "interpreter")
        return {name: self.cleaned_data[name] for name in names}


class BirthPart(Part):
    PLACES: ClassVar[dict[str, str]] = {"birth_estimate": "age"}

    birth_date = LaoDate(
        label=_("Date of birth"), help_text=_("If it is known. It is kept sealed."), future=False, required=False
    )
    age = forms.IntegerField(
        label=_("Estimated age"),
        help_text=_("In years, if the date of birth is not known."),
        min_value=0,
        max_value=ages.OLDEST,
        required=False,
    )
    precision = forms.ChoiceField(
        label=_("How sure is the estimated age?"),
        choices=[*NOT_SAID, *ages.PRECISIONS],
        required=False,
    )

    @classmethod
    def initial_of(cls, person: Person) -> Values:
        estimate = person.birth_estimate or {}
        return {
            "birth_date": person.birth_date,
            "age": person.age if estimate else None,
            "precision": estimate.get("precision", ""),
            "estimate": person.birth_estimate,
        }

    def values(self) -> Values:
        typed = self.cleaned_data
        estimate = None
        if typed["age"] is not None or typed["precision"]:
            estimate = {"age": typed["age"], "precision": typed["precision"], "as_of": clock.today().isoformat()}
        return {"birth_date": typed["birth_date"], "birth_estimate": self._unless_same(estimate)}

    def _unless_same(self, estimate: Values | None) -> Values | None:
        """The estimate as it stands when neither age nor precision was touched: its day is part of it."""
        before = self.initial.get("estimate")
        untouched = {"age", "precision"}.isdisjoint(self.changed_data)
        return before if before and untouched else estimate


class HomePart(Part):
    PLACES: ClassVar[dict[str, str]] = {"district_path": "district"}

    district = place_field(
        level=2,
        label=_("District"),
        help_text=_("Where the person lives or is being helped. Only the district is shown in lists."),
    )
    home = place_field(
        label=_("Home village"), help_text=_("It is kept sealed; nobody finds the person by it."), required=False
    )
    landmark = Text(
        label=_("How to find the home"), help_text=_("House number, landmark, country if abroad."), required=False
    )

    @classmethod
    def initial_of(cls, person: Person) -> Values:
        home = person.home or {}
        return {"district": person.district_path, "home": home.get("path", ""), "landmark": home.get("text", "")}

    def values(self) -> Values:
        district, home = self.cleaned_data["district"], self.cleaned_data["home"]
        path, text = home.value if home else "", self.cleaned_data["landmark"]
        return {
            "district_path": district.value if district else "",
            "home": {"path": path, "text": text} if path or text else None,
        }


class HealthPart(Part):
    PLACES: ClassVar[dict[str, str]] = {"disability_answers": "seeing"}

    disability = forms.ChoiceField(
        label=_("Disability"),
        help_text=_("If the six questions below are answered, they decide."),
        choices=vocabulary.YES_NO_UNKNOWN,
        widget=forms.RadioSelect,
        initial="unknown",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for code, words in disability.DOMAINS:
            self.fields[code] = forms.ChoiceField(label=str(words), choices=DEGREES, required=False)

    @classmethod
    def initial_of(cls, person: Person) -> Values:
        return {"disability": person.disability, **(person.disability_answers or {})}

    def values(self) -> Values:
        answers = {code: self.cleaned_data[code] for code, _words in disability.DOMAINS if self.cleaned_data[code]}
        return {"disability": self.cleaned_data["disability"], "disability_answers": answers or None}


DEGREES = [*NOT_SAID, *disability.DEGREES]
DOCUMENT_ROWS = 4


class DocumentsPart(Part):
    """A few rows of kind and number; empty ones are left out."""

    PLACES: ClassVar[dict[str, str]] = {"documents": "kind_0"}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for row in range(max(DOCUMENT_ROWS, len(self.initial.get("documents") or ()) + 1)):
            self.fields[f"kind_{row}"] = forms.ChoiceField(
                label=numbered(_("Document %(number)s"), row),
                choices=[*NOT_SAID, *vocabulary.DOCUMENT_KINDS],
                required=False,
            )
            self.fields[f"number_{row}"] = Text(
                label=numbered(_("Number on document %(number)s"), row), limit=60, required=False
            )

    @classmethod
    def initial_of(cls, person: Person) -> Values:
        rows = person.documents or []
        fields = {f"{name}_{i}": row.get(name, "") for i, row in enumerate(rows) for name in ("kind", "number")}
        return {"documents": rows, **fields}

    def values(self) -> Values:
        rows = [
            {"kind": self.cleaned_data[name] or "other", "number": self.cleaned_data[f"number_{name[5:]}"]}
            for name in self.fields
            if name.startswith("kind_")
        ]
        typed = [name for name in self.fields if name.startswith("kind_") and self.cleaned_data[name]]
        return {"documents": [row for i, row in enumerate(rows) if row["number"] or f"kind_{i}" in typed] or None}


def numbered(words: str | Promise, row: int) -> str:
    return str(words) % {"number": row + 1}
