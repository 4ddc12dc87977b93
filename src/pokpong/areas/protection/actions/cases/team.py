"""Who works on a case. A colleague's tie to the person begins and ends with their place in the team."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case
from pokpong.areas.protection.actions.cases.waiting import pass_on
from pokpong.areas.protection.models import Case, CaseMember
from pokpong.areas.protection.queries.team import is_able
from pokpong.areas.protection.rules import working as rules
from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotAllowed, Refused, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.ties import tie, untie


def join_team(case: Case, user: UUID, role: str) -> CaseMember:
    """Adds `user` to the team and ties them to the person, as part of the action under way."""
    member = door.add(CaseMember(case=case, user=user, role=role))
    tie(case.person, because=case, user=user)
    door.touch(case)
    return member


def leave_team(case: Case, member: CaseMember) -> None:
    """Ends a place in the team, its tie to the person, and passes its tasks on to who is responsible."""
    row: CaseMember = door.locked(CaseMember.objects.all(), member.pk)
    row.ends = clock.now()
    door.save(row)
    untie(because=case, user=row.user)
    if row.user != case.lead:
        pass_on(case, row.user, case.lead)
    door.touch(case)


def _member(case: Case, user: UUID) -> CaseMember | None:
    return CaseMember.objects.current().filter(case=case.pk, user=user).first()


def _team_of_yours(by: Actor, case: UUID) -> Case:
    """The case, if the caller may change its team: who is responsible, or reads the cases of its place."""
    row = locked_case(by, case)
    if row.lead != by.id and not by.may("case.read", row.place_path):
        raise NotAllowed([rules.NOT_YOUR_TEAM("case")])
    return row


@action("case.add_member", doors=("office", "device"))
def add_member(*, by: Actor, case: UUID, user: UUID, call_id: UUID) -> CaseMember:
    """Lets a colleague work on the case too: they see it and its person. Raises NotThere, NotAllowed, Refused."""
    row = _team_of_yours(by, case)
    refuse(
        rules.chosen(
            (
                (not is_able(row, user), rules.NOT_FIT("user")),
                (_member(row, user) is not None, rules.IN_TEAM("user")),
            )
        )
    )
    member = join_team(row, user, "member")
    door.event(row, {"user": str(user)})
    return member


@action("case.end_member", doors=("office", "device"))
def end_member(*, by: Actor, case: UUID, user: UUID, reason: str = "", call_id: UUID) -> CaseMember:
    """Takes a colleague out of the team; what waited for them waits for who is responsible. One may leave by oneself.

    Raises NotThere, NotAllowed, Refused.
    """
    row = locked_case(by, case) if user == by.id else _team_of_yours(by, case)
    reason, member = canon(reason).strip(), _member(row, user)
    if member is None:
        raise Refused([rules.NOT_IN_TEAM("user")])
    leads = [rules.LEAD_STAYS("user")] if user == row.lead else []
    refuse([*leads, *rules.wrong_text(reason, "reason", rules.WHY_LIMIT)])
    leave_team(row, member)
    door.event(row, {"user": str(user), "reason": reason})
    return member


@action("case.hand_over", doors=("office", "device"))
def hand_over(*, by: Actor, case: UUID, user: UUID, reason: str, stays: bool = True, call_id: UUID) -> Case:
    """Makes a colleague responsible; what waited for the one before waits for them. `stays`: the one before helps on.

    Raises NotThere, NotAllowed, Refused.
    """
    row, reason = _team_of_yours(by, case), canon(reason).strip()
    refuse(
        [
            *rules.chosen(
                (
                    (user == row.lead, rules.LEADS_ALREADY("user")),
                    (user != row.lead and not is_able(row, user), rules.NOT_FIT("user")),
                )
            ),
            *rules.wrong_reason(reason),
        ]
    )
    before = row.lead
    make_lead(row, user, stays=stays)
    door.event(row, {"from": str(before), "to": str(user), "reason": reason})
    return row


def make_lead(case: Case, user: UUID, *, stays: bool) -> None:
    """Moves the responsibility for the case, as part of the action under way."""
    before = _member(case, case.lead)
    old, after = case.lead, _member(case, user)
    amend.apply(case, {"lead": user})
    if after is None:
        join_team(case, user, "lead")
    else:
        _set_role(after, "lead")
    pass_on(case, old, user)
    if before is not None and stays:
        _set_role(before, "member")
    elif before is not None:
        leave_team(case, before)


def _set_role(member: CaseMember, role: str) -> None:
    row: CaseMember = door.locked(CaseMember.objects.all(), member.pk)
    row.role = role
    door.save(row)
