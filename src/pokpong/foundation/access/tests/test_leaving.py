"""Leaving with a handover, coming back, and who may change users at all."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pokpong.foundation.access.actions.hand_over import hand_over_tasks
from pokpong.foundation.access.actions.users import (
    amend_user,
    change_post,
    deactivate_user,
    reactivate_user,
)
from pokpong.foundation.access.models import Grant, Slip, User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.access.tests.factories import (
    DISTRICT,
    OTHER_DISTRICT,
    PROVINCE,
    codes,
    fresh,
    slip_for,
    traces,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.tasks import AGENDA, Wanted, ask_task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

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


# --- leaving -----------------------------------------------------------------------------------------------


def test_deactivate(admin: User, supervisor: User) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT)
    slip = slip_for(supervisor, user)
    deactivate_user(by=admin, user=user.pk, reason="Moved to another ministry", call_id=new_id())
    left = fresh(user)
    assert (left.state, left.is_active, left.has_usable_password(), left.roles) == ("left", False, False, [])
    assert Grant.objects.get(user=user.pk).state == "ended"
    assert Slip.objects.get(pk=slip.pk).state == "replaced"
    assert moves.why_of(moves.history_of(user.pk)[-1]) == "Moved to another ministry"
    assert traces(user.pk, "user.deactivate")[0] == 1


def test_deactivate_needs_a_taker_for_open_tasks(admin: User) -> None:
    user, taker = make_user("bounmy", "caseworker", DISTRICT), make_user("carol", "caseworker", DISTRICT)
    task = task_for(user, admin, "concern.triage")
    with pytest.raises(Refused) as refused:
        deactivate_user(by=admin, user=user.pk, reason="goes", call_id=new_id())
    assert codes(refused.value) == {"handover_missing"}
    deactivate_user(by=admin, user=user.pk, reason="goes", hand_over_to=taker.pk, call_id=new_id())
    assert Task.objects.get(pk=task.pk).user == taker.pk


def test_all_reasons_against_leaving_at_once(admin: User) -> None:
    task_for(admin, admin, "user.amend", "")
    with pytest.raises(Refused) as refused:
        deactivate_user(by=admin, user=admin.pk, reason=" ", call_id=new_id())
    assert codes(refused.value) == {"not_yourself", "reason_missing", "handover_missing", "last_administrator"}


def test_a_user_who_left_does_not_leave_again(admin: User) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT)
    deactivate_user(by=admin, user=user.pk, reason="goes", call_id=new_id())
    with pytest.raises(Refused) as refused:
        deactivate_user(by=admin, user=user.pk, reason="goes", call_id=new_id())
    assert codes(refused.value) == {"move_not_allowed"}


def test_a_local_administrator_cannot_end_a_larger_user() -> None:
    local = make_user("alice", "administrator", DISTRICT)
    with pytest.raises(NotAllowed):
        deactivate_user(by=local, user=make_user("bob", "case_supervisor", PROVINCE).pk, reason="x", call_id=new_id())


def test_hand_over_only_to_who_may_do_it(admin: User) -> None:
    user, clerk = make_user("bounmy", "caseworker", DISTRICT), make_user("carol", "secretary", DISTRICT)
    neighbour = make_user("dan", "caseworker", OTHER_DISTRICT)
    task_for(user, admin, "concern.triage")
    for unfit in (clerk, neighbour, user):
        with pytest.raises(Refused) as refused:
            hand_over_tasks(by=admin, user=user.pk, to=unfit.pk, call_id=new_id())
        assert codes(refused.value) == {"handover_unfit"}


def test_hand_over_leaves_its_event(admin: User) -> None:
    user, taker = make_user("bounmy", "caseworker", DISTRICT), make_user("carol", "caseworker", DISTRICT)
    task = task_for(user, admin, "concern.triage")
    hand_over_tasks(by=admin, user=user.pk, to=taker.pk, call_id=new_id())
    assert traces(user.pk, "user.hand_over")[0] == 1
    assert traces(task.pk, "user.hand_over")[0] == 1


# --- coming back -------------------------------------------------------------------------------------------


def test_reactivate_starts_like_an_invitation(admin: User) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT)
    deactivate_user(by=admin, user=user.pk, reason="goes", call_id=new_id())
    reactivate_user(by=admin, user=user.pk, posts=[Post("caseworker", DISTRICT)], call_id=new_id())
    back = fresh(user)
    assert (back.state, back.has_usable_password()) == ("invited", False)
    assert sorted(Grant.objects.filter(user=user.pk).values_list("state", flat=True)) == ["asked", "ended"]


def test_who_never_left_does_not_come_back(admin: User) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT)
    with pytest.raises(Refused) as refused:
        reactivate_user(by=admin, user=user.pk, posts=[Post("chair", DISTRICT)], call_id=new_id())
    assert codes(refused.value) == {"move_not_allowed"}


@pytest.mark.parametrize("role", NOBODY_ELSE)
def test_others_change_no_user(role: str) -> None:
    actor = make_user("carol", role, "LA16/LA1601/v1/" if role == "village_member" else DISTRICT)
    user = make_user("bounmy", "secretary", DISTRICT)
    calls: list[Callable[[], User]] = [
        lambda: amend_user(by=actor, user=user.pk, changes={}, base=1, call_id=new_id()),
        lambda: change_post(by=actor, user=user.pk, posts=[], call_id=new_id()),
        lambda: deactivate_user(by=actor, user=user.pk, reason="x", call_id=new_id()),
        lambda: reactivate_user(by=actor, user=user.pk, posts=[], call_id=new_id()),
        lambda: hand_over_tasks(by=actor, user=user.pk, to=actor.pk, call_id=new_id()),
    ]
    for call in calls:
        with pytest.raises(NotAllowed):
            call()


def test_a_user_that_is_not_there(admin: User) -> None:
    with pytest.raises(NotThere):
        amend_user(by=admin, user=new_id(), changes={}, base=1, call_id=new_id())
