"""The key archive: wrapped data keys and the erasure ledger as JSON lines, apart from the backup of the data.

    dump_keys(stream: TextIO) -> int                 writes every living key; returns how many
    load_keys(stream: TextIO) -> Loaded              puts them back, then replays the ledger; Loaded(keys, destroyed)
    erasure_ledger() -> list[UUID]                   every destroyed key known here: table and file together
    replay(key_ids: Iterable[UUID] = ()) -> int      destroys them, and all in the ledger, again; how many were living
    after_replay(do)                                 registers what else must go when a key goes (an index of names)

A restore loads the data first (without `vault_datakey`, or with it: keys of the archive win), then `load_keys`, then
serves. Where there is no key archive of its own, it calls `replay()`. The archive opens nothing without the epoch
keys, which are never in it. A line holds `{"id", "epoch", "wrapped"}` or `{"destroyed"}`; the first one says what it
is, the last one how many came before, so that a cut-off one is refused (`ArchiveBroken`) before anything is written.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TextIO
from uuid import UUID

from django.db import transaction

from pokpong.foundation.kernel import writing
from pokpong.foundation.vault import keyring, ledger
from pokpong.foundation.vault.models import DataKey, DestroyedKey

HEAD = {"archive": "pokpong keys", "version": 1}
BATCH = 500
_after_replay: list[Callable[[set[UUID]], None]] = []


class ArchiveBroken(ValueError):
    """A key archive that is cut off, damaged, or of another kind."""


@dataclass(frozen=True)
class Loaded:
    """How many keys were put back, and how many of them the ledger destroyed again."""

    keys: int
    destroyed: int


def after_replay(do: Callable[[set[UUID]], None]) -> Callable[[set[UUID]], None]:
    """`do(key_ids)` is called, with the gate open, for the keys that a replay destroys."""
    if do not in _after_replay:
        _after_replay.append(do)
    return do


def dump_keys(stream: TextIO) -> int:
    """Call inside the transaction that reads the data, so that both say the same moment."""
    written = 0
    _line(stream, HEAD)
    for row in DataKey.objects.exclude(wrapped=b"").order_by("pk").iterator(chunk_size=BATCH):
        _line(stream, {"id": str(row.pk), "epoch": row.epoch, "wrapped": base64.b64encode(bytes(row.wrapped)).decode()})
        written += 1
    gone = erasure_ledger()
    for key_id in gone:
        _line(stream, {"destroyed": str(key_id)})
    _line(stream, {"lines": written + len(gone)})
    return written


def _line(stream: TextIO, cells: dict[str, Any]) -> None:
    stream.write(json.dumps(cells) + "\n")


def load_keys(stream: TextIO) -> Loaded:
    """All or nothing. Raises ArchiveBroken."""
    rows, gone = _read(stream)
    with transaction.atomic(), writing.opened("keys.load"):
        for start in range(0, len(rows), BATCH):
            DataKey.objects.bulk_create(
                rows[start : start + BATCH],
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=["epoch", "wrapped"],
            )
        keyring.forget()
        destroyed = replay(gone)
    return Loaded(len(rows), destroyed)


def _read(stream: TextIO) -> tuple[list[DataKey], set[UUID]]:
    try:
        lines = [json.loads(line) for line in stream if line.strip()]
        body = _body(lines)
        gone = {UUID(cells["destroyed"]) for cells in body if "destroyed" in cells}
        return [_key(cells) for cells in body if "destroyed" not in cells], gone
    except (ValueError, KeyError, TypeError, AttributeError) as reason:
        if isinstance(reason, ArchiveBroken):
            raise
        raise ArchiveBroken("the key archive is damaged: a line cannot be read") from None


def _body(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What stands between the first line and the last. Raises ArchiveBroken."""
    if not lines or lines[0] != HEAD:
        raise ArchiveBroken("this is no key archive that this version reads")
    if len(lines) < 2 or lines[-1] != {"lines": len(lines) - 2}:
        raise ArchiveBroken("the key archive is cut off: its last line is missing")
    return lines[1:-1]


def _key(cells: dict[str, Any]) -> DataKey:
    wrapped = base64.b64decode(cells["wrapped"], validate=True)
    return DataKey(id=UUID(cells["id"]), epoch=int(cells["epoch"]), wrapped=wrapped)


def erasure_ledger() -> list[UUID]:
    return sorted(ledger.entries() | set(DestroyedKey.objects.values_list("pk", flat=True)))


def replay(key_ids: Iterable[UUID] = ()) -> int:
    """Destroys what was destroyed before, in data that came back from earlier. The same again changes nothing."""
    wanted = {*key_ids, *erasure_ledger()}
    if not wanted:
        return 0
    with transaction.atomic(), writing.opened("keys.replay"):
        emptied = sum(keyring.destroy(part) for part in _parts(sorted(wanted)))
        for do in _after_replay:
            do(wanted)
    return emptied


def _parts(key_ids: list[UUID]) -> Iterable[list[UUID]]:
    return (key_ids[start : start + BATCH] for start in range(0, len(key_ids), BATCH))
