"""A country with counts: concerns raised through the action, closings made by the clock's program."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from pokpong.areas.protection.tests.factories import VILLAGE, a_concern, facts
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.insight.indicators.actions import CLOSING, close_month
from pokpong.insight.indicators.models import Closing

JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def long_since(name: str, role: str, path: str = "", organisation: UUID | None = None) -> User:
    """Somebody whose role was given before anything that is counted here."""
    with clock.standing_at(at(date(2025, 1, 1))):
        return make_user(name, role, path, organisation)


def raise_concerns(count: int, day: date, *, place: str = VILLAGE, urgency: str = "soon") -> None:
    """`count` concerns in a village on a day, by somebody who raises them anywhere."""
    raiser = User.objects.filter(username="raiser").first() or long_since("raiser", "village_member")
    with clock.standing_at(at(day)):
        for _number in range(count):
            a_concern(raiser, place=place, facts=facts(urgency=urgency))


def close(month: date, today: date) -> Closing:
    with clock.standing_at(at(today)):
        return close_month(by=CLOSING, id=new_id(), month=month, call_id=uuid5(NAMESPACE_URL, f"test:{month}"))
