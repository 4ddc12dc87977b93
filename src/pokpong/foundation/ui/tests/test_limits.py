"""What is too large or too often is refused, in the reader's language, and logged without saying what it was."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch
from django.utils import translation
from pytest_django import Settings

from pokpong.foundation.kernel import clock
from pokpong.foundation.ui import limits
from pokpong.foundation.ui.limits import LargeRequestMiddleware, RateMiddleware

GIGABYTE = 1024**3


class Unread(io.RawIOBase):
    """A body that nobody may read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")


class Somebody:
    is_authenticated = True
    is_anonymous = False

    def __init__(self, pk: int = 7) -> None:
        self.pk = pk


@pytest.fixture(autouse=True)
def counted_from_nothing(settings: Settings) -> None:
    cache.clear()
    settings.POKPONG_RATES = {"search": (3, 600), "upload": (1, 60)}
    settings.POKPONG_RATED_PAGES = {"office:search": "search"}


def through(request: HttpRequest) -> HttpResponse:
    answer = LargeRequestMiddleware(lambda request: HttpResponse("taken"))(request)
    assert isinstance(answer, HttpResponse)
    return answer


# --- too large -------------------------------------------------------------------------------------------------


def test_two_gigabytes_are_refused_before_they_are_read(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    request = rf.post("/exchange/in/", {"name": "x"}, CONTENT_LENGTH=str(2 * GIGABYTE))
    unread: Any = Unread()
    request._stream = unread  # where Django would read the body from
    with caplog.at_level(logging.WARNING), translation.override("lo"):
        answer = through(request)
    assert answer.status_code == 413
    assert "12 MB" in answer.content.decode()
    assert "ບໍ່ມີການບັນທຶກຂໍ້ມູນໃດໆ" in answer.content.decode()
    assert answer["Connection"] == "close"
    assert "2048 MB was refused" in caplog.text
    assert "/exchange/" not in caplog.text


@pytest.mark.parametrize("said", ["", "abc", "-1", "1e9", "²", str(12 * 1024**2)])
def test_what_is_not_too_large_passes(rf: RequestFactory, said: str) -> None:
    assert through(rf.get("/", CONTENT_LENGTH=said)).content == b"taken"


def test_one_byte_more_does_not(rf: RequestFactory) -> None:
    assert through(rf.get("/", CONTENT_LENGTH=str(12 * 1024**2 + 1))).status_code == 413


# --- too often -------------------------------------------------------------------------------------------------


def asked(rf: RequestFactory, pk: int = 7, name: str = "search", method: str = "post") -> HttpResponse | None:
    """The refusal, or None."""
    request = rf.generic(method.upper(), "/search/", b"q=x", content_type="application/x-www-form-urlencoded")
    request.resolver_match = ResolverMatch(lambda: None, (), {}, url_name=name, namespaces=["office"])
    request.user = Somebody(pk)  # type: ignore[assignment]  # all that is asked of a user
    return RateMiddleware(lambda request: HttpResponse()).process_view(request, None, (), {})


def test_a_search_too_many_says_how_long_to_wait(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    assert [asked(rf) for _ in range(3)] == [None, None, None]
    with caplog.at_level(logging.WARNING), translation.override("en"):
        refused = asked(rf)
    assert refused is not None
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 600
    assert re.search(r"Wait \d+ minutes, then try again", refused.content.decode())
    assert "the account 7 reached its limit: search" in caplog.text


def test_each_account_is_counted_by_itself(rf: RequestFactory) -> None:
    for _ in range(3):
        assert asked(rf, pk=1) is None
    assert asked(rf, pk=1) is not None
    assert asked(rf, pk=2) is None


def test_time_gives_it_back_and_a_clock_set_back_takes_nothing(rf: RequestFactory) -> None:
    now = clock.now()
    for _ in range(3):
        asked(rf)
    with clock.standing_at(now + 601 * (clock.now().resolution * 1_000_000)):
        assert asked(rf) is None
    with clock.standing_at(now - 3600 * (clock.now().resolution * 1_000_000)):
        assert asked(rf) is None


def test_other_pages_and_strangers_are_not_counted(rf: RequestFactory) -> None:
    for _ in range(9):
        assert asked(rf, name="home") is None
        assert asked(rf, method="get") is None
    request = rf.post("/search/")
    request.resolver_match = ResolverMatch(lambda: None, (), {}, url_name="search", namespaces=["office"])
    request.user = AnonymousUser()
    for _ in range(9):
        assert RateMiddleware(lambda request: HttpResponse()).process_view(request, None, (), {}) is None


def test_every_upload_counts(rf: RequestFactory) -> None:
    assert limits.kind_of(rf.post("/any/", {"file": io.BytesIO(b"x")})) == ""
    request = rf.post("/any/", {"file": io.BytesIO(b"x" * 20_000)})
    request.user = Somebody()  # type: ignore[assignment]  # all that is asked of a user
    assert limits.kind_of(request) == "upload"
    middleware = RateMiddleware(lambda request: HttpResponse())
    assert middleware.process_view(request, None, (), {}) is None
    assert middleware.process_view(request, None, (), {}) is not None
