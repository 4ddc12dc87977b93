"""Case conferences: called, held with minutes and agreed actions, or cancelled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.actions.follow_up_schedule import end_of
from pokpong.areas.protection.actions.plan.planned_actions import add_planned_action
from pokpong.areas.protection.actions.plan.reach import SUPERVISES, team, typed
from pokpong.areas.protection.models import Case, Conference
from pokpong.areas.protection.rules import conferences as rules
from pokpong.areas.protection.rules.plan import wrong_due, wrong_reason
from pokpong.foundation.actions import amend, conflicts, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Problem, Refused, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.queries.consents import valid_consent
from pokpong.registers.people.rules.record import EVERYTHING

AMENDABLE = ("planned_on", "time", "where", "purpose", "invited")
ATTEND, HOLD = "conference.attend", "conference.hold"
MINUTES_DAYS = 3  # days after the conference until its minutes are missed

Guest = dict[str, Any]


@dataclass(frozen=True)
class Agreed:
    """An action the conference agreed on: what `owner`, of the team, does until `due`."""

    text: str
    owner: UUID
    due: date


@action("conference.plan", doors=("office", "device"))
def plan_conference(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    planned_on: date,
    purpose: str,
    invited: list[Guest],
    time: str = "",
    where: str = "",
    call_id: UUID,
) -> Conference:
    """Calls a conference. `invited` is [{user | organisation | words, fields}]; colleagues get a task.

    An organisation hears only the parts (`fields`) that a consent of the person names. Raises NotThere, NotAllowed,
    Refused with all reasons.
    """
    row = locked_case(by, case)
    conference = Conference(id=id, key_id=row.key_id, case=row, called_by=by.id)
    texts = {"purpose": purpose, "time": time, "where": where}
    values = {**typed(conference, texts), "planned_on": planned_on, "invited": _guests(invited)}
    refuse([*_wrong(row, by, values), *wrong_due("planned_on", planned_on, clock.today())])
    for name, value in values.items():
        setattr(conference, name, value)
    door.add(conference)
    moves.begin(conference)
    _ask_all(conference)
    door.event(conference, {"invited": len(values["invited"])})
    return conference


@action("conference.amend", doors=("office", "device"))
def amend_conference(*, by: Actor, conference: UUID, changes: dict[str, Any], base: int, call_id: UUID) -> Conference:
    """Corrects a planned conference seen at version `base`. Raises NotThere, NotAllowed, Refused."""
    row = locked_part(by, Conference, conference)
    changes = typed(row, changes)
    if "invited" in changes:
        changes["invited"] = _guests(changes["invited"])
    refuse([rules.NOT_PLANNED("conference")] if not row.is_planned else [])
    refuse(_wrong(row.case, by, {name: changes.get(name, getattr(row, name)) for name in AMENDABLE}))
    if changes.get("planned_on", row.planned_on) != row.planned_on:
        refuse(wrong_due("planned_on", changes["planned_on"], clock.today()))
    before = (row.planned_on, row.invited)
    amend.amend(row, changes, base=base, fields=AMENDABLE)
    if (row.planned_on, row.invited) != before:
        _ask_anew(row)
    door.event(row, {"fields": sorted(changes)})
    return row


@action("conference.hold", doors=("office", "device"))
def hold_conference(
    *,
    by: Actor,
    conference: UUID,
    minutes: str,
    held_on: date | None = None,
    present: list[int] | None = None,
    agreed: list[Agreed] | None = None,
    call_id: UUID,
) -> Conference:
    """Keeps what was said and who came (places in `invited`); each agreed action is planned in the same call.

    Raises NotThere, NotAllowed, Refused with all reasons.
    """
    row, minutes, today = locked_part(by, Conference, conference), canon(minutes).strip(), clock.today()
    came = sorted(set(present or ()))
    held_on = held_on or today
    refuse(rules.wrong_holding(minutes=minutes, held_on=held_on, today=today, present=came, guests=len(row.guests)))
    moves.move(row, "held")
    row.held_on, row.minutes, row.present = held_on, minutes, came
    door.save(row)
    tasks.settle(row, ATTEND, HOLD)
    _plan_agreed(row, by, agreed or [])
    door.event(row, {"agreed": len(agreed or [])})
    return row


@action("conference.cancel", doors=("office", "device"))
def cancel_conference(*, by: Actor, conference: UUID, reason: str, call_id: UUID) -> Conference:
    """It does not take place, for a reason. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_part(by, Conference, conference), canon(reason).strip()
    refuse(wrong_reason(reason))
    moves.move(row, "cancelled", why=reason)
    door.save(row)
    tasks.settle(row, ATTEND, HOLD, done=False)
    door.event(row)
    return row


