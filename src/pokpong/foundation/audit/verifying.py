"""Checking that no line and no batch was altered, taken away, put in, moved or cut off.

Goes through the batches by number, a few at a time, so that memory does not grow with the data. What is not closed
yet is the stated limit: it is counted, not proven.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from pokpong.foundation.audit import chain, checkpoints
from pokpong.foundation.audit.canonical import SHORT, TABLES, UNREADABLE, columns, digest_of, hashes
from pokpong.foundation.audit.chain import Head, Horizon
from pokpong.foundation.audit.checkpoints import Mark, Unreadable
from pokpong.foundation.audit.models import Batch
from pokpong.foundation.kernel import clock

AT_ONCE: Final = 20  # batches in memory together
MOST: Final = 50  # findings kept: the first says where it begins
TRACED: Final = 5  # of so many broken batches it is asked which number they had before
LOWEST: Final = -(2**31)
FIRST_FILE, SECOND_FILE = "first", "second"


@dataclass(frozen=True)
class Finding:
    """`kind`: altered, missing, inserted, reordered, cut_off, behind, unreadable · `what`: batch, line, checkpoint.

    `batch` is a number, 0 where none is concerned; `line` an id; `table` event or reading; `place` which checkpoint.
    """

    kind: str
    what: str
    batch: int = 0
    table: str = ""
    line: str = ""
    place: str = ""


@dataclass
class Result:
    """`waiting` lines are not closed yet; `late` ones were closed by hand, long after their time."""

    batches: int = 0
    lines: int = 0
    waiting: int = 0
    late: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return not self.findings

    @property
    def first(self) -> Finding | None:
        return self.findings[0] if self.findings else None

    def note(self, finding: Finding) -> None:
        if len(self.findings) < MOST:
            self.findings.append(finding)

    def as_json(self) -> dict[str, Any]:
        return {"well": self.is_well, **asdict(self)}


@dataclass
class Walk:
    """What is remembered from batch to batch. `old` counts closed lines before each table's horizon."""

    result: Result
    marks: dict[str, Mark]
    horizons: dict[str, Horizon]
    upto: int
    before: Head = field(default_factory=Head)
    macs: dict[int, str] = field(default_factory=dict)
    old: Counter[str] = field(default_factory=Counter)
    whole: bool = True  # whether the last batch was as it was closed


def verify(tell: Callable[[int], None] = lambda done: None, *, against_files: bool = True) -> Result:
    """Looks at everything; `tell` hears how many batches were looked at. Raises ImproperlyConfigured without a key.

    `against_files`: not for data that were just restored, which are older than the checkpoint files.
    """
    result = Result()
    marks = dict(_marks(result)) if against_files else {}
    upto = chain.head().number
    walk = Walk(result, marks, {kind: chain.horizon(kind, upto) for kind in TABLES}, upto)
    for page in _pages(upto):
        rows = [row for row in page if isinstance(row, Batch)]
        found = _lines_of(rows)
        for row in page:
            _look_at(walk, row, found)
        tell(result.batches)
    _compare(walk)
    for kind in TABLES:
        _look_between(walk, kind)
    return result


# --- batches ---------------------------------------------------------------------------------------------------


def _pages(upto: int) -> Iterator[list[Batch | int]]:
    """Batches by number; one that cannot be read at all is only its number."""
    cursor = LOWEST
    while True:
        rows = Batch.objects.filter(number__gt=cursor, number__lte=upto).order_by("number")
        try:
            page: list[Batch | int] = list(rows[:AT_ONCE])
        except UNREADABLE:
            page = [_one(number) for number in list(rows.values_list("number", flat=True)[:AT_ONCE])]
        if not page:
            return
        yield page
        cursor = _number(page[-1])


def _one(number: int) -> Batch | int:
    try:
        found: Batch = Batch.objects.get(number=number)
    except UNREADABLE:
        return number
    return found


def _number(row: Batch | int) -> int:
    return row if isinstance(row, int) else row.number


def _look_at(walk: Walk, row: Batch | int, found: dict[str, dict[UUID, bytes]]) -> None:
    number, expected = _number(row), walk.before.number + 1
    if number > expected:
        walk.result.note(Finding("missing", "batch", expected))
    kind = _wrong(walk, row, follows=number == expected)
    if kind:
        walk.result.note(Finding(kind, "batch", number, "" if isinstance(row, int) else row.kind))
    if isinstance(row, Batch):
        walk.before = Head(number, row.mac)
        walk.macs[number] = row.mac if any(number == mark.number for mark in walk.marks.values()) else ""
        if not walk.macs[number]:
            del walk.macs[number]
        if kind != "altered":
            _look_inside(walk, row, found.get(row.kind, {}))
    else:
        walk.before = Head(number, "")
    walk.whole = not kind
    walk.result.batches += 1


