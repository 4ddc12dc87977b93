"""What happened to a service, stay or return, and what was written before it was corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.queries.services import organisation_names
from pokpong.areas.protection.screens.history import OldValue
from pokpong.areas.protection.screens.services.words import MACHINES
from pokpong.areas.protection.states.services import TONES
from pokpong.areas.protection.vocabulary import returns as returning
from pokpong.areas.protection.vocabulary import services as vocabulary
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions import amend, moves
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.ui.parts import Happening, StatusWord
from pokpong.registers.institutions.picker import id_of
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS
from pokpong.registers.places.queries import label

# What the fields are called that may be corrected, by kind of row; also for choosing between two versions.
FIELD_WORDS: dict[str, Mapping[str, str | Promise]] = {
    "service": {
        "kind": gettext_lazy("Kind of service"),
        "planned_on": gettext_lazy("Planned for"),
        "delivered_on": gettext_lazy("Given on"),
        "organisation": gettext_lazy("Who gives it"),
        "need": gettext_lazy("Need"),
        "quantity": gettext_lazy("Quantity"),
        "unit": gettext_lazy("Of what?"),
        "cost": gettext_lazy("Cost"),
        "currency": gettext_lazy("Currency"),
        "outcome": gettext_lazy("Outcome"),
        "missed": gettext_lazy("Why it was not given"),
        "note": gettext_lazy("Note"),
    },
    "stay": {
        "bed": gettext_lazy("Number of the bed"),
        "starts_on": gettext_lazy("From"),
        "until_on": gettext_lazy("Expected last day"),
        "note": gettext_lazy("Note"),
    },
    "return": {
        "kind": gettext_lazy("From where to where?"),
        "country": gettext_lazy("The other country"),
        "to_path": gettext_lazy("To which district?"),
        "destination": gettext_lazy("To whom?"),
        "assessment": gettext_lazy("What the visit to the family showed"),
        "escort": gettext_lazy("Who goes with the person?"),
        "organisation": gettext_lazy("Organisation"),
        "planned_on": gettext_lazy("Planned for"),
        "agreed_on": gettext_lazy("The person agreed on"),
        "agreement": gettext_lazy("How the person agreed"),
        "note": gettext_lazy("Note"),
    },
}
NOT_SHOWN = ("need", "offer")  # ids that say nothing to a reader
CODED: dict[str, dict[str, Mapping[str, object]]] = {
    "service": {
        "unit": vocabulary.UNITS,
        "currency": vocabulary.CURRENCIES,
        "outcome": vocabulary.OUTCOMES,
        "missed": vocabulary.MISSED,
    },
    "stay": {},
    "return": {
        "kind": returning.KINDS,
        "country": returning.COUNTRIES,
        "destination": returning.DESTINATIONS,
        "assessment": returning.ASSESSMENTS,
        "escort": returning.ESCORTS,
    },
}


def organisation_word(value: object) -> str:
    key = id_of(value)
    return organisation_names([key]).get(key, "") if key is not None else ""


SHOWN: dict[tuple[str, str], Callable[[Any], object]] = {
    ("service", "kind"): SERVICE_KINDS.words,
    ("service", "organisation"): organisation_word,
    ("return", "organisation"): organisation_word,
    ("return", "to_path"): label,
}


def shown(noun: str, field: str, value: Any) -> object:
    """A value of a field as people read it."""
    if value is None or value == "":
        return ""
    words = CODED[noun].get(field)
    if words is not None:
        return str(words.get(value, value))
    show = SHOWN.get((noun, field))
    return value if show is None else show(value)


def what_happened(row: Any) -> list[Happening]:
    """Its states with who and why, newest first."""
    steps = moves.history_of(row.pk)
    names, words = names_of([step.who for step in steps]), MACHINES[row.noun].words
    return [
        Happening(
            step.at,
            _("Written down") if not step.before else _("State changed"),
            names.get(step.who, "") if step.who else "",
            moves.why_of(step),
            StatusWord(words[step.after], TONES[step.after]),
        )
        for step in reversed(steps)
    ]


def old_values(row: Any) -> list[OldValue]:
    """Every value that was replaced, newest first."""
    words = FIELD_WORDS[row.noun]
    changes = [
        change
        for change in FieldChange.objects.filter(row=row.pk).order_by("-at", "-id")
        if change.field in words and change.field not in NOT_SHOWN
    ]
    names = names_of([change.who for change in changes])
    return [
        OldValue(
            change.at,
            words[change.field],
            shown(row.noun, change.field, amend.old_value(change)),
            names.get(change.who, "") if change.who else "",
        )
        for change in changes
    ]
