"""A record as JSON and back: what a row said is kept sealed beside its case."""

from __future__ import annotations

from datetime import date
from typing import Any

from pokpong.doors.exchange.htcds.records import COLUMNS, DAY, DAYS, EMPTY, CaseRecord


def as_json(record: CaseRecord) -> dict[str, Any]:
    """Only what is filled; days as ISO text."""
    found = {column.attribute: getattr(record, column.attribute) for column in COLUMNS}
    filled = {
        column.attribute: _plain(found[column.attribute])
        for column in COLUMNS
        if found[column.attribute] != EMPTY[column.kind]
    }
    return filled | ({"more": [list(pair) for pair in record.more]} if record.more else {})


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def from_json(kept: dict[str, Any]) -> CaseRecord:
    """The record of what `as_json` gave; names that are no attribute any more are passed over."""
    kinds = {column.attribute: column.kind for column in COLUMNS}
    said = {name: _typed(kinds[name], value) for name, value in kept.items() if name in kinds}
    return CaseRecord(**said, more=tuple((str(name), str(text)) for name, text in kept.get("more", [])))


def _typed(kind: str, value: Any) -> Any:
    if kind == DAY:
        return date.fromisoformat(value)
    if kind == DAYS:
        return tuple(date.fromisoformat(day) for day in value)
    return tuple(value) if isinstance(value, list) else value
