"""The pages of second factors, devices and the lock, and the gate before all others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from pokpong.foundation.access import factors, recovery_codes, sessions, slip_codes, totp
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.authenticator import SoftKey
from pokpong.foundation.access.tests.factories import DISTRICT, fresh
from pokpong.foundation.access.tests.people import PASSWORD, make_user
from pokpong.foundation.access.tests.test_second_factor import SECRET, code_now, with_app, with_codes, with_passkey
from pokpong.foundation.access.tests.visits import LAO, signed_in, with_password
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
STORY = "ເລື່ອງ ສົມມຸດ ທີ່ຍັງຂຽນບໍ່ແລ້ວ"


@pytest.fixture
def user() -> User:
    return make_user("bounmy", "caseworker", DISTRICT)


@pytest.fixture
def later() -> Iterator[datetime]:
    """A moment after the code that set an app up."""
    with clock.standing_at(clock.now() + timedelta(minutes=2)):
        yield clock.now()


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": "bounmy", "password": password}, **more)  # type: ignore[return-value, arg-type]  # the test client's own answer


def second_step(client: Client, **sent: str) -> HttpResponse:
    return client.post(reverse("mfa_authenticate"), sent)  # type: ignore[return-value]  # the test client's own answer


def is_in(client: Client) -> bool:
    return client.get(reverse("access:mine")).status_code == 200


# --- setting up ----------------------------------------------------------------------------------------------
def test_an_app_is_set_up_and_its_codes_are_shown_once(user: User) -> None:
    client = with_password(user)
    page = client.get(reverse("access:factor_app")).content.decode()
    assert LAO.search(page)
    secret = "".join(re.search(r'class="factor-secret">([A-Z2-7 ]+)<', page)[1].split())  # type: ignore[index]  # there
    assert "<svg" in page
    assert secret not in str([session.get_decoded() for session in Session.objects.all()])
    wrong = client.post(reverse("access:factor_app"), {"call_id": str(new_id()), "code": "12"})
    assert 'data-code="second_code_wrong"' in wrong.content.decode()
    sent = {"call_id": str(new_id()), "code": to_lao(code_now(secret))}
    shown = client.post(reverse("access:factor_app"), sent).content.decode()
    paper = [slip_codes.plain(code) for code in re.findall(r"<li><code>([\d ]+)</code>", shown)]
    assert len(paper) == recovery_codes.COUNT == factors.codes_left(user.pk)
    overview = client.get(reverse("access:second_factor")).content.decode()
    assert not [code for code in paper if recovery_codes.grouped(code) in overview]


def to_lao(figures: str) -> str:
    return figures.translate({ord(str(number)): chr(0x0ED0 + number) for number in range(10)})


def test_setting_up_needs_the_password_given_just_now(user: User) -> None:
    for name in ("factor_app", "factor_passkey"):
        answer = signed_in(user).get(reverse(f"access:{name}"))
        assert answer["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "x", '{"id":"AA","rawId":"AA","response":{},"type":"x"}'])
def test_a_passkey_that_no_browser_made_is_refused(user: User, answer: str) -> None:
    client = with_password(user)
    assert "passkey-asked" in client.get(reverse("access:factor_passkey")).content.decode()
    sent = {"call_id": str(new_id()), "name": "ໂທລະສັບ", "credential": answer}
    page = client.post(reverse("access:factor_passkey"), sent).content.decode()
    assert 'data-code="passkey_wrong"' in page
    assert not Authenticator.objects.exists()


def asked_in(page: str) -> dict[str, Any]:
    """What the page asks the browser's script to ask for."""
    asked = re.search(r'id="passkey-asked"[^>]*>([^<]+)<', page)
    assert asked is not None
    found: dict[str, Any] = json.loads(asked[1])
    return found


def with_soft_key(user: User, key: SoftKey) -> str:
    """The page that answers when a passkey was made; its name there is “ໂທລະສັບ”."""
    client = with_password(user)
    asked = asked_in(client.get(reverse("access:factor_passkey")).content.decode())
    sent = {"call_id": str(new_id()), "name": "ໂທລະສັບ", "credential": key.create(asked)}
    return client.post(reverse("access:factor_passkey"), sent).content.decode()


