"""The cases that an export is about: what both see who asked and who releases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from pokpong.areas.protection.models import Case
from pokpong.doors.exchange.models import ExportRequest
from pokpong.foundation.access.models import Glass, User
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import under


def cases_in(actor: User, place: str, states: Sequence[str] = ()) -> QuerySet[Case]:
    """The visible cases of a place in these states (none: in any).

    A record opened by breaking a glass is there to be read in an emergency, never to be taken out.
    """
    broken = Glass.objects.filter(user=actor.id, kind=Case.noun, ends__gt=clock.now()).values("row")
    rows: QuerySet[Case] = Case.objects.visible_to(actor).filter(under("place_path", place)).exclude(pk__in=broken)
    return rows.filter(state__in=list(states)) if states else rows


def cases_of(asked: ExportRequest, second: UUID | None = None) -> QuerySet[Case]:
    """What a copy could hold: in sight of both, opened no later than the day of the release.

    `second`: who would release it, while nobody has. Nothing when one of the two is gone.
    """
    first, other = _working(asked.asked_by), _working(asked.decided_by or second)
    if first is None or other is None:
        return Case.objects.none()
    rows = cases_in(first, asked.place_path, asked.states).filter(opened_on__lte=_day(asked))
    return rows.filter(pk__in=cases_in(other, asked.place_path).values("pk"))


def _working(user: UUID | None) -> User | None:
    found: User | None = User.objects.filter(pk=user, state="active").first() if user is not None else None
    return found


def _day(asked: ExportRequest) -> date:
    return timezone.localtime(asked.decided_at).date() if asked.decided_at else clock.today()
