"""The numbers of concerns and cases: province, year and five figures drawn, not counted.

A counted series would tell its readers how many there are that they do not see.
"""

from uuid import UUID

from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.vault import blind

FIGURES = 5
TRIES = 200
# What stands before the figures, so that the number of a case is never taken for that of a concern.
MARKS = {"concern": "", "case": "C"}


def candidate(place_path: str, year: int, row: UUID, attempt: int, noun: str = "concern") -> str:
    """The number of the `attempt`th try for this row, e.g. `LA16-2026-48213`, of a case `LA16-2026-C48213`."""
    province = parts(place_path)[0]
    drawn = int.from_bytes(blind.digest(f"{noun}.number", str(row), str(attempt))[:8], "big")
    return f"{province}-{year}-{MARKS[noun]}{drawn % 10**FIGURES:0{FIGURES}}"
