"""The calendars that come with Pokpong, as data: a programme takes over those that it follows."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent / "data" / "calendars.csv"


@dataclass(frozen=True)
class Shipped:
    """A calendar as `calendar.add` wants it."""

    code: str
    names: dict[str, str]
    start_month: int
    start_day: int
    parts: list[str]
    year_names: dict[str, str]
    named_by_end: bool


@cache
def calendars() -> dict[str, Shipped]:
    """By code, in the order of the file. A programme's own stands in the table, not here."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["code"]: Shipped(
            code=row["code"],
            names={"lo": row["lo"], "en": row["en"]},
            start_month=int(row["start_month"]),
            start_day=int(row["start_day"]),
            parts=row["parts"].split(),
            year_names={"lo": row["year_lo"], "en": row["year_en"]},
            named_by_end=row["named_by"] == "end",
        )
        for row in rows
    }
