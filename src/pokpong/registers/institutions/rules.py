"""What may be done with organisations, officials, committees and services: decisions over plain values."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date

from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

LONGEST_NAME = 160
LONGEST_PERSON_NAME = 120
LONGEST_TEXT = 1000
LONGEST_PHONE = 40
MOST_CAPACITY = 100_000
MOST_PLACES = 200
STALE_AFTER_DAYS = 183  # a service that nobody checked for six months stands out
EARLIEST = date(1950, 1, 1)
DISTRICT = 2

NAME_MISSING = ProblemKind("institution_name_missing", _("Write the name in Lao."))
PERSON_NAME_MISSING = ProblemKind("official_name_missing", _("Write the name of the official."))
NAME_TOO_LONG = ProblemKind("institution_name_too_long", _("Write at most %(limit)s letters here."))
KIND_UNKNOWN = ProblemKind("institution_kind_unknown", _("Choose one of the kinds in the list."))
PLACE_UNKNOWN = ProblemKind("institution_place_unknown", _("Choose a place that is in use."))
PLACE_TOO_EXACT = ProblemKind(
    "institution_place_too_exact",
    _("Where shelters are must not be written down: name the district or province only, and no address."),
)
PHONE_UNUSABLE = ProblemKind(
    "institution_phone_unusable", _("Write the telephone number with figures, spaces and + only, at most 40 of them.")
)
PARENT_CLOSED = ProblemKind("institution_parent_closed", _("The organisation above it does not exist or is closed."))
PARENT_CIRCLE = ProblemKind(
    "institution_parent_circle", _("An organisation cannot belong to itself or its own offices.")
)
ORGANISATION_CLOSED = ProblemKind("institution_organisation_closed", _("Choose an organisation that is not closed."))
STILL_IN_USE = ProblemKind(
    "institution_still_in_use",
    _("Before it is closed, end its services (%(services)s) and the posts of its officials (%(officials)s)."),
)
STATE_UNKNOWN = ProblemKind("institution_state_unknown", _("Choose whether it exists or is closed."))
DAY_MISSING = ProblemKind("institution_day_missing", _("Give the day."))
DAY_TOO_EARLY = ProblemKind("institution_day_too_early", _("This day lies before the year 1950."))
DAY_IN_FUTURE = ProblemKind("institution_day_in_future", _("This day lies in the future."))
ENDS_BEFORE_START = ProblemKind("institution_ends_before_start", _("The last day cannot lie before the first one."))
STILL_SERVING = ProblemKind("official_still_serving", _("The former holder of the post has not left it by that day."))
NOT_SERVING = ProblemKind("official_not_serving", _("This official does not hold the post on that day."))
ALREADY_LEFT = ProblemKind("official_already_left", _("This official has left the post already."))
ALREADY_MEMBER = ProblemKind("membership_already", _("This official sits in the committee already."))
SEAT_TAKEN = ProblemKind("membership_seat_taken", _("The committee has a chair already. End that membership first."))
ALREADY_ENDED = ProblemKind("membership_already_ended", _("This membership has ended already."))
COMMITTEE_DISSOLVED = ProblemKind("committee_dissolved", _("The committee is dissolved."))
LEVEL_UNFIT = ProblemKind("committee_level_unfit", _("Choose a province, a district or a village for the committee."))
PLACES_MISSING = ProblemKind("service_places_missing", _("Choose at least one place that the service is for."))
TOO_MANY_PLACES = ProblemKind("service_too_many_places", _("Choose at most %(limit)s places, or a larger one."))
CODE_UNKNOWN = ProblemKind("institution_code_unknown", _("“%(code)s” is not in the list."))
CAPACITY_UNFIT = ProblemKind(
    "service_capacity_unfit", _("Give the number of places as a whole number from 0 to 100,000.")
)
SERVICE_ENDED = ProblemKind("service_ended", _("This service is no longer offered."))
SAME_ROW = ProblemKind("official_merge_same", _("This is the same official. Choose the other spelling."))
MERGED_ALREADY = ProblemKind("official_merged_already", _("These two are put together already, or one of them is."))
TWO_PEOPLE = ProblemKind(
    "official_merge_successor", _("One of them took the post over from the other: they are two people.")
)
MERGE_ASKED = ProblemKind("official_merge_asked", _("This was asked already and waits for a second person."))
MERGE_DECIDED = ProblemKind("official_merge_decided", _("This has been decided already."))
OWN_ASKING = ProblemKind("official_merge_own", _("You asked for this yourself: somebody else must confirm it."))
NOT_MERGED = ProblemKind("official_not_merged", _("This official is not put together with another spelling."))
SEAT_NOT_THEIRS = ProblemKind("handover_seat_not_theirs", _("This seat does not belong to who leaves, or has ended."))
REASON_MISSING = ProblemKind("institution_reason_missing", _("Write why, in at most 300 letters."))


def check_names(names: Mapping[str, str], field: str = "name") -> list[Problem]:
    """A Lao name is required; each is short."""
    problems = [] if names.get("lo") else [NAME_MISSING(f"{field}_lo")]
    return problems + check_texts(names, field, LONGEST_NAME)


def check_texts(texts: Mapping[str, str], field: str, limit: int = LONGEST_TEXT) -> list[Problem]:
    """No text is longer than `limit`."""
    return [NAME_TOO_LONG(f"{field}_{code}", limit=limit) for code, text in texts.items() if len(text) > limit]


def check_text(text: str, field: str, limit: int) -> list[Problem]:
    return [NAME_TOO_LONG(field, limit=limit)] if len(text) > limit else []


def check_code(code: str, known: Container[str], field: str) -> list[Problem]:
    """The code of one kind stands in its vocabulary."""
    return [] if code in known else [KIND_UNKNOWN(field)]


def check_codes(codes: Sequence[str], known: Container[str], field: str) -> list[Problem]:
    """Every code stands in its vocabulary."""
    return [CODE_UNKNOWN(field, code=code[:30]) for code in codes if code not in known]


def check_phone(phone: str) -> list[Problem]:
    """Figures, spaces, hyphens, brackets and a plus sign."""
    fits = len(phone) <= LONGEST_PHONE and all(c.isdigit() or c in "+ -()/" for c in phone)
    return [] if fits else [PHONE_UNUSABLE("phone")]


def check_place(path: str, *, in_use: bool, field: str = "place") -> list[Problem]:
    return [] if in_use or not path else [PLACE_UNKNOWN(field)]


def check_whereabouts(kind: str, path: str, address: str, hidden: Container[str]) -> list[Problem]:
    """Shelters: nobody finds in Pokpong where they are."""
    exact = len(parts(path)) > DISTRICT or bool(address.strip())
    return [PLACE_TOO_EXACT("place")] if kind in hidden and exact else []


def check_parent(parent_state: str | None, *, circle: bool) -> list[Problem]:
    """`parent_state` is None where there is no such organisation."""
    problems = [] if parent_state == "active" else [PARENT_CLOSED("parent")]
    return problems + ([PARENT_CIRCLE("parent")] if circle else [])


def check_closing(state: str, *, services: int, officials: int) -> list[Problem]:
    """An organisation is closed when nothing and nobody is left in it."""
    if state not in ("active", "closed"):
        return [STATE_UNKNOWN("state")]
    in_use = state == "closed" and (services or officials)
    return [STILL_IN_USE("state", services=services, officials=officials)] if in_use else []


def check_day(day: date | None, field: str, *, today: date | None = None) -> list[Problem]:
    """A day is needed, not before 1950; not after `today` when that is given."""
    if day is None:
        return [DAY_MISSING(field)]
    if day < EARLIEST:
        return [DAY_TOO_EARLY(field)]
    return [DAY_IN_FUTURE(field)] if today is not None and day > today else []


def check_end(starts: date | None, ends: date | None, field: str = "ends") -> list[Problem]:
    return [ENDS_BEFORE_START(field)] if starts and ends and ends < starts else []


def check_person(name: str, latin_name: str, post: str) -> list[Problem]:
    """The names and the post of an official."""
    problems = [] if name else [PERSON_NAME_MISSING("name")]
    problems += [] if post else [NAME_MISSING("post")]
    for field, text, limit in (
        ("name", name, LONGEST_PERSON_NAME),
        ("latin_name", latin_name, LONGEST_PERSON_NAME),
        ("post", post, LONGEST_NAME),
    ):
        problems += check_text(text, field, limit)
    return problems


def check_leaving(starts: date, ends: date | None, on: date | None, *, today: date) -> list[Problem]:
    """Whether an official who holds a post since `starts` may leave it `on` a day."""
    if ends is not None:
        return [ALREADY_LEFT("on")]
    return check_day(on, "on", today=today) + check_end(starts, on, "on")


def check_succession(predecessor_ends: date | None, starts: date | None) -> list[Problem]:
    """A post is free for the next one from the day after the former holder's last."""
    free = predecessor_ends is not None and starts is not None and predecessor_ends < starts
    return [] if free else [STILL_SERVING("starts")]


