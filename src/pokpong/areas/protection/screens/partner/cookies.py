"""The cookie that binds a one-time link to the browser in which it was opened."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pokpong.areas.protection.models import ReferralLink
from pokpong.foundation.kernel import clock


def name_of(link: UUID) -> str:
    """One for each link: an organisation may be helped by several."""
    return f"pokpong_link_{link.hex}"


def cookie_of(request: HttpRequest, link: UUID) -> str:
    return str(request.COOKIES.get(name_of(link), ""))


def keep(answer: HttpResponse, link: ReferralLink, secret: str) -> None:
    """For as long as the link holds; sent to the pages of links only, and never along with another site's call."""
    answer.set_cookie(
        name_of(link.pk),
        secret,
        max_age=max(0, int((link.expires - clock.now()).total_seconds())),
        path=reverse("partner:enter"),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