def passkey_step(key: SoftKey, *, asked: dict[str, Any] | None = None) -> Client:
    """Somebody who signs in with the password and then with this key."""
    client = Client()
    sign_in(client)
    shown = asked_in(client.get(reverse("mfa_authenticate")).content.decode())
    second_step(client, credential=key.get(asked or shown))
    return client


def test_a_passkey_is_made_and_signs_in(user: User) -> None:
    key = SoftKey()
    assert "factor-codes" in with_soft_key(user, key)
    assert is_in(passkey_step(key))
    assert factors.factors_of(user.pk)[0].used is not None


def test_another_key_or_another_address_signs_nobody_in(user: User) -> None:
    key = SoftKey()
    with_soft_key(user, key)
    stolen = SoftKey(credential_id=key.credential_id)
    assert not is_in(passkey_step(stolen))
    assert not is_in(passkey_step(SoftKey(key=key.key, credential_id=key.credential_id, origin="https://evil.example")))
    assert Event.objects.filter(name="second_factor.failed", subject=user.pk).count() == 2


def test_an_old_answer_signs_nobody_in(user: User) -> None:
    key = SoftKey()
    with_soft_key(user, key)
    other = Client()
    sign_in(other)
    asked = asked_in(other.get(reverse("mfa_authenticate")).content.decode())
    assert not is_in(passkey_step(key, asked=asked))


def test_a_passkey_made_at_another_address_is_refused(user: User) -> None:
    assert 'data-code="passkey_wrong"' in with_soft_key(user, SoftKey(origin="https://evil.example"))


def test_factors_are_listed_and_taken_away(user: User) -> None:
    app = with_app(user)
    with_passkey(user, "ກະແຈ ສີແດງ")
    client = with_password(user)
    assert "ກະແຈ ສີແດງ" in client.get(reverse("access:second_factor")).content.decode()
    url = reverse("access:factor_remove", args=[app])
    assert client.post(url, {"call_id": str(new_id())}).status_code == 200
    client.post(url, {"call_id": str(new_id()), "confirmed": "yes"})
    assert [factor.kind for factor in factors.factors_of(user.pk)] == [factors.PASSKEY]


def test_new_codes_by_page(user: User) -> None:
    with_app(user)
    client = with_password(user)
    assert client.post(reverse("access:factor_codes"), {"call_id": str(new_id())}).status_code == 200
    assert factors.codes_left(user.pk) == 0
    client.post(reverse("access:factor_codes"), {"call_id": str(new_id()), "confirmed": "yes"})
    assert factors.codes_left(user.pk) == recovery_codes.COUNT


# --- signing in ----------------------------------------------------------------------------------------------
def test_the_password_alone_opens_nothing(user: User) -> None:
    with_app(user)
    client = Client()
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert not Event.objects.filter(name="sign_in.done").exists()


def test_signing_in_with_the_app(user: User, later: datetime) -> None:
    with clock.standing_at(later - timedelta(minutes=2)):
        with_app(user)
    client = Client()
    sign_in(client)
    assert LAO.search(client.get(reverse("mfa_authenticate")).content.decode())
    assert second_step(client, code=to_lao(code_now())).status_code == 302
    assert is_in(client)
    again = Client()
    sign_in(again)
    assert 'data-code="second_code_wrong"' in second_step(again, code=code_now()).content.decode()
    assert not is_in(again)


def test_signing_in_with_a_recovery_code(user: User) -> None:
    with_app(user)
    paper = with_codes(user)
    client = Client()
    sign_in(client)
    assert second_step(client, code=recovery_codes.grouped(paper[3])).status_code == 302
    assert is_in(client)


