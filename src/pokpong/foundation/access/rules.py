"""Decisions about users, roles, slips and broken glass over plain values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pokpong.foundation.access import problems
from pokpong.foundation.access.roles import ROLES, Role
from pokpong.foundation.kernel.clock import SLACK
from pokpong.foundation.kernel.paths import covers, parts
from pokpong.foundation.kernel.problems import Problem

# Any script: letters with their marks, which Lao needs; no space, so that a name can be read out as one word.
USER_NAME = re.compile(r"(?:[^\W_]|[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd.-]){3,40}")
TELEPHONE = re.compile(r"\+?[0-9]{8,15}")
E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
WAYS = ("none", "email", "sms")
WELCOME_LASTS = timedelta(days=14)
PASSWORD_SLIP_LASTS = timedelta(days=3)
GLASS_LASTS = timedelta(hours=4)
GLASS_REVIEWED_WITHIN = timedelta(hours=24)
REASON_LEAST = 20
VERDICTS = ("needed", "not_needed")
VIEWS_MOST = 12
VIEW_LONGEST = 500


@dataclass(frozen=True)
class Post:
    """A role wanted in a place; `ends` is its last day, None while it is open."""

    role: str
    place_path: str
    organisation: UUID | None = None
    ends: date | None = None

    @property
    def key(self) -> tuple[str, str, UUID | None]:
        return (self.role, self.place_path, self.organisation)


@dataclass(frozen=True)
class OpenGrant:
    """A grant that is asked or active, as rules see it."""

    role: str
    place_path: str
    organisation: UUID | None
    active: bool = True

    @property
    def key(self) -> tuple[str, str, UUID | None]:
        return (self.role, self.place_path, self.organisation)


def found(*checks: tuple[bool, Problem]) -> list[Problem]:
    """The problems of the checks that are true, in their order."""
    return [problem for wrong, problem in checks if wrong]


def name_problems(username: str, display_name: str, taken: bool) -> list[Problem]:
    return found(
        (not USER_NAME.fullmatch(username), problems.NAME_UNFIT("username")),
        (taken, problems.NAME_TAKEN("username")),
        (not display_name.strip(), problems.NAME_MISSING("display_name")),
    )


def contact_problems(way: str, address: str) -> list[Problem]:
    return found(
        (way not in WAYS, problems.WAY_UNKNOWN("notify_by")),
        (way == "email" and not E_MAIL.fullmatch(address), problems.CONTACT_UNFIT("notify_address")),
        (way == "sms" and not TELEPHONE.fullmatch(address), problems.TELEPHONE_UNFIT("notify_address")),
    )


def may_give(post: Post, held: Collection[OpenGrant], *, to_oneself: bool, today: date) -> list[Problem]:
    """Why `post` cannot be asked for a user who holds (or waits for) `held`; all reasons."""
    role = ROLES.get(post.role)
    if role is None:
        return [problems.ROLE_UNKNOWN("role")]
    return [
        *found(
            (to_oneself, problems.NOT_YOURSELF("user")),
            (len(parts(post.place_path)) not in role.levels, problems.LEVEL_UNFIT("place", role=role.words)),
            (post.key in {grant.key for grant in held}, problems.GRANT_TWICE("role")),
            (post.ends is not None and post.ends < today, problems.ENDS_IN_THE_PAST("ends")),
        ),
        *apart(role, held),
    ]


def apart(role: Role, held: Iterable[OpenGrant]) -> list[Problem]:
    """One problem for every held role that `role` must not meet in one person, whichever of the two says so."""
    others = {grant.role for grant in held if grant.role in ROLES}
    meeting = [code for code in sorted(others) if code in role.apart_from or role.code in ROLES[code].apart_from]
    return [problems.ROLES_APART("role", role=role.words, other=ROLES[code].words) for code in meeting]


def active_at_once(role: str) -> bool:
    """Roles that see victims wait for a case supervisor; the others are given by the administrator alone."""
    return not ROLES[role].sees_victims


def may_decide(*, by: UUID, asked_by: UUID, user: UUID) -> list[Problem]:
    """Why this person must not approve or refuse a grant."""
    return found(
        (by == asked_by, problems.OWN_REQUEST("grant")),
        (by == user, problems.NOT_YOURSELF("grant")),
    )


def is_key_role(grant: OpenGrant) -> str:
    """`administrator`, `case_supervisor` (of the whole country), or nothing."""
    if not grant.active or grant.place_path:
        return ""
    return grant.role if grant.role in {"administrator", "case_supervisor"} else ""


def may_lose(lost: Iterable[OpenGrant], others: Collection[str]) -> list[Problem]:
    """Why these grants cannot end. `others` are the key roles that other active users hold for the whole country."""
    roles = {is_key_role(grant) for grant in lost} - set(others)
    return found(
        ("administrator" in roles, problems.LAST_ADMINISTRATOR("user")),
        ("case_supervisor" in roles, problems.LAST_SUPERVISOR("user")),
    )


def may_print(
    *, by: UUID, user: UUID, left: bool, supervised: Collection[str], grants: Collection[str]
) -> list[Problem]:
    """Why no slip can be printed. `supervised`: the printer's places; `grants`: all places of the user's roles.

    A slip opens everything its user may do, so all of it must lie in the printer's places; a user without any role
    is the matter of who supervises the whole country.
    """
    reached = grants or [""]
    inside = all(any(covers(path, place) for path in supervised) for place in reached)
    return found(
        (by == user, problems.NOT_YOURSELF("user")),
        (left, problems.HAS_LEFT("user")),
        (not inside, problems.SLIP_NOT_YOUR_PLACE("user")),
    )


def may_reset(
    *, by: UUID, user: UUID, left: bool, supervised: Collection[str], grants: Collection[str]
) -> list[Problem]:
    """Why a lost second factor cannot be reset: as far as slips reach, and never one's own."""
    inside = all(any(covers(path, place) for path in supervised) for place in grants or [""])
    return found(
        (by == user, problems.NOT_YOURSELF("user")),
        (left, problems.HAS_LEFT("user")),
        (not inside, problems.FACTOR_NOT_YOUR_PLACE("user")),
    )


