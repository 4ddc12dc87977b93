"""What two administrators, or one administrator and one supervisor, could try together or alone."""

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.foundation.access.actions.own import change_password
from pokpong.foundation.access.models import Grant, Slip, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.rules import Post
from pokpong.foundation.access.tests.factories import DISTRICT, approved, asked, codes, fresh, invite, slip_for
from pokpong.foundation.access.tests.people import give, make_user
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused

pytestmark = pytest.mark.django_db
SEES_VICTIMS = sorted(code for code, role in ROLES.items() if role.sees_victims)


@pytest.fixture
def admin() -> User:
    return make_user("alice", "administrator")


@pytest.fixture
def accomplice() -> User:
    return make_user("carol", "administrator")


@pytest.mark.parametrize("role", SEES_VICTIMS)
def test_two_administrators_cannot_give_a_role_that_sees_victims(admin: User, accomplice: User, role: str) -> None:
    user = invite(admin, "bounmy", Post("secretary", DISTRICT))
    grant = asked(accomplice, user, role, DISTRICT)
    for actor in (admin, accomplice):
        with pytest.raises(NotAllowed):
            approved(actor, grant)
    assert Grant.objects.get(pk=grant.pk).state == "asked"
    assert not {"concern.read", "person.read", "person.tied"} & ROLES["secretary"].permissions


@pytest.mark.parametrize("role", ["case_supervisor", "caseworker", "auditor"])
def test_an_administrator_never_gets_those_roles(admin: User, accomplice: User, role: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(accomplice, admin, role, DISTRICT)
    assert "roles_apart" in codes(refused.value)


def test_nor_does_a_supervisor_become_an_administrator(admin: User) -> None:
    bob = make_user("bob", "case_supervisor")
    with pytest.raises(Refused) as refused:
        asked(admin, bob, "administrator", "")
    assert codes(refused.value) == {"roles_apart"}


def test_a_supervisor_cannot_approve_an_administrator_as_caseworker(admin: User) -> None:
    """Even when the request stands there from before the first role was given."""
    bob = make_user("bob", "case_supervisor")
    grant = give(admin, "caseworker", DISTRICT, state="asked")
    with pytest.raises(Refused) as refused:
        approved(bob, grant)
    assert codes(refused.value) == {"roles_apart"}


def test_an_administrator_prints_no_slip(admin: User) -> None:
    bob = make_user("bob", "case_supervisor")
    with pytest.raises(NotAllowed):
        slip_for(admin, bob)
    client = Client()
    client.force_login(admin)
    assert client.get(reverse("access:slip", args=[bob.pk])).status_code == 403
    assert client.post(reverse("access:slip", args=[bob.pk]), {"call_id": str(new_id())}).status_code == 403
    assert not Slip.objects.exists()


def test_an_administrator_cannot_change_anothers_password(admin: User) -> None:
    """The action has no argument for whom: it changes the caller's own."""
    bob = make_user("bob", "case_supervisor")
    before = fresh(bob).password
    change_password(by=admin, password="!x", call_id=new_id())
    assert fresh(bob).password == before


def test_an_administrator_sees_no_person_and_no_concern(admin: User) -> None:
    for permission in ("person.read", "person.tied", "concern.read", "household.read", "glass.break"):
        assert not admin.may(permission)
        assert admin.paths(permission) == []
    client = Client()
    client.force_login(admin)
    assert client.get(reverse("access:glass")).status_code == 403


def test_no_page_of_an_administrator_shows_a_code(admin: User) -> None:
    bob = make_user("bob", "case_supervisor")
    user = invite(admin, "bounmy")
    slip = slip_for(bob, user)
    client = Client()
    client.force_login(admin)
    page = client.get(reverse("access:user", args=[user.pk])).content.decode()
    assert slip.code not in page
    assert "1234 5678" not in page


def test_a_local_supervisor_cannot_take_over_who_holds_more(admin: User) -> None:
    local = make_user("dan", "case_supervisor", DISTRICT)
    for victim in (admin, make_user("bob", "case_supervisor"), make_user("eve", "case_supervisor", "LA16/")):
        with pytest.raises(Refused) as refused:
            slip_for(local, victim)
        assert codes(refused.value) == {"slip_not_your_place"}


def test_giving_a_second_role_far_away_does_not_hide_a_user_from_supervisors(admin: User) -> None:
    """An administrator cannot make somebody's slip printable by a friend elsewhere: all places count."""
    friend = make_user("dan", "case_supervisor", "LA14/")
    target = make_user("eve", "caseworker", DISTRICT)
    asked(admin, target, "secretary", "LA14/")
    with pytest.raises(Refused):
        slip_for(friend, target)


def test_an_invited_accomplice_approves_nothing(admin: User, accomplice: User) -> None:
    """A new supervisor needs an old one: inviting one gives no power."""
    new = invite(admin, "mallory", Post("case_supervisor", ""))
    grant = asked(accomplice, make_user("bounmy", "secretary", DISTRICT), "caseworker", DISTRICT)
    with pytest.raises(NotAllowed):
        approved(fresh(new), grant)
