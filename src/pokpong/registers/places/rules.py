"""What may be done with a place: decisions over plain values, all reasons at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

LONGEST_NAME = 120
LONGEST_REASON = 300
DECISIONS = ("confirm", "merge", "refuse")
IN_USE = ("confirmed", "proposed")
EARLIEST = date(1900, 1, 1)

# What can be doubtful about a place, beside a note with what another source says.
DOUBTS = {
    "code_conflict": _("Another list gives this place another code: %(note)s"),
    "name_disputed": _("Lists disagree about the Lao name. Also found: %(note)s"),
    "name_shared": _("Another place in the same district has the same name."),
    "foreign_characters": _("The name holds figures or signs; it may stand for several villages."),
    "district_unknown": _("The list names a district that nobody knows (%(note)s). The district must be found out."),
}

NAME_MISSING = ProblemKind("place_name_missing", _("Write the name of the place in Lao."))
NAME_TOO_LONG = ProblemKind("place_name_too_long", _("Write the name with at most %(limit)s letters."))
NAME_UNREADABLE = ProblemKind("place_name_unreadable", _("A name needs letters. Write it as people say it."))
PARENT_UNUSABLE = ProblemKind("place_parent_unusable", _("Choose the district in which the place lies."))
LOOKS_ALIKE = ProblemKind(
    "place_looks_alike",
    _("There is already a place with this name: %(names)s. Choose it, or say that yours is another."),
)
CODE_UNUSABLE = ProblemKind("place_code_unusable", _("Write the code with letters A–Z, figures and hyphens only."))
CODE_TAKEN = ProblemKind("place_code_taken", _("Another place has this code already."))
DECISION_UNKNOWN = ProblemKind("place_decision_unknown", _("Choose what becomes of the proposal."))
OWN_PROPOSAL = ProblemKind("place_own_proposal", _("Somebody else must confirm a place that you proposed yourself."))
REASON_MISSING = ProblemKind("place_reason_missing", _("Write the reason."))
REASON_TOO_LONG = ProblemKind("place_reason_too_long", _("Write the reason with at most %(limit)s letters."))
INTO_MISSING = ProblemKind("place_into_missing", _("Choose the place that it is the same as."))
INTO_ITSELF = ProblemKind("place_into_itself", _("A place cannot become part of itself."))
INTO_OTHER_LEVEL = ProblemKind("place_into_other_level", _("A place can only become part of another of the same kind."))
INTO_NOT_IN_USE = ProblemKind("place_into_not_in_use", _("That place is no longer in use. Choose the one that is."))
INTO_OUTSIDE = ProblemKind("place_into_outside", _("Choose a place in the same district."))
HAS_PLACES_BELOW = ProblemKind(
    "place_has_places_below", _("%(number)s places lie in it. They must become part of others first.")
)
SINCE_UNUSABLE = ProblemKind("place_since_unusable", _("Give the day since when: not in the future, not before 1900."))
SINCE_TOO_EARLY = ProblemKind("place_since_too_early", _("The day must not lie before the last change, %(earliest)s."))
NOT_IN_USE = ProblemKind("place_not_in_use", _("This place is no longer in use."))
CODE_KNOWN = ProblemKind("place_code_known", _("The place has this code already."))
SCHEME_UNUSABLE = ProblemKind(
    "place_scheme_unusable", _("Name the list with at most 20 letters A–Z, figures and hyphens, like P-CODE.")
)
SOURCE_UNUSABLE = ProblemKind("place_source_unusable", _("Write where the code was published, in at most 120 letters."))
NAME_LANGUAGE = ProblemKind("place_name_language", _("“%(language)s” is no code of a language."))
NAME_UNCHANGED = ProblemKind("place_name_unchanged", _("The name is the same as before."))


@dataclass(frozen=True)
class Standing:
    """What is needed of a place to decide about it."""

    path: str
    level: int
    state: str
    parent: str = ""
    places_below: int = 0


def check_names(names: Mapping[str, str]) -> list[Problem]:
    """A Lao name is required; every other language is not."""
    problems = [] if names.get("lo") else [NAME_MISSING("name_lo")]
    for language, name in names.items():
        if not (language.isascii() and language.islower() and 2 <= len(language) <= 3):
            problems.append(NAME_LANGUAGE("names", language=language[:20]))
        if len(name) > LONGEST_NAME:
            problems.append(NAME_TOO_LONG(f"name_{language}", limit=LONGEST_NAME))
        if name and not any(character.isalpha() for character in name):
            problems.append(NAME_UNREADABLE(f"name_{language}"))
    return problems


def check_parent(parent: Standing | None, *, levels: Collection[int]) -> list[Problem]:
    """A place is added below one in use, of one of these levels."""
    if parent is None or parent.state not in IN_USE or parent.level not in levels:
        return [PARENT_UNUSABLE("parent")]
    return []


def check_alike(alike: Sequence[str], *, although_alike: bool) -> list[Problem]:
    """Names of places that look alike are asked about once; who typed it may say that it is another."""
    return [LOOKS_ALIKE("name_lo", names=", ".join(alike))] if alike and not although_alike else []


def check_code(code: str, *, taken: bool) -> list[Problem]:
    """A code becomes part of a path: upper-case ASCII letters, figures and hyphens."""
    if not code:
        return []
    if not _is_code(code, longest=40):
        return [CODE_UNUSABLE("code")]
    return [CODE_TAKEN("code")] if taken else []


def check_reason(reason: str) -> list[Problem]:
    if not reason.strip():
        return [REASON_MISSING("reason")]
    return [REASON_TOO_LONG("reason", limit=LONGEST_REASON)] if len(reason) > LONGEST_REASON else []


def check_since(since: date | None, *, today: date, earliest: date | None = None) -> list[Problem]:
    """A day is needed, not in the future; not before `earliest`, when the last change of the place is known."""
    if since is None or not EARLIEST <= since <= today:
        return [SINCE_UNUSABLE("since")]
    return [SINCE_TOO_EARLY("since", earliest=f"{earliest:%d/%m/%Y}")] if earliest and since < earliest else []


def check_in_use(state: str) -> list[Problem]:
    return [] if state in IN_USE else [NOT_IN_USE("place")]


def check_listed_code(scheme: str, code: str, source: str, *, known: bool) -> list[Problem]:
    """A code of somebody's list: which list, the code and where it was published are needed."""
    if known:
        return [CODE_KNOWN("code")]
    problems = [] if _is_code(scheme.upper(), longest=20) else [SCHEME_UNUSABLE("scheme")]
    problems += [] if _is_code(code, longest=40) else [CODE_UNUSABLE("code")]
    return problems + ([] if source.strip() and len(source) <= 120 else [SOURCE_UNUSABLE("source")])