def _guests(invited: Any) -> list[Guest]:
    """Raises Refused for what is no list of guests."""
    if not isinstance(invited, list | tuple) or not all(isinstance(guest, dict) for guest in invited):
        raise Refused([rules.GUEST_UNREADABLE("invited")])
    return [_guest(guest) for guest in invited]


def _guest(guest: Guest) -> Guest:
    said = {who: canon(str(guest[who])).strip() for who in rules.WHO if guest.get(who)}
    return {**{who: text for who, text in said.items() if text}, "fields": [str(f) for f in guest.get("fields") or ()]}


def _wrong(case: Case, by: Actor, values: dict[str, Any]) -> list[Problem]:
    guests: list[Guest] = values["invited"]
    named = [guest["organisation"] for guest in guests if "organisation" in guest]
    return [
        *rules.wrong_plan(purpose=values["purpose"] or "", where=values["where"] or "", time=values["time"] or ""),
        *rules.wrong_guests(
            guests,
            team={str(user) for user in team(case)},
            organisations=_organisations(by, named),
            parts=EVERYTHING,
            agreed=lambda organisation, fields: _agreed(case, organisation, fields),
        ),
    ]


def _organisations(by: Actor, named: Sequence[str]) -> set[str]:
    """Those of the names that are organisations in use. Raises nothing for text that is no id."""
    ids = [text for text in named if _is_id(text)]
    found = Organisation.objects.visible_to(by).filter(pk__in=ids, state="active") if ids else ()
    return {str(row.pk) for row in found}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _agreed(case: Case, organisation: str, fields: Collection[str]) -> bool:
    day = clock.today()
    return any(
        valid_consent(case.person, purpose, UUID(organisation), fields, day) for purpose in rules.CONSENT_PURPOSES
    )


def _plan_agreed(row: Conference, by: Actor, agreed: Sequence[Agreed]) -> None:
    for place, one in enumerate(agreed):
        add_planned_action(
            by=by,
            id=new_id(),
            case=row.case_id,
            text=one.text,
            owner=one.owner,
            due=one.due,
            conference=row.pk,
            call_id=door.inner(f"agreed:{place}"),
        )


def _ask_all(row: Conference) -> None:
    """The colleagues invited have a task on that day; whoever called it writes the minutes."""
    for guest in row.guests:
        if "user" in guest and guest["user"] != str(row.called_by):
            _ask(row, ATTEND, UUID(guest["user"]))
    _ask(row, HOLD, row.called_by)


def _ask(row: Conference, kind: str, user: UUID) -> None:
    attends = kind == ATTEND
    wanted = tasks.Wanted(
        kind=kind,
        permission=HOLD,
        due=end_of(row.planned_on),
        place_path=row.case.place_path,
        user=user,
        escalates_at=None if attends else end_of(row.planned_on, days=MINUTES_DAYS),
        escalates_to="" if attends else SUPERVISES,
        escalates_path="" if attends else row.case.place_path,
        expires_at=end_of(row.planned_on, days=1) if attends else None,
        by_hand=attends,
    )
    # Several colleagues are asked in one call: each needs a call id of its own.
    call_id = door.inner(f"{kind}:{user}")
    tasks.ask_task(by=tasks.AGENDA, subject_kind=row.noun, subject=row.pk, wanted=wanted, call_id=call_id)


def _ask_anew(row: Conference) -> None:
    if row.is_planned:
        tasks.settle(row, ATTEND, HOLD, done=False)
        _ask_all(row)


def _after_choice(row: Conference, field: str) -> None:
    if field in ("planned_on", "invited"):
        _ask_anew(row)


conflicts.after_choice(Conference.noun, _after_choice)
