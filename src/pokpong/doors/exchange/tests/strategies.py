"""Records of invented people, for properties."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from hypothesis import HealthCheck
from hypothesis import strategies as st

from pokpong.doors.exchange.htcds import languages
from pokpong.doors.exchange.htcds import records as kinds
from pokpong.doors.exchange.htcds.columns import fields as standard_fields
from pokpong.doors.exchange.htcds.records import COLUMNS, CaseRecord, Column
from pokpong.doors.exchange.htcds.rows import more_fields
from pokpong.doors.exchange.htcds.values import value_set
from pokpong.doors.exchange.mapping.values import SEPARATOR
from pokpong.doors.exchange.workbooks.cells import as_text

SLOW = [HealthCheck.data_too_large, HealthCheck.too_slow]  # a record has fifty columns
LETTERS = "abcXYZ=+-@'\"<&ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮະັາິີຶືຸູົຽ່້໊໋ໜໝ,.0123໑໒"
# Spreadsheets take some texts for errors and break lines in their own way; a record holds neither.
texts = st.text(LETTERS + " ", max_size=20).map(as_text)
parts = st.lists(texts.filter(bool), max_size=3, unique=True).map(tuple)
days = st.dates(date(1900, 3, 1), date(2100, 12, 31))


def _codes(values: str) -> st.SearchStrategy[tuple[str, ...]]:
    known = value_set(values)
    return st.lists(st.sampled_from(list(known.labels)), max_size=3, unique=True).map(known.ordered)


def _value(column: Column) -> st.SearchStrategy[Any]:
    if column.kind == kinds.CODE:
        return st.sampled_from(["", *value_set(column.values).labels])
    if column.kind == kinds.CODES:
        return _codes(column.values)
    if column.kind == kinds.LANGUAGES:
        return st.lists(st.sampled_from(sorted(languages.known())), max_size=3, unique=True).map(tuple)
    return {
        kinds.TEXT: texts,
        kinds.TEXTS: parts,
        kinds.DAY: st.none() | days,
        kinds.DAYS: st.lists(days, max_size=2).map(tuple),
        kinds.YES_NO: st.none() | st.booleans(),
        kinds.NUMBER: st.none() | st.integers(0, 120),
    }[column.kind]


def _more(name: str) -> st.SearchStrategy[str]:
    try:
        return _codes(standard_fields()[name]["value_set"]).map(SEPARATOR.join)
    except KeyError:
        return texts


def _pairs(said: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, text) for name, text in said.items() if text))


@st.composite
def records(draw: st.DrawFn) -> CaseRecord:
    """Any record, as far as its cells can hold it."""
    said = {column.attribute: draw(_value(column)) for column in COLUMNS}
    said["more"] = draw(st.fixed_dictionaries({name: _more(name) for name in more_fields()}).map(_pairs))
    assert set(said) == {field.name for field in fields(CaseRecord)}
    return CaseRecord(**said)
