"""Editing one part of a record."""

from __future__ import annotations

from typing import Any

from pokpong.foundation.actions.forms import AmendForm
from pokpong.registers.people.screens.forms.record import (
    BirthPart,
    DocumentsPart,
    FactsPart,
    HealthPart,
    HomePart,
    NamesPart,
)


class NamesForm(NamesPart, AmendForm):
    pass


class FactsForm(FactsPart, AmendForm):
    pass


class BirthForm(BirthPart, AmendForm):
    pass


class HomeForm(HomePart, AmendForm):
    pass


class HealthForm(HealthPart, AmendForm):
    pass


class DocumentsForm(DocumentsPart, AmendForm):
    pass


EDITS: dict[str, type[Any]] = {
    "names": NamesForm,
    "facts": FactsForm,
    "birth": BirthForm,
    "home": HomeForm,
    "health": HealthForm,
    "documents": DocumentsForm,
}