def _is_code(text: str, *, longest: int) -> bool:
    return 0 < len(text) <= longest and all(c.isascii() and (c.isupper() or c.isdigit() or c == "-") for c in text)


def check_decision(decision: str, *, own: bool, place: Standing, into: Standing | None, reason: str) -> list[Problem]:
    """Whether a proposal may be confirmed, merged into `into` or refused."""
    if decision not in DECISIONS:
        return [DECISION_UNKNOWN("decision")]
    problems = [OWN_PROPOSAL()] if own else []
    if decision == "merge":
        problems += check_into(place, into)
        if into is not None and into.parent != place.parent:
            problems.append(INTO_OUTSIDE("into"))
    if decision == "refuse":
        problems += check_reason(reason)
    return problems


def check_into(place: Standing, into: Standing | None) -> list[Problem]:
    """Whether `place` may become part of `into`."""
    if into is None:
        return [INTO_MISSING("into")]
    found = (
        (into.path == place.path, INTO_ITSELF("into")),
        (into.level != place.level, INTO_OTHER_LEVEL("into")),
        (into.state not in IN_USE, INTO_NOT_IN_USE("into")),
        (place.places_below > 0, HAS_PLACES_BELOW("place", number=place.places_below)),
    )
    return [problem for wrong, problem in found if wrong]


def check_rename(old: Mapping[str, str], new: Mapping[str, str]) -> list[Problem]:
    return check_names(new) + ([NAME_UNCHANGED("name_lo")] if dict(old) == dict(new) else [])
