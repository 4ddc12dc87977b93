"""Asking for roles, approving, refusing, ending."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from pokpong.foundation.access import problems, queries, rules
from pokpong.foundation.access.actions import ending
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.kernel.problems import refuse

ANSWERED_WITHIN = timedelta(days=3)


@action("grant.ask")
def ask_grant(
    *,
    by: Actor,
    user: UUID,
    role: str,
    place_path: str,
    organisation: UUID | None = None,
    ends: date | None = None,
    call_id: UUID,
) -> Grant:
    """Gives a role in a place, or asks that place's case supervisor when the role sees victims. Raises Refused."""
    row: User = door.locked(User.objects.visible_to(by), user)
    door.check(place=place_path)
    held = [queries.as_open(grant) for grant in queries.open_grants(row.pk)]
    post = Post(role, place_path, organisation, ends)
    refuse(
        [
            *rules.may_give(post, held, to_oneself=row.pk == by.id, today=clock.today()),
            *rules.found((row.state == "left", problems.HAS_LEFT("user"))),
        ]
    )
    grant = door.add(
        Grant(
            user=row.pk,
            role=role,
            place_path=place_path,
            organisation=organisation,
            starts=clock.today(),
            ends=ends,
            asked_by=by.id,
        )
    )
    moves.begin(grant)
    if rules.active_at_once(role):
        activate(grant, by)
    else:
        tasks.ask(grant, approval(grant))
    door.event(grant, {"role": role, "place": place_path})
    return grant


def activate(grant: Grant, by: Actor) -> None:
    """Makes an asked grant hold from today, in the name of who decided."""
    moves.move(grant, "active")
    grant.granted_by = by.id
    grant.starts = clock.today()
    door.save(grant)


def approval(grant: Grant) -> tasks.Wanted:
    """Any case supervisor over the place may answer; after three days those above it hear of it too."""
    due = clock.now() + ANSWERED_WITHIN
    above = cut(grant.place_path, max(0, len(parts(grant.place_path)) - 1))
    return tasks.Wanted(
        kind="grant.approve",
        permission="grant.approve",
        place_path=grant.place_path,
        due=due,
        escalates_at=due,
        escalates_to="grant.approve",
        escalates_path=above,
    )


@action("grant.approve")
def approve_grant(*, by: Actor, grant: UUID, call_id: UUID) -> Grant:
    """Approves a role that sees victims, in the approver's own places. Raises NotThere, NotAllowed, Refused."""
    row = to_decide(by, grant)
    door.locked(User.objects.all(), row.user)
    held = [queries.as_open(other) for other in queries.open_grants(row.user) if other.pk != row.pk]
    refuse(rules.may_give(as_post(row), held, to_oneself=False, today=clock.today()))
    activate(row, by)
    tasks.settle(row, "grant.approve")
    door.event(row, {"role": row.role, "place": row.place_path})
    return row


@action("grant.refuse")
def refuse_grant(*, by: Actor, grant: UUID, reason: str, call_id: UUID) -> Grant:
    """Refuses a role that was asked for, with the reason. Raises NotThere, NotAllowed, Refused."""
    row = to_decide(by, grant)
    refuse(rules.found((not reason.strip(), problems.REASON_MISSING("reason"))))
    moves.move(row, "refused", why=reason)
    row.granted_by = by.id
    door.save(row)
    tasks.settle(row, "grant.approve")
    door.event(row, {"reason": reason})
    return row


def to_decide(by: Actor, grant: UUID) -> Grant:
    row: Grant = door.locked(Grant.objects.visible_to(by), grant)
    door.check(place=row.place_path)
    refuse(rules.may_decide(by=by.id, asked_by=row.asked_by, user=row.user))
    return row


def as_post(grant: Grant) -> Post:
    return Post(grant.role, grant.place_path, grant.organisation, grant.ends)


@action("grant.end")
def end_grant(*, by: Actor, grant: UUID, reason: str, call_id: UUID) -> Grant:
    """Takes a role away at once, or takes back a request. Raises NotThere, Refused (the last one of its kind)."""
    row: Grant = door.locked(Grant.objects.visible_to(by), grant)
    door.check(place=row.place_path)
    refuse(
        [
            *rules.found(
                (row.user == by.id, problems.NOT_YOURSELF("grant")),
                (not reason.strip(), problems.REASON_MISSING("reason")),
            ),
            *ending.reasons_against(row.user, [row]),
        ]
    )
    ending.end_grants([row], why=reason)
    ended: Grant = Grant.objects.get(pk=row.pk)
    return ended
