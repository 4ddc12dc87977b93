"""A record that is open by a broken glass says so on each of its pages, and until when."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pokpong.foundation.access import glass_finders, scope
from pokpong.foundation.access.models import Glass, User
from pokpong.foundation.kernel import clock


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `broken_until`, the moment at which the record of this address closes again, or nothing."""
    user, match = getattr(request, "user", None), request.resolver_match
    if user is None or match is None or not user.is_authenticated:
        return {}
    named = [(kind, row) for kind, row in match.kwargs.items() if kind in glass_finders.FINDERS]
    return {"broken_until": SimpleLazyObject(lambda: broken_until(user, named))} if named else {}


def broken_until(user: User, named: list[tuple[str, UUID]]) -> datetime | None:
    """The latest end of the glass that this user broke for one of these records."""
    open_now = [row for kind, row in named if row in set(scope.opened(user, kind))]
    rows = Glass.objects.filter(user=user.pk, row__in=open_now, ends__gt=clock.now())
    ends: datetime | None = rows.order_by("-ends").values_list("ends", flat=True).first() if open_now else None
    return ends
