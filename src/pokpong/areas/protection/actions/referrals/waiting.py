"""Who is reminded of a referral, and when it goes up: asked for and settled as part of the action under way."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.queries.referrals import receivers_of
from pokpong.areas.protection.rules.concerns import above
from pokpong.areas.protection.rules.referrals import CONFIRM_WITHIN
from pokpong.foundation.actions import door
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock

ANSWER = "referral.answer"
SERVE = "referral.serve"
AWAIT = "referral.await"
READ = "referral.read_answer"
READ_LAPSED = "referral.read_lapsed"
# By the codes of `vocabulary.STOPPED_BECAUSE`.
READ_WHY_STOPPED = {
    "consent_withdrawn": "referral.read_withdrawn",
    "consent_run_out": "referral.read_run_out",
    "not_confirmed": "referral.read_unconfirmed",
}
READS = (READ, READ_LAPSED, *READ_WHY_STOPPED.values())
CONFIRM = "referral.confirm_exception"
ALL = (ANSWER, SERVE, AWAIT, CONFIRM, *READS)
SUPERVISES = "task.take_escalated"
DANGER_HOURS = 4  # by when somebody in danger should have an answer, and again so long until it goes up
READ_WITHIN = timedelta(days=2)


def end_of(day: date) -> datetime:
    """The moment when a day is over, in the programme's time zone."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_current_timezone())


def ask_answer(row: Referral) -> None:
    """The organisation's people answer; the sender asks after it when they do not, then the supervisor."""
    due = _due(row, row.answer_by)
    for user in receivers_of(row.organisation_id):
        _ask_by_name(row, tasks.Wanted(kind=ANSWER, permission="referral.accept", due=due, user=user))
    _ask_sender(row, due)


def ask_service(row: Referral) -> None:
    """The organisation's people begin to help."""
    due = end_of(row.serve_by)
    for user in receivers_of(row.organisation_id):
        _ask_by_name(row, tasks.Wanted(kind=SERVE, permission="referral.start", due=due, user=user))
    _ask_sender(row, due)


def _ask_by_name(row: Referral, wanted: tasks.Wanted) -> None:
    # By name: a place in the task would tell the organisation where the person is helped.
    tasks.ask_task(
        by=tasks.AGENDA,
        subject_kind=row.noun,
        subject=row.pk,
        wanted=wanted,
        call_id=door.inner(f"{wanted.kind}:{wanted.user}"),
    )


def _ask_sender(row: Referral, due: datetime) -> None:
    later = timedelta(hours=DANGER_HOURS) if row.urgency == "danger" else timedelta(days=1)
    tasks.ask(
        row,
        tasks.Wanted(
            kind=AWAIT,
            permission="referral.send",
            due=due,
            place_path=row.case.place_path,
            user=row.case.lead,
            escalates_at=due + later,
            escalates_to=SUPERVISES,
            escalates_path=row.case.place_path,
        ),
    )


def _due(row: Referral, day: date) -> datetime:
    if row.urgency != "danger":
        return end_of(day)
    return min(end_of(day), clock.now() + timedelta(hours=DANGER_HOURS))


def ask_confirmation(row: Referral) -> None:
    """A second person looks at the exception; half of the time later it goes one level up."""
    half = clock.now() + CONFIRM_WITHIN / 2
    tasks.ask(
        row,
        tasks.Wanted(
            kind=CONFIRM,
            permission="referral.confirm_exception",
            due=half,
            place_path=row.case.place_path,
            escalates_at=half,
            escalates_to=SUPERVISES,
            escalates_path=above(row.case.place_path),
        ),
    )


def tell_sender(row: Referral) -> None:
    """Whoever is responsible for the case reads the organisation's answer, unless they noted it themselves."""
    _ask_to_read(row, READ)


def tell_of_stop(row: Referral, why: str) -> None:
    """The same when the sharing was stopped; `why` is a code of `vocabulary.STOPPED_BECAUSE`, and the task says it."""
    _ask_to_read(row, READ_WHY_STOPPED[why])


def tell_of_lapse(row: Referral) -> None:
    """The same when nobody answered in time."""
    _ask_to_read(row, READ_LAPSED)


def _ask_to_read(row: Referral, kind: str) -> None:
    tasks.settle(row, *READS, done=False)
    if row.case.lead == door.under_way().by.id:
        return
    tasks.ask(
        row,
        tasks.Wanted(
            kind=kind,
            permission="referral.send",
            due=clock.now() + READ_WITHIN,
            place_path=row.case.place_path,
            user=row.case.lead,
            by_hand=True,
        ),
    )


def settle(row: Referral, *kinds: str) -> None:
    """These were done by the action under way."""
    tasks.settle(row, *kinds)


def take_back(row: Referral) -> None:
    """Nothing is waited for any more."""
    tasks.settle(row, *ALL, done=False)
