"""Signing in and out: who may, what is counted, what is left behind."""

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import NoReverseMatch, reverse

from pokpong.foundation.access.actions.signing_in import NOBODY, SIGN_IN, note_failure, note_sign_in
from pokpong.foundation.access.actions.users import deactivate_user
from pokpong.foundation.access.models import User
from pokpong.foundation.access.sign_in import AccountAdapter
from pokpong.foundation.access.tests.factories import DISTRICT, invite, slip_for
from pokpong.foundation.access.tests.people import PASSWORD, make_user
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user("bounmy", "caseworker", DISTRICT, language="en")


def attempt(client: Client, name: str = "bounmy", password: str = PASSWORD) -> int:
    answer = client.post(reverse("account_login"), {"login": name, "password": password})
    return answer.status_code


@pytest.mark.parametrize("name", ["bounmy", "BounMy", "  bounmy  "])
def test_sign_in_and_out(user: User, name: str) -> None:
    client = Client()
    assert attempt(client, name) == 302
    assert client.get(reverse("access:mine")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("access:mine")).status_code == 302


def test_the_users_language_is_spoken_after_sign_in(user: User) -> None:
    client = Client()
    assert "ເຂົ້າລະບົບ" in client.get(reverse("account_login")).content.decode()
    attempt(client)
    assert "My account" in client.get(reverse("access:mine")).content.decode()


@pytest.mark.parametrize(("name", "password"), [("bounmy", "wrong"), ("nobody", PASSWORD), ("", ""), ("bounmy", "")])
def test_refused(user: User, name: str, password: str) -> None:
    client = Client()
    assert attempt(client, name, password) == 200
    assert client.get(reverse("access:mine")).status_code == 302


def test_unknown_and_wrong_say_the_same(user: User) -> None:
    pages = [
        Client().post(reverse("account_login"), {"login": name, "password": "wrong"}).content.decode()
        for name in ("bounmy", "nobody")
    ]
    said = [[line for line in page.splitlines() if "data-code" in line] for page in pages]
    assert said[0] == said[1] != []


def test_refusal_is_in_lao(user: User) -> None:
    page = Client().post(reverse("account_login"), {"login": "bounmy", "password": "wrong"}).content.decode()
    assert "ຊື່ຜູ້ໃຊ້ ຫຼື ລະຫັດຜ່ານບໍ່ຖືກຕ້ອງ" in page


def test_events_of_sign_in_name_nobody_in_words(user: User) -> None:
    client = Client()
    attempt(client, password="wrong")
    attempt(client, "nobody")
    attempt(client)
    found = {(event.name, event.subject) for event in Event.objects.filter(name__startswith="sign_in.")}
    assert found == {("sign_in.failed", user.pk), ("sign_in.failed", NOBODY), ("sign_in.done", user.pk)}
    assert set(Event.objects.filter(name__startswith="sign_in.").values_list("detail", flat=True)) == {None}


def test_locked_after_too_many(user: User) -> None:
    client = Client()
    for _ in range(7):
        assert attempt(client, password="wrong") == 200
    assert attempt(client, password="wrong") == 429
    assert attempt(client) == 429
    assert "15" in client.post(reverse("account_login"), {"login": "bounmy", "password": PASSWORD}).content.decode()


def test_ways_to_write_a_name_count_as_one(user: User) -> None:
    client = Client()
    for name in ("bounmy", "BOUNMY", "Bounmy", " bounmy", "bOunmy", "boUnmy", "bouNmy", "bounMy"):
        attempt(client, name, "wrong")
    assert attempt(client) == 429


def test_a_lock_holds_for_one_name_and_for_devices_never_seen_before(user: User) -> None:
    make_user("carol")
    known = Client()
    assert attempt(known) == 302
    for _ in range(8):
        attempt(Client(), password="wrong")
    assert attempt(Client(), "carol") == 302
    assert attempt(Client(REMOTE_ADDR="10.0.0.9")) == 429
    known.post(reverse("account_logout"))
    assert attempt(known) == 302


def test_a_slip_opens_the_lock(user: User) -> None:
    for _ in range(8):
        attempt(Client(), password="wrong")
    slip_for(make_user("bob", "case_supervisor"), user)
    sent = {"call_id": str(new_id()), "code": "1234567890123456", "password1": "a boat on the river"}
    Client().post(reverse("access:welcome"), {**sent, "password2": sent["password1"]})
    assert attempt(Client(), password="a boat on the river") == 302


def test_failures_after_the_lock_leave_no_more_events(user: User) -> None:
    for _ in range(12):
        attempt(Client(), password="wrong")
    assert Event.objects.filter(name="sign_in.failed").count() == 7


def test_no_password_is_kept_with_an_attempt(user: User) -> None:
    attempt(Client(), password="my-secret-typo")
    assert "my-secret-typo" not in str([vars(row) for row in AccessAttempt.objects.all()])


def test_invited_and_left_users_cannot_sign_in(user: User) -> None:
    admin = make_user("alice", "administrator")
    invite(admin, "khamla")
    assert attempt(Client(), "khamla", "") == 200
    deactivate_user(by=admin, user=user.pk, reason="goes", call_id=new_id())
    assert attempt(Client()) == 200


def test_leaving_ends_the_session_at_once(user: User) -> None:
    client = Client()
    attempt(client)
    deactivate_user(by=make_user("alice", "administrator"), user=user.pk, reason="goes", call_id=new_id())
    assert client.get(reverse("access:mine")).status_code == 302


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email", "account_set_password"])
def test_there_is_no_sign_up_and_no_e_mail(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_libraries_cannot_set_a_password(user: User) -> None:
    with pytest.raises(RuntimeError):
        AccountAdapter().set_password(user, "x")


def test_redirects_stay_on_this_site(user: User) -> None:
    answer = Client().post(
        f"{reverse('account_login')}?next=https://evil.example/", {"login": "bounmy", "password": PASSWORD}
    )
    assert answer["Location"] == "/"


def test_users_cannot_write_sign_ins(user: User) -> None:
    with pytest.raises(NotAllowed):
        note_sign_in(by=user, user=user.pk, call_id=new_id())
    with pytest.raises(NotAllowed):
        note_failure(by=user, username="x", call_id=new_id())


def test_sign_in_of_nobody() -> None:
    with pytest.raises(NotThere):
        note_sign_in(by=SIGN_IN, user=new_id(), call_id=new_id())
