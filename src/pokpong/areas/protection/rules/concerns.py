"""What holds for a concern: who handles it, until when, and what makes one impossible. Plain values only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pokpong.areas.protection.vocabulary import concerns as vocabulary
from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

STORY_LIMIT = 4000
NOTE_LIMIT = 1000
NAMES_LIMIT = 500
FEWEST_LETTERS = 10
FEWEST_REASON = 5
MOST_PEOPLE = 999
MOST_FILES = 10
EARLIEST = date(1975, 1, 1)
COUNTRY = 0
FOLLOW_UP_HOURS = {"danger": 4, "screening": 72, "at_risk": 168}

STORY_MISSING = ProblemKind("concern_story_missing", _("Write what happened, in a few words at least."))
TEXT_TOO_LONG = ProblemKind("concern_text_too_long", _("Write at most %(limit)s letters. There are %(length)s now."))
CODE_UNKNOWN = ProblemKind("concern_code_unknown", _("Choose one of the answers that are offered."))
PLACE_UNKNOWN = ProblemKind("concern_place_unknown", _("Choose the village, district or province where it happened."))
DATE_FUTURE = ProblemKind("concern_date_future", _("This day has not come yet."))
DATE_TOO_EARLY = ProblemKind("concern_date_too_early", _("This day lies too far back."))
DATE_CONTRADICTS = ProblemKind(
    "concern_date_contradicts", _("You wrote a day and also that it is not known. Keep one.")
)
DATE_UNREADABLE = ProblemKind("concern_date_unreadable", _("This is not a day. Write it in figures, like 22 3 2021."))
DATE_MISSING = ProblemKind("concern_date_missing", _("Write the day, or say that it is not known."))
PEOPLE_RANGE = ProblemKind("concern_people_range", _("The number of people must lie between 1 and 999."))
SEX_CONTRADICTS = ProblemKind(
    "concern_sex_contradicts", _("“Several people” needs two people or more. Change one of the two answers.")
)
ANONYMOUS_NAMED = ProblemKind(
    "concern_anonymous_named", _("You want to stay anonymous, yet a name or number of who told stands here. Keep one.")
)
LEVEL_UNKNOWN = ProblemKind("concern_level_unknown", _("This level cannot be left out."))
NOBODY_LEFT = ProblemKind(
    "concern_nobody_left",
    _("Nobody would be left who could receive this. Leave fewer people out, or call the hotline."),
)
REASON_MISSING = ProblemKind("concern_reason_missing", _("Write the reason, in a few words at least."))
JOIN_SELF = ProblemKind("concern_join_self", _("A concern cannot be joined to itself."))
JOIN_CHAIN = ProblemKind("concern_join_chain", _("That concern is itself joined to another. Join to the other one."))
JOIN_HOLDS_OTHERS = ProblemKind(
    "concern_join_holds_others", _("Others are joined to this concern. Join the other one to this one instead.")
)
FILES_TOO_MANY = ProblemKind("concern_files_too_many", _("A concern holds at most ten files."))
NOT_ANONYMOUS = ProblemKind("concern_not_anonymous", _("This concern is not anonymous: who typed it is not sealed."))
MEMBERS_WITHOUT_YOU = ProblemKind(
    "concern_members_without_you", _("Name yourself too, or nobody could open the closed circle again.")
)
USER_UNKNOWN = ProblemKind("concern_user_unknown", _("Choose people who work here."))
NOBODY_CHOSEN = ProblemKind("concern_nobody_chosen", _("Choose at least one person or level."))

WORDS_BY_FIELD: dict[str, Mapping[str, object]] = {
    "channel": vocabulary.CHANNELS,
    "urgency": vocabulary.URGENCIES,
    "sex": vocabulary.SEXES,
    "age_band": vocabulary.AGE_BANDS,
    "nationality": vocabulary.NATIONALITIES,
    "disability": vocabulary.DISABILITY,
    "language_family": vocabulary.LANGUAGE_FAMILIES,
}
TEXT_LIMITS = {"story": STORY_LIMIT, "names": NAMES_LIMIT, "missing_village": 100}
REPORTER_LIMITS = {"name": 120, "contact": 120, "relationship": 20}
REQUIRED_TEXTS = ("story",)


@dataclass(frozen=True)
class Deadlines:
    """By when a concern must be triaged, and when it goes up because nobody did."""

    due: datetime
    escalates: datetime


def deadlines(urgency: str, hours: Mapping[str, int], at: datetime) -> Deadlines:
    """Danger goes up the moment it is late; the others after half of their time again. Raises KeyError."""
    due = at + timedelta(hours=hours[urgency])
    return Deadlines(due, due if urgency == "danger" else due + timedelta(hours=hours[urgency]) / 2)


def level_of(path: str) -> int:
    """0 country, 1 province, 2 district, 3 village."""
    return len(parts(path))


def route(place_path: str, barred: Collection[int] = (), left: Mapping[int, int] | None = None) -> str:
    """The path whose covering grants see the concern; always the place itself or a larger place around it.

    `barred` are the levels that must not see it. `left` says how many remain, after leaving people out, of those who
    can triage at each level that has any: when the nearest level is emptied by that, the concern goes above it.
    """
    level = level_of(place_path)
    if barred:
        level = min(level, max(min(barred) - 1, COUNTRY))
    while level > COUNTRY:
        nearest = max((own for own in (left or {}) if own <= level), default=None)
        if nearest is None or (left or {})[nearest]:
            break
        level = max(nearest - 1, COUNTRY)
    return cut(place_path, level)


def nobody_left(route_path: str, left: Mapping[int, int]) -> bool:
    """Whether leaving people out emptied every level that could receive it. An office without staff is not meant."""
    covering = [count for level, count in left.items() if level <= level_of(route_path)]
    return bool(left) and not any(covering)


def above(path: str) -> str:
    """One level up; the country stays the country."""
    return cut(path, max(level_of(path) - 1, COUNTRY))


def wrong_facts(values: Mapping[str, object]) -> list[Problem]:
    """Every reason why these typed facts cannot be kept. A field that is not among `values` is not looked at."""
    return [
        *_wrong_codes(values),
        *_wrong_texts(values),
        *_wrong_people(values),
        *_wrong_reporter(values.get("reporter")),
    ]


def _wrong_codes(values: Mapping[str, object]) -> list[Problem]:
    given = {name: words for name, words in WORDS_BY_FIELD.items() if name in values}
    found = [CODE_UNKNOWN(name) for name, words in given.items() if not _is_code(values[name], words)]
    if "forms" in values:
        chosen = values["forms"]
        if not isinstance(chosen, list) or not all(_is_code(code, vocabulary.forms()) for code in chosen):
            found.append(CODE_UNKNOWN("forms"))
    return found


def _is_code(value: object, words: Mapping[str, object]) -> bool:
    return isinstance(value, str) and value in words


def _wrong_texts(values: Mapping[str, object]) -> list[Problem]:
    found = []
    for name, limit in TEXT_LIMITS.items():
        text = str(values.get(name) or "")
        if len(text) > limit:
            found.append(TEXT_TOO_LONG(name, limit=limit, length=len(text)))
        if name in REQUIRED_TEXTS and name in values and len(text.strip()) < FEWEST_LETTERS:
            found.append(STORY_MISSING(name))
    return found


def _wrong_people(values: Mapping[str, object]) -> list[Problem]:
    count = values.get("people_count")
    if count is None:
        return []
    if not isinstance(count, int) or not 1 <= count <= MOST_PEOPLE:
        return [PEOPLE_RANGE("people_count")]
    return [SEX_CONTRADICTS("sex")] if count == 1 and values.get("sex") == "several" else []


def _wrong_reporter(reporter: object) -> list[Problem]:
    if reporter is None:
        return []
    if not isinstance(reporter, dict):
        return [CODE_UNKNOWN("reporter")]
    found = [
        TEXT_TOO_LONG(f"reporter_{name}", limit=limit, length=len(str(reporter.get(name, ""))))
        for name, limit in REPORTER_LIMITS.items()
        if len(str(reporter.get(name, ""))) > limit
    ]
    relationship = reporter.get("relationship", "")
    if relationship and relationship not in vocabulary.RELATIONSHIPS:
        found.append(CODE_UNKNOWN("reporter_relationship"))
    return found


def wrong_day(day: date | None, *, today: date, unknown: bool | None = None) -> list[Problem]:
    """`unknown` says that the day is not known; None when nobody was asked."""
    if day is None:
        return [DATE_MISSING("happened_on")] if unknown is False else []
    if unknown:
        return [DATE_CONTRADICTS("happened_on")]
    if day > today:
        return [DATE_FUTURE("happened_on")]
    return [DATE_TOO_EARLY("happened_on")] if day < EARLIEST else []


def wrong_anonymity(anonymous: bool, reporter: Mapping[str, str]) -> list[Problem]:
    named = reporter.get("name") or reporter.get("contact")
    return [ANONYMOUS_NAMED("anonymous")] if anonymous and named else []


def wrong_levels(levels: Collection[int]) -> list[Problem]:
    return [LEVEL_UNKNOWN("levels")] if any(level not in vocabulary.LEVELS for level in levels) else []


def wrong_reason(reason: str, *, field: str = "reason", required: bool = True) -> list[Problem]:
    """A reason in words: long enough to be one, short enough to be read."""
    if len(reason) > NOTE_LIMIT:
        return [TEXT_TOO_LONG(field, limit=NOTE_LIMIT, length=len(reason))]
    return [REASON_MISSING(field)] if required and len(reason.strip()) < FEWEST_REASON else []


def wrong_triage(decision: str, reason: str) -> list[Problem]:
    """No action needs its reason; the other decisions may say more."""
    unknown = [] if decision in vocabulary.DECISIONS else [CODE_UNKNOWN("decision")]
    return [*unknown, *wrong_reason(reason, required=decision == "no_action")]


def wrong_join(*, same: bool, other_is_joined: bool, holds_others: bool) -> list[Problem]:
    checks = ((same, JOIN_SELF), (other_is_joined, JOIN_CHAIN), (holds_others, JOIN_HOLDS_OTHERS))
    return [kind("into") for wrong, kind in checks if wrong]


def follow_up_due(decision: str, at: datetime) -> datetime | None:
    """When the step after this decision is due; None when there is none."""
    hours = FOLLOW_UP_HOURS.get(decision)
    return None if hours is None else at + timedelta(hours=hours)


def own_state(state: str, joined_state: str = "") -> str:
    """What its reporter is told: received, in_hand or closed, and never more. A joined one shares the other's fate."""
    if state == "joined":
        return own_state(joined_state) if joined_state and joined_state != "joined" else "in_hand"
    return state if state in {"received", "closed"} else "in_hand"
