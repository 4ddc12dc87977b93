"""The tables in `data/`, read once. See data/README.md for where they come from."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data"
TEMPLATE = FOLDER / "HTCDS-Excel-Spreadsheet-v2.0.xlsx"
TEMPLATE_WITH_LISTS = FOLDER / "HTCDS-Excel-Spreadsheet-single-select-with-validation-v2.0.xlsx"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>.csv` in file order; do not change them."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
