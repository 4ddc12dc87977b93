"""Whether the caller may act on a case, beyond seeing it."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import acts_in, is_of_it
from pokpong.areas.protection.rules import cases as rules
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.problems import NOT_ALLOWED
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, refuse
from pokpong.foundation.kernel.rows import Row

R = TypeVar("R", bound=Row)


def locked_case(by: Actor, case: UUID, *, at_work: bool = True) -> Case:
    """The case, locked, for an action on it: by its team, by who reads the cases of its place, in a circle by name.

    A broken glass lets nobody act. `at_work` refuses a case that is closed or waits for its closure.
    Raises NotThere, NotAllowed, Refused.
    """
    row: Case = door.locked(Case.objects.visible_to(by).select_related("person"), case)
    if not acts_in(by, row):
        raise NotAllowed([NOT_ALLOWED()])
    if not is_of_it(by, row):
        door.check(place=row.place_path)
    refuse(rules.not_at_work(row.is_at_work, closing=row.state == "closing") if at_work else [])
    return row


def locked_part(by: Actor, model: type[R], part: UUID, *, at_work: bool = True) -> R:
    """A part of a case (a row with a `case`) for an action on it, when the caller may act on the case.

    Both are locked, the case first, everywhere: two calls on one case never wait for each other in a circle.
    Raises NotThere, NotAllowed, Refused.
    """
    parts: Any = model._default_manager  # every kind of part is read through its case
    case = parts.visible_to(by).filter(pk=part).values_list("case", flat=True).first()
    if case is None:
        raise NotThere(str(part))
    whole = locked_case(by, case, at_work=at_work)
    found: Any = door.locked(parts.visible_to(by), part)
    found.case = whole
    row: R = found
    return row
