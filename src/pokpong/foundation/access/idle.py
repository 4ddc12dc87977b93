"""The lock of a page left open, and the half-written form that is kept for its owner meanwhile.

A form is kept in the server's session, sealed: who reads the data base reads no story there.
"""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.foundation.access.models.users import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.vault import aes, master

SEEN, LOCKED, BACK, KEPT, WRONG = "idle_seen", "idle_locked", "idle_back", "idle_kept", "idle_wrong"
NOTED_EVERY = 60  # seconds between two notes that somebody is there
LONGEST = 200_000  # bytes of a form that is kept
NEVER_KEPT = ("csrfmiddlewaretoken", "call_id", "confirmed")
Fields = list[tuple[str, str]]


def seconds() -> int:
    return int(settings.POKPONG_IDLE_MINUTES * 60)


def now() -> float:
    return clock.now().timestamp()


def has_lapsed(request: HttpRequest) -> bool:
    """Whether nobody was at this page for too long, or it was locked already, or the clock was put back meanwhile."""
    if not seconds():
        return False
    away = now() - request.session.get(SEEN, now())
    return bool(request.session.get(LOCKED)) or not -clock.SLACK.total_seconds() <= away <= seconds()


def lock(request: HttpRequest, user: User, back: str, fields: Fields) -> None:
    """Locks this session until its owner shows who they are. `back`: the page to come back to."""
    request.session[LOCKED] = True
    request.session[BACK] = back
    if fields:
        keep(request, user, back, fields)


def unlock(request: HttpRequest) -> str:
    """Opens this session again; the address to go back to."""
    for name in (LOCKED, WRONG):
        request.session.pop(name, None)
    request.session[SEEN] = now()
    return str(request.session.pop(BACK, "/"))


def keep(request: HttpRequest, user: User, back: str, fields: Fields) -> None:
    """Keeps what was typed at the page `back`, unless it is too long. Passwords must not be among the fields."""
    typed = [(name, value) for name, value in fields if name not in NEVER_KEPT]
    plain = json.dumps(typed, ensure_ascii=False).encode()
    if typed and len(plain) <= LONGEST:
        sealed = aes.seal(_key(), aes.pad(plain), _place(user))
        request.session[KEPT] = {"path": urlsplit(back).path, "sealed": base64.b64encode(sealed).decode()}


def is_kept_for(request: HttpRequest, path: str) -> bool:
    kept = request.session.get(KEPT)
    return kept is not None and kept["path"] == path


def take(request: HttpRequest, user: User, path: str) -> Fields:
    """What was typed at this page, once; nothing for another page. Raises SealBroken."""
    if not is_kept_for(request, path):
        return []
    sealed = base64.b64decode(request.session.pop(KEPT)["sealed"])
    fields: list[list[str]] = json.loads(aes.unpad(aes.open_sealed(_key(), sealed, _place(user))))
    return [(name, value) for name, value in fields]


def _key() -> bytes:
    return master.purpose_key("draft")


def _place(user: User) -> bytes:
    return f"draft|{user.pk}".encode()


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `idle`, what a page needs to lock itself; None where nobody is signed in or nothing locks."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not seconds():
        return {"idle": None}
    return {
        "idle": {
            "seconds": seconds(),
            "words": _("What you had typed is here again. Check it before you send it."),
            "script": static("access/idle.js"),
            "lock_url": reverse("access:lock"),
            "locked_url": reverse("access:locked"),
            "kept_url": reverse("access:kept") if is_kept_for(request, request.path) else "",
        }
    }
