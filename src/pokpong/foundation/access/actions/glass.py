"""Breaking glass: one record for four hours, for a written reason, and supervisors hear of it."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.access import glass_finders, rules
from pokpong.foundation.access.glass_finders import Found
from pokpong.foundation.access.models import Glass, Recusal
from pokpong.foundation.access.scope import known_as
from pokpong.foundation.actions import door, nouns
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Refused, refuse
from pokpong.foundation.lao.text import canon


@action("glass.break")
def break_glass(
    *,
    by: Actor,
    id: UUID,
    kind: str,
    number: str,
    reason: str,
    call_id: UUID,
) -> Glass:
    """Opens the record with this number to the caller for four hours. Raises Refused.

    It is announced as a task to the supervisors of the record's place, who say whether it was needed.
    """
    found = located(by, kind, number)
    reasons = rules.may_break(reason, known=found is not None)
    if found is None or reasons:
        raise Refused(reasons)
    now = clock.now()
    glass = door.add(
        Glass(
            id=id,
            user=by.id,
            kind=kind,
            row=found.row,
            reason=reason.strip(),
            at=now,
            ends=now + rules.GLASS_LASTS,
            place_path=found.place_path,
        )
    )
    tasks.ask(glass, review_wanted(found.place_path))
    door.event(glass, {"kind": kind})
    door.event(nouns.model_of(kind).objects.get(pk=found.row))
    return glass


def located(by: Actor, kind: str, number: str) -> Found | None:
    """The record with this number. A recused person learns nothing: to them it is not there."""
    finder = glass_finders.FINDERS.get(kind)
    found = finder.find(canon(number).strip()) if finder else None
    if found is None or Recusal.objects.filter(user__in=known_as(by), kind=kind, row=found.row).exists():
        return None
    return found


def review_wanted(place_path: str) -> tasks.Wanted:
    due = clock.now() + rules.GLASS_REVIEWED_WITHIN
    return tasks.Wanted(
        kind="glass.review",
        permission="glass.review",
        place_path=place_path,
        due=due,
        escalates_at=due,
        escalates_to="glass.review",
        escalates_path="",
    )


@action("glass.review")
def review_glass(*, by: Actor, glass: UUID, verdict: str, call_id: UUID) -> Glass:
    """Says whether the opening was `needed` or `not_needed`; the latter closes it now. Raises NotThere, Refused."""
    row: Glass = door.locked(Glass.objects.visible_to(by), glass)
    door.check(place=row.place_path)
    refuse(rules.may_review(by=by.id, breaker=row.user, verdict=verdict, reviewed=bool(row.verdict)))
    row.reviewed_by, row.verdict = by.id, verdict
    if verdict == "not_needed":
        row.ends = min(row.ends, clock.now())
    door.save(row)
    tasks.settle(row, "glass.review")
    door.event(row, {"verdict": verdict})
    return row
