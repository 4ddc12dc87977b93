"""Decisions: taken with an owner and a day, done or dropped, reviewed at the next meeting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pokpong.areas.partnership.actions.reach import (
    end_of,
    meeting_of,
    official_of,
    plain,
    plain_values,
    seen,
    visit_of,
)
from pokpong.areas.partnership.models import AgendaItem, Decision, DecisionReview, Meeting, Visit
from pokpong.areas.partnership.queries import decisions as queries
from pokpong.areas.partnership.queries.meetings import quorum_of
from pokpong.areas.partnership.rules import decisions as rules
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, Problem, refuse
from pokpong.registers.institutions.models import Official

FIELDS = ("text", "owner_id", "due")
DAYS_UNTIL_OTHERS_HEAR = 7


@action("decision.take")
def take_decision(
    *,
    by: Actor,
    id: UUID,
    text: str,
    owner: UUID | None,
    due: date | None,
    meeting: UUID | None = None,
    visit: UUID | None = None,
    item: UUID | None = None,
    call_id: UUID,
) -> Decision:
    """Writes down what a meeting (with a quorum) or a delegation decided; its owner is asked to do it until `due`.

    Raises Refused, NotAllowed, NotThere.
    """
    record = _record(by, meeting, visit)
    person = official_of(by, owner)
    point = seen(AgendaItem.objects.filter(meeting=meeting), item) if item is not None else None
    words, taken_on = plain(text), record.day if isinstance(record, Meeting) else record.ends
    serving = person is not None and person.state == "serving"
    problems = rules.check_decision(words, owner=person is not None, serving=serving, due=due, taken_on=taken_on)
    refuse(_not_yet(record) + problems)
    row = Decision(
        id=id,
        committee_id=record.committee_id,
        meeting=record if isinstance(record, Meeting) else None,
        visit=record if isinstance(record, Visit) else None,
        item=point,
        place_path=record.place_path,
        taken_on=taken_on,
        position=queries.next_position(record),
        text=words,
        owner=person,  # type: ignore[misc]  # refused above without one
        due=due,
    )
    door.add(row)
    moves.begin(row)
    door.touch(record)
    _ask(row)
    door.event(row, {"due": str(due)})
    return row


def _record(by: Actor, meeting: UUID | None, visit: UUID | None) -> Meeting | Visit:
    """Raises NotThere unless exactly one is named."""
    if meeting is not None and visit is None:
        return meeting_of(by, meeting)
    if visit is not None and meeting is None:
        return visit_of(by, visit)
    raise NotThere("a decision is taken at a meeting or on a visit")


def _not_yet(record: Meeting | Visit) -> list[Problem]:
    """Why nothing can be decided there: it has not taken place, or there was no quorum."""
    if record.state not in ("held", "made", "reported"):
        return [rules.NOT_HELD()]
    if isinstance(record, Visit) or record.may_decide:
        return []
    found = quorum_of(record)
    return [rules.NO_QUORUM(counted=found.counted, members=found.members, needed=found.needed)]


def _ask(row: Decision) -> None:
    """Whoever owns it is asked; without an account of theirs the secretaries of the place. Late, both hear of it."""
    account = queries.account_of(row.owner)
    due = end_of(row.due)
    tasks.ask(
        row,
        tasks.Wanted(
            kind="decision.do",
            permission="decision.do",
            place_path=row.place_path,
            user=account.pk if account is not None else None,
            due=due,
            escalates_at=due + timedelta(days=DAYS_UNTIL_OTHERS_HEAR),
            escalates_to="decision.drop",
            escalates_path=row.place_path,
        ),
    )


def _decision(by: Actor, decision: UUID) -> Decision:
    """The decision, locked. Raises NotThere; NotAllowed for who neither holds the place nor owns it."""
    rows = Decision.objects.visible_to(by).select_related("owner")
    row: Decision = door.locked(rows, decision)
    if row.owner_id != getattr(by, "official", None):
        door.check(place=row.place_path)
    return row


@action("decision.amend")
def amend_decision(*, by: Actor, decision: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Decision:
    """Changes words, owner or day of an open decision. Raises Refused, NotAllowed, NotThere."""
    row = _decision(by, decision)
    wanted = plain_values(changes)
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    person = official_of(by, after["owner_id"]) if "owner_id" in wanted else row.owner
    refuse(_not_open(row) + _wrong(row, after, person))
    amend.amend(row, wanted, base=base, fields=FIELDS)
    row.refresh_from_db(fields=["owner"])
    tasks.settle(row, "decision.do", done=False)
    _ask(row)
    door.event(row, {"changed": sorted(wanted)})
    return row


def _wrong(row: Decision, after: dict[str, Any], person: Official | None) -> list[Problem]:
    same = person is not None and person.pk == row.owner_id
    serving = person is not None and (same or person.state == "serving")
    return rules.check_decision(
        after["text"], owner=person is not None, serving=serving, due=after["due"], taken_on=row.taken_on
    )


def _not_open(row: Decision) -> list[Problem]:
    return [] if row.state == "open" else [rules.ENDED()]


@action("decision.do")
def do_decision(*, by: Actor, decision: UUID, result: str, call_id: UUID) -> Decision:
    """Notes that it is done, and what was done. Raises Refused, NotAllowed, NotThere."""
    row = _decision(by, decision)
    words = plain(result)
    refuse(rules.check_ending(words, rules.RESULT_MISSING, "result"))
    _end(row, "done", words)
    return row


@action("decision.drop")
def drop_decision(*, by: Actor, decision: UUID, reason: str, call_id: UUID) -> Decision:
    """Drops a decision, with the reason. Raises Refused, NotAllowed, NotThere."""
    row = _decision(by, decision)
    words = plain(reason)
    refuse(rules.check_ending(words, rules.REASON_MISSING, "reason"))
    _end(row, "dropped", words)
    return row


def _end(row: Decision, state: str, words: str) -> None:
    moves.move(row, state, why=words)
    row.result, row.ended_on = words, clock.today()
    door.save(row)
    tasks.settle(row, "decision.do", done=state == "done")
    door.event(row, {"state": state})


@action("decision.reopen")
def reopen_decision(*, by: Actor, decision: UUID, reason: str, call_id: UUID) -> Decision:
    """Takes a decision up again that was done or dropped. Raises Refused, NotAllowed, NotThere."""
    row = _decision(by, decision)
    words = plain(reason)
    refuse(rules.check_ending(words, rules.REASON_MISSING, "reason"))
    moves.move(row, "open", why=words)
    row.result, row.ended_on = "", None
    door.save(row)
    _ask(row)
    door.event(row)
    return row


@action("decision.review")
def review_decision(
    *,
    by: Actor,
    id: UUID,
    decision: UUID,
    meeting: UUID,
    outcome: str,
    remark: str = "",
    new_due: date | None = None,
    call_id: UUID,
) -> DecisionReview:
    """What a later meeting of the committee said: it goes on (until `new_due`), is done, or is dropped.

    Raises Refused, NotAllowed, NotThere.
    """
    at = meeting_of(by, meeting)
    row = _decision(by, decision)
    words = plain(remark)
    earlier = row.committee_id == at.committee_id and row.meeting_id != at.pk and row.taken_on <= at.day
    problems = [] if at.state == "held" else [rules.NOT_HELD()]
    problems += [] if earlier else [rules.NOT_EARLIER()]
    problems += [rules.REVIEWED()] if DecisionReview.objects.filter(decision=row, meeting=at).exists() else []
    refuse(problems + _not_open(row) + rules.check_review(outcome, words, new_due, day=at.day))
    later = new_due if outcome == "goes_on" else None
    review = door.add(
        DecisionReview(id=id, decision=row, meeting=at, outcome=outcome, remark=words, new_due=later, by=by.id)
    )
    if outcome != "goes_on":
        _end(row, outcome, words)
    elif later is not None and later != row.due:
        amend.apply(row, {"due": later})
        tasks.settle(row, "decision.do", done=False)
        _ask(row)
    door.event(review, {"outcome": outcome})
    return review
