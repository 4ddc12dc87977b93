"""Languages: the standard has ISO 639-2, the ledger ISO 639-3. The exact one is kept, the nearest one written."""

from __future__ import annotations

from functools import cache

from rapidfuzz import process

from pokpong.doors.exchange.htcds import tables
from pokpong.doors.exchange.mapping.values import SEPARATOR, key
from pokpong.doors.exchange.workbooks import problems
from pokpong.foundation.kernel.problems import Problem

UNCODED = "mis"
_LEAST_LIKENESS = 70


@cache
def _nearest() -> dict[str, str]:
    return {row["iso639_3"]: row["iso639_2"] for row in tables.rows("languages")}


@cache
def _written() -> dict[str, str]:
    """ISO 639-3 code by each way of writing. A group's code (`mkh`, `tai`) names no language and stands for itself."""
    groups = {row["iso639_2"]: row["iso639_2"] for row in tables.rows("languages")}
    exact = {
        key(word): row["iso639_3"]
        for row in reversed(tables.rows("languages"))
        for word in (row["iso639_3"], row["bibliographic"], row["lo"], row["en"])
        if word
    }
    one_only = {two: three for three, two in _nearest().items() if list(_nearest().values()).count(two) == 1}
    return {**groups, **one_only, **exact}


def known() -> frozenset[str]:
    """Every code that a record may hold, groups included."""
    return frozenset(_written().values())


def nearest(code: str) -> str:
    """The ISO 639-2 code to write for an ISO 639-3 one; `mis` where there is none."""
    return _nearest().get(code, code if code in _nearest().values() else UNCODED)


def read_languages(text: str) -> tuple[tuple[str, ...], list[Problem]]:
    """The languages of a cell in their order, by code or name, with a problem for each part that is none."""
    parts = [part.strip() for part in text.replace("\n", ";").replace(",", ";").split(";") if part.strip()]
    codes = [_written().get(key(part)) for part in parts]
    wrong = [_unknown(part) for part, code in zip(parts, codes, strict=True) if code is None]
    return tuple(dict.fromkeys(code for code in codes if code is not None)), wrong


def _unknown(text: str) -> Problem:
    names = {key(row["en"]): row["en"] for row in tables.rows("languages")}
    found = process.extract(key(text), list(names), limit=3)
    near = [names[match] for match, likeness, _index in found if likeness >= _LEAST_LIKENESS]
    if near:
        return problems.VALUE_NEARLY(value=text[:80], near=", ".join(near))
    return problems.VALUE_UNKNOWN(value=text[:80])


def write_standard(codes: tuple[str, ...]) -> tuple[str, str]:
    """The primary and the secondary language in ISO 639-2; the standard has room for two."""
    primary, secondary = [*map(nearest, codes[:2]), "", ""][:2]
    return primary, secondary


def write_exact(codes: tuple[str, ...]) -> str:
    return SEPARATOR.join(codes)


def joined(primary: tuple[str, ...], secondary: tuple[str, ...], exact: tuple[str, ...]) -> tuple[str, ...]:
    """Our exact column counts as long as it agrees with the standard's two, which somebody else may have changed."""
    standard = tuple(dict.fromkeys((*primary, *secondary)))
    if exact and (not standard or [nearest(c) for c in standard] == list(dict.fromkeys(map(nearest, exact[:2])))):
        return exact
    return standard
