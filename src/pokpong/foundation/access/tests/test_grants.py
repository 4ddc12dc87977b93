"""Asking for roles, approving, refusing, ending."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse

from pokpong.foundation.access import queries
from pokpong.foundation.access.actions.grants import approve_grant, ask_grant, end_grant, refuse_grant
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.access.tests.factories import (
    DISTRICT,
    OTHER_DISTRICT,
    PROVINCE,
    approved,
    asked,
    codes,
    fresh,
    invite,
    traces,
)
from pokpong.foundation.access.tests.people import give, make_user
from pokpong.foundation.access.tests.test_second_factor import with_app
from pokpong.foundation.access.tests.visits import signed_in
from pokpong.foundation.actions import moves
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return make_user("alice", "administrator")


@pytest.fixture
def supervisor() -> User:
    return make_user("bob", "case_supervisor", PROVINCE)


@pytest.fixture
def user() -> User:
    return make_user("bounmy", "secretary", DISTRICT)


def test_a_role_that_sees_victims_waits_and_then_holds(admin: User, supervisor: User, user: User) -> None:
    grant = asked(admin, user, "caseworker", DISTRICT)
    assert fresh(user).may("concern.read") is False
    approved(supervisor, grant)
    now = Grant.objects.get(pk=grant.pk)
    assert (now.state, now.asked_by, now.granted_by) == ("active", admin.pk, supervisor.pk)
    assert fresh(user).may("concern.read", DISTRICT)
    assert not fresh(user).may("concern.read", OTHER_DISTRICT)
    assert traces(grant.pk, "grant.approve")[0] == 1
    assert Task.objects.get(subject=grant.pk).state == "done"


def test_a_role_that_sees_no_victim_holds_at_once(admin: User, user: User) -> None:
    grant = asked(admin, user, "trainer", DISTRICT)
    assert (grant.state, grant.granted_by) == ("active", admin.pk)
    assert "trainer" in fresh(user).roles
    assert traces(grant.pk, "grant.ask")[0] == 1


def test_the_task_finds_the_supervisor_and_nobody_else(admin: User, supervisor: User, user: User) -> None:
    asked(admin, user, "caseworker", DISTRICT)
    neighbour = make_user("dan", "case_supervisor", OTHER_DISTRICT)
    assert [task.kind for task in waiting_for(supervisor)] == ["grant.approve"]
    assert waiting_for(neighbour) == []
    assert waiting_for(admin) == []


@pytest.mark.parametrize("path", [OTHER_DISTRICT, "LA14/"])
def test_a_supervisor_of_elsewhere_does_not_find_it(admin: User, user: User, path: str) -> None:
    grant = asked(admin, user, "caseworker", DISTRICT)
    elsewhere = make_user("dan", "case_supervisor", path)
    assert list(queries.waiting_for_approval(elsewhere)) == []
    with pytest.raises(NotThere):
        approved(elsewhere, grant)


def test_a_supervisor_of_a_district_does_not_approve_for_the_province(admin: User, user: User) -> None:
    grant = asked(admin, user, "caseworker", PROVINCE)
    with pytest.raises(NotThere):
        approved(make_user("dan", "case_supervisor", DISTRICT), grant)


def test_nobody_approves_for_themselves(admin: User, supervisor: User) -> None:
    grant = asked(admin, supervisor, "caseworker", DISTRICT)
    assert list(queries.waiting_for_approval(supervisor)) == []
    with pytest.raises(Refused) as refused:
        approved(supervisor, grant)
    assert codes(refused.value) == {"not_yourself"}


def test_nobody_approves_their_own_request(user: User, supervisor: User) -> None:
    """A supervisor who was an administrator once, and asked for it then."""
    grant = give(user, "caseworker", DISTRICT, state="asked", asked_by=supervisor.pk)
    assert list(queries.waiting_for_approval(supervisor)) == []
    with pytest.raises(Refused) as refused:
        approved(supervisor, grant)
    assert codes(refused.value) == {"own_request"}


def test_an_approval_is_not_given_twice(admin: User, supervisor: User, user: User) -> None:
    grant = asked(admin, user, "caseworker", DISTRICT)
    approved(supervisor, grant)
    with pytest.raises(Refused) as refused:
        approved(make_user("eve", "case_supervisor", PROVINCE), grant)
    assert codes(refused.value) == {"move_not_allowed"}


def test_the_same_call_twice_answers_the_same(admin: User, supervisor: User, user: User) -> None:
    grant, call_id = asked(admin, user, "caseworker", DISTRICT), new_id()
    first = approve_grant(by=supervisor, grant=grant.pk, call_id=call_id)
    assert approve_grant(by=supervisor, grant=grant.pk, call_id=call_id) == first
    assert traces(grant.pk, "grant.approve")[0] == 1


def test_refusal_keeps_its_reason(admin: User, supervisor: User, user: User) -> None:
    grant = asked(admin, user, "caseworker", DISTRICT)
    refuse_grant(by=supervisor, grant=grant.pk, reason="Has no training yet", call_id=new_id())
    assert Grant.objects.get(pk=grant.pk).state == "refused"
    assert moves.why_of(moves.history_of(grant.pk)[-1]) == "Has no training yet"
    assert traces(grant.pk, "grant.refuse")[0] == 1
    assert not fresh(user).may("concern.read")


def test_refusal_needs_a_reason(admin: User, supervisor: User, user: User) -> None:
    grant = asked(admin, user, "caseworker", DISTRICT)
    with pytest.raises(Refused) as refused:
        refuse_grant(by=supervisor, grant=grant.pk, reason=" ", call_id=new_id())
    assert codes(refused.value) == {"reason_missing"}


def test_roles_apart_are_seen_again_at_the_approval(admin: User, supervisor: User, user: User) -> None:
    grant = asked(admin, user, "case_supervisor", DISTRICT)
    give(user, "administrator", "")
    with pytest.raises(Refused) as refused:
        approved(supervisor, grant)
    assert codes(refused.value) == {"roles_apart"}


def test_end_takes_the_role_away_at_once(admin: User, user: User) -> None:
    grant = Grant.objects.get(user=user.pk)
    end_grant(by=admin, grant=grant.pk, reason="Project closed", call_id=new_id())
    assert fresh(user).roles == []
    assert traces(grant.pk, "grant.end")[0] == 1


def test_ending_a_request_cancels_its_task(admin: User, user: User) -> None:
    grant = asked(admin, user, "caseworker", DISTRICT)
    end_grant(by=admin, grant=grant.pk, reason="Asked by mistake", call_id=new_id())
    assert Task.objects.get(subject=grant.pk).state == "cancelled"


def test_the_last_administrator_keeps_the_role() -> None:
    only = make_user("alice", "administrator")
    local = make_user("carol", "administrator", PROVINCE)
    grant = Grant.objects.get(user=only.pk)
    with pytest.raises(NotAllowed):
        end_grant(by=local, grant=grant.pk, reason="x", call_id=new_id())
    with pytest.raises(Refused) as refused:
        end_grant(by=only, grant=grant.pk, reason="x", call_id=new_id())
    assert codes(refused.value) == {"not_yourself", "last_administrator"}


def test_a_grant_holds_on_its_days_only(admin: User, user: User) -> None:
    last = clock.today() + timedelta(days=7)
    ask_grant(by=admin, user=user.pk, role="trainer", place_path=DISTRICT, ends=last, call_id=new_id())
    with clock.standing_at(clock.now() + timedelta(days=7)):
        assert "trainer" in fresh(user).roles
    with clock.standing_at(clock.now() + timedelta(days=8)):
        assert "trainer" not in fresh(user).roles


def test_a_request_goes_up_when_nobody_answers(admin: User, user: User) -> None:
    asked(admin, user, "caseworker", DISTRICT)
    task = Task.objects.get(kind="grant.approve")
    assert task.escalates_at == task.due
    assert task.escalates_path == PROVINCE


def test_who_asks_sees_it_and_others_do_not(admin: User, supervisor: User, user: User) -> None:
    grant = asked(admin, user, "caseworker", DISTRICT)
    outsider = make_user("dan", "secretary", DISTRICT)
    seen = {
        person: Grant.objects.visible_to(person).filter(pk=grant.pk).exists() for person in (admin, supervisor, user)
    }
    assert set(seen.values()) == {True}
    assert not Grant.objects.visible_to(outsider).filter(pk=grant.pk).exists()


@pytest.mark.parametrize("role", ["caseworker", "secretary", "auditor", "case_supervisor", "donor"])
def test_only_administrators_ask_and_end(role: str, user: User) -> None:
    actor = make_user("carol", role, DISTRICT)
    with pytest.raises(NotAllowed):
        asked(actor, user, "caseworker", DISTRICT)
    with pytest.raises(NotAllowed):
        end_grant(by=actor, grant=Grant.objects.get(user=user.pk).pk, reason="x", call_id=new_id())


@pytest.mark.parametrize("role", ["caseworker", "secretary", "auditor", "administrator", "donor"])
def test_only_supervisors_decide(role: str, admin: User) -> None:
    waiting = invite(admin, "khamla", Post("caseworker", DISTRICT))
    grant = Grant.objects.get(user=waiting.pk)
    actor = make_user("carol", role, DISTRICT)
    with pytest.raises(NotAllowed):
        approved(actor, grant)
    with pytest.raises(NotAllowed):
        refuse_grant(by=actor, grant=grant.pk, reason="x", call_id=new_id())


@override_settings(POKPONG_SECOND_FACTOR="required")
def test_two_people_give_a_role_that_sees_victims_and_a_second_factor_comes_first(
    admin: User, supervisor: User, user: User
) -> None:
    """Who is signed in already when the role is approved is held back, too."""
    client, home = signed_in(user), reverse("office:home")
    assert client.get(home).status_code == 200
    grant = asked(admin, user, "caseworker", DISTRICT)
    with pytest.raises(NotAllowed):
        approved(admin, grant)
    for nobody in (make_user("far", "case_supervisor", "LA01/"), make_user("deep", "case_supervisor", OTHER_DISTRICT)):
        with pytest.raises(NotThere):
            approved(nobody, grant)
    assert client.get(home).status_code == 200
    approved(supervisor, grant)
    for page in (home, reverse("people:mine"), reverse("protection:inbox")):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, reverse("access:second_factor"))
    with_app(fresh(user))
    assert client.get(reverse("protection:inbox")).status_code == 200


def test_the_supervisor_who_is_to_get_a_role_does_not_approve_it(admin: User, supervisor: User) -> None:
    grant = asked(admin, supervisor, "investigator", PROVINCE)
    with pytest.raises(Refused) as refused:
        approved(supervisor, grant)
    assert codes(refused.value) == {"not_yourself"}
    assert approved(make_user("carol", "case_supervisor"), grant).state == "active"
