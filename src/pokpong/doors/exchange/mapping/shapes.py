"""A mapping as a caller sends it: whatever JSON it is, it becomes a mapping or is refused with every reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from pokpong.doors.exchange.mapping.headers import REASONS
from pokpong.doors.exchange.mapping.mappings import ColumnMapping
from pokpong.doors.exchange.mapping.targets import Target
from pokpong.doors.exchange.workbooks.scanning import MOST_COLUMNS
from pokpong.foundation.kernel.problems import Problem, ProblemKind, refuse
from pokpong.foundation.kernel.words import lazy as _

FARTHEST_HEAD: Final = 1_048_576  # rows that a sheet of Excel has
MOST_LETTERS: Final = 100_000  # of all texts of a mapping together: far more than any header says
TEXTS: Final = ("target", "sheet", "identity")
PAIRS: Final = ("columns", "fixed")

MALFORMED = ProblemKind(
    "mapping_malformed", _("The choice of columns is damaged (%(part)s). Choose the columns once more.")
)
TOO_LARGE = ProblemKind("mapping_too_large", _("The choice of columns is too large. Choose the columns once more."))
FIELD_UNKNOWN = ProblemKind("mapping_field_unknown", _("“%(meant)s” is nothing that such a file can say."))


def mapping_said(said: Any, *, target: str = "") -> ColumnMapping:
    """The mapping in `said`, which may be anything that JSON can say, for `target` where one is given.

    Raises Refused with every reason.
    """
    parts: dict[str, Any] = dict(said) if isinstance(said, dict) else {}
    parts |= {"target": target} if target else {}
    refuse(MALFORMED("columns", part=part) for part in _malformed(parts))
    mapping = ColumnMapping.from_json(parts)
    refuse([TOO_LARGE("columns")] if _is_too_large(mapping) else [])
    return mapping


def field_problems(mapping: ColumnMapping, target: Target) -> list[Problem]:
    """Every field that the mapping names and the target does not have."""
    known = {REASONS, *(one.name for one in target.fields)}
    named = dict.fromkeys([*mapping.columns.values(), *mapping.fixed])
    return [FIELD_UNKNOWN("columns", meant=name) for name in named if name not in known]


def _malformed(parts: Mapping[str, Any]) -> Iterator[str]:
    """The parts that are missing or are something else than `ColumnMapping.as_json` makes of them."""
    yield from (name for name in TEXTS if not _are_texts([parts.get(name)]))
    yield from (name for name in PAIRS if not _are_pairs(parts.get(name)))
    row = parts.get("header_row")
    if type(row) is not int or not 1 <= row <= FARTHEST_HEAD:  # True is an int and no row
        yield "header_row"


def _are_pairs(said: Any) -> bool:
    return isinstance(said, dict) and _are_texts([*said, *said.values()])


def _are_texts(said: Collection[Any]) -> bool:
    """Texts that can be kept: half of a pair of surrogates is no character."""
    return all(isinstance(one, str) and not any("\ud800" <= letter <= "\udfff" for letter in one) for one in said)


def _is_too_large(mapping: ColumnMapping) -> bool:
    pairs = [*mapping.columns.items(), *mapping.fixed.items()]
    texts = [mapping.target, mapping.sheet, mapping.identity, *(text for pair in pairs for text in pair)]
    too_many = max(len(mapping.columns), len(mapping.fixed)) > MOST_COLUMNS
    return too_many or sum(map(len, texts)) > MOST_LETTERS
