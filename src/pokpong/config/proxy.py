"""Behind the proxy: from where a request really comes, and believing nobody else who says so."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

TOLD = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")


class BehindProxyMiddleware:
    """Puts the address that our proxy saw into REMOTE_ADDR; from anybody else, drops what only the proxy may say.

    Only the last address of the list counts: the proxy wrote it, and whatever stands before it the browser may have.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("REMOTE_ADDR", "") in settings.POKPONG_PROXIES:
            seen = last_address(request.META.get("HTTP_X_FORWARDED_FOR", ""))
            if seen:
                request.META["REMOTE_ADDR"] = seen
        else:
            for name in TOLD:
                request.META.pop(name, None)
        return self.get_response(request)


def last_address(told: str) -> str:
    """Empty when there is none, or it is no address."""
    last = told.rpartition(",")[2].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        return ""
