"""The first two users of an empty installation."""

from uuid import UUID

import pytest

from pokpong.foundation.access.actions.set_up import SET_UP, FirstUser, first_users
from pokpong.foundation.access.credentials import hashed_password
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.screens.password_forms import FirstUserForm
from pokpong.foundation.access.tests.factories import codes, traces
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused

pytestmark = pytest.mark.django_db


def start(first: str = "Alice", second: str = "bob", call_id: UUID | None = None, row: UUID | None = None) -> User:
    return first_users(
        by=SET_UP,
        id=row or new_id(),
        administrator=FirstUser(first, "Alice", hashed_password("one two three")),
        supervisor=FirstUser(second, "Bob", hashed_password("four five six"), "en"),
        call_id=call_id or new_id(),
    )


def test_both_can_work_at_once() -> None:
    admin = start()
    bob = User.objects.get(username="bob")
    assert (admin.username, admin.state, bob.state, bob.language) == ("alice", "active", "active", "en")
    assert (admin.roles, bob.roles) == (["administrator"], ["case_supervisor"])
    assert set(Grant.objects.values_list("place_path", "state")) == {("", "active")}
    assert bob.check_password("four five six")
    assert traces(admin.pk, "set_up.first_users")[0] == traces(bob.pk, "set_up.first_users")[0] == 1


def test_only_once() -> None:
    start()
    with pytest.raises(Refused) as refused:
        start("carol", "dan")
    assert codes(refused.value) == {"already_set_up"}
    assert User.objects.count() == 2


def test_not_when_anybody_is_there() -> None:
    make_user("eve")
    with pytest.raises(Refused):
        start()


@pytest.mark.parametrize("second", ["alice", " ALICE "])
def test_two_persons(second: str) -> None:
    with pytest.raises(Refused) as refused:
        start(second=second)
    assert codes(refused.value) == {"same_person_twice"}
    assert not User.objects.exists()


def test_names_must_fit() -> None:
    with pytest.raises(Refused) as refused:
        start("a b", "c")
    assert codes(refused.value) == {"user_name_unfit"}


def test_no_user_sets_up() -> None:
    admin = make_user("alice", "administrator")
    with pytest.raises(NotAllowed):
        first_users(
            by=admin,
            id=new_id(),
            administrator=FirstUser("x", "x", "x"),
            supervisor=FirstUser("y", "y", "y"),
            call_id=new_id(),
        )


def test_what_waits_between_the_two_pages_is_a_hash() -> None:
    form = FirstUserForm(
        {
            "display_name": "ອາລິດ",
            "username": "Alice",
            "password1": "seven green boats",
            "password2": "seven green boats",
        }
    )
    assert form.is_valid(), form.errors
    kept = form.first_user("lo").as_json()
    assert "seven" not in str(kept)
    assert FirstUser.from_json(kept) == FirstUser("alice", "ອາລິດ", kept["password"], "lo")


def test_all_that_is_wrong_with_the_first_user() -> None:
    form = FirstUserForm({"display_name": "", "username": "a b", "password1": "short", "password2": "short"})
    found = {line.code for line in form.error_lines()}
    assert {"required", "user_name_unfit", "password_too_short"} <= found
