"""Devices that signed in before. A signed cookie names the device, and says for whom, so that its owner gets in while
somebody else guesses at the same account from the same address. It opens nothing by itself.
"""

from __future__ import annotations

import secrets
from ipaddress import IPv6Address
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from pokpong.foundation.access.credentials import folded_username
from pokpong.foundation.vault import blind

COOKIE = "pokpong_device"
SALT = "pokpong.foundation.access.device"
LASTS = 60 * 60 * 24 * 400  # seconds: the longest a browser keeps a cookie
USERS_MOST = 8  # of one shared device
ADDRESS, DEVICE = "fc", "fd"  # how the two kinds of origin begin


def said_by(request: HttpRequest) -> dict[str, Any]:
    """`device` and `users` of the cookie; empty when there is none or somebody has altered it."""
    try:
        found: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return found


def token_for(request: HttpRequest, username: str) -> str:
    """The name of this device, when this user signed in at it before; else nothing."""
    said = said_by(request)
    return str(said["device"]) if said and _user(username) in said["users"] else ""


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """This user has signed in at this device."""
    said = said_by(request)
    others = [user for user in said.get("users", []) if user != _user(username)]
    users = [*others, _user(username)][-USERS_MOST:]
    value = signing.dumps({"device": said.get("device") or secrets.token_urlsafe(18), "users": users}, salt=SALT)
    response.set_cookie(
        COOKIE, value, max_age=LASTS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def origin(request: HttpRequest) -> str:
    """Where an attempt to sign in comes from, as axes counts it: the known device, or else the address.

    Neither stands in the table: what looks like an address there is a keyed digest.
    """
    return _origin(request, token_for(request, folded_username(request.POST.get("login", ""))))


def any_origin(request: HttpRequest) -> str:
    """The same where no user name is given: the device if anybody signed in at it before, or else the address."""
    return _origin(request, str(said_by(request).get("device", "")))


def _origin(request: HttpRequest, token: str) -> str:
    if token:
        return str(IPv6Address(bytes.fromhex(DEVICE) + blind.digest("device", token)[:15]))
    return str(IPv6Address(bytes.fromhex(ADDRESS) + blind.digest("address", request.META.get("REMOTE_ADDR", ""))[:15]))


def _user(username: str) -> str:
    return blind.reference("device-user", username)[:24]
