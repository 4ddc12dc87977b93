"""An identification as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Identification, IdentificationAnswer
from pokpong.areas.protection.states.identification import IDENTIFICATION, SHOWN_TO_BODY
from pokpong.areas.protection.vocabulary import screening as vocabulary
from pokpong.foundation.actions import moves
from pokpong.foundation.ui.parts import Happening, StatusWord
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.queries.timeline import user_names

STATE_TONES = {
    "presumed": "info",
    "requested": "info",
    "formal": "success",
    "declined": "warning",
    "appealed": "info",
    "set_aside": "closed",
}


def state_word(state: str) -> StatusWord:
    return StatusWord(IDENTIFICATION.words[state], STATE_TONES[state])


def organisation_words(bodies: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of these organisations, in the reader's language."""
    wanted = {body for body in bodies if body is not None}
    return {row.pk: row.name for row in Organisation.objects.filter(pk__in=wanted)}


def happenings(row: Identification) -> list[Happening]:
    """Every move with who and why, the newest first, for those who help."""
    history = moves.history_of(row.pk)[::-1]
    who = user_names(move.who for move in history)
    return [
        Happening(
            move.at, IDENTIFICATION.words[move.after], who.get(move.who, "") if move.who else "", moves.why_of(move)
        )
        for move in history
    ]


def happenings_for_body(row: Identification) -> list[Happening]:
    """What concerns the body that was asked: neither who nor why, and nothing before it was asked."""
    shown = [move for move in moves.history_of(row.pk)[::-1] if move.after in SHOWN_TO_BODY]
    return [Happening(move.at, IDENTIFICATION.words[move.after]) for move in shown]


def answer_shown(answer: IdentificationAnswer, bodies: dict[UUID, str], letter_url: str) -> dict[str, Any]:
    """One answer of a body: what, by which letter, why."""
    tone = "success" if answer.answer == "formal" else "warning"
    return {
        "status": StatusWord(vocabulary.ANSWERED[answer.answer], tone),
        "body": bodies.get(answer.body, _("an organisation")),
        "number": answer.letter_number,
        "on": answer.letter_on,
        "reason": answer.reason,
        "url": letter_url if answer.letter else "",
    }
