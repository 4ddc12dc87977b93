"""On which day each committee last met. Meetings are kept above, by who fills this in (`config/wiring.py`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from uuid import UUID

QUARTER_DAYS = 92  # a committee that has not met for a quarter stands out
Find = Callable[[Collection[UUID]], Mapping[UUID, date]]
_finds: list[Find] = []


def use(find: Find) -> None:
    """`find` answers with the last day on which each of these committees met; without those that never met."""
    _finds[:] = [find]


def are_kept() -> bool:
    """Whether anybody keeps meetings here: where nobody does, a committee without one does not stand out."""
    return bool(_finds)


def last_meeting(committees: Collection[UUID]) -> dict[UUID, date]:
    """The day of the last meeting held of each committee that ever met: one look, however many are asked for."""
    wanted = set(committees)
    return {row: day for find in _finds for row, day in find(wanted).items() if row in wanted} if wanted else {}
