"""The pages of one's own account, kept views and what one may do; and the list of users."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.factories import DISTRICT, PROVINCE, fresh, invite
from pokpong.foundation.access.tests.people import PASSWORD, make_user
from pokpong.foundation.access.tests.visits import signed_in, text
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return make_user("alice", "administrator")


@pytest.fixture
def supervisor() -> User:
    return make_user("bob", "case_supervisor", PROVINCE)


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
