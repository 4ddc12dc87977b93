"""Guessing: ten thousand tries over a thousand accounts open none, and every owner still gets in."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from axes.models import AccessAttempt
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from pokpong.foundation.access import known_devices, limits
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import PASSWORD, make_user
from pokpong.foundation.kernel import clock, writing

pytestmark = pytest.mark.django_db

# Ten thousand with --all; otherwise a tenth of it, over as many accounts as take a tenth of the time.
ACCOUNTS = 1000 if os.environ.get("POKPONG_TEST_ALL") else 100
GUESSES = 10
ATTACKER = "203.0.113.7"


def owners(count: int) -> list[str]:
    """Active users, all with the same password, whose names are returned."""
    password = make_password(PASSWORD)
    rows = [
        User(username=f"officer{number}", display_name="ຜູ້ໃຊ້", password=password, state="active")
        for number in range(count)
    ]
    with writing.opened("tests"):
        User.objects.bulk_create(rows)
    return [row.username for row in rows]


def tries(username: str, password: str, *, cookie: str = "", address: str = ATTACKER) -> bool:
    """One attempt as the sign-in page makes it, below HTTP: allauth, our backend, and what counts the failures."""
    request = RequestFactory().post(
        reverse("account_login"), {"login": username, "password": password}, REMOTE_ADDR=address
    )
    request.COOKIES[known_devices.COOKIE] = cookie
    request.session = SessionStore()
    with context.request_context(request):
        found = get_adapter(request).authenticate(request, username=username, password=password)
    return found is not None


def cookie_of(username: str) -> str:
    """What a device keeps after this user signed in at it."""
    answer = HttpResponse()
    known_devices.remember(RequestFactory().get("/"), answer, username)
    return answer.cookies[known_devices.COOKIE].value


def test_ten_thousand_guesses_open_nothing_and_lock_nobody_out() -> None:
    names = owners(ACCOUNTS)
    start = clock.now()
    guesses = [f"guess-{number}" for number in range(GUESSES - 1)]
    for number, name in enumerate(names):
        with clock.standing_at(start + timedelta(seconds=number / 2)):
            # The last guess is the right one: too late.
            assert not any(tries(name, guess) for guess in [*guesses, PASSWORD])
    end = start + timedelta(seconds=ACCOUNTS / 2)
    sample = names[-20:]
    with clock.standing_at(end):
        assert not any(tries(name, PASSWORD) for name in sample), "behind the attacker's address a new device waits"
        assert all(tries(name, PASSWORD, cookie=cookie_of(name)) for name in names)
    with clock.standing_at(end + timedelta(minutes=15)):
        assert all(tries(name, PASSWORD) for name in names)


def test_the_guess_after_the_wall_is_not_even_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    [name] = owners(1)
    assert not any(tries(name, f"guess-{number}") for number in range(8))
    monkeypatch.setattr(User, "check_password", lambda *_: pytest.fail("compared"))
    assert not tries(name, PASSWORD)


def test_a_known_device_has_a_wall_of_its_own() -> None:
    [name] = owners(1)
    cookie = cookie_of(name)
    assert not any(tries(name, f"guess-{number}", cookie=cookie) for number in range(8))
    assert not tries(name, PASSWORD, cookie=cookie)
    assert tries(name, PASSWORD, address="198.51.100.4"), "who guesses at a stolen telephone locks only that"


def test_a_known_device_is_known_for_its_owner_only() -> None:
    first, second = owners(2)
    cookie = cookie_of(first)
    assert not any(tries(second, f"guess-{number}", cookie=cookie) for number in range(8))
    assert not tries(second, PASSWORD)
    assert tries(first, PASSWORD, cookie=cookie)


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c"])
def test_a_cookie_that_somebody_made_up_is_no_device(cookie: str) -> None:
    [name] = owners(1)
    for number in range(8):
        tries(name, f"guess-{number}")
    assert not tries(name, PASSWORD, cookie=cookie)
    assert not tries(name, PASSWORD, cookie=cookie_of(name) + "x")


def test_many_addresses_at_one_account_meet_a_wall_that_its_owner_passes() -> None:
    [name] = owners(1)
    for number in range(limits.MOST_FROM_EVERYWHERE):
        tries(name, "guess", address=f"198.51.100.{number}")
    assert not tries(name, PASSWORD, address="192.0.2.1")
    assert tries(name, PASSWORD, address="192.0.2.1", cookie=cookie_of(name))
    with clock.standing_at(clock.now() + timedelta(minutes=15)):
        assert tries(name, PASSWORD, address="192.0.2.1")


def test_no_address_is_kept() -> None:
    [name] = owners(1)
    tries(name, "guess")
    [kept] = AccessAttempt.objects.values_list("ip_address", flat=True)
    assert kept.startswith("fc")
    assert ATTACKER not in kept


def test_the_page_makes_the_device_known() -> None:
    make_user("bounmy")
    sent = {"login": "bounmy", "password": PASSWORD}
    at_home = Client()
    at_home.post(reverse("account_login"), sent)
    at_home.post(reverse("account_logout"))
    for number in range(9):
        Client().post(reverse("account_login"), {**sent, "password": f"guess-{number}"})
    assert Client().post(reverse("account_login"), sent).status_code == 429
    assert at_home.post(reverse("account_login"), sent).status_code == 302


def test_a_shared_device_knows_a_few_users() -> None:
    answer = HttpResponse()
    request = RequestFactory().get("/")
    for number in range(known_devices.USERS_MOST + 1):
        known_devices.remember(request, answer, f"user{number}")
        request.COOKIES[known_devices.COOKIE] = answer.cookies[known_devices.COOKIE].value
    tokens = {known_devices.token_for(request, f"user{number}") for number in range(1, known_devices.USERS_MOST + 1)}
    assert len(tokens) == 1
    assert known_devices.token_for(request, "user0") == ""
