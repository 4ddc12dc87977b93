"""The limits name pages that exist, and none of them is off where people work."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from pytest_django import Settings

from pokpong.foundation.access.tests.people import make_user

BACKEND = "pokpong.foundation.access.sign_in.PokpongBackend"


def names(resolver: URLResolver, space: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= names(pattern, inner)
        elif pattern.name:
            found.add(f"{space}{pattern.name}")
    return found


@pytest.fixture
def base() -> ModuleType:
    return import_module("pokpong.config.settings.base")


@pytest.mark.django_db
def test_two_gigabytes_are_refused_early(client: Client) -> None:
    answer = client.post("/account/login/", {"login": "x"}, CONTENT_LENGTH=str(2 * 1024**3))
    assert answer.status_code == 413
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_an_account_that_searches_without_end_is_told_to_wait(client: Client, settings: Settings) -> None:
    cache.clear()
    settings.POKPONG_RATES = {"search": (2, 600)}
    client.force_login(make_user("caseworker", "caseworker", "LA16/LA1601/"), backend=BACKEND)
    answers = [client.post(reverse("people:search"), {"words": "ທົດລອງ"}).status_code for _ in range(3)]
    assert answers[:2] == [200, 200]
    assert answers[2] == 429


def test_every_limited_page_exists_and_has_a_rate(base: ModuleType) -> None:
    assert set(base.POKPONG_RATED_PAGES) <= names(get_resolver())
    assert set(base.POKPONG_RATED_PAGES.values()) | {"upload"} == set(base.POKPONG_RATES)


def test_no_upload_touches_the_disk_in_clear(base: ModuleType) -> None:
    assert base.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert base.FILE_UPLOAD_MAX_MEMORY_SIZE >= base.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_safety_is_asked_without_django_being_ready() -> None:
    """Production's settings are checked while they are read."""
    code = "from pokpong.config.settings import safety; print(len(safety.NAMES))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 15
