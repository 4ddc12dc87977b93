"""A part of a case, for an action on it, and what was typed as its columns hold it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from pokpong.areas.protection.models import Case, CaseMember, Goal, Need
from pokpong.areas.protection.rules import plan as rules
from pokpong.foundation.actions import door, moves
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import ProblemKind, Refused
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import canon
from pokpong.foundation.vault.fields import SealedText

R = TypeVar("R", bound=MutableRow)
S = TypeVar("S", Goal, Need)
SUPERVISES = "task.take_escalated"
UNREADABLE = ProblemKind("plan_value_unreadable", _("This answer cannot be read."))


def typed(row: MutableRow, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the columns of `row` hold them: text canonical, nothing instead of an empty text, days as days.

    Names of no column stay for `amend` to refuse. Raises Refused for values that cannot be read, all at once.
    """
    found, wrong = {}, []
    for name, value in changes.items():
        try:
            found[name] = _as_held(row, name, value)
        except (ValidationError, ValueError, TypeError):
            wrong.append(UNREADABLE(name))
    if wrong:
        raise Refused(wrong)
    return found


def _as_held(row: MutableRow, name: str, value: Any) -> Any:
    try:
        column: Any = row._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    if isinstance(value, str):
        value = canon(value).strip()
    if value in ("", None):
        return "" if isinstance(column, models.CharField | SealedText) and not column.null else None
    return column.to_python(list(value) if isinstance(value, tuple) else value)


def part_of(case: Case, model: type[R], part: UUID | None, field: str) -> R | None:
    """The row of this case that the caller names, if any. Raises Refused for one of another case."""
    if part is None:
        return None
    rows: Any = model._default_manager
    found: R | None = rows.filter(case=case.pk, pk=part).first()
    if found is None:
        raise Refused([rules.OTHER_CASE(field)])
    return found


def team(case: Case) -> set[UUID]:
    """The users in the team now."""
    return set(CaseMember.objects.current().filter(case=case.pk).values_list("user", flat=True))


def settled(row: S, outcome: str, reason: str) -> S:
    """Ends a locked need or goal with this outcome, as part of the action under way. Raises Refused."""
    moves.move(row, outcome, why=reason)
    row.settled_on = clock.today()
    door.save(row)
    door.event(row, {"outcome": outcome})
    return row


def taken_up(row: S, reason: str) -> S:
    """The need or goal stands again. Raises Refused."""
    moves.move(row, "open", why=reason)
    row.settled_on = None
    door.save(row)
    door.event(row)
    return row
