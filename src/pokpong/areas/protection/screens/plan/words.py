"""Needs, goals, actions, conferences, follow-ups and files as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pokpong.areas.protection.states.plan import (
    ATTACHMENT,
    CONFERENCE,
    FOLLOW_UP,
    GOAL,
    NEED,
    PLANNED_ACTION,
)
from pokpong.areas.protection.vocabulary import plan as vocabulary
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.ui.parts import Happening, StatusWord

MACHINES: Mapping[str, Moves] = {
    machine.noun: machine for machine in (NEED, GOAL, PLANNED_ACTION, ATTACHMENT, CONFERENCE, FOLLOW_UP)
}
TONES = {
    "open": "info",
    "planned": "info",
    "met": "success",
    "reached": "success",
    "done": "success",
    "held": "success",
    "kept": "success",
    "missed": "danger",
    "not_wanted": "closed",
    "given_up": "closed",
    "dropped": "closed",
    "cancelled": "closed",
    "withdrawn": "closed",
}
URGENCY_TONES = {"now": "danger", "soon": "warning", "later": "neutral"}
ANSWER_TONES = {"yes": "success", "no": "danger", "unknown": "neutral"}


def state_word(row: Any) -> StatusWord:
    """The state of any of these nouns; one that is late says so."""
    if getattr(row, "is_late", False) and row.state in ("planned", "open"):
        return StatusWord(_("Overdue"), "danger")
    return StatusWord(MACHINES[row.noun].words[row.state], TONES[row.state])


def urgency_word(code: str) -> StatusWord:
    return StatusWord(vocabulary.URGENCIES.get(code, code), URGENCY_TONES.get(code, "neutral"))


def domain_words(code: str) -> str:
    return str(vocabulary.DOMAINS.get(code, code))


def answer_word(code: str) -> StatusWord:
    return StatusWord(vocabulary.ANSWERS.get(code, code), ANSWER_TONES.get(code, "neutral"))


def happenings_of(row: Any) -> list[Happening]:
    """Every move of one row with its reason, newest first. Opens the reasons."""
    moved, machine = moves.history_of(row.pk), MACHINES[row.noun]
    names = names_of([move.who for move in moved])
    return [
        Happening(
            move.at,
            machine.words[move.after],
            names.get(move.who, "") if move.who else _("The clock"),
            moves.why_of(move),
        )
        for move in reversed(moved)
    ]


def name_in(names: Mapping[UUID, str], user: UUID | None) -> str:
    return names.get(user, "") if user else ""


def period(starts: date | None, ends: date | None) -> list[date]:
    return [day for day in (starts, ends) if day is not None]
