"""Every answer keeps itself to itself: pages, errors, redirects, files, and what stands still on the disk."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch
from pytest_django import Settings

from pokpong.doors.office import health
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.ui.csp import HEADERS
from tests.guards.private.walking import BACKEND
from tests.guards.reach.addresses import addresses
from tests.guards.reach.test_pages import NOT_VISITED
from tests.guards.reach.world import World, make

pytestmark = pytest.mark.django_db
HALF_A_YEAR = 60 * 60 * 24 * 180
VISITORS = ("caseworker", "admin", "")  # and somebody who did not sign in


@pytest.fixture
def world() -> World:
    return make()


def wrong_with(name: str, answer: HttpResponse) -> list[str]:
    """What is missing or looser than the rule; a file that is handed out has a policy of its own, which is stricter."""
    wrong = [f"{name}: no {header}" for header in HEADERS if header not in answer]
    policy = answer.get("Content-Security-Policy", "")
    if not policy.startswith("default-src 'none'") or "unsafe" in policy:
        wrong.append(f"{name}: its policy is {policy!r}")
    told = (("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"))
    wrong += [f"{name}: {header} is {answer.get(header)!r}" for header, value in told if answer.get(header) != value]
    if "text/html" in answer.get("Content-Type", "") and "no-store" not in answer.get("Cache-Control", ""):
        wrong.append(f"{name}: it may be kept by the browser")
    return wrong


def visitor(world: World, name: str) -> Client:
    client = Client(raise_request_exception=False)
    if name:
        client.force_login(world.demo[name], backend=BACKEND)
    return client


def test_every_address_answers_with_the_headers(world: World) -> None:
    wrong, answered = list[str](), 0
    for who in VISITORS:
        client = visitor(world, who)
        for address in addresses():
            if address.name in NOT_VISITED:
                continue
            try:
                url = address.url(world)
            except (KeyError, NoReverseMatch):
                continue  # the sweep of all addresses refuses one without a record
            with transaction.atomic():
                answer = client.get(url)
                transaction.set_rollback(True)
            wrong += wrong_with(f"{address.name} ({answer.status_code})", answer)
            answered += 1
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert answered > 200


class Broken:
    """Stands where a table is asked for."""

    @property
    def objects(self) -> None:
        raise ZeroDivisionError


def test_errors_redirects_and_static_files_carry_them_too(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    make_user("somebody")  # before that, everything leads to the set-up
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = HALF_A_YEAR
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(raise_request_exception=False)
    answers = {
        301: client.get("/"),
        302: client.get("/concerns/", secure=True),
        400: client.get("/", secure=True, headers={"host": "evil.example"}),
        404: client.get("/nowhere/", secure=True),
        405: client.post("/healthz", secure=True),
        413: client.post("/", b"x", content_type="text/plain", secure=True, CONTENT_LENGTH=str(2 * 1024**3)),
        200: client.get("/static/office/office.css", secure=True),
        403: Client(enforce_csrf_checks=True).post("/account/login/", {}, secure=True),
    }
    monkeypatch.setattr(health, "Installation", Broken())
    answers[500] = client.get("/healthz", secure=True)
    assert {code: answer.status_code for code, answer in answers.items()} == {code: code for code in answers}
    wrong = [line for code, answer in answers.items() for line in wrong_with(str(code), answer)]
    wrong += [
        f"{code}: no Strict-Transport-Security"
        for code, answer in answers.items()
        if code != 301 and "Strict-Transport-Security" not in answer  # a browser believes it over TLS only
    ]
    assert not wrong, "\n".join(wrong)
