"""When a task is late, goes up, or lapses: decisions over plain values."""

from dataclasses import dataclass
from datetime import datetime

WAITING = ("open", "overdue", "escalated")


@dataclass(frozen=True)
class Times:
    """The moments of one task; `escalates` and `expires` may be missing."""

    due: datetime
    escalates: datetime | None
    expires: datetime | None


def state_at(state: str, times: Times, now: datetime) -> str:
    """The state a waiting task has at `now`. A task never goes back, and an ended one stays as it is."""
    if state not in WAITING:
        return state
    if times.expires is not None and now >= times.expires:
        return "expired"
    if state == "escalated" or (times.escalates is not None and now >= times.escalates):
        return "escalated"
    return "overdue" if now >= times.due else state
