"""Limits: what is too large is refused before it is read, and one account cannot search or carry out without end.

Counting is done by each web process for itself: with two processes, up to twice as much passes.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import ngettext

from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.views import render_failure

logger = logging.getLogger(__name__)
FORM_ALONE = 16 * 1024  # bytes: a form for files that was sent without one

Get = Callable[[HttpRequest], HttpResponseBase]


class LargeRequestMiddleware:
    """Answers 413 by the length a request announces; a 2 GB upload is not read to its end first."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = announced(request)
        if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        logger.warning("a request of %d MB was refused", length // 1024**2)
        answer = render_failure(request, 413, {"most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2})
        answer.headers["Connection"] = "close"  # what follows is the rest of what nobody reads
        return answer


def announced(request: HttpRequest) -> int:
    """Bytes; 0 when no length is given, or it is no number."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0


class RateMiddleware:
    """Answers 429 when one account does more of a kind than POKPONG_RATES allows: {kind: (how many, in seconds)}."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        kind = kind_of(request)
        rate = settings.POKPONG_RATES.get(kind)
        if rate is None or not request.user.is_authenticated:
            return None
        wait = waiting(f"rate:{kind}:{request.user.pk}", *rate)
        if not wait:
            return None
        logger.warning("the account %s reached its limit: %s", request.user.pk, kind)
        minutes = math.ceil(wait / 60)
        told = ngettext("Wait %(count)d minute, then try again.", "Wait %(count)d minutes, then try again.", minutes)
        answer = render_failure(request, 429, {"wait": told % {"count": minutes}})
        answer.headers["Retry-After"] = str(math.ceil(wait))
        return answer


def kind_of(request: HttpRequest) -> str:
    """`search`, `export`, `upload`, or nothing that is counted."""
    match = request.resolver_match
    name = match.view_name if match else ""
    if name in settings.POKPONG_RATED_PAGES and (request.method == "POST" or request.GET):
        return str(settings.POKPONG_RATED_PAGES[name])
    return "upload" if request.content_type == "multipart/form-data" and announced(request) > FORM_ALONE else ""


def waiting(key: str, most: int, seconds: int) -> float:
    """Counts one more; 0, or how many seconds until the next is allowed, which is then not counted."""
    now = clock.now().timestamp()
    recent = [moment for moment in cache.get(key, []) if now - seconds < moment <= now]
    if len(recent) >= most:
        return max(1.0, float(recent[0]) + seconds - now)
    cache.set(key, [*recent, now], seconds)
    return 0.0
