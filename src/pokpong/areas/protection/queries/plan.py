"""Reading what is planned with a person and kept about them. Everything starts at `visible_to`."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from pokpong.areas.protection.models import (
    Attachment,
    Case,
    Conference,
    Exploitation,
    FollowUp,
    Goal,
    Need,
    Note,
    PlannedAction,
)
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.kernel.rows import Row

R = TypeVar("R", bound=Row)


def exploitation_of(case: Case) -> Exploitation | None:
    """The record of a case that the reader sees already."""
    found: Exploitation | None = Exploitation.objects.filter(case=case.pk).first()
    return found


def needs_of(case: Case) -> list[Need]:
    """Those that stand first, the most urgent of them first."""
    order = {"now": 0, "soon": 1, "later": 2}
    rows = Need.objects.filter(case=case.pk).order_by("noted_on", "id")
    return sorted(rows, key=lambda need: (not need.is_open, order.get(need.urgency, 3)))


def goals_of(case: Case) -> list[Goal]:
    """Those under way first."""
    return sorted(Goal.objects.filter(case=case.pk).order_by("set_on", "id"), key=lambda goal: not goal.is_open)


def actions_of(case: Case) -> list[PlannedAction]:
    """Those to do first, the next one first; ended ones, the last ended first."""
    rows = PlannedAction.objects.filter(case=case.pk).order_by("due", "id")
    planned, ended = [row for row in rows if row.is_planned], [row for row in rows if not row.is_planned]
    return [*planned, *reversed(ended)]


def follow_ups_of(case: Case) -> list[FollowUp]:
    """By day, the first one first."""
    return list(FollowUp.objects.filter(case=case.pk).order_by("due", "id"))


def notes_of(case: Case) -> Any:
    """A query set, the newest first, each with the note that corrects it."""
    return Note.objects.filter(case=case.pk).select_related("corrected_by").order_by("-on", "-written_at")


def team_names(case: Case, users: list[UUID]) -> dict[str, str]:
    """Id as text, and name of each user, in the order given."""
    names = names_of(users)
    return {str(user): names[user] for user in users if user in names}


def parts_of(case: Case) -> list[UUID]:
    """The ids of all that was planned or kept in this case and can be changed."""
    kinds: tuple[Any, ...] = (Exploitation, Need, Goal, PlannedAction, Conference, FollowUp, Attachment)
    return [part for kind in kinds for part in kind.objects.filter(case=case.pk).values_list("pk", flat=True)]
