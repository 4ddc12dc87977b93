"""Guessing: ten thousand tries over a thousand accounts open none, and every owner still gets in."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from axes.models import AccessAttempt
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pokpong.foundation.access import known_devices, limits
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import PASSWORD, make_user
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db

# Ten thousand over a thousand accounts with --all; otherwise some hundreds, over as many as take as much less time.
ACCOUNTS = 1000 if os.environ.get("POKPONG_TEST_ALL") else 40
GUESSES = 10
PACE = 0.5  # seconds between one account and the next
ATTACKER = "203.0.113.7"
MINUTE, HALF_AN_HOUR, HOUR = timedelta(minutes=1), timedelta(minutes=30), timedelta(hours=1)
YEARS = timedelta(days=3650)


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


def one_address(account: int, guess: int) -> str:
    return ATTACKER


def many_addresses(account: int, guess: int) -> str:
    """No two guesses come from the same address."""
    return f"2001:db8::{account:x}:{guess:x}"


@pytest.mark.parametrize("from_where", [one_address, many_addresses])
def test_ten_thousand_guesses_open_nothing_and_lock_nobody_out(from_where: Callable[[int, int], str]) -> None:
    names = owners(ACCOUNTS)
    start = clock.now()
    # The last guess is the right one: too late.
    guesses = [*(f"guess-{number}" for number in range(GUESSES - 1)), PASSWORD]
    for account, name in enumerate(names):
        with clock.standing_at(start + timedelta(seconds=account * PACE)):
            opened = [guess for at, guess in enumerate(guesses) if tries(name, guess, address=from_where(account, at))]
            assert opened == []
    end = start + timedelta(seconds=ACCOUNTS * PACE)
    with clock.standing_at(end):
        sample = names[-20:]
        assert not any(tries(name, PASSWORD) for name in sample), "behind the attacker's address a new device waits"
        assert all(tries(name, PASSWORD, cookie=cookie_of(name)) for name in names)
    with clock.standing_at(end + timedelta(minutes=15)):
        assert all(tries(name, PASSWORD) for name in names)


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_it_is_so_with_the_hasher_of_production() -> None:
    [name] = owners(1)
    assert User.objects.get().password.startswith("argon2")
    assert not any(tries(name, guess) for guess in [*(f"guess-{number}" for number in range(8)), PASSWORD])
    assert tries(name, PASSWORD, cookie=cookie_of(name))
    with clock.standing_at(clock.now() + timedelta(minutes=15)):
        assert tries(name, PASSWORD)


def test_one_password_tried_at_every_account_is_slowed_too() -> None:
    """A guess at each account in turn, round after round, as somebody does who knows how walls are built."""
    names = owners(10)
    with clock.standing_at(clock.now()):
        for number in range(8):
            assert not any(tries(name, f"guess-{number}") for name in names)
        assert not any(tries(name, PASSWORD) for name in names)
        assert all(tries(name, PASSWORD, cookie=cookie_of(name)) for name in names)


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


# --- where it is counted ---------------------------------------------------------------------------------------
def test_every_web_process_knows_the_count() -> None:
    """What another process counted stands in the data base, and nowhere else."""
    [name] = owners(1)
    origin = known_devices.origin(RequestFactory().post("/", {"login": name}, REMOTE_ADDR=ATTACKER))
    AccessAttempt.objects.create(
        username=name, ip_address=origin, user_agent="x", failures_since_start=8, attempt_time=clock.now()
    )
    assert not tries(name, PASSWORD)
    AccessAttempt.objects.all().delete()
    assert tries(name, PASSWORD)


def test_wrong_codes_of_slips_are_counted_for_every_process() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR=ATTACKER)
    for number in range(limits.SLIPS_MOST):
        assert not limits.too_many_wrong(request, limits.SLIPS), number
        limits.count_wrong(request, limits.SLIPS)
    assert limits.too_many_wrong(request, limits.SLIPS)
    assert AccessAttempt.objects.get(username=limits.SLIPS).failures_since_start == limits.SLIPS_MOST
    AccessAttempt.objects.update(failures_since_start=limits.SLIPS_MOST - 1)
    assert not limits.too_many_wrong(request, limits.SLIPS)


def test_a_known_device_types_its_slip_behind_the_attackers_address() -> None:
    attacker = RequestFactory().post("/", REMOTE_ADDR=ATTACKER)
    owner = RequestFactory().post("/", REMOTE_ADDR=ATTACKER)
    owner.COOKIES[known_devices.COOKIE] = cookie_of("officer0")
    for _ in range(limits.SLIPS_MOST):
        limits.count_wrong(attacker, limits.SLIPS)
    assert limits.too_many_wrong(attacker, limits.SLIPS)
    assert not limits.too_many_wrong(owner, limits.SLIPS)
    with clock.standing_at(clock.now() + limits.WAITS):
        assert not limits.too_many_wrong(attacker, limits.SLIPS)
        limits.count_wrong(attacker, limits.SLIPS)
        assert not limits.too_many_wrong(attacker, limits.SLIPS), "what was counted before counts no more"


def test_a_stolen_telephone_shuts_out_no_new_device() -> None:
    [name] = owners(1)
    for number in range(7):
        tries(name, "guess", cookie=cookie_of(name))
        tries(name, f"guess-{number}", cookie=cookie_of(name))
    assert tries(name, PASSWORD, address="198.51.100.4")


def test_a_password_is_not_guessed_at_the_page_that_changes_it() -> None:
    client = Client()
    client.force_login(make_user("bounmy"), backend="pokpong.foundation.access.sign_in.PokpongBackend")
    sent = {"call_id": str(new_id()), "password1": "ນົກຍູງ-ສີຟ້າ-2031", "password2": "ນົກຍູງ-ສີຟ້າ-2031"}
    for number in range(8):
        client.post(reverse("account_change_password"), {**sent, "present": f"guess-{number}"})
    assert client.post(reverse("account_change_password"), {**sent, "present": PASSWORD}).status_code == 429
    assert User.objects.get().check_password(PASSWORD)


# --- a clock that jumps ----------------------------------------------------------------------------------------
def test_a_clock_that_was_ahead_locks_nobody_out_for_years() -> None:
    [name] = owners(1)
    with clock.standing_at(clock.now() + YEARS):
        assert not any(tries(name, guess) for guess in [*(f"guess-{number}" for number in range(8)), PASSWORD])
    assert tries(name, PASSWORD)


def test_nor_does_it_open_what_it_shut() -> None:
    """After the clock was put right the attacker has the same few guesses as everybody, not more."""
    [name] = owners(1)
    with clock.standing_at(clock.now() + YEARS):
        assert not any(tries(name, f"guess-{number}") for number in range(8))
    assert not any(tries(name, guess) for guess in [*(f"again-{number}" for number in range(8)), PASSWORD])
    with clock.standing_at(clock.now() + timedelta(minutes=15)):
        assert tries(name, PASSWORD)


def test_a_clock_that_falls_back_and_stands_locks_nobody_out() -> None:
    [name] = owners(1)
    assert not any(tries(name, f"guess-{number}") for number in range(8))
    with clock.standing_at(clock.now() - YEARS):
        assert tries(name, PASSWORD)
        assert not any(tries(name, guess) for guess in [*(f"guess-{number}" for number in range(8)), PASSWORD])
    with clock.standing_at(clock.now() - YEARS + timedelta(minutes=15)):
        assert tries(name, PASSWORD)


def test_the_count_of_slips_survives_a_jump() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR=ATTACKER)
    with clock.standing_at(clock.now() + YEARS):
        for _ in range(limits.SLIPS_MOST):
            limits.count_wrong(request, limits.SLIPS)
        assert limits.too_many_wrong(request, limits.SLIPS)
    assert not limits.too_many_wrong(request, limits.SLIPS)
    for _ in range(limits.SLIPS_MOST):
        limits.count_wrong(request, limits.SLIPS)
    assert limits.too_many_wrong(request, limits.SLIPS)


@given(st.lists(st.tuples(st.sampled_from([-YEARS, -HOUR, -MINUTE, MINUTE, HOUR, YEARS]), st.booleans()), max_size=6))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_clock_does_half_an_hour_of_quiet_lets_the_owner_in(jumps: list[tuple[timedelta, bool]]) -> None:
    name = f"officer-{new_id().hex[:12]}"
    with writing.opened("tests"):
        User.objects.create(username=name, display_name="ຜູ້ໃຊ້", password=make_password(PASSWORD), state="active")
    moment = clock.now()
    for jump, guessed in jumps:
        moment += jump
        with clock.standing_at(moment):
            known = tries(name, PASSWORD, cookie=cookie_of(name))
            for number in range(9 if guessed else 0):
                assert not tries(name, f"guess-{number}")
            assert known
    with clock.standing_at(moment + HALF_AN_HOUR):
        assert tries(name, PASSWORD)
