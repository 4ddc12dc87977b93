"""The design system alone: its own addresses and middleware, no data base."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import translation

from pokpong.foundation.ui.language import COOKIE

MIDDLEWARE = [
    "pokpong.foundation.ui.csp.ContentSecurityMiddleware",
    "pokpong.foundation.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]


def templates_alone() -> list[dict[str, Any]]:
    """The project's template settings without context from higher floors."""
    templates: list[dict[str, Any]] = copy.deepcopy(list(settings.TEMPLATES))
    options = templates[0]["OPTIONS"]
    options["context_processors"] = [
        name for name in options["context_processors"] if "pokpong.config" not in name and "auth" not in name
    ]
    return templates


@pytest.fixture(scope="package", autouse=True)
def design_system_alone() -> Iterator[None]:
    with override_settings(
        ROOT_URLCONF="pokpong.foundation.ui.tests.addresses",
        MIDDLEWARE=MIDDLEWARE,
        TEMPLATES=templates_alone(),
        MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
    ):
        yield


@pytest.fixture
def lao() -> Iterator[None]:
    with translation.override("lo"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody who has chosen nothing."""
    return client


@pytest.fixture
def english_reader(client: Client) -> Client:
    client.cookies[COOKIE] = "en"
    return client
