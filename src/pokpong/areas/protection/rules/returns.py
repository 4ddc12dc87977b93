"""When a person may be brought home, over plain values. Nobody is sent home against their will or into danger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pokpong.areas.protection.rules.services import EARLIEST
from pokpong.areas.protection.vocabulary import returns as vocabulary
from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.rules.ages import CHILD_BANDS

DISTRICT_LEVELS = 2
ASSESSED = ("safe", "safe_with_help")
HOME_COUNTRY = "LA"

KIND_UNKNOWN = ProblemKind("return_kind_unknown", _("Choose from where to where the person returns."))
COUNTRY_UNKNOWN = ProblemKind("return_country_unknown", _("Choose the country."))
DISTRICT_MISSING = ProblemKind("return_district_missing", _("Choose the district to which the person returns."))
PLACE_TOO_DEEP = ProblemKind(
    "return_place_too_deep", _("A return shows the district only; the village stays sealed with the person.")
)
DESTINATION_UNKNOWN = ProblemKind("return_destination_unknown", _("Choose to whom the person returns."))
ASSESSMENT_UNKNOWN = ProblemKind("return_assessment_unknown", _("Choose what the visit to the family showed."))
ESCORT_UNKNOWN = ProblemKind("return_escort_unknown", _("Choose who goes with the person."))
NOT_SAFE = ProblemKind(
    "return_not_safe", _("The family was found not to be safe. Choose another way, or assess the family again first.")
)
CHILD_UNASSESSED = ProblemKind(
    "return_child_unassessed", _("A child returns to the family only after the family was found to be safe.")
)
CHILD_ALONE = ProblemKind("return_child_alone", _("A child does not travel alone. Choose who goes with the child."))
AGREEMENT_MISSING = ProblemKind(
    "return_agreement_missing", _("Write how the person agreed. Nobody is sent home against their will.")
)
RUNNING_ALREADY = ProblemKind("return_running", _("A return of this person is being prepared already. Go on with it."))
DAY_MISSING = ProblemKind("return_day_missing", _("Write the day."))
DAY_FUTURE = ProblemKind("return_day_future", _("This day has not come yet."))
DAY_TOO_EARLY = ProblemKind("return_day_too_early", _("This day lies too far back."))
DAY_OUT_OF_ORDER = ProblemKind("return_day_out_of_order", _("This step cannot lie before the one before it."))
ORGANISATION_UNKNOWN = ProblemKind("return_organisation_unknown", _("Choose an organisation that is not closed."))


@dataclass(frozen=True)
class Way:
    """The way home. `district_path` lies in Laos and ends at the district; empty for a return to another country."""

    kind: str
    country: str = ""
    district_path: str = ""
    destination: str = "family"
    assessment: str = "not_done"
    escort: str = "none"
    organisation: UUID | None = None
    planned_on: date | None = None
    note: str = ""


def wrong_way(way: Way) -> list[Problem]:
    """Every reason against this way."""
    depth, abroad = len(parts(way.district_path)), way.kind in ("from_abroad", "to_abroad")
    other_country = way.country in vocabulary.COUNTRIES and way.country != HOME_COUNTRY
    checks = (
        (way.kind not in vocabulary.KINDS, KIND_UNKNOWN("kind")),
        (abroad and not other_country, COUNTRY_UNKNOWN("country")),
        (not abroad and way.country not in ("", HOME_COUNTRY), COUNTRY_UNKNOWN("country")),
        (way.kind != "to_abroad" and depth == 0, DISTRICT_MISSING("district")),
        (depth > DISTRICT_LEVELS, PLACE_TOO_DEEP("district")),
        (way.destination not in vocabulary.DESTINATIONS, DESTINATION_UNKNOWN("destination")),
        (way.assessment not in vocabulary.ASSESSMENTS, ASSESSMENT_UNKNOWN("assessment")),
        (way.escort not in vocabulary.ESCORTS, ESCORT_UNKNOWN("escort")),
        (way.planned_on is not None and way.planned_on < EARLIEST, DAY_TOO_EARLY("planned_on")),
    )
    return [problem for wrong, problem in checks if wrong]


def unsafe(*, destination: str, assessment: str, escort: str, age_band: str) -> list[Problem]:
    """Why this person must not set out so, on the way to which they agree."""
    child, to_family = age_band in CHILD_BANDS, destination == "family"
    checks = (
        (to_family and assessment == "not_safe", NOT_SAFE("assessment")),
        (child and to_family and assessment not in (*ASSESSED, "not_safe"), CHILD_UNASSESSED("assessment")),
        (child and escort == "none", CHILD_ALONE("escort")),
    )
    return [problem for wrong, problem in checks if wrong]


def wrong_step(day: date | None, after: date | None, today: date, field: str = "on") -> list[Problem]:
    """The day of a step: given, not to come, not before the step before it."""
    if day is None:
        return [DAY_MISSING(field)]
    if day > today:
        return [DAY_FUTURE(field)]
    if day < EARLIEST:
        return [DAY_TOO_EARLY(field)]
    return [DAY_OUT_OF_ORDER(field)] if after is not None and day < after else []
