"""How guessing is slowed down: by account and origin, and for devices never seen before also by account alone.

All counts stand in the data base, so that every web process knows them. A wall stands a quarter of an hour after the
last guess it counted. What was counted while the clock was ahead of time is forgotten when the clock is put right.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.db.models import F, QuerySet, Sum
from django.http import HttpRequest

from pokpong.foundation.access import known_devices
from pokpong.foundation.kernel import clock

# Guesses at one account from all devices that never signed in to it: as many as from one of them, so that an attacker
# with many addresses gets no further than with one. The owner's own devices pass this wall.
MOST_FROM_EVERYWHERE = 8
SLIPS = "#slips"  # stands where the user name stands, and is none: wrong codes of slips, by origin
IDENTITIES = "#identities"  # the same for sign-ins by the provider of identities that came to nothing
SLIPS_MOST = 20  # a village shares one address, and sixteen figures cannot be guessed anyway
WAITS = timedelta(minutes=15)


class KnownDeviceHandler(AxesDatabaseHandler):  # type: ignore[misc]  # axes ships no types
    """axes' own counting at our own clock, with a wall against many origins that known devices pass."""

    def is_allowed(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        at_our_clock(request)
        if not super().is_allowed(request, credentials):
            return False
        username = (credentials or {}).get("username") or ""
        return bool(known_devices.token_for(request, username)) or not self.crowded(request, username)

    def crowded(self, request: Any, username: str) -> bool:
        """Whether this account was guessed at from so many origins that no new device gets in for a while."""
        rows = AccessAttempt.objects.filter(username=username, ip_address__startswith=known_devices.ADDRESS)
        return counted(rows.filter(attempt_time__gte=get_cool_off_threshold(request))) >= MOST_FROM_EVERYWHERE

    def get_user_attempts(self, request: Any, credentials: dict[str, Any] | None = None) -> list[Any]:
        """Those of this account and origin that count now."""
        return [up_to_now(rows) for rows in super().get_user_attempts(request, credentials)]

    def clean_expired_user_attempts(self, request: Any = None, credentials: dict[str, Any] | None = None) -> int:
        """Takes away what no longer counts, and what was counted at a time that has not come yet."""
        gone: int = super().clean_expired_user_attempts(request, credentials)
        return gone + int(AccessAttempt.objects.filter(attempt_time__gt=clock.latest()).delete()[0])

    def user_login_failed(self, sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
        at_our_clock(request)
        if request is not None and not request.axes_locked_out:
            self.clean_expired_user_attempts(request, credentials)
            username = get_client_username(request, credentials)
            line(username=username, ip_address=request.axes_ip_address, user_agent=request.axes_user_agent)
        super().user_login_failed(sender, credentials, request, **kwargs)

    def user_logged_in(self, sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
        at_our_clock(request)
        super().user_logged_in(sender, request, user, **kwargs)


def at_our_clock(request: HttpRequest | None) -> None:
    if request is not None:
        request.axes_attempt_time = clock.now()  # type: ignore[attr-defined]  # axes keeps its notes on the request


def line(**whose: str | None) -> None:
    """The line in which failures are counted; the library would date a new one by the machine's clock, not by ours."""
    row, made = AccessAttempt.objects.get_or_create(**whose, defaults={"failures_since_start": 0})
    if made:
        AccessAttempt.objects.filter(pk=row.pk).update(attempt_time=clock.now())


def up_to_now(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Without those of a time that has not come yet: a clock that was ahead locks nobody out when it is put right."""
    return rows.filter(attempt_time__lte=clock.latest())


def counted(rows: QuerySet[Any]) -> int:
    failures: int = up_to_now(rows).aggregate(all=Sum("failures_since_start"))["all"] or 0
    return failures


# --- the codes of slips, and sign-ins by the provider of identities -----------------------------------------
def too_many_wrong(request: HttpRequest, kind: str) -> bool:
    """Whether so many of this kind were wrong from this device or address lately that none is taken now."""
    return counted(_wrong(request, kind).filter(attempt_time__gt=clock.now() - WAITS)) >= SLIPS_MOST


def count_wrong(request: HttpRequest, kind: str) -> None:
    """Counts one more, for a quarter of an hour after the last."""
    now, rows = clock.now(), _wrong(request, kind)
    rows.exclude(attempt_time__gt=now - WAITS, attempt_time__lte=clock.latest()).delete()
    line(username=kind, ip_address=known_devices.any_origin(request), user_agent="")
    rows.update(failures_since_start=F("failures_since_start") + 1, attempt_time=now)


def _wrong(request: HttpRequest, kind: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = AccessAttempt.objects.filter(username=kind, ip_address=known_devices.any_origin(request))
    return rows


def lets_in(request: HttpRequest, username: str) -> bool:
    """Whether the walls around this account let this request in, by whichever way it signs in; known devices pass."""
    known = known_devices.token_for(request, username)
    return bool(known) or bool(AxesProxyHandler.is_allowed(request, {"username": username}))
