"""Every page of users and roles answers, for whom it should, in Lao."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pokpong.foundation.access.models import Grant, Slip, User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.access.tests.factories import DISTRICT, PROVINCE, fresh, invite, slip_for
from pokpong.foundation.access.tests.people import PASSWORD, make_user
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
LAO = re.compile("[\u0e80-\u0eff]")


@pytest.fixture
def admin() -> User:
    return make_user("alice", "administrator")


@pytest.fixture
def supervisor() -> User:
    return make_user("bob", "case_supervisor", PROVINCE)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def with_password(user: User) -> Client:
    """Signed in, and the password given once more just now."""
    client = signed_in(user)
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302
    return client


def text(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    page = answer.content.decode()
    assert LAO.search(page)
    return page


PAGES = ["access:users", "access:invite", "access:mine", "access:may", "access:language", "access:contact"]


@pytest.mark.parametrize("name", [*PAGES, "account_change_password", "account_logout", "account_reauthenticate"])
def test_pages_of_an_administrator(admin: User, name: str) -> None:
    text(signed_in(admin), name)


@pytest.mark.parametrize("name", ["access:users", "access:waiting", "access:glass", "access:glass_review"])
def test_pages_of_a_supervisor(supervisor: User, name: str) -> None:
    text(signed_in(supervisor), name)


@pytest.mark.parametrize("name", ["account_login", "access:welcome", "access:forgotten"])
def test_pages_of_anybody(admin: User, name: str) -> None:
    text(Client(), name)


@pytest.mark.parametrize("name", [*PAGES, "access:waiting", "access:glass", "account_change_password"])
def test_without_sign_in_to_the_sign_in_page(admin: User, name: str) -> None:
    answer = Client().get(reverse(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["access:users", "access:invite", "access:waiting", "access:glass_review"])
def test_a_caseworker_is_refused(name: str) -> None:
    client = signed_in(make_user("carol", "caseworker", DISTRICT))
    assert client.get(reverse(name)).status_code == 403


def test_one_user(admin: User, supervisor: User) -> None:
    user = invite(admin, "bounmy", Post("caseworker", DISTRICT), Post("secretary", DISTRICT))
    page = text(signed_in(admin), "access:user", user.pk)
    assert reverse("access:change_post", args=[user.pk]) in page
    assert reverse("access:slip", args=[user.pk]) not in page
    page = text(signed_in(supervisor), "access:user", user.pk)
    assert reverse("access:slip", args=[user.pk]) in page
    assert reverse("access:change_post", args=[user.pk]) not in page
    assert Reading.objects.filter(kind="user", actor=supervisor.pk).exists()


@pytest.mark.parametrize("name", ["amend", "change_post", "ask", "deactivate", "reactivate", "hand_over"])
def test_forms_about_one_user(admin: User, name: str) -> None:
    text(signed_in(admin), f"access:{name}", make_user("bounmy", "secretary", DISTRICT).pk)


def test_a_user_that_is_not_there(admin: User) -> None:
    assert signed_in(admin).get(reverse("access:user", args=[uuid4()])).status_code == 404


def test_invite_by_page(admin: User) -> None:
    client = signed_in(admin)
    sent = {
        "call_id": str(new_id()),
        "display_name": "ນາງ ສົມສີ ຕົວຢ່າງ",
        "username": "Somsy",
        "language": "lo",
        "whole_country": "on",
        "roles": ["secretary", "caseworker"],
    }
    answer = client.post(reverse("access:invite"), sent)
    user = User.objects.get(username="somsy")
    assert answer["Location"] == reverse("access:user", args=[user.pk])
    assert dict(Grant.objects.filter(user=user.pk).values_list("role", "state")) == {
        "secretary": "active",
        "caseworker": "asked",
    }
    assert client.post(reverse("access:invite"), sent)["Location"] == answer["Location"]
    assert User.objects.count() == 2


def test_invite_shows_all_reasons_and_keeps_what_was_typed(admin: User) -> None:
    answer = signed_in(admin).post(
        reverse("access:invite"),
        {"call_id": str(new_id()), "display_name": "ສົມສີ", "username": "a b", "language": "lo", "roles": ["chair"]},
    )
    page = answer.content.decode()
    assert "ສົມສີ" in page
    assert 'data-code="grant_place_missing"' in page
    answer = signed_in(admin).post(
        reverse("access:invite"),
        {
            "call_id": str(new_id()),
            "display_name": "ສົມສີ",
            "username": "a b",
            "language": "lo",
            "roles": ["village_member"],
            "whole_country": "on",
        },
    )
    assert 'data-code="user_name_unfit"' in answer.content.decode()


def test_approve_by_page(admin: User, supervisor: User) -> None:
    user = invite(admin, "bounmy")
    grant = Grant.objects.get(user=user.pk)
    client = signed_in(supervisor)
    page = text(client, "access:waiting")
    assert "Bounmy" in page
    [call_id] = re.findall(r'name="call_id" value="([^"]+)"', page)
    answer = client.post(reverse("access:approve", args=[grant.pk]), {"call_id": call_id})
    assert answer["Location"] == reverse("access:waiting")
    assert Grant.objects.get(pk=grant.pk).state == "active"
    assert "Bounmy" not in text(client, "access:waiting")


def test_refuse_by_page(admin: User, supervisor: User) -> None:
    grant = Grant.objects.get(user=invite(admin, "bounmy").pk)
    client = signed_in(supervisor)
    text(client, "access:refuse", grant.pk)
    client.post(reverse("access:refuse", args=[grant.pk]), {"call_id": str(new_id()), "reason": "ບໍ່ຈຳເປັນ"})
    assert Grant.objects.get(pk=grant.pk).state == "refused"


def test_end_by_page(admin: User) -> None:
    user = make_user("bounmy", "secretary", DISTRICT)
    grant = Grant.objects.get(user=user.pk)
    client = signed_in(admin)
    text(client, "access:end", grant.pk)
    client.post(reverse("access:end", args=[grant.pk]), {"call_id": str(new_id()), "reason": "ໝົດໂຄງການ"})
    assert fresh(user).roles == []


def test_a_slip_needs_the_password_once_more(admin: User, supervisor: User) -> None:
    user = invite(admin, "bounmy")
    answer = signed_in(supervisor).get(reverse("access:slip", args=[user.pk]))
    assert answer.status_code == 302
    assert reverse("account_reauthenticate") in answer["Location"]


def test_slip_from_printing_to_signing_in(admin: User, supervisor: User) -> None:
    user = invite(admin, "bounmy")
    client = with_password(supervisor)
    text(client, "access:slip", user.pk)
    sent = {"call_id": str(new_id())}
    answer = client.post(reverse("access:slip", args=[user.pk]), sent)
    page = answer.content.decode()
    [code] = set(re.findall(r"\d{4} \d{4} \d{4} \d{4}", page))
    assert "<svg" in page
    assert "no-store" in answer["Cache-Control"]
    again = client.post(reverse("access:slip", args=[user.pk]), sent).content.decode()
    assert 'data-code="slip_shown_once"' in again
    assert Slip.objects.filter(user=user.pk).count() == 1

    newcomer = Client()
    wrong = newcomer.post(reverse("access:welcome"), welcome("0000 0000 0000 0000"))
    assert 'data-code="slip_unknown"' in wrong.content.decode()
    done = newcomer.post(reverse("access:welcome"), welcome(code))
    assert done["Location"] == reverse("account_login")
    assert 'value="bounmy"' in newcomer.get(reverse("account_login")).content.decode()
    inside = newcomer.post(reverse("account_login"), {"login": "Bounmy", "password": "a boat on the river"})
    assert inside["Location"] == "/"
    used = Client().post(reverse("access:welcome"), welcome(code))
    assert 'data-code="slip_used"' in used.content.decode()


def welcome(code: str, first: str = "a boat on the river", second: str = "") -> dict[str, str]:
    return {"call_id": str(new_id()), "code": code, "password1": first, "password2": second or first}


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("short", "", "password_too_short"),
        ("password123", "", "password_too_common"),
        ("bounmy-bounmy", "", "password_too_similar"),
        ("a boat on the river", "a boat on the lake", "passwords_differ"),
    ],
)
def test_weak_passwords(admin: User, supervisor: User, first: str, second: str, code: str) -> None:
    user = invite(admin, "bounmy-bounmy")
    slip_for(supervisor, user)
    page = Client().post(reverse("access:welcome"), welcome("1234567890123456", first, second)).content.decode()
    assert f'data-code="{code}"' in page
    assert fresh(user).state == "invited"


def test_too_many_wrong_codes_wait(admin: User, supervisor: User) -> None:
    client = Client(REMOTE_ADDR="10.9.8.7")
    for _ in range(20):
        assert 'data-code="slip_unknown"' in client.post(reverse("access:welcome"), welcome("1")).content.decode()
    assert 'data-code="slip_too_many_tries"' in client.post(reverse("access:welcome"), welcome("1")).content.decode()
    other = Client(REMOTE_ADDR="10.9.8.6")
    assert 'data-code="slip_unknown"' in other.post(reverse("access:welcome"), welcome("1")).content.decode()


def test_language_by_page(admin: User) -> None:
    client = signed_in(admin)
    client.post(reverse("access:language"), {"call_id": str(new_id()), "language": "en"})
    assert fresh(admin).language == "en"
    assert "My account" in client.get(reverse("access:mine")).content.decode()


def test_contact_by_page(admin: User) -> None:
    client = signed_in(admin)
    sent = {"call_id": str(new_id()), "notify_by": "sms", "notify_address": "020 5551 2345"}
    assert client.post(reverse("access:contact"), sent).status_code == 302
    assert fresh(admin).notify_address == "02055512345"
    wrong = client.post(reverse("access:contact"), {**sent, "call_id": str(new_id()), "notify_by": "email"})
    assert 'data-code="contact_unfit"' in wrong.content.decode()


def test_other_devices_are_signed_out(admin: User) -> None:
    here, there = signed_in(admin), signed_in(admin)
    asked = here.post(reverse("access:end_sessions"), {"call_id": str(new_id())})
    assert asked.status_code == 200
    here.post(reverse("access:end_sessions"), {"call_id": str(new_id()), "confirmed": "yes"})
    assert here.get(reverse("access:mine")).status_code == 200
    assert there.get(reverse("access:mine")).status_code == 302


def test_change_password_by_page(admin: User) -> None:
    here, there = signed_in(admin), signed_in(admin)
    sent = {
        "call_id": str(new_id()),
        "present": "wrong",
        "password1": "seven green boats",
        "password2": "seven green boats",
    }
    wrong = here.post(reverse("account_change_password"), sent)
    assert 'data-code="password_wrong"' in wrong.content.decode()
    here.post(reverse("account_change_password"), {**sent, "present": PASSWORD})
    assert fresh(admin).check_password("seven green boats")
    assert here.get(reverse("access:mine")).status_code == 200
    assert there.get(reverse("access:mine")).status_code == 302


def test_views_are_kept_and_dropped(admin: User) -> None:
    client = signed_in(admin)
    back = reverse("access:users")
    query = "users-state=active"
    url = f"{reverse('access:view_save', args=['users'])}?back={back}"
    answer = client.post(url, {"view_name": "ຜູ້ທີ່ເຮັດວຽກ", "view_query": query})
    assert answer["Location"] == f"{back}?{query}"
    page = client.get(f"{back}?{query}").content.decode()
    assert "ຜູ້ທີ່ເຮັດວຽກ" in page
    [drop] = set(re.findall(r'action="([^"]+/drop/[^"]*)"', page))
    client.post(drop.replace("&amp;", "&"))
    assert "ຜູ້ທີ່ເຮັດວຽກ" not in client.get(back).content.decode()


def test_views_lead_to_no_other_site(admin: User) -> None:
    client = signed_in(admin)
    url = f"{reverse('access:view_save', args=['users'])}?back=https://evil.example/"
    assert client.post(url, {"view_name": "x", "view_query": ""})["Location"] == "/"


def test_what_i_may_do_and_why(supervisor: User) -> None:
    client = signed_in(supervisor)
    client.post(reverse("access:language"), {"call_id": str(new_id()), "language": "en"})
    page = client.get(reverse("access:may")).content.decode()
    for words in ("Case supervisor", "Champasa", "Print slips", "See the persons of these places", "no end set"):
        assert words in page
    assert "Names, homes and contacts of any person" not in page


def test_what_a_donor_never_sees() -> None:
    client = signed_in(make_user("dan", "donor", language="en"))
    client.cookies["pokpong_language"] = "en"
    page = client.get(reverse("access:may")).content.decode()
    assert "Names, homes and contacts of any person who is helped" in page
    assert "Concerns that others raised" in page


def test_a_user_without_a_role_has_an_account(admin: User) -> None:
    client = signed_in(make_user("eve"))
    text(client, "access:mine")
    text(client, "access:may")
    assert client.get(reverse("access:users")).status_code == 403


def test_the_list_of_users_costs_the_same_for_many(admin: User) -> None:
    client = signed_in(admin)
    make_user("first", "secretary", DISTRICT)
    queries_of(client)  # the first page also finds out that the installation is set up
    few = queries_of(client)
    for number in range(20):
        make_user(f"user{number}", "secretary", DISTRICT)
    assert queries_of(client) == few


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as context:
        client.get(reverse("access:users"))
    return len(context)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("users-text=boun", {"bounmy"}),
        ("users-role=secretary", {"bounmy"}),
        ("users-state=invited", {"khamla"}),
        ("users-text=nobody", set()),
    ],
)
def test_filters_of_the_list(admin: User, query: str, found: set[str]) -> None:
    make_user("bounmy", "secretary", DISTRICT)
    invite(admin, "khamla")
    page = signed_in(admin).get(f"{reverse('access:users')}?{query}").content.decode()
    assert {name for name in ("bounmy", "khamla") if f">{name}<" in page} == found