@pytest.mark.parametrize("sent", [{"code": "123456"}, {"code": "1234567890"}, {"credential": "{}"}])
def test_wrong_second_steps(user: User, sent: dict[str, str]) -> None:
    with_app(user)
    with_soft_key(user, SoftKey())
    client = Client()
    sign_in(client)
    client.get(reverse("mfa_authenticate"))
    assert second_step(client, **sent).status_code == 200
    assert not is_in(client)
    assert Event.objects.filter(name="second_factor.failed", subject=user.pk).count() == 1


def test_nothing_typed_is_no_guess(user: User) -> None:
    with_app(user)
    client = Client()
    sign_in(client)
    answer = second_step(client, code=" ")
    assert "data-pk-error-summary" in answer.content.decode()
    assert not Event.objects.filter(name="second_factor.failed").exists()


def test_guessing_the_second_step_stops(user: User, later: datetime) -> None:
    with clock.standing_at(later - timedelta(minutes=2)):
        with_app(user)
    client = Client()
    sign_in(client)
    for _ in range(factors.WRONG_MOST):
        second_step(client, code="000000")
    assert 'data-code="second_code_too_many"' in second_step(client, code=code_now()).content.decode()
    with clock.standing_at(clock.now() + factors.WRONG_WITHIN):
        assert second_step(client, code=code_now()).status_code == 302


def test_the_second_step_without_the_first_leads_to_it(user: User) -> None:
    assert Client().get(reverse("mfa_authenticate"))["Location"] == reverse("account_login")


# --- the gate ------------------------------------------------------------------------------------------------
@override_settings(POKPONG_SECOND_FACTOR="required")
def test_who_must_have_one_reaches_nothing_else(user: User) -> None:
    client = Client()
    sign_in(client)
    for address in ("/", reverse("access:mine"), reverse("access:may"), "/people/", "/concerns/"):
        assert client.get(address)["Location"] == reverse("access:second_factor"), address
    assert client.get(reverse("access:second_factor")).status_code == 200
    page = client.get(reverse("access:factor_app")).content.decode()
    secret = "".join(re.search(r'class="factor-secret">([A-Z2-7 ]+)<', page)[1].split())  # type: ignore[index]  # there
    client.post(reverse("access:factor_app"), {"call_id": str(new_id()), "code": code_now(secret)})
    assert is_in(client)


@override_settings(POKPONG_SECOND_FACTOR="required")
def test_part_of_a_page_is_led_there_too(user: User) -> None:
    answer = signed_in(user).get(reverse("access:mine"), HTTP_HX_REQUEST="true")
    assert (answer.status_code, answer["HX-Redirect"]) == (204, reverse("access:second_factor"))


@override_settings(POKPONG_SECOND_FACTOR="required")
def test_who_sees_nobody_goes_on(user: User) -> None:
    assert is_in(signed_in(make_user("khamla", "village_member", "LA16/LA1601/v1/")))


# --- reset ---------------------------------------------------------------------------------------------------
def test_reset_by_page_and_the_user_is_told(user: User) -> None:
    with_app(user)
    theirs = signed_in(user)
    client = with_password(make_user("bob", "case_supervisor", DISTRICT, display_name="ທ່ານ ບົວ"))
    url = reverse("access:reset_factor", args=[user.pk])
    assert url in client.get(reverse("access:user", args=[user.pk])).content.decode()
    refused = client.post(url, {"call_id": str(new_id()), "reason": "ໂທລະສັບເສຍ"})
    assert 'data-code="not_in_person"' in refused.content.decode()
    client.post(url, {"call_id": str(new_id()), "reason": "ໂທລະສັບເສຍ", "in_person": "on"})
    assert not factors.has_factor(user.pk)
    assert not is_in(theirs)
    assert "ທ່ານ ບົວ" in signed_in(fresh(user)).get(reverse("access:second_factor")).content.decode()


# --- devices -------------------------------------------------------------------------------------------------
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (ANDROID, "Chrome, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8", ""),
    ],
)
def test_browsers_in_words(said: str, words: str) -> None:
    assert sessions.browser_in(said) == words