def slip_problems(state: str, printed: datetime, expires: datetime, now: datetime) -> list[Problem]:
    """Why a slip cannot be used: the first reason only, because the others would confuse.

    One printed at a time still to come, by a clock that was wrong, would be good for too long.
    """
    reasons = found(
        (state == "used", problems.SLIP_USED("code")),
        (state == "replaced", problems.SLIP_REPLACED("code")),
        (now >= expires or printed > now + SLACK, problems.SLIP_EXPIRED("code")),
    )
    return reasons[:1]


def slip_lasts(user_state: str) -> timedelta:
    return WELCOME_LASTS if user_state == "invited" else PASSWORD_SLIP_LASTS


def letters(text: str) -> int:
    """How many characters stand in `text`, spaces not counted."""
    return len("".join(text.split()))


def may_break(reason: str, *, known: bool) -> list[Problem]:
    """Why glass cannot be broken."""
    return found(
        (letters(reason) < REASON_LEAST, problems.REASON_TOO_SHORT("reason", least=REASON_LEAST)),
        (not known, problems.RECORD_UNKNOWN("number")),
    )


def may_review(*, by: UUID, breaker: UUID, verdict: str, reviewed: bool) -> list[Problem]:
    return found(
        (by == breaker, problems.OWN_GLASS("glass")),
        (reviewed, problems.ALREADY_REVIEWED("glass")),
        (verdict not in VERDICTS, problems.VERDICT_UNKNOWN("verdict")),
    )


def may_keep_view(name: str, query: str, kept: int) -> list[Problem]:
    return found(
        (not name.strip(), problems.VIEW_NAME_MISSING("view_name")),
        (len(query) > VIEW_LONGEST, problems.VIEW_TOO_LONG("view_name")),
        (kept >= VIEWS_MOST, problems.TOO_MANY_VIEWS("view_name", most=VIEWS_MOST)),
    )
