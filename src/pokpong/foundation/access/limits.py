"""How guessing is slowed down: by account and origin, and for devices never seen before also by account alone."""

from __future__ import annotations

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.db.models import Sum
from django.http import HttpRequest

from pokpong.foundation.access import known_devices
from pokpong.foundation.kernel import clock

# Guesses from many addresses at one account: more than one origin may try, and far fewer than a password needs.
MOST_FROM_EVERYWHERE = 50


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
        rows = AccessAttempt.objects.filter(username=username, attempt_time__gt=get_cool_off_threshold(request))
        guesses: int = rows.aggregate(all=Sum("failures_since_start"))["all"] or 0
        return guesses >= MOST_FROM_EVERYWHERE

    def user_login_failed(self, sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
        at_our_clock(request)
        super().user_login_failed(sender, credentials, request, **kwargs)

    def user_logged_in(self, sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
        at_our_clock(request)
        super().user_logged_in(sender, request, user, **kwargs)


def at_our_clock(request: HttpRequest | None) -> None:
    if request is not None:
        request.axes_attempt_time = clock.now()  # type: ignore[attr-defined]  # axes keeps its notes on the request
