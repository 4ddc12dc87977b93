"""States of nouns: the moves allowed stand in one table, from which `docs/states/` is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from pokpong.foundation.actions import door
from pokpong.foundation.actions.models import Move
from pokpong.foundation.actions.problems import MOVE_NOT_ALLOWED
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.inserting import insert
from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.vault.fields import open_beside, seal_beside

MACHINES: dict[str, Moves] = {}


@dataclass(frozen=True)
class Moves:
    """`table` maps (state before, state after) to the actions that may do it; `words` names each state.

    Raises ValueError for a state without words, or one that cannot be reached from `start`.
    """

    noun: str
    start: str
    words: Mapping[str, str | Promise]
    table: Mapping[tuple[str, str], tuple[str, ...]]

    def __post_init__(self) -> None:
        states = {self.start, *(state for pair in self.table for state in pair)}
        if states != set(self.words) or self.reachable() != states:
            raise ValueError(f"{self.noun}: states without words or out of reach: {states ^ self.reachable()}")
        MACHINES[self.noun] = self

    def reachable(self) -> set[str]:
        found, before = {self.start}, set[str]()
        while found != before:
            before = set(found)
            found |= {after for (start, after) in self.table if start in found}
        return found

    def allows(self, before: str, after: str, action: str) -> bool:
        return action in self.table.get((before, after), ())

    def next_of(self, state: str) -> set[str]:
        return {after for (before, after) in self.table if before == state}


def begin(row: Any, *, anonymous: bool = False) -> None:
    """Notes the first state of a row just added."""
    _keep(row, "", MACHINES[row.noun].start, "", anonymous)


def move(row: Any, to: str, *, why: str = "") -> None:
    """Moves a locked row to `to`, sets `row.state` and keeps who, when and why. Raises Refused.

    The caller saves the row through `door.save`.
    """
    machine = MACHINES[row.noun]
    if not machine.allows(row.state, to, door.under_way().action):
        raise Refused([MOVE_NOT_ALLOWED("state", state=machine.words[row.state])])
    _keep(row, row.state, to, why, anonymous=False)
    row.state = to


def _keep(row: Any, before: str, after: str, why: str, anonymous: bool) -> None:
    call, move_id = door.under_way(), new_id()
    sealed, key_id = seal_beside(row, why_label(move_id), why) if why else (None, None)
    insert(
        Move(
            id=move_id,
            kind=row.noun,
            row=row.pk,
            before=before,
            after=after,
            action=call.action,
            key_id=key_id,
            why=sealed,
            who=None if anonymous else call.by.id,
            device=None if anonymous else call.by.device,
        )
    )


def why_label(move_id: UUID) -> str:
    return f"actions_move|why|{move_id}"


def why_of(move: Move) -> str:
    """The reason given, or an empty text. Raises SealBroken, KeyGone."""
    return "" if move.why is None else str(open_beside(move.key_id, why_label(move.pk), move.why))


def history_of(row_id: UUID) -> list[Move]:
    """Oldest first."""
    return list(Move.objects.filter(row=row_id).order_by("at", "id"))