def test_devices_are_listed_and_ended_one_by_one(user: User) -> None:
    here, phone = Client(), Client(headers={"user-agent": ANDROID})
    sign_in(here)
    sign_in(phone)
    page = here.get(reverse("access:mine")).content.decode()
    assert "Chrome, Android" in page
    [url] = set(re.findall(r'action="([^"]+/sessions/\d+/)"', page))
    assert here.post(url, {"call_id": str(new_id())}).status_code == 200
    assert is_in(phone)
    here.post(url, {"call_id": str(new_id()), "confirmed": "yes"})
    assert is_in(here)
    assert not is_in(phone)
    assert "Chrome, Android" not in here.get(reverse("access:mine")).content.decode()
    assert Event.objects.filter(name="user.end_session", subject=user.pk).count() == 1


def test_no_address_of_a_device_is_kept(user: User) -> None:
    sign_in(Client(REMOTE_ADDR="203.0.113.7"))
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}


def test_a_device_of_somebody_else_stays(user: User) -> None:
    theirs = Client()
    sign_in(theirs)
    session = UserSession.objects.get().pk
    other = signed_in(make_user("carol"))
    url = reverse("access:end_session", args=[session])
    assert other.post(url, {"call_id": str(new_id()), "confirmed": "yes"}).status_code == 404
    assert is_in(theirs)


def test_after_the_end_of_all_others_only_this_device_is_listed(user: User) -> None:
    here, there = Client(), Client(headers={"user-agent": ANDROID})
    sign_in(here)
    sign_in(there)
    here.post(reverse("access:end_sessions"), {"call_id": str(new_id()), "confirmed": "yes"})
    assert not is_in(there)
    assert "Android" not in here.get(reverse("access:mine")).content.decode()


def test_use_is_noted_now_and_then(user: User) -> None:
    client = Client()
    sign_in(client)
    is_in(client)
    moment = clock.now() + timedelta(hours=1)
    with clock.standing_at(moment):
        assert is_in(client)
    assert UserSession.objects.get().last_seen_at == moment


# --- the lock ------------------------------------------------------------------------------------------------
@pytest.fixture
def idle(user: User) -> Iterator[Client]:
    """Somebody signed in, who left a quarter of an hour ago."""
    with override_settings(POKPONG_IDLE_MINUTES=15):
        client = Client()
        sign_in(client)
        assert is_in(client)
        with clock.standing_at(clock.now() + timedelta(minutes=16)):
            yield client


def unlock(client: Client, secret: str = PASSWORD) -> HttpResponse:
    return client.post(reverse("access:locked"), {"secret": secret})  # type: ignore[return-value]  # the client's own


def test_a_page_left_open_locks_and_goes_on_where_it_was(idle: Client) -> None:
    wanted = f"{reverse('access:may')}?x=1"
    assert idle.get(wanted)["Location"] == reverse("access:locked")
    assert idle.get("/")["Location"] == reverse("access:locked"), "locked until unlocked"
    assert LAO.search(idle.get(reverse("access:locked")).content.decode())
    assert 'data-code="unlock_wrong"' in unlock(idle, "wrong").content.decode()
    assert unlock(idle)["Location"] == wanted
    assert is_in(idle)


def test_who_is_there_is_not_asked(user: User) -> None:
    with override_settings(POKPONG_IDLE_MINUTES=15):
        client = Client()
        sign_in(client)
        for minutes in range(0, 60, 10):
            with clock.standing_at(clock.now() + timedelta(minutes=minutes)):
                assert is_in(client)


def test_a_form_sent_too_late_is_kept_sealed_and_comes_back(idle: Client, user: User) -> None:
    page = reverse("access:contact")
    sent = {"call_id": str(new_id()), "notify_by": "email", "notify_address": STORY, "password1": "never-kept"}
    answer = idle.post(page, sent, headers={"referer": f"http://testserver{page}"})
    assert answer["Location"] == reverse("access:locked")
    assert fresh(user).notify_address == ""
    raw = str([(session.session_data, session.get_decoded()) for session in Session.objects.all()])
    assert STORY not in raw
    assert "never-kept" not in raw
    assert unlock(idle)["Location"] == page
    assert reverse("access:kept") in idle.get(page).content.decode()
    fields = json.loads(idle.post(reverse("access:kept"), {"path": page}).content)["fields"]
    assert ["notify_address", STORY] in fields
    assert not {"call_id", "password1"} & {name for name, _ in fields}
    assert json.loads(idle.post(reverse("access:kept"), {"path": page}).content)["fields"] == [], "once"