def _wrong(walk: Walk, row: Batch | int, *, follows: bool) -> str:
    """What is wrong with the batch itself; empty when it is as it was closed, in its place."""
    if isinstance(row, int):
        return "altered"
    try:
        if chain.mac_of(row) == row.mac and row.count == len(row.lines):
            fits = not follows or not walk.whole or row.previous == walk.before.mac
            return "" if fits else "reordered"
        return _how_broken(walk, row)
    except UNREADABLE:
        return "altered"


def _how_broken(walk: Walk, row: Batch) -> str:
    """Put in, moved from another number, or altered."""
    if Batch.objects.filter(mac=row.mac).exclude(pk=row.pk).exists():
        return "inserted"
    numbers = range(1, walk.upto + 1) if len(walk.result.findings) < TRACED else range(0)
    if any(chain.mac_of(row, number=number) == row.mac for number in numbers):
        return "reordered"
    beyond = bool(walk.marks) and row.number > max(mark.number for mark in walk.marks.values())
    return "inserted" if beyond or row.number < 1 else "altered"


# --- lines -----------------------------------------------------------------------------------------------------


def _lines_of(rows: list[Batch]) -> dict[str, dict[UUID, bytes]]:
    """Hashes of the lines of these batches, by table, with one query for each table and version."""
    wanted: dict[tuple[str, int], set[UUID]] = {}
    for row in rows:
        try:
            columns(row.kind, row.form)
            wanted.setdefault((row.kind, row.form), set()).update(chain.line_ids(row.lines))
        except (*UNREADABLE, LookupError):
            continue
    found: dict[str, dict[UUID, bytes]] = {}
    for (kind, form), ids in wanted.items():
        found.setdefault(kind, {}).update(hashes(kind, form, ids))
    return found


def _look_inside(walk: Walk, row: Batch, found: dict[UUID, bytes]) -> None:
    try:
        ids = chain.line_ids(row.lines)
    except UNREADABLE:
        return
    horizon = walk.horizons[row.kind].first_id if row.kind in walk.horizons else chain.BEGINNING
    walk.old[row.kind] += sum(1 for line in ids if line < horizon and line in found)
    walk.result.lines += len(ids)
    walk.result.late += len(ids) if row.late else 0
    if all(line in found for line in ids) and digest_of((line, found[line]) for line in ids) == row.digest:
        return
    for line, kind in _wrong_lines(row, ids, found):
        walk.result.note(Finding(kind, "line", row.number, row.kind, str(line)))


def _wrong_lines(row: Batch, ids: list[UUID], found: dict[UUID, bytes]) -> Iterator[tuple[UUID, str]]:
    """Which lines are gone, say something else, or stand where another of the batch stood."""
    kept = dict(zip(ids, (line[37:] for line in row.lines), strict=True))
    for line in ids:
        if line not in found:
            yield line, "missing"
        elif (now := found[line].hex()[:SHORT]) != kept[line]:
            yield line, "reordered" if now in kept.values() else "altered"


def _look_between(walk: Walk, kind: str) -> None:
    """Lines in no batch: those before the horizon were put in; the others wait."""
    horizon = walk.horizons[kind]
    try:
        if horizon.at is not None:
            older = TABLES[kind].objects.filter(pk__lt=horizon.first_id).count()
            if older > walk.old[kind]:
                for line, _at in chain.unclosed(kind, until=horizon.first_id):
                    walk.result.note(Finding("inserted", "line", 0, kind, str(line)))
        for line, at in chain.unclosed(kind, horizon.first_id):
            if horizon.is_late(line, at):
                walk.result.note(Finding("inserted", "line", 0, kind, str(line)))
            else:
                walk.result.waiting += 1
    except UNREADABLE:
        walk.result.note(Finding("unreadable", "line", 0, kind))


# --- checkpoints -----------------------------------------------------------------------------------------------


def _marks(result: Result) -> Iterator[tuple[str, Mark]]:
    for name, path in zip((FIRST_FILE, SECOND_FILE), checkpoints.places(), strict=False):
        try:
            mark = checkpoints.read(path)
        except Unreadable:
            result.note(Finding("altered", "checkpoint", place=name))
        except OSError:
            result.note(Finding("unreadable", "checkpoint", place=name))
        else:
            if mark is not None:
                yield name, mark
            elif Batch.objects.exists():
                result.note(Finding("missing", "checkpoint", place=name))


def _compare(walk: Walk) -> None:
    for name, mark in walk.marks.items():
        last = walk.before.number
        if mark.number > last:
            walk.result.note(Finding("cut_off", "batch", last + 1, place=name))
        elif mark.number and walk.macs.get(mark.number) != mark.mac:
            walk.result.note(Finding("altered", "batch", mark.number, place=name))
        elif mark.number < last and _should_have_been_told(mark.number + 1):
            walk.result.note(Finding("behind", "checkpoint", mark.number, place=name))


def _should_have_been_told(number: int) -> bool:
    """Whether a batch was closed so long ago that its closing must have reached the checkpoint."""
    limit = clock.now() - timedelta(seconds=settings.POKPONG_AUDIT_LATE_SECONDS)
    try:
        return Batch.objects.filter(number=number, closed_at__lt=limit).exists()
    except UNREADABLE:
        return True
