"""Whose word about an address counts."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from pokpong.config.proxy import BehindProxyMiddleware, last_address


def seen(**meta: Any) -> tuple[str, str | None]:
    """REMOTE_ADDR and X-Forwarded-Proto as the pages see them."""
    found: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        found.append(request)
        return HttpResponse()

    BehindProxyMiddleware(page)(RequestFactory().get("/", **meta))
    return found[0].META["REMOTE_ADDR"], found[0].META.get("HTTP_X_FORWARDED_PROTO")


@pytest.fixture(autouse=True)
def one_proxy(settings: Settings) -> None:
    settings.POKPONG_PROXIES = ["127.0.0.1"]


def test_the_proxy_says_from_where() -> None:
    told = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"}
    assert seen(**told, HTTP_X_FORWARDED_FOR="203.0.113.9") == ("203.0.113.9", "https")
    assert seen(**told, HTTP_X_FORWARDED_FOR="10.0.0.1, 203.0.113.9") == ("203.0.113.9", "https")
    assert seen(**told) == ("127.0.0.1", "https")


def test_nobody_else_is_believed() -> None:
    lie = {"HTTP_X_FORWARDED_FOR": "10.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"}
    assert seen(REMOTE_ADDR="203.0.113.9", **lie) == ("203.0.113.9", None)


@pytest.mark.parametrize("told", ["", "unknown", "10.0.0.1, evil\n", "999.1.1.1"])
def test_what_is_no_address_is_left_out(told: str) -> None:
    assert last_address(told) == ""


def test_an_address_of_the_longer_kind() -> None:
    assert last_address("2001:db8::1") == "2001:db8::1"
