"""A few actions that exist in these tests only."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.amend import amend
from pokpong.foundation.actions.door import action
from pokpong.foundation.actions.moves import MACHINES, Moves
from pokpong.foundation.actions.registry import ACTIONS
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.foundation.vault.models import SealedFile


@pytest.fixture
def doing() -> Iterator[SimpleNamespace]:
    """add, amend, move, silent (leaves no event), refused; forgotten again afterwards."""
    before = dict(ACTIONS)

    @action("test.add", doors=("office", "device"))
    def add(*, by: Actor, name: str, size: int = 1, id: UUID, call_id: UUID) -> SealedFile:
        """Adds a file row."""
        row = door.add(SealedFile(id=id, name=name, media_type="open", size=size))
        door.event(row, {"name": name})
        return row

    @action("test.amend")
    def change(*, by: Actor, row: UUID, changes: dict[str, str], base: int, call_id: UUID) -> SealedFile:
        """Edits a file row."""
        found: SealedFile = door.locked(SealedFile.objects.all(), row)
        amend(found, changes, base=base, fields=("name", "media_type"))
        door.event(found)
        return found

    @action("test.silent")
    def silent(*, by: Actor, id: UUID, call_id: UUID) -> SealedFile:
        """Leaves no event."""
        return door.add(SealedFile(id=id, name="x", media_type="open", size=1))

    @action("test.refused")
    def refused(*, by: Actor, id: UUID, call_id: UUID) -> SealedFile:
        """Writes, then refuses."""
        row = door.add(SealedFile(id=id, name="x", media_type="open", size=1))
        door.event(row)
        refuse([Problem("test_a", "one"), Problem("test_b", "two")])
        return row

    @action("test.move")
    def step(*, by: Actor, row: UUID, to: str, why: str = "", call_id: UUID) -> SealedFile:
        """Moves a file row (its media type stands for a state)."""
        found: Any = door.locked(SealedFile.objects.all(), row)
        found.state = found.media_type
        moves.move(found, to, why=why)
        found.media_type = found.state
        door.save(found)
        door.event(found)
        file: SealedFile = found
        return file

    MACHINES["file"] = Moves("file", "open", {"open": "Open", "shut": "Shut"}, {("open", "shut"): ("test.move",)})
    yield SimpleNamespace(add=add, amend=change, silent=silent, refused=refused, move=step)
    MACHINES.pop("file")
    for name in set(ACTIONS) - set(before):
        ACTIONS.pop(name)
