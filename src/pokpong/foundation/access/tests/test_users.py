"""Inviting, amending, changing the post, leaving, coming back."""

from datetime import timedelta

import pytest

from pokpong.foundation.access.actions.users import (
    amend_user,
    change_post,
    deactivate_user,
)
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.access.tests.factories import (
    DISTRICT,
    OTHER_DISTRICT,
    PROVINCE,
    codes,
    fresh,
    invite,
    traces,
)
from pokpong.foundation.access.tests.people import give, make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.tasks import AGENDA, Wanted, ask_task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused

pytestmark = pytest.mark.django_db
NOBODY_ELSE = ["village_member", "caseworker", "case_supervisor", "secretary", "chair", "auditor", "donor", "trainer"]


@pytest.fixture
def admin() -> User:
    return make_user("alice", "administrator")


@pytest.fixture
def supervisor() -> User:
    return make_user("bob", "case_supervisor", PROVINCE)


def task_for(user: User, about: User, permission: str, path: str = DISTRICT) -> Task:
    wanted = Wanted(
        kind="test", permission=permission, due=clock.now() + timedelta(days=1), place_path=path, user=user.pk
    )
    return ask_task(by=AGENDA, subject_kind="user", subject=about.pk, wanted=wanted, call_id=new_id())


# --- invite ------------------------------------------------------------------------------------------------


def test_invite(admin: User) -> None:
    user = invite(admin, " BounMy ", Post("secretary", DISTRICT), Post("caseworker", DISTRICT))
    assert (user.username, user.state, user.has_usable_password()) == ("bounmy", "invited", False)
    grants = {grant.role: grant for grant in Grant.objects.filter(user=user.pk)}
    assert (grants["secretary"].state, grants["secretary"].granted_by) == ("active", admin.pk)
    assert (grants["caseworker"].state, grants["caseworker"].granted_by) == ("asked", None)
    assert traces(user.pk, "user.invite") == (1, 1, 1)
    assert [move.after for move in moves.history_of(user.pk)] == ["invited"]


def test_an_asked_role_waits_for_supervisors_of_the_place(admin: User, supervisor: User) -> None:
    invite(admin, "bounmy")
    task = Task.objects.get(kind="grant.approve")
    assert (task.permission, task.place_path, task.escalates_path) == ("grant.approve", DISTRICT, PROVINCE)


def test_a_role_given_at_once_leaves_no_task(admin: User) -> None:
    invite(admin, "bounmy", Post("secretary", DISTRICT))
    assert not Task.objects.exists()


def test_invite_refuses_all_at_once_and_writes_nothing(admin: User) -> None:
    make_user("taken")
    with pytest.raises(Refused) as refused:
        invite(admin, "TAKEN", language="xx")
    assert codes(refused.value) == {"user_name_taken", "language_unknown"}
    assert User.objects.count() == 2


def test_invite_with_a_wrong_role_writes_no_user(admin: User) -> None:
    with pytest.raises(Refused):
        invite(admin, "bounmy", Post("secretary", DISTRICT), Post("king", DISTRICT))
    assert not User.objects.filter(username="bounmy").exists()


def test_two_roles_that_stay_apart_are_refused_in_one_invitation(admin: User) -> None:
    with pytest.raises(Refused) as refused:
        invite(admin, "bounmy", Post("administrator", ""), Post("case_supervisor", ""))
    assert codes(refused.value) == {"roles_apart"}
    assert not User.objects.filter(username="bounmy").exists()


@pytest.mark.parametrize("role", NOBODY_ELSE)
def test_only_administrators_invite(role: str) -> None:
    with pytest.raises(NotAllowed):
        invite(make_user("carol", role, "LA16/LA1601/v1/" if role == "village_member" else DISTRICT), "bounmy")


def test_an_administrator_of_a_province_stays_inside_it() -> None:
    local = make_user("alice", "administrator", PROVINCE)
    invite(local, "inside")
    with pytest.raises(NotAllowed):
        invite(local, "outside", Post("secretary", "LA14/"))


# --- amend -------------------------------------------------------------------------------------------------


