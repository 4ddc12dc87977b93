"""Signing in by a provider of identities: who gets in, and every way in which nobody does."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from pokpong.foundation.access import identities, idle, known_devices, totp
from pokpong.foundation.access.actions.identities import confirm_identity, link_identity
from pokpong.foundation.access.actions.second_factor import add_app
from pokpong.foundation.access.actions.signing_in import NOBODY
from pokpong.foundation.access.models import User
from pokpong.foundation.access.screens.identity_sign_in import ASKED
from pokpong.foundation.access.tests.factories import DISTRICT
from pokpong.foundation.access.tests.people import PASSWORD, make_user
from pokpong.foundation.access.tests.provider import CLIENT, SECRET, STRANGER, FakeProvider, running
from pokpong.foundation.access.tests.visits import signed_in, with_password
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
SUBJECT = "f3b1-Bounmy"
BEGIN, BACK = "/account/identity/", "/account/identity/back/"


@pytest.fixture
def fake(settings: Settings) -> Iterator[FakeProvider]:
    with running() as found:
        settings.POKPONG_OIDC_ISSUER = found.issuer
        settings.POKPONG_OIDC_CLIENT_ID, settings.POKPONG_OIDC_CLIENT_SECRET = CLIENT, SECRET
        yield found


@pytest.fixture
def user(fake: FakeProvider) -> User:
    """A caseworker whose identity is recorded and confirmed."""
    found = make_user("bounmy", "caseworker", DISTRICT)
    confirm_identity(by=recorded(found), identity=digest(SUBJECT), call_id=new_id())
    return User.objects.get(pk=found.pk)


def digest(subject: str) -> str:
    provider = identities.provider()
    assert provider is not None
    return identities.digest(provider, subject)


def recorded(user: User, subject: str = SUBJECT) -> User:
    admin = make_user(f"admin-{new_id().hex[-8:]}", "administrator")
    link_identity(by=admin, user=user.pk, identity=digest(subject), call_id=new_id())
    return user


def gone(client: Client, on_to: str = "") -> str:
    """The address to which the browser was sent."""
    answer = client.get(BEGIN, {"next": on_to} if on_to else {})
    assert answer.status_code == 302
    return str(answer["Location"])


def returned(client: Client, fake: FakeProvider, subject: str = SUBJECT, **brought: str) -> Any:
    """There and back; `brought` replaces what the browser brings."""
    return client.get(BACK, {**fake.vouch(gone(client), subject), **brought})


def is_in(client: Client) -> bool:
    return client.get(reverse("access:mine")).status_code == 200


def names() -> list[str]:
    return [event.name for event in Event.objects.filter(name__startswith="sign_in.")]


def refused(answer: Any, client: Client, status: int, words: str) -> None:
    """A plain page in Lao that leads to the password, and nobody is signed in."""
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert reverse("account_login") in page
    assert SUBJECT not in page
    assert not is_in(client)


NOT_VOUCHED, NOT_KNOWN, SILENT = "ບໍລິການບໍ່ໄດ້ຢືນຢັນວ່າທ່ານແມ່ນໃຜ", "ຍັງບໍ່ມີໃຜບັນທຶກ", "ບໍລິການເຂົ້າລະບົບບໍ່ຕອບໃນເວລານີ້"


# --- in ------------------------------------------------------------------------------------------------------
def test_an_active_user_with_a_confirmed_identity_gets_in_by_the_same_door(user: User, fake: FakeProvider) -> None:
    client = Client()
    address = gone(client)
    before = client.session.session_key
    answer = client.get(BACK, fake.vouch(address, SUBJECT))
    assert answer["Location"] == "/"
    assert is_in(client)
    assert names() == ["sign_in.done"]
    assert Event.objects.get(name="sign_in.done").subject == user.pk
    assert client.session.session_key != before, "a fresh session"
    assert known_devices.COOKIE in answer.cookies
    assert answer.cookies[known_devices.COOKIE].value


def test_what_is_asked_of_the_provider(user: User, fake: FakeProvider) -> None:
    query = dict(parse_qsl(urlsplit(gone(Client())).query))
    assert query["redirect_uri"] == f"http://testserver{BACK}"
    assert (query["scope"], query["response_type"]) == ("openid", "code")
    assert query["code_challenge_method"] == "S256"
    assert min(len(query[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert SECRET not in str(query)


def test_a_client_that_says_its_secret_in_the_form(user: User, fake: FakeProvider) -> None:
    fake.said = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    client = Client()
    assert returned(client, fake).status_code == 302
    assert fake.authorizations == [""]
    assert is_in(client)


def test_the_page_that_was_asked_for_comes_next(user: User, fake: FakeProvider) -> None:
    client = Client()
    assert client.get(BACK, fake.vouch(gone(client, "/account/may/"), SUBJECT))["Location"] == "/account/may/"


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_another_site_is_never_next(user: User, fake: FakeProvider, evil: str) -> None:
    client = Client()
    assert client.get(BACK, fake.vouch(gone(client, evil), SUBJECT))["Location"] == "/"


def test_the_second_step_is_asked_all_the_same(user: User, fake: FakeProvider) -> None:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    add_app(by=user, secret=secret, code=totp.code_at(secret, totp.counter_now()), call_id=new_id())
    client = Client()
    assert returned(client, fake)["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert names() == []


def test_who_must_have_a_second_factor_sets_it_up_first(user: User, fake: FakeProvider, settings: Settings) -> None:
    settings.POKPONG_SECOND_FACTOR = "required"
    client = Client()
    returned(client, fake)
    assert client.get(reverse("access:mine"))["Location"] == reverse("access:second_factor")


def test_the_providers_word_sets_up_no_second_factor(user: User, fake: FakeProvider) -> None:
    client = Client()
    returned(client, fake)
    asked = client.get(reverse("access:factor_app"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))


# --- not in --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "brought",
    [{"state": "another"}, {"state": ""}, {"code": ""}, {"code": "unknown"}, {"error": "access_denied"}, {"iss": "x"}],
)
def test_what_was_not_asked_for_is_refused(user: User, fake: FakeProvider, brought: dict[str, str]) -> None:
    client = Client()
    refused(returned(client, fake, **brought), client, 403, NOT_VOUCHED)
    assert names() == ["sign_in.failed"]


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": None},
        {"aud": [CLIENT, "other"], "azp": "other"},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
        {"nbf": int(time.time()) + 3600},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
)
def test_a_token_that_is_not_for_us_now_is_refused(user: User, fake: FakeProvider, claims: dict[str, Any]) -> None:
    fake.claims = claims
    client = Client()
    refused(returned(client, fake), client, 403, NOT_VOUCHED)


def test_a_foreign_signature_is_refused(user: User, fake: FakeProvider) -> None:
    fake.signed_by = STRANGER
    client = Client()
    refused(returned(client, fake), client, 403, NOT_VOUCHED)


def test_a_key_that_is_not_published_is_refused(user: User, fake: FakeProvider) -> None:
    fake.kid = "two"
    client = Client()
    refused(returned(client, fake), client, 403, NOT_VOUCHED)


@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", SECRET * 2)])
def test_no_signature_and_a_shared_secret_are_none(user: User, fake: FakeProvider, algorithm: str, key: Any) -> None:
    fake.algorithm, fake.signed_by = algorithm, key
    client = Client()
    refused(returned(client, fake), client, 403, NOT_VOUCHED)


def test_a_return_works_once(user: User, fake: FakeProvider) -> None:
    client = Client()
    brought = fake.vouch(gone(client), SUBJECT)
    assert client.get(BACK, brought).status_code == 302
    client.post(reverse("account_logout"))
    refused(client.get(BACK, brought), client, 403, NOT_VOUCHED)


def test_a_return_in_another_browser_is_refused(user: User, fake: FakeProvider) -> None:
    victim = Client()
    refused(victim.get(BACK, fake.vouch(gone(Client()), SUBJECT)), victim, 403, NOT_VOUCHED)
    assert fake.authorizations == [], "the code was not even asked about"


def test_a_code_of_another_way_is_refused_by_its_challenge(user: User, fake: FakeProvider) -> None:
    stolen = fake.vouch(gone(Client()), SUBJECT)["code"]
    thief = Client()
    refused(returned(thief, fake, "somebody", code=stolen), thief, 403, NOT_VOUCHED)


def test_a_return_after_ten_minutes_is_refused(user: User, fake: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    client, now = Client(), idle.now()
    brought = fake.vouch(gone(client), SUBJECT)
    monkeypatch.setattr(idle, "now", lambda: now + 601)
    refused(client.get(BACK, brought), client, 403, NOT_VOUCHED)


def test_nobody_gets_an_account(user: User, fake: FakeProvider, caplog: pytest.LogCaptureFixture) -> None:
    client, before = Client(), User.objects.count()
    with caplog.at_level(logging.WARNING):
        refused(returned(client, fake, "a-stranger"), client, 403, NOT_KNOWN)
    assert User.objects.count() == before
    assert [(event.name, event.subject) for event in Event.objects.filter(name="sign_in.failed")] == [
        ("sign_in.failed", NOBODY)
    ]
    assert "unknown" in caplog.text
    assert "a-stranger" not in caplog.text
    assert digest("a-stranger") not in caplog.text


@pytest.mark.parametrize("state", ["left", "invited"])
def test_only_active_users_get_in(user: User, fake: FakeProvider, state: str) -> None:
    with writing.opened("tests"):
        user.state = state
        user.save()
    client = Client()
    refused(returned(client, fake), client, 403, NOT_KNOWN)
    assert Event.objects.get(name="sign_in.failed").subject == user.pk


def test_what_its_owner_has_not_confirmed_opens_nothing(fake: FakeProvider) -> None:
    """An administrator who records an identity of their own for somebody else gets nowhere by it."""
    recorded(make_user("carol", "caseworker", DISTRICT), "of-the-administrator")
    client = Client()
    refused(returned(client, fake, "of-the-administrator"), client, 403, "ຍັງບໍ່ໄດ້ຢືນຢັນ")


def test_the_walls_around_an_account_hold_here_too(user: User, fake: FakeProvider) -> None:
    for _ in range(8):
        Client().post(reverse("account_login"), {"login": "bounmy", "password": "wrong"})
    client = Client()
    refused(returned(client, fake), client, 429, "15")


def test_a_known_device_passes_them(user: User, fake: FakeProvider) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": "bounmy", "password": PASSWORD})
    client.post(reverse("account_logout"))
    for _ in range(8):
        Client().post(reverse("account_login"), {"login": "bounmy", "password": "wrong"})
    assert returned(client, fake).status_code == 302
    assert is_in(client)


def test_too_many_vain_returns_end_at_a_wall_and_the_password_works(user: User, fake: FakeProvider) -> None:
    client = Client()
    for _ in range(20):
        assert client.get(BACK, {"state": "x", "code": "y"}).status_code == 403
    refused(client.get(BACK, {"state": "x", "code": "y"}), client, 429, "15")
    refused(client.get(BEGIN), client, 429, "15")
    assert client.post(reverse("account_login"), {"login": "bounmy", "password": PASSWORD}).status_code == 302


# --- a provider that fails -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "http://127.0.0.1:1/other"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "http://127.0.0.1:1/keys"},
        {"authorization_endpoint": "https://evil.example/"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://["},
        {"jwks_uri": None},
    ],
)
def test_a_provider_that_leads_elsewhere_is_not_followed(user: User, fake: FakeProvider, said: dict[str, Any]) -> None:
    fake.said = said
    client = Client()
    refused(client.get(BEGIN), client, 502, SILENT)


def test_an_answer_without_end_is_not_read(user: User, fake: FakeProvider) -> None:
    fake.said = {"more": "x" * 300_000}
    client = Client()
    refused(client.get(BEGIN), client, 502, SILENT)


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:1/realm", "file:///etc", "http://[", "nonsense"])
def test_a_provider_that_is_not_there(user: User, settings: Settings, issuer: str) -> None:
    settings.POKPONG_OIDC_ISSUER = issuer
    client = Client()
    refused(client.get(BEGIN), client, 502, SILENT)
    assert client.post(reverse("account_login"), {"login": "bounmy", "password": PASSWORD}).status_code == 302


def test_a_provider_that_falls_silent_meanwhile(user: User, fake: FakeProvider) -> None:
    client = Client()
    brought = fake.vouch(gone(client), SUBJECT)
    fake.said = {"issuer": "another"}
    refused(client.get(BACK, brought), client, 502, SILENT)


# --- off -----------------------------------------------------------------------------------------------------
def test_without_settings_there_is_no_button_and_no_page(settings: Settings) -> None:
    user = make_user("bounmy")
    assert BEGIN not in Client().get(reverse("account_login")).content.decode()
    for address in (BEGIN, BACK):
        assert Client().get(address).status_code == 404
    assert with_password(user).get(reverse("access:confirm_identity"))["Location"] == reverse("access:mine")


@pytest.mark.parametrize("missing", ["POKPONG_OIDC_ISSUER", "POKPONG_OIDC_CLIENT_ID", "POKPONG_OIDC_CLIENT_SECRET"])
def test_half_set_is_off(fake: FakeProvider, settings: Settings, missing: str) -> None:
    make_user("bounmy")
    setattr(settings, missing, "")
    assert Client().get(BEGIN).status_code == 404
    assert fake.asked == []


def test_the_button_and_its_words(user: User, fake: FakeProvider, settings: Settings) -> None:
    page = Client().get(reverse("account_login"), {"next": "/account/may/"}).content.decode()
    assert f"{BEGIN}?{urlencode({'next': '/account/may/'})}" in page
    assert "ເຂົ້າລະບົບດ້ວຍບັນຊີຂອງລັດ" in page
    assert fake.asked == [], "showing the button asks nobody"
    settings.POKPONG_OIDC_NAME = "ບັດດິຈິຕອນ | Digital card"
    client = Client()
    assert "ບັດດິຈິຕອນ" in client.get(reverse("account_login")).content.decode()
    client.post(reverse("ui:language"), {"language": "en"})
    assert "Digital card" in client.get(reverse("account_login")).content.decode()


def test_who_is_in_needs_it_not(user: User, fake: FakeProvider) -> None:
    assert signed_in(user).get(BEGIN)["Location"] == "/"


# --- confirming ----------------------------------------------------------------------------------------------
def there_and_back(client: Client, fake: FakeProvider, subject: str) -> None:
    address = client.get(reverse("access:confirm_identity"))["Location"]
    assert client.get(BACK, fake.vouch(address, subject))["Location"] == reverse("access:mine")


def test_its_owner_confirms_it_and_then_gets_in(fake: FakeProvider) -> None:
    user = recorded(make_user("carol", "caseworker", DISTRICT))
    client = with_password(user)
    assert reverse("access:confirm_identity") in client.get(reverse("access:mine")).content.decode()
    there_and_back(client, fake, SUBJECT)
    assert User.objects.get(pk=user.pk).identity_confirmed
    assert reverse("access:confirm_identity") not in client.get(reverse("access:mine")).content.decode()
    assert ASKED not in client.session
    other = Client()
    assert returned(other, fake).status_code == 302
    assert is_in(other)


def test_another_identity_confirms_nothing(fake: FakeProvider) -> None:
    user = recorded(make_user("carol", "caseworker", DISTRICT))
    client = with_password(user)
    there_and_back(client, fake, "somebody-else")
    assert not User.objects.get(pk=user.pk).identity_confirmed
    assert "ຕົວລະບຸອື່ນ" in client.get(reverse("access:mine")).content.decode()


def test_confirming_asks_for_the_password_first(fake: FakeProvider) -> None:
    user = recorded(make_user("carol", "caseworker", DISTRICT))
    assert reverse("account_reauthenticate") in signed_in(user).get(reverse("access:confirm_identity"))["Location"]


def test_somebody_else_who_is_signed_in_meanwhile_confirms_nothing(fake: FakeProvider) -> None:
    user = recorded(make_user("carol", "caseworker", DISTRICT))
    client = with_password(user)
    brought = fake.vouch(client.get(reverse("access:confirm_identity"))["Location"], SUBJECT)
    session = client.session
    session[ASKED] = {**session[ASKED], "owner": str(new_id())}
    session.save()
    assert client.get(BACK, brought).status_code == 403
    assert not User.objects.get(pk=user.pk).identity_confirmed
