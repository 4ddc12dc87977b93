"""What a workbook can be about: the fields of one kind of record, and the words people write above their columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from pokpong.doors.exchange.mapping.values import ValueSet, read_codes
from pokpong.doors.exchange.workbooks import cells, problems
from pokpong.doors.exchange.workbooks.cells import Value
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.lao.digits import to_arabic_digits

TEXT, DAY, NUMBER, PHONE, CODE, CODES, AMOUNT = "text", "day", "number", "phone", "code", "codes", "amount"

Read = tuple[Any, list[Problem]]


@dataclass(frozen=True)
class TargetField:
    """`headers` are further words for its column, in any language; `values` the answers of a coded field."""

    name: str
    words: Words
    kind: str = TEXT
    required: bool = False
    headers: tuple[str, ...] = ()
    values: ValueSet | None = None


@dataclass(frozen=True)
class Target:
    name: str
    words: Words
    fields: tuple[TargetField, ...] = field(default_factory=tuple)

    def field_named(self, name: str) -> TargetField | None:
        return next((one for one in self.fields if one.name == name), None)


def read_field(target_field: TargetField, value: Value) -> Read:
    """The value of a cell as this field wants it, with every reason against it."""
    if target_field.required and cells.is_empty(value):
        return None, [problems.MISSING()]
    return _READERS[target_field.kind](target_field, value)


def _text(_field: TargetField, value: Value) -> Read:
    return cells.as_text(value), []


def _phone(_field: TargetField, value: Value) -> Read:
    return to_arabic_digits(cells.as_text(value)), []


def _day(_field: TargetField, value: Value) -> Read:
    day, problem = cells.as_date(value)
    return day, [problem] if problem else []


def _number(_field: TargetField, value: Value) -> Read:
    number, problem = cells.as_number(value)
    return number, [problem] if problem else []


def _amount(_field: TargetField, value: Value) -> Read:
    amount, problem = cells.as_amount(value)
    return amount, [problem] if problem else []


def _codes(target_field: TargetField, value: Value) -> Read:
    if target_field.values is None:
        raise ValueError(f"{target_field.name} has no values")
    return read_codes(target_field.values, cells.as_text(value))


def _code(target_field: TargetField, value: Value) -> Read:
    codes, wrong = _codes(target_field, value)
    if len(codes) > 1:
        return "", [*wrong, problems.ONE_VALUE_ONLY()]
    return (codes[0] if codes else ""), wrong


_READERS: Final[dict[str, Callable[[TargetField, Value], Read]]] = {
    TEXT: _text,
    PHONE: _phone,
    DAY: _day,
    NUMBER: _number,
    CODE: _code,
    CODES: _codes,
    AMOUNT: _amount,
}
