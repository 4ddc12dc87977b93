"""What the pages about the programme share: the way here, facts, and the history of a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.foundation.access.models import User
from pokpong.foundation.actions import amend, moves
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import Happening, StatusWord, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.picker import ORGANISATIONS
from pokpong.registers.places.queries import label, labels
from pokpong.registers.programme.rules.calendar import KIND_WORDS
from pokpong.registers.programme.rules.framework import LEVEL_WORDS
from pokpong.registers.programme.states import TONES

FIELD_WORDS: dict[str, str | Promise] = {
    "code": gettext_lazy("Code"),
    "names": gettext_lazy("Name"),
    "about": gettext_lazy("What it is about"),
    "starts": gettext_lazy("First day"),
    "ends": gettext_lazy("Last day"),
    "lead_id": gettext_lazy("Lead organisation"),
    "organisation_id": gettext_lazy("Organisation"),
    "place_paths": gettext_lazy("Places"),
    "currency": gettext_lazy("Currency"),
    "amount": gettext_lazy("Amount"),
    "reference": gettext_lazy("Number of the agreement"),
    "level": gettext_lazy("Level"),
    "start_month": gettext_lazy("Month in which the year begins"),
    "start_day": gettext_lazy("Day on which the year begins"),
    "parts": gettext_lazy("Parts of the year"),
    "year_names": gettext_lazy("How a year is called"),
    "named_by_end": gettext_lazy("Named after the year in which it ends"),
    "count": gettext_lazy("Number of people"),
}


def crumbs(list_words: str, list_name: str, *more: Crumb) -> list[Crumb]:
    """The list, and what leads on from it."""
    return [Crumb(list_words, reverse(f"programme:{list_name}")), *more]


def status(row: Any) -> StatusWord:
    return StatusWord(moves.MACHINES[row.noun].words[row.state], TONES[row.state])


def filled(rows: list[SummaryRow]) -> list[SummaryRow]:
    """The rows that say something."""
    return [row for row in rows if row.value not in ("", None, [])]


def from_to(starts: dt.date, ends: dt.date | None) -> list[object]:
    """First and last day; the last one may be open."""
    return [starts, ends] if ends is not None else [starts]


def places(paths: list[str]) -> list[str]:
    """Labels; the country's for the empty path."""
    named = labels(paths)
    return [named[path] or _("the whole country") for path in paths]


def _organisation(value: Any) -> str:
    found = ORGANISATIONS.get(str(value)) if value else None
    return str(found.label) if found is not None else ""


def _texts(value: Any) -> str:
    return in_language(value or {})


WORDED: Mapping[str, Callable[[Any], object]] = {
    "names": _texts,
    "about": _texts,
    "year_names": _texts,
    "lead_id": _organisation,
    "organisation_id": _organisation,
    "place_paths": lambda value: "; ".join(label(path) or _("the whole country") for path in value or []),
    "level": lambda value: str(LEVEL_WORDS.get(value, value)),
    "parts": lambda value: ", ".join(str(KIND_WORDS.get(part, part)) for part in value or []),
    "named_by_end": lambda value: _("yes") if value else _("no"),
}


def shown(field: str, value: Any) -> object:
    """A value of a field, present or old, in words."""
    return WORDED[field](value) if field in WORDED else value


def history(row: Any) -> list[Happening]:
    """The states it went through and what was changed of it, by whom, newest first."""
    steps = moves.history_of(row.pk)
    changes = list(FieldChange.objects.filter(row=row.pk))
    who = dict(User.objects.filter(pk__in={one.who for one in (*steps, *changes)}).values_list("pk", "display_name"))
    found = [
        Happening(step.at, moves.MACHINES[row.noun].words[step.after], who.get(step.who, ""), moves.why_of(step))
        for step in steps
    ]
    found += [
        Happening(
            change.at,
            _("Changed: %(field)s") % {"field": FIELD_WORDS.get(change.field, change.field)},
            who.get(change.who, ""),
            _("Before: %(value)s") % {"value": shown(change.field, amend.old_value(change)) or "–"},
        )
        for change in changes
    ]
    return sorted(found, key=lambda happening: happening.when, reverse=True)
