"""What holds batches together: a keyed digest over each and over the one before. The key is not in the data base."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from pokpong.foundation.audit.canonical import TABLES
from pokpong.foundation.audit.models import Batch
from pokpong.foundation.vault import aes, master

PURPOSE: Final = "audit"
PAGE: Final = 2000  # lines looked at together
BEGINNING: Final = UUID(int=0)
COVERED: Final = ("id", "number", "kind", "form", "first", "last", "count", "digest", "previous", "whole", "late")


@dataclass(frozen=True)
class Head:
    """The last batch; number 0 and no digest before the first."""

    number: int = 0
    mac: str = ""


def head() -> Head:
    row = Batch.objects.order_by("-number").values_list("number", "mac").first()
    return Head(*row) if row else Head()


def mac_of(batch: Any, *, number: int | None = None) -> str:
    """The keyed digest of a batch; of the same batch under another number, to tell where it stood before."""
    values = {name: getattr(batch, name) for name in COVERED}
    if number is not None:
        values["number"] = number
    values["closed_at"] = batch.closed_at.astimezone(UTC).isoformat(timespec="microseconds")
    values["lines"] = hashlib.sha256(json.dumps(batch.lines).encode()).hexdigest()
    return keyed(values)


def keyed(values: dict[str, Any]) -> str:
    """The keyed digest of plain values. Raises ImproperlyConfigured without a master key."""
    message = json.dumps(values, sort_keys=True, separators=(",", ":"), default=str).encode()
    return aes.keyed_digest(master.purpose_key(PURPOSE), message).hex()


def line_ids(lines: Any) -> list[UUID]:
    """The ids of a batch in their order. Raises ValueError, TypeError, AttributeError when they cannot be read."""
    return [UUID(line[:36]) for line in lines]


@dataclass(frozen=True)
class Horizon:
    """Before this moment nothing can be waiting any more: what is older came after its time had been closed."""

    at: datetime | None = None

    @property
    def first_id(self) -> UUID:
        """The smallest identifier of that moment (RFC 9562, version 7: milliseconds since 1970 come first)."""
        return UUID(int=max(0, int(self.at.timestamp() * 1000)) << 80) if self.at else BEGINNING

    def is_late(self, row: UUID, at: datetime) -> bool:
        return self.at is not None and (row < self.first_id or at < self.at)


def horizon(kind: str, upto: int | None = None) -> Horizon:
    """From the last batch of this table that left nothing out; later batches than `upto` do not count."""
    rows = Batch.objects.filter(kind=kind, whole=True)
    if upto is not None:
        rows = rows.filter(number__lte=upto)
    closed_at = rows.order_by("-number").values_list("closed_at", flat=True).first()
    return Horizon(closed_at - timedelta(seconds=settings.POKPONG_AUDIT_LATE_SECONDS)) if closed_at else Horizon()


def waiting(kind: str) -> int:
    """How many lines are not closed yet, without those that came long after their time."""
    first = horizon(kind).first_id
    there = TABLES[kind].objects.filter(pk__gte=first).count()
    batches = Batch.objects.filter(kind=kind, last__gte=first).values_list("lines", flat=True)
    closed = sum(1 for lines in batches.iterator(chunk_size=50) for row in line_ids(lines) if row >= first)
    return max(0, int(there) - closed)


def unclosed(kind: str, since: UUID = BEGINNING, until: UUID | None = None) -> Iterator[tuple[UUID, datetime]]:
    """Id and moment of every line that stands in no batch, by id; one page in memory at a time."""
    rows = TABLES[kind].objects.order_by("pk")
    if until is not None:
        rows = rows.filter(pk__lt=until)
    page = list(rows.filter(pk__gte=since).values_list("pk", "at")[:PAGE])
    while page:
        closed = _closed_between(kind, page)
        yield from (line for line in page if line[0] not in closed)
        page = list(rows.filter(pk__gt=page[-1][0]).values_list("pk", "at")[:PAGE])


def _closed_between(kind: str, page: Sequence[tuple[UUID, datetime]]) -> set[UUID]:
    """The ids that batches hold of those between the ends of the page, and some more."""
    batches = Batch.objects.filter(kind=kind, last__gte=page[0][0], first__lte=page[-1][0])
    found: set[UUID] = set()
    for lines in batches.values_list("lines", flat=True).iterator(chunk_size=50):
        try:
            found.update(line_ids(lines))
        except (ValueError, TypeError, AttributeError):
            continue  # an altered batch holds nothing; verifying names it
    return found
