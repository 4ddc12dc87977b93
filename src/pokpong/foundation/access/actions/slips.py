"""Slips of paper that let somebody set a password: printed by supervisors only, used once."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.access import problems, queries, rules
from pokpong.foundation.access.actions import ending
from pokpong.foundation.access.models import Slip, User
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Refused, refuse

WELCOME = Program("welcome", frozenset({"slip.use"}))


@action("slip.print")
def print_slip(
    *,
    by: Actor,
    id: UUID,
    user: UUID,
    code: str,
    call_id: UUID,
) -> Slip:
    """Adds a slip whose code has the keyed digest `code`; earlier slips of this user become worthless.

    Raises NotThere, Refused (not all roles of the user in the printer's places, oneself, left).
    """
    row: User = door.locked(User.objects.visible_to(by), user)
    refuse(
        rules.may_print(
            by=by.id,
            user=row.pk,
            left=row.state == "left",
            supervised=by.paths("slip.print"),
            grants=[grant.place_path for grant in queries.open_grants(row.pk)],
        )
    )
    ending.replace_slips(row.pk)
    slip = door.add(
        Slip(
            id=id,
            user=row.pk,
            purpose="welcome" if row.state == "invited" else "password",
            code=code,
            printed_by=by.id,
            expires=clock.now() + rules.slip_lasts(row.state),
        )
    )
    moves.begin(slip)
    door.event(slip)
    return slip


@action("slip.use", doors=("program",))
def use_slip(*, by: Actor, code: str, password: str, call_id: UUID) -> User:
    """Sets the password hash `password` for whom the slip with the digest `code` was printed for.

    An invited user becomes active; every session of before ends. Raises Refused: unknown, used, replaced, expired.
    """
    found = Slip.objects.filter(code=code).first()
    if found is None:
        raise Refused([problems.SLIP_UNKNOWN("code")])
    row: User = door.locked(User.objects.all(), found.user)
    slip: Slip = door.locked(Slip.objects.all(), found.pk)
    refuse(rules.slip_problems(slip.state, slip.at, slip.expires, clock.now()))
    moves.move(slip, "used")
    door.save(slip)
    row.password = password
    row.session_round += 1
    if row.state == "invited":
        moves.move(row, "active")
    door.save(row)
    door.event(slip)
    door.event(row)
    return row


def slip_of(code: str) -> Slip:
    """The slip with this digest, when it can be used now. Raises Refused: unknown, used, replaced, expired."""
    slip: Slip | None = Slip.objects.filter(code=code).first()
    if slip is None:
        raise Refused([problems.SLIP_UNKNOWN("code")])
    refuse(rules.slip_problems(slip.state, slip.at, slip.expires, clock.now()))
    return slip
