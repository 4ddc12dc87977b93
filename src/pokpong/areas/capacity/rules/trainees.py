"""Trainees: what is known of them, when two may be one person, and who may say so."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

LONGEST_NAME = 120
LONGEST_POST = 160
LONGEST_PHONE = 40
ALIKE = 0.84  # how close two names sound before the one who types is asked; measured on spellings of Lao names
K = TypeVar("K", bound=Hashable)

NAME_MISSING = ProblemKind("capacity_trainee_name_missing", _("Write the name of the trainee."))
TOO_LONG = ProblemKind("capacity_trainee_too_long", _("Write at most %(limit)s letters here."))
CODE_UNKNOWN = ProblemKind("capacity_code_unknown", _("Choose one of the list."))
PHONE_UNUSABLE = ProblemKind(
    "capacity_phone_unusable", _("Write the telephone number with figures, spaces and + only, at most 40 of them.")
)
PLACE_UNKNOWN = ProblemKind("capacity_trainee_place_unknown", _("Choose a place that is in use."))
LOOKS_KNOWN = ProblemKind(
    "capacity_looks_known",
    _("Somebody with a name like this is known already. Choose that person, or say that it is somebody else."),
)
WHO_MISSING = ProblemKind("capacity_who_missing", _("Say who is enrolled: an official, a trainee, or somebody new."))
ENROLLED_ALREADY = ProblemKind("capacity_enrolled_already", _("This person is enrolled already."))
MERGED = ProblemKind("capacity_trainee_merged", _("This record is joined to another one. Use that one."))
SAME = ProblemKind("capacity_merge_same", _("This is the same record. Choose the other one."))
WHY_MISSING = ProblemKind("capacity_merge_why", _("Write why both are one person, in at most 300 letters."))
OWN_ASKING = ProblemKind(
    "capacity_merge_own", _("You asked for this yourself. Somebody else must confirm that both are one person.")
)
CIRCLE = ProblemKind("capacity_merge_circle", _("The other record is itself joined to this one."))
OFFICIAL_TAKEN = ProblemKind(
    "capacity_official_taken", _("Another trainee is this official already. Ask to join both.")
)


def check_trainee(values: Mapping[str, Any], functions: Collection[str], sexes: Collection[str]) -> list[Problem]:
    """The names, the sex, the function and the telephone number."""
    problems = [] if values["name"] else [NAME_MISSING("name")]
    for field, limit in (("name", LONGEST_NAME), ("latin_name", LONGEST_NAME), ("institution", LONGEST_POST)):
        problems += check_text(values[field], field, limit)
    problems += check_code(values["function"], functions, "function") + check_code(values["sex"], sexes, "sex")
    return problems + check_phone(values["phone"])


def check_text(text: str, field: str, limit: int) -> list[Problem]:
    return [TOO_LONG(field, limit=limit)] if len(text) > limit else []


def check_code(code: str, known: Collection[str], field: str) -> list[Problem]:
    return [] if code in known else [CODE_UNKNOWN(field)]


def check_phone(phone: str) -> list[Problem]:
    """Figures, spaces, hyphens, brackets and a plus sign."""
    fits = len(phone) <= LONGEST_PHONE and all(c.isdigit() or c in "+ -()/" for c in phone)
    return [] if fits else [PHONE_UNUSABLE("phone")]


def check_asking(row: UUID, into: UUID, why: str, *, into_state: str, circle: bool) -> list[Problem]:
    """Whether joining `row` to `into` may be asked for."""
    found = (
        (row == into, SAME("into")),
        (into_state == "merged", MERGED("into")),
        (circle and row != into, CIRCLE("into")),
        (not why.strip() or len(why) > 300, WHY_MISSING("why")),
    )
    return [problem for wrong, problem in found if wrong]


def check_confirming(asked_by: UUID | None, by: UUID, into_state: str, *, circle: bool) -> list[Problem]:
    """Somebody else confirms, and only what still holds."""
    found = ((asked_by == by, OWN_ASKING()), (into_state == "merged", MERGED("into")), (circle, CIRCLE("into")))
    return [problem for wrong, problem in found if wrong]


def roots(keys: Iterable[K], pairs: Iterable[tuple[K, K]]) -> dict[K, K]:
    """Whoever is joined by `pairs`, over however many steps, has one and the same key: the smallest by its text.

    Order of the pairs does not matter; a pair that names an unknown key brings it in.
    """
    above: dict[K, K] = {key: key for key in keys}

    def top(key: K) -> K:
        above.setdefault(key, key)
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for first, second in pairs:
        one, other = sorted((top(first), top(second)), key=str)
        above[other] = one
    return {key: top(key) for key in list(above)}
