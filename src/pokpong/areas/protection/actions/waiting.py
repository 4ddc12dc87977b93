"""The step that waits: asked for and settled as part of the action under way."""

from django.conf import settings

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.queries.concerns import TRIAGE
from pokpong.areas.protection.rules import concerns as rules
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock

FOLLOW_UP = "concern.follow_up"
SUPERVISES = "task.take_escalated"


def due_of(concern: Concern) -> rules.Deadlines:
    """By when it must be triaged, counted from now."""
    return rules.deadlines(concern.urgency, settings.POKPONG_TRIAGE_HOURS, clock.now())


def ask_triage(concern: Concern, deadlines: rules.Deadlines) -> None:
    """Whoever triages where it is handled; when nobody does in time, the supervisors one level up."""
    _ask(concern, TRIAGE, deadlines)


def ask_follow_up(concern: Concern) -> None:
    """The step after the decision, when there is one."""
    if concern.due is not None:
        _ask(concern, FOLLOW_UP, rules.Deadlines(concern.due, concern.due))


def _ask(concern: Concern, kind: str, deadlines: rules.Deadlines) -> None:
    tasks.ask(
        concern,
        tasks.Wanted(
            kind=kind,
            permission=TRIAGE,
            due=deadlines.due,
            place_path=concern.route_path,
            escalates_at=deadlines.escalates,
            escalates_to=SUPERVISES,
            escalates_path=rules.above(concern.route_path),
            by_hand=kind == FOLLOW_UP,
        ),
    )


def settle_done(concern: Concern) -> None:
    """What waited was done by this action."""
    tasks.settle(concern, TRIAGE, FOLLOW_UP)


def take_back(concern: Concern) -> None:
    """Nothing waits any more: the reason is gone."""
    tasks.settle(concern, TRIAGE, FOLLOW_UP, done=False)
