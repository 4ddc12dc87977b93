"""What waits about a case: asked for and settled as part of the action under way."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.rules.concerns import above
from pokpong.areas.protection.vocabulary.cases import CLOSURE_DAYS
from pokpong.foundation.actions import door, nouns
from pokpong.foundation.agenda import tasks
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.kernel import clock

RISK, APPROVAL, SENT_BACK = "case.assess_risk", "case.approve_closure", "case.sent_back"
SUPERVISES = "task.take_escalated"
END_OF_WORK = time(17, 0)


def at_end_of(day: date) -> datetime:
    """The end of the working day, in the programme's time zone."""
    return timezone.make_aware(datetime.combine(day, END_OF_WORK))


def ask_risk(case: Case, *, done: bool = False) -> None:
    """The next look at the risk, by who is responsible; a day late it goes to the supervisors of the place.

    `done`: the look that waited until now was taken.
    """
    tasks.settle(case, RISK, done=done)
    due = at_end_of(case.risk_review_on)
    tasks.ask(
        case,
        tasks.Wanted(
            kind=RISK,
            permission=RISK,
            due=due,
            place_path=case.place_path,
            user=case.lead,
            escalates_at=due + timedelta(days=1),
            escalates_to=SUPERVISES,
            escalates_path=case.place_path,
        ),
    )


def ask_approval(case: Case) -> None:
    """A second person for the closure; when nobody decides in time, the supervisors one level up hear of it."""
    due = at_end_of(clock.today() + timedelta(days=CLOSURE_DAYS))
    tasks.ask(
        case,
        tasks.Wanted(
            kind=APPROVAL,
            permission=APPROVAL,
            due=due,
            place_path=case.place_path,
            escalates_at=due,
            escalates_to=SUPERVISES,
            escalates_path=above(case.place_path),
        ),
    )


def approval_decided(case: Case) -> None:
    """A second person has decided about the closure."""
    tasks.settle(case, APPROVAL)


def tell_sent_back(case: Case, user: UUID) -> None:
    """Tells who asked for the closure that more is to be done."""
    due = at_end_of(clock.today() + timedelta(days=CLOSURE_DAYS))
    tasks.ask(
        case,
        tasks.Wanted(
            kind=SENT_BACK, permission="case.tied", due=due, place_path=case.place_path, user=user, by_hand=True
        ),
    )


def end_all(case: Case) -> None:
    """Nothing about the case itself waits any more."""
    tasks.settle(case, RISK, SENT_BACK, APPROVAL, done=False)


def pass_on(case: Case, user: UUID, to: UUID) -> int:
    """Gives `to` every waiting task about the case, or a part of it, that names `user`; returns how many."""
    passed = 0
    for task in Task.objects.filter(user=user, state__in=WAITING).order_by("pk"):
        if not _belongs(task, case):
            continue
        given = door.locked(Task.objects.all(), task.pk)
        given.user = to
        door.save(given)
        door.event(given)
        passed += 1
    return passed


def _belongs(task: Task, case: Case) -> bool:
    if task.subject_kind == case.noun:
        return bool(task.subject == case.pk)
    model = nouns.model_of(task.subject_kind)
    if not any(field.name == "case" for field in model._meta.get_fields()):
        return False
    return bool(model.objects.filter(pk=task.subject, case=case.pk).exists())
