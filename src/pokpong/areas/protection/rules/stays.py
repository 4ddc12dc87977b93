"""When a bed of a shelter may be given, over plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pokpong.areas.protection.rules.services import EARLIEST
from pokpong.areas.protection.vocabulary import stays as vocabulary
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

MOST_BEDS = 999
LONGEST_AHEAD = timedelta(days=366)

SHELTER_UNKNOWN = ProblemKind("stay_shelter_unknown", _("Choose a shelter of the service directory."))
BED_UNFIT = ProblemKind("stay_bed_unfit", _("This shelter has no bed with this number."))
BED_TAKEN = ProblemKind("stay_bed_taken", _("This bed is given already. Choose another one."))
NO_BED_FREE = ProblemKind("stay_no_bed_free", _("No bed is free in this shelter. Look at the list of free beds."))
STAYS_ALREADY = ProblemKind("stay_already", _("The person stays in a shelter already. End that stay first."))
RESERVED_ALREADY = ProblemKind(
    "stay_reserved_already", _("A bed is reserved for this person already. Cancel that reservation first.")
)
DAY_MISSING = ProblemKind("stay_day_missing", _("Write the day."))
DAY_FUTURE = ProblemKind("stay_day_future", _("This day has not come yet."))
DAY_FAR = ProblemKind("stay_day_far", _("A bed can be reserved for up to one year ahead."))
DAY_TOO_EARLY = ProblemKind("stay_day_too_early", _("This day lies too far back."))
ENDS_BEFORE_START = ProblemKind("stay_ends_before_start", _("The last day cannot lie before the first one."))
STAY_ENDED = ProblemKind("stay_ended", _("This stay has ended: it takes no bed any more."))
LEFT_FOR_UNKNOWN = ProblemKind("stay_left_for_unknown", _("Choose where the person went."))


@dataclass(frozen=True)
class Beds:
    """How full a shelter is: `capacity` None where nobody wrote how many beds it has."""

    capacity: int | None
    present: int = 0
    reserved: int = 0

    @property
    def free(self) -> int | None:
        """Never below nothing: a shelter may have had more beds when they were given."""
        return None if self.capacity is None else max(0, self.capacity - self.present - self.reserved)


def wrong_bed(beds: Beds, bed: int | None, *, bed_taken: bool, counts_already: bool = False) -> list[Problem]:
    """Whether one more bed, or this one, may be given. `counts_already`: the stay is among those counted."""
    limit = MOST_BEDS if beds.capacity is None else beds.capacity
    checks = (
        (bed is not None and not 1 <= bed <= limit, BED_UNFIT("bed")),
        (bed_taken, BED_TAKEN("bed")),
        (beds.free == 0 and not counts_already, NO_BED_FREE("offer")),
    )
    return [problem for wrong, problem in checks if wrong]


def wrong_reservation(starts_on: date | None, until_on: date | None, today: date) -> list[Problem]:
    """The days of a bed that is kept for somebody."""
    if starts_on is None:
        return [DAY_MISSING("starts_on")]
    far = [DAY_FAR("starts_on")] if starts_on > today + LONGEST_AHEAD else []
    return far + _wrong_span(starts_on, until_on)


def wrong_arrival(starts_on: date | None, until_on: date | None, today: date) -> list[Problem]:
    """The days of somebody who has come."""
    if starts_on is None:
        return [DAY_MISSING("starts_on")]
    future = [DAY_FUTURE("starts_on")] if starts_on > today else []
    return future + _wrong_span(starts_on, until_on)


def wrong_leaving(starts_on: date, left_on: date | None, left_for: str, today: date) -> list[Problem]:
    """The end of a stay."""
    unknown = [LEFT_FOR_UNKNOWN("left_for")] if left_for not in vocabulary.LEFT_FOR else []
    if left_on is None:
        return [DAY_MISSING("left_on"), *unknown]
    future = [DAY_FUTURE("left_on")] if left_on > today else []
    before = [ENDS_BEFORE_START("left_on")] if left_on < starts_on else []
    return future + before + unknown


def _wrong_span(starts_on: date, until_on: date | None) -> list[Problem]:
    early = [DAY_TOO_EARLY("starts_on")] if starts_on < EARLIEST else []
    before = [ENDS_BEFORE_START("until_on")] if until_on is not None and until_on < starts_on else []
    return early + before