def check_seat(role: str, *, sits_already: bool, chairs: int, serving: bool, dissolved: bool) -> list[Problem]:
    """Whether a membership may begin."""
    found = (
        (dissolved, COMMITTEE_DISSOLVED("committee")),
        (not serving, NOT_SERVING("official")),
        (sits_already, ALREADY_MEMBER("official")),
        (role == "chair" and chairs > 0, SEAT_TAKEN("role")),
    )
    return [problem for wrong, problem in found if wrong]


def check_asking(*, same: bool, merged: bool, succession: bool, asked: bool, why: str) -> list[Problem]:
    """Whether two officials may be offered as one: nobody succeeds themselves, and one asking at a time is enough."""
    found = (
        (same, SAME_ROW("into")),
        (merged, MERGED_ALREADY("into")),
        (succession, TWO_PEOPLE("into")),
        (asked, MERGE_ASKED("into")),
    )
    return [problem for wrong, problem in found if wrong] + check_reason(why, "why")


def check_merging(*, state: str, own: bool, merged: bool, succession: bool) -> list[Problem]:
    """Whether what was asked may be confirmed now."""
    if state != "asked":
        return [MERGE_DECIDED("official_merge")]
    found = (
        (own, OWN_ASKING("official_merge")),
        (merged, MERGED_ALREADY("official_merge")),
        (succession, TWO_PEOPLE("official_merge")),
    )
    return [problem for wrong, problem in found if wrong]


def check_level(level: int | None) -> list[Problem]:
    return [] if level is not None else [LEVEL_UNFIT("place")]


def check_areas(paths: Sequence[str], unknown: Sequence[str]) -> list[Problem]:
    """The places that a service is for."""
    if not paths:
        return [PLACES_MISSING("places")]
    problems = [TOO_MANY_PLACES("places", limit=MOST_PLACES)] if len(paths) > MOST_PLACES else []
    return problems + ([PLACE_UNKNOWN("places")] if unknown else [])


def check_capacity(capacity: int | None) -> list[Problem]:
    fits = capacity is None or 0 <= capacity <= MOST_CAPACITY
    return [] if fits else [CAPACITY_UNFIT("capacity")]


def check_reason(reason: str, field: str = "reason") -> list[Problem]:
    return [] if reason.strip() and len(reason) <= 300 else [REASON_MISSING(field)]
