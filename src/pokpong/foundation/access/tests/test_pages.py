"""Every page of users and roles answers, for whom it should, in Lao."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.foundation.access.models import Grant, Slip, User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.access.tests.factories import DISTRICT, PROVINCE, fresh, invite, slip_for
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.access.tests.test_users import task_for
from pokpong.foundation.access.tests.visits import signed_in, text, with_password
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return make_user("alice", "administrator")


@pytest.fixture
def supervisor() -> User:
    return make_user("bob", "case_supervisor", PROVINCE)


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


def test_the_place_of_roles_is_not_marked_as_free_to_leave_out(admin: User) -> None:
    page = text(signed_in(admin), "access:invite")
    label = re.search(r'<label class="pk-label"[^>]*>ສະຖານທີ່ຂອງບົດບາດ(.*?)</label>', page, re.DOTALL)
    assert label is not None
    assert "ບໍ່ບັງຄັບ" not in label[1]
    assert "ຕ້ອງລະບຸ ຍົກເວັ້ນເມື່ອໝາຍ “ທົ່ວປະເທດ”." in page


def test_pages_say_why_the_password_is_asked_for_again(supervisor: User) -> None:
    left_open = "ໜ້າຈໍທີ່ທ່ານເປີດປະໄວ້"
    assert left_open in text(signed_in(supervisor), "account_reauthenticate")
    user = make_user("bounmy", "secretary", DISTRICT)
    assert left_open in text(with_password(supervisor), "access:slip", user.pk)


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


def test_whether_tasks_wait_for_who_sees_victims_is_not_told(admin: User) -> None:
    """How much waits for a caseworker by name would tell of cases."""
    busy, idle = make_user("carol", "caseworker", DISTRICT), make_user("chan", "caseworker", DISTRICT)
    task_for(busy, admin, "concern.triage")
    for name in ("access:user", "access:deactivate", "access:hand_over"):
        pages = [text(signed_in(admin), name, user.pk) for user in (busy, idle)]
        assert ["hand_over_to" in page for page in pages] in ([True, True], [False, False])
        assert [
            reverse("access:hand_over", args=[user.pk]) in page for user, page in zip((busy, idle), pages, strict=True)
        ] in (
            [True, True],
            [False, False],
        )


def test_nobody_is_asked_for_where_no_task_can_wait(admin: User) -> None:
    assert "hand_over_to" not in text(signed_in(admin), "access:deactivate", make_user("dao", "donor").pk)