def test_the_script_locks_and_leaves_what_was_typed(user: User) -> None:
    with override_settings(POKPONG_IDLE_MINUTES=15):
        client = Client()
        sign_in(client)
        page = reverse("access:contact")
        sent = {"back": page, "fields": json.dumps([["notify_address", STORY], ["password1", "x"]])}
        assert client.post(reverse("access:lock"), sent).status_code == 204
        assert not is_in(client)
        assert client.post(reverse("access:kept"), {"path": page})["Location"] == reverse("access:locked")
        assert unlock(client)["Location"] == page
        other = client.post(reverse("access:kept"), {"path": "/"})
        assert json.loads(other.content)["fields"] == []
        found = client.post(reverse("access:kept"), {"path": page})
        assert json.loads(found.content)["fields"] == [["notify_address", STORY]]


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:x", ""])
def test_the_lock_leads_to_no_other_site(user: User, back: str) -> None:
    with override_settings(POKPONG_IDLE_MINUTES=15):
        client = Client()
        sign_in(client)
        client.post(reverse("access:lock"), {"back": back, "fields": "not json"})
        assert unlock(client)["Location"] == "/"


def test_what_was_typed_opens_for_its_owner_only(idle: Client, user: User) -> None:
    page = reverse("access:contact")
    idle.post(page, {"notify_address": STORY}, headers={"referer": f"http://testserver{page}"})
    unlock(idle)
    session = idle.session
    other = signed_in(make_user("carol"))
    theirs = other.session
    theirs["idle_kept"] = session["idle_kept"]
    theirs.save()
    assert json.loads(other.post(reverse("access:kept"), {"path": page}).content)["fields"] == []


def test_a_lock_opens_with_the_app_too(user: User) -> None:
    with_app(user)
    with override_settings(POKPONG_IDLE_MINUTES=15):
        client = signed_in(user)
        is_in(client)
        with clock.standing_at(clock.now() + timedelta(minutes=16)):
            assert not is_in(client)
            assert unlock(client, code_now(SECRET)).status_code == 302
            assert is_in(client)


def test_five_wrong_tries_at_a_lock_end_the_session(idle: Client) -> None:
    idle.get("/")
    for _ in range(4):
        assert unlock(idle, "wrong").status_code == 200
    assert unlock(idle, "wrong")["Location"] == reverse("account_login")
    assert idle.get(reverse("access:mine"))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(hours=-1), timedelta(hours=1), timedelta(days=400)])
def test_a_clock_that_jumps_locks_the_page_and_its_owner_goes_on(user: User, jump: timedelta) -> None:
    with override_settings(POKPONG_IDLE_MINUTES=15):
        client = Client()
        sign_in(client)
        assert is_in(client)
        with clock.standing_at(clock.now() + jump):
            assert not is_in(client)
            unlock(client)
            assert is_in(client)


def test_signing_out_is_free_while_locked(idle: Client) -> None:
    idle.get("/")
    idle.post(reverse("account_logout"))
    assert "_auth_user_id" not in idle.session


def test_the_lock_can_be_switched_off(user: User) -> None:
    client = signed_in(user)
    is_in(client)
    with clock.standing_at(clock.now() + timedelta(hours=5)):
        assert is_in(client)
        assert "pk-idle" not in client.get(reverse("access:mine")).content.decode()


def test_the_secret_of_an_app_waits_for_its_own_user(user: User) -> None:
    client = with_password(user)
    first = client.get(reverse("access:factor_app")).content.decode()
    assert totp.grouped("A" * 8) == "AAAA AAAA"
    assert re.search(r'factor-secret">([^<]+)', first)[1] in client.get(reverse("access:factor_app")).content.decode()  # type: ignore[index]  # there
