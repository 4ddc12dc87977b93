"""A part of a case, for an action on it, and what was typed as its columns hold it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from pokpong.areas.protection.actions.cases.reach import locked_case
from pokpong.areas.protection.models import Case, CaseMember
from pokpong.areas.protection.rules import plan as rules
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.problems import NotThere, ProblemKind, Refused
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import canon
from pokpong.foundation.vault.fields import SealedText

R = TypeVar("R", bound=MutableRow)
SUPERVISES = "task.take_escalated"
UNREADABLE = ProblemKind("plan_value_unreadable", _("This answer cannot be read."))


def locked_part(by: Actor, model: type[R], part: UUID, *, at_work: bool = True) -> R:
    """The row, locked after its case, when the caller may act on the case. Raises NotThere, NotAllowed, Refused."""
    rows = model._default_manager.visible_to(by).select_related("case__person")  # type: ignore[attr-defined]  # OfCase
    found = rows.filter(pk=part).values_list("case", flat=True).first()
    if found is None:
        raise NotThere(str(part))
    locked_case(by, found, at_work=at_work)
    row: R = door.locked(rows, part)
    return row


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