def test_amend_keeps_the_old_name(admin: User) -> None:
    user = invite(admin, "bounmy")
    amend_user(by=admin, user=user.pk, changes={"display_name": "Bounmy V."}, base=1, call_id=new_id())
    assert fresh(user).display_name == "Bounmy V."
    assert list(FieldChange.objects.filter(row=user.pk).values_list("field", flat=True)) == ["display_name"]
    assert traces(user.pk, "user.amend")[0] == 1


def test_a_user_name_is_folded_and_unique(admin: User) -> None:
    user = invite(admin, "bounmy")
    amend_user(by=admin, user=user.pk, changes={"username": "KHAMLA"}, base=1, call_id=new_id())
    assert fresh(user).username == "khamla"
    with pytest.raises(Refused) as refused:
        amend_user(by=admin, user=user.pk, changes={"username": "Alice"}, base=2, call_id=new_id())
    assert codes(refused.value) == {"user_name_taken"}


@pytest.mark.parametrize("field", ["password", "state", "notify_address", "session_round", "language"])
def test_administrators_cannot_touch_the_rest(admin: User, field: str) -> None:
    user = invite(admin, "bounmy")
    with pytest.raises(Refused) as refused:
        amend_user(by=admin, user=user.pk, changes={field: "x"}, base=1, call_id=new_id())
    assert codes(refused.value) == {"unknown_field"}


def test_two_who_amend_one_name(admin: User) -> None:
    user = invite(admin, "bounmy")
    other = make_user("carol", "administrator")
    amend_user(by=admin, user=user.pk, changes={"display_name": "One"}, base=1, call_id=new_id())
    amend_user(by=other, user=user.pk, changes={"display_name": "Two"}, base=1, call_id=new_id())
    assert fresh(user).display_name == "One"


# --- change of post ----------------------------------------------------------------------------------------


def test_change_of_post(admin: User) -> None:
    user = invite(admin, "bounmy", Post("secretary", DISTRICT), Post("trainer", DISTRICT))
    change_post(
        by=admin, user=user.pk, posts=[Post("trainer", DISTRICT), Post("chair", OTHER_DISTRICT)], call_id=new_id()
    )
    states = dict(Grant.objects.filter(user=user.pk).values_list("role", "state"))
    assert states == {"secretary": "ended", "trainer": "active", "chair": "active"}
    assert fresh(user).roles == []  # invited: nothing holds before the first sign-in
    assert traces(user.pk, "user.change_post")[0] == 1


def test_what_ends_is_gone_at_once_and_its_dates_stay(admin: User) -> None:
    user = make_user("bounmy", "secretary", DISTRICT)
    with clock.standing_at(clock.now() + timedelta(days=30)):
        change_post(by=admin, user=user.pk, posts=[Post("chair", DISTRICT)], call_id=new_id())
        assert fresh(user).roles == ["chair"]
        ended = Grant.objects.get(user=user.pk, role="secretary")
        assert ended.ends == clock.today() - timedelta(days=1)
        assert ended.starts < clock.today() - timedelta(days=1)


def test_nobody_changes_their_own_post(admin: User) -> None:
    make_user("carol", "administrator")
    with pytest.raises(Refused) as refused:
        change_post(by=admin, user=admin.pk, posts=[Post("chair", "")], call_id=new_id())
    assert "not_yourself" in codes(refused.value)


def test_the_last_supervisor_of_the_country_keeps_the_post(admin: User) -> None:
    last = make_user("bob", "case_supervisor")
    with pytest.raises(Refused) as refused:
        change_post(by=admin, user=last.pk, posts=[Post("chair", "")], call_id=new_id())
    assert codes(refused.value) == {"last_supervisor"}
    make_user("carol", "case_supervisor")
    change_post(by=admin, user=last.pk, posts=[Post("chair", "")], call_id=new_id())
    assert fresh(last).roles == ["chair"]


def test_an_invited_second_does_not_count(admin: User) -> None:
    last = make_user("bob", "case_supervisor")
    second = invite(admin, "carol", Post("secretary", ""))
    give(second, "case_supervisor", "")
    with pytest.raises(Refused) as refused:
        deactivate_user(by=admin, user=last.pk, reason="goes", call_id=new_id())
    assert codes(refused.value) == {"last_supervisor"}
