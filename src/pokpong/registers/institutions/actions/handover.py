"""A post handed over in one step: who held it leaves, the next one begins, and chosen seats in committees pass on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions import rules
from pokpong.registers.institutions.actions.cleaning import cleaned
from pokpong.registers.institutions.actions.officials import check_official, end_post
from pokpong.registers.institutions.models import Membership, Official
from pokpong.registers.institutions.queries import open_seats


@action("official.hand_over")
def hand_over_post(
    *,
    by: Actor,
    id: UUID,
    official: UUID,
    on: date | None,
    name: str,
    starts: date | None,
    latin_name: str = "",
    phone: str = "",
    seats: Sequence[UUID] = (),
    reason: str = "",
    call_id: UUID,
) -> Official:
    """Ends the post of `official` with the last day `on`; `name` holds it from the day `starts`, a later one. The seats
    named in `seats` pass on with their roles, which needs the right to add members; the others end.

    Answers with the successor. Raises NotThere, NotAllowed, Refused.
    """
    row: Official = door.locked(Official.objects.visible_to(by), official)
    door.check(place=row.place_path)
    values = cleaned(
        {
            "name": name,
            "latin_name": latin_name,
            "phone": phone,
            "starts": starts,
            "post": row.post,
            "function": row.function,
            "organisation_id": row.organisation_id,
            "place_path": row.place_path,
        }
    )
    mine = open_seats(row)
    for seat in mine:
        if seat.pk in seats:
            door.check(place=seat.committee.place_path, permission="membership.begin")
    refuse(
        rules.check_leaving(row.starts, row.ends, on, today=clock.today())
        + check_official(by, values, row=row)
        + (rules.check_succession(on, starts) if on and starts else [])
        + _strangers(seats, mine)
    )
    successor = Official(id=id, predecessor=row, **values)
    ended = end_post(row, on, reason)
    door.add(successor)
    moves.begin(successor)
    passed = _pass_on(successor, [seat for seat in ended if seat.pk in seats])
    door.event(successor, {"from": str(row.pk), "on": str(on), "starts": str(starts), "seats": passed})
    return successor


def _strangers(seats: Sequence[UUID], mine: Collection[Membership]) -> list[Problem]:
    known = {seat.pk for seat in mine}
    return [] if known.issuperset(seats) else [rules.SEAT_NOT_THEIRS("seats")]


def _pass_on(successor: Official, seats: Sequence[Membership]) -> int:
    """Each committee once, with the first of the roles that were held in it."""
    committees = {seat.committee_id: seat for seat in reversed(seats)}
    for seat in committees.values():
        door.add(
            Membership(
                id=new_id(),
                committee=seat.committee,
                official=successor,
                role=seat.role,
                starts=successor.starts,
            )
        )
        door.touch(seat.committee)
    return len(committees)
