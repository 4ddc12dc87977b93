"""The number of a concern: province, year and five figures drawn, not counted.

A counted series would tell its readers how many concerns they do not see.
"""

from uuid import UUID

from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.vault import blind

FIGURES = 5
TRIES = 200


def candidate(place_path: str, year: int, concern: UUID, attempt: int) -> str:
    """The number of the `attempt`th try for this concern, e.g. `LA16-2026-48213`."""
    province = parts(place_path)[0]
    drawn = int.from_bytes(blind.digest("concern.number", str(concern), str(attempt))[:8], "big")
    return f"{province}-{year}-{drawn % 10**FIGURES:0{FIGURES}}"
