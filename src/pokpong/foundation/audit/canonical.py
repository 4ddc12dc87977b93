"""The bytes of a line: every column, the same on both data bases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from pokpong.foundation.audit.models import Event, Reading

TABLES: Final[dict[str, Any]] = {Event.noun: Event, Reading.noun: Reading}
# A column that is added later makes a new version: batches keep the one they were closed with.
FORMS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    Event.noun: (
        ("at", "name", "actor", "actor_kind", "device", "subject_kind", "subject", "call", "key_id", "detail"),
    ),
    Reading.noun: (("at", "actor", "device", "kind", "place", "shown"),),
}
SHORT: Final = 16  # hexadecimal digits of a line's hash that the batch keeps
# What a column raises that was altered into something that cannot be read at all.
UNREADABLE: Final = (ValueError, TypeError, AttributeError)


def present_form(kind: str) -> int:
    return len(FORMS[kind])


def columns(kind: str, form: int) -> tuple[str, ...]:
    """Raises IndexError, KeyError."""
    if form < 1:
        raise IndexError(form)
    return FORMS[kind][form - 1]


def hash_of(values: Sequence[Any]) -> bytes:
    """SHA-256 over the values of one line, without its id."""
    return hashlib.sha256(b"".join(map(plain, values))).digest()


def plain(value: Any) -> bytes:
    """One value with its length before it, so that no two lists of values give the same bytes."""
    if value is None:
        return b"-"
    raw = _raw(value)
    return b"%d:" % len(raw) + raw


def _raw(value: Any) -> bytes:
    if isinstance(value, bytes | bytearray | memoryview):
        return b"b" + bytes(value)
    if isinstance(value, UUID):
        return b"u" + value.bytes
    if isinstance(value, datetime):
        return b"t" + value.astimezone(UTC).isoformat(timespec="microseconds").encode()
    if isinstance(value, str):
        return b"s" + value.encode("utf-8", "surrogatepass")
    return b"j" + json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def hashes(kind: str, form: int, ids: Collection[UUID]) -> dict[UUID, bytes]:
    """Hash of every line of these ids that is there. An unreadable one has an empty hash."""
    rows = TABLES[kind].objects.filter(pk__in=ids).values_list("pk", *columns(kind, form))
    try:
        return {row[0]: hash_of(row[1:]) for row in rows.iterator(chunk_size=2000)}
    except UNREADABLE:
        if len(ids) == 1:
            return dict.fromkeys(ids, b"")
        return {row: found for one in ids for row, found in hashes(kind, form, [one]).items()}


def digest_of(lines: Iterable[tuple[UUID, bytes]]) -> str:
    """Over ids and whole hashes, in their order."""
    whole = hashlib.sha256()
    for row, found in lines:
        whole.update(row.bytes + found)
    return whole.hexdigest()
