"""The values of the standard, with our own behind them: how they are read, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from pokpong.doors.exchange.htcds import tables
from pokpong.doors.exchange.mapping.values import SEPARATOR, ValueSet

OTHER: Final = "Other"
LOCAL: Final = "lao:"


@cache
def value_set(name: str) -> ValueSet:
    """The values named `name`, with the local ones behind the published ones. Raises KeyError for an unknown name."""
    published = {row["code"]: row["label"] for row in tables.rows("values") if row["value_set"] == name}
    local = [row for row in tables.rows("local_values") if row["value_set"] == name]
    labels = {**published, **{row["code"]: row["en"] for row in local}}
    if not labels:
        raise KeyError(name)
    return ValueSet.of(name, labels, _other_words(name, local))


def _other_words(name: str, local: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    for row in local:
        yield row["lo"], row["code"]
        yield row["code"].removeprefix(LOCAL), row["code"]
    for row in tables.rows("synonyms"):
        if row["value_set"] == name:
            yield row["word"], row["code"]


def write_codes(values: ValueSet, codes: Iterable[str]) -> str:
    """Labels joined with `; `; local values stand as “Other”, as other readers of the standard do not know them."""
    shown = (OTHER if code.startswith(LOCAL) else code for code in values.ordered(codes))
    return SEPARATOR.join(values.label(code) for code in dict.fromkeys(shown))


def write_local(values: ValueSet, codes: Iterable[str]) -> str:
    """The local codes exactly, for our own column; with “Other” among them when it was an answer of its own."""
    kept = values.ordered(codes)
    local = [code for code in kept if code.startswith(LOCAL)]
    return SEPARATOR.join([*local, *(code for code in kept if code == OTHER)] if local else [])


def joined(values: ValueSet, standard: Iterable[str], local: Iterable[str]) -> tuple[str, ...]:
    """What the standard's column and ours say together: “Other” stands for the local codes unless ours repeats it."""
    ours = tuple(local)
    theirs = [code for code in standard if not (ours and code == OTHER and OTHER not in ours)]
    return values.ordered([*theirs, *ours])
