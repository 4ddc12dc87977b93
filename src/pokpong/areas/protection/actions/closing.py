"""Closing a case with a second person, and opening it again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from pokpong.areas.protection.actions import follow_up_schedule as planning
from pokpong.areas.protection.actions.cases import waiting
from pokpong.areas.protection.actions.cases.reach import locked_case
from pokpong.areas.protection.actions.cases.team import leave_team, make_lead
from pokpong.areas.protection.actions.plan.follow_ups import cancel_follow_up
from pokpong.areas.protection.models import Case, CaseMember, Closure
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.queries.cases import running_case_of
from pokpong.areas.protection.queries.open_work import unfinished, waiting_follow_ups
from pokpong.areas.protection.queries.team import is_able
from pokpong.areas.protection.rules import cases as case_rules
from pokpong.areas.protection.rules import closing as rules
from pokpong.areas.protection.rules.working import wrong_reason
from pokpong.areas.protection.vocabulary.cases import RISK_REVIEW_DAYS
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, Refused, refuse
from pokpong.foundation.lao.text import canon


@action("case.ask_closure", doors=("office", "device"))
def ask_closure(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    reasons: tuple[str, ...],
    told: str,
    summary: str,
    wishes: str = "",
    follow_ups_go_on: bool = True,
    call_id: UUID,
) -> Closure:
    """Asks a second person to close the case. What is under way is ended first; follow-ups may go on afterwards,
    or are cancelled when the closure is approved.

    A refusal to work with the police or a missing identification is no reason. Raises NotThere, NotAllowed, Refused.
    """
    row = locked_case(by, case)
    summary, wishes = canon(summary).strip(), canon(wishes).strip()
    wrong = rules.wrong_closure(
        reasons=reasons, told=told, summary=summary, wishes=wishes, follow_ups_go_on=follow_ups_go_on
    )
    refuse([*wrong, *_left_open(row)])
    closure = Closure(
        id=id,
        key_id=row.key_id,
        case=row,
        reasons=list(reasons),
        told=told,
        follow_ups_go_on=follow_ups_go_on,
        asked_by=by.id,
        summary=summary,
        wishes=wishes or None,
        **facts_of(row.person),
    )
    door.add(closure)
    moves.begin(closure)
    moves.move(row, "closing")
    door.save(row)
    waiting.end_all(row)
    waiting.ask_approval(row)
    door.event(row, {"reasons": list(reasons)})
    return closure


def _left_open(row: Case) -> list[Problem]:
    return rules.left_open({work.words: work.count for work in unfinished(row)})


def _asked(row: Case) -> Closure:
    """The closure that waits, locked. Raises Refused."""
    waits = Closure.objects.filter(case=row.pk, state="asked").first()
    if waits is None:
        raise Refused([rules.NOT_ASKED("case")])
    found: Closure = door.locked(Closure.objects.all(), waits.pk)
    return found


@action("case.take_back_closure", doors=("office", "device"))
def take_back_closure(*, by: Actor, case: UUID, reason: str = "", call_id: UUID) -> Closure:
    """Takes back what one asked for; the work goes on. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_case(by, case, at_work=False), canon(reason).strip()
    closure = _asked(row)
    refuse([] if by.id in (closure.asked_by, row.lead) else [rules.NOT_YOURS("case")])
    _not_closed(row, closure, "taken_back", reason)
    door.event(row)
    return closure


@action("case.send_back")
def send_back(*, by: Actor, case: UUID, reason: str, call_id: UUID) -> Closure:
    """Says what is still to be done before the case can be closed. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_case(by, case, at_work=False), canon(reason).strip()
    door.check(place=row.place_path)
    closure = _asked(row)
    refuse([*rules.may_decide(by=by.id, asked_by=closure.asked_by, lead=row.lead), *wrong_reason(reason)])
    closure.decided_by, closure.decided_on = by.id, clock.today()
    waiting.approval_decided(row)
    _not_closed(row, closure, "sent_back", reason)
    waiting.tell_sent_back(row, closure.asked_by)
    door.event(row, {"reason": reason})
    return closure


def _not_closed(row: Case, closure: Closure, state: str, why: str) -> None:
    moves.move(closure, state, why=why)
    door.save(closure)
    moves.move(row, "open", why=why)
    door.save(row)
    waiting.end_all(row)
    waiting.ask_risk(row)


@action("case.approve_closure")
def approve_closure(*, by: Actor, case: UUID, note: str = "", call_id: UUID) -> Case:
    """Closes the case, by somebody who neither asked for it nor is responsible. Who is responsible keeps seeing it;
    everybody else leaves the team. Raises NotThere, NotAllowed, Refused.
    """
    row, note = locked_case(by, case, at_work=False), canon(note).strip()
    door.check(place=row.place_path)
    closure = _asked(row)
    refuse(
        [
            *rules.may_decide(by=by.id, asked_by=closure.asked_by, lead=row.lead),
            *_left_open(row),
        ]
    )
    if not closure.follow_ups_go_on:
        _cancel_follow_ups(by, row)
    closure.decided_by, closure.decided_on = by.id, clock.today()
    for name, value in facts_of(row.person).items():
        setattr(closure, name, value)
    moves.move(closure, "approved", why=note)
    door.save(closure)
    moves.move(row, "closed", why=note)
    row.closed_on = clock.today()
    for member in list(CaseMember.objects.current().filter(case=row.pk).exclude(user=row.lead)):
        leave_team(row, member)
    door.save(row)
    waiting.approval_decided(row)
    waiting.end_all(row)
    if closure.follow_ups_go_on:
        _follow_up_anew(row)
    door.event(row, {"reasons": closure.reasons})
    return row


def _cancel_follow_ups(by: Actor, row: Case) -> None:
    for waits in waiting_follow_ups(row):
        call_id = door.inner(f"cancel:{waits.pk}")
        cancel_follow_up(by=by, follow_up=waits.pk, reason=_("The case is closed."), call_id=call_id)


def _follow_up_anew(row: Case) -> None:
    """The programme's pattern from today, but for days near which somebody asks the person anyway."""
    planned = planning.planned_days(row)
    days = [day for day in planning.pattern_of(clock.today()) if rules.is_far(day, planned)]
    planning.schedule(row, days, planning.USUAL_KIND, "closure")


@action("case.reopen")
def reopen_case(*, by: Actor, case: UUID, reason: str, call_id: UUID) -> Case:
    """Opens a closed case again; the risk is assessed anew within days. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_case(by, case, at_work=False), canon(reason).strip()
    door.check(place=row.place_path)
    has_other = running_case_of(row.person_id) is not None and not row.is_running
    refuse([*([case_rules.ALREADY_OPEN("case")] if has_other else []), *wrong_reason(reason)])
    moves.move(row, "reopened", why=reason)
    row.closed_on = None
    row.risk_review_on = clock.today() + timedelta(days=RISK_REVIEW_DAYS["unassessed"])
    door.save(row)
    if not is_able(row, row.lead):
        make_lead(row, by.id, stays=False)
    waiting.ask_risk(row)
    door.event(row, {"reason": reason})
    return row
