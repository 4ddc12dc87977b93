"""Tables that a Lao reader can review and mend without reading code; see README.md for their sources."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `name`.csv in this folder, in file order; do not change the dictionaries."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
