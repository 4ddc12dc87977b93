"""Asking a body to identify formally, taking that back, appealing. The help of the person goes on meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_part
from pokpong.areas.protection.models import Identification
from pokpong.areas.protection.queries import identification as queries
from pokpong.areas.protection.rules import identification as rules
from pokpong.areas.protection.states.identification import WITH_BODY
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.consents import after_withdrawal
from pokpong.registers.people.actions.ties import tie, untie
from pokpong.registers.people.models import Consent

ANSWER = queries.ANSWERS
BACK_TO = {"requested": "presumed", "appealed": "declined"}


@action("identification.request")
def request_identification(
    *, by: Actor, identification: UUID, body: UUID, fields: Sequence[str], message: str = "", call_id: UUID
) -> Identification:
    """Asks a body, which sees `fields` (groups of the record) and `message` while the person's consent holds.

    Raises NotThere, NotAllowed, Refused with all reasons: no deciding body, no consent that covers it.
    """
    row = locked_part(by, Identification, identification)
    message, wanted = canon(message).strip(), [name for name in rules.SHAREABLE if name in fields]
    consent = queries.consent_to(row.case.person, body, wanted, clock.today())
    refuse([*_wrong_body(body), *_wrong_sharing(fields, consent), *rules.wrong_note(message, "message")])
    moves.move(row, "requested")
    asked = {
        "body": body,
        "fields": wanted,
        "message": message or None,
        "consent_id": consent.pk if consent else None,
        "requested_on": clock.today(),
        "requested_by": by.id,
    }
    for name, value in asked.items():
        setattr(row, name, value)
    row.version += 1
    door.save(row)
    if consent is not None:
        _tell_body(row, body, consent)
    door.event(row, {"body": str(body), "fields": wanted})
    return row


def _wrong_body(body: UUID) -> list[Problem]:
    known = queries.organisation(body)
    return rules.wrong_body(known=known is not None, deciding=known is not None and queries.decides(known))


def _wrong_sharing(fields: Sequence[str], consent: Consent | None) -> list[Problem]:
    wrong = rules.wrong_fields(fields)
    return wrong or ([] if consent else [rules.CONSENT_MISSING("fields")])


def _tell_body(row: Identification, body: UUID, consent: Consent) -> None:
    """The body sees the person's parts from now on, and whoever answers for it has a task."""
    tie(row.case.person, because=row, organisation=body, fields=row.fields, consent=consent)
    due = clock.now() + rules.ANSWER_WITHIN
    for user in queries.who_answers_for(body):
        wanted = tasks.Wanted(kind=ANSWER, permission=ANSWER, due=due, user=user)
        inner = door.inner(f"{ANSWER}:{user}")
        tasks.ask_task(by=tasks.AGENDA, subject_kind=row.noun, subject=row.pk, wanted=wanted, call_id=inner)


@action("identification.take_back")
def take_back_identification(*, by: Actor, identification: UUID, why: str, call_id: UUID) -> Identification:
    """Takes a request or an appeal back; the body sees nothing of it from now on. Raises NotThere, Refused."""
    row = locked_part(by, Identification, identification, at_work=False)
    why = canon(why).strip()
    refuse(rules.wrong_why(why))
    take_back(row, why)
    door.event(row)
    return row


def take_back(row: Identification, why: str = "") -> None:
    """As part of the action under way. Raises Refused when the body is not asked now."""
    moves.move(row, BACK_TO.get(row.state, "presumed"), why=why)
    door.save(row)
    untie(because=row)
    tasks.settle(row, ANSWER, done=False)


@action("identification.appeal")
def appeal_identification(*, by: Actor, identification: UUID, why: str, call_id: UUID) -> Identification:
    """Appeals against a refusal. A body asked here sees it again if the consent still holds; others get a letter.

    Raises NotThere, NotAllowed, Refused.
    """
    row = locked_part(by, Identification, identification)
    why = canon(why).strip()
    refuse(rules.wrong_why(why))
    moves.move(row, "appealed", why=why)
    door.save(row)
    if row.body is not None:
        _show_again(row, row.body)
    door.event(row)
    return row


def _show_again(row: Identification, body: UUID) -> None:
    consent = queries.consent_to(row.case.person, body, row.fields, clock.today())
    if consent is not None:
        amend.apply(row, {} if row.consent_id == consent.pk else {"consent_id": consent.pk})
        _tell_body(row, body, consent)


@after_withdrawal
def stop_sharing(consent: Consent) -> None:
    """What follows when a consent is withdrawn, in the same transaction: requests made with it are taken back."""
    for pk in Identification.objects.filter(consent=consent.pk, state__in=WITH_BODY).values_list("pk", flat=True):
        row: Identification = door.locked(Identification.objects.all(), pk)
        take_back(row)
        door.event(row, name="identification.take_back")
