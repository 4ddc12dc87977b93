"""Where somebody is signed in: which browser, since when, when last used. No address is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from allauth.core.internal.sessionkit import get_session_user
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest

from pokpong.foundation.access.models.users import User
from pokpong.foundation.kernel import clock

# The first that stands in what a browser says about itself; several say the names of others too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SignedIn:
    """One device that is signed in. `browser` may be empty."""

    id: int
    browser: str
    since: datetime
    last_used: datetime
    here: bool


def sessions_of(user: User, request: HttpRequest) -> list[SignedIn]:
    """Those that still hold, the one used last first."""
    rows = UserSession.objects.filter(user_id=user.pk).order_by("-last_seen_at", "-pk")
    current = request.session.session_key
    return [
        SignedIn(row.pk, browser_in(row.user_agent), row.created_at, row.last_seen_at, row.session_key == current)
        for row in rows
        if row.session_key == current or holds(row.session_key)
    ]


def holds(session_key: str) -> bool:
    """Whether somebody is signed in with this session: not after a new password, or an end of all sessions."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    return get_session_user(store) is not None


def browser_in(user_agent: str) -> str:
    """`Chrome, Android`: as much as tells one's own devices apart."""
    found = (next((words for sign, words in signs if sign in user_agent), "") for signs in (BROWSERS, SYSTEMS))
    return ", ".join(words for words in found if words)


def note(request: HttpRequest) -> None:
    """Notes that this session is in use; it gets a line of its own when its key is new."""
    key = request.session.session_key
    if not UserSession.objects.filter(session_key=key).update(last_seen_at=clock.now()):
        UserSession.objects.create_from_request(request)
