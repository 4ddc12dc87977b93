"""Whether the caller may act on a case, beyond seeing it."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import acts_in, is_of_it
from pokpong.areas.protection.rules import cases as rules
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.problems import NOT_ALLOWED
from pokpong.foundation.kernel.problems import NotAllowed, refuse


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
