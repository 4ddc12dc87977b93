"""Recording, confirming and removing the identity of a user at the provider: actions, and the pages of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from pokpong.foundation.access import identities
from pokpong.foundation.access.actions.identities import confirm_identity, link_identity, unlink_identity
from pokpong.foundation.access.actions.users import deactivate_user, invite_user
from pokpong.foundation.access.models import User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.access.tests.factories import DISTRICT, OTHER_DISTRICT, codes, fresh, invite, traces
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.access.tests.visits import signed_in, text
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db
ONE, OTHER = "1" * 64, "2" * 64
SUBJECT = "f3b1-Bounmy"


@pytest.fixture
def admin() -> User:
    return make_user("alice", "administrator")


@pytest.fixture
def user() -> User:
    return make_user("bounmy", "caseworker", DISTRICT)


@pytest.fixture
def provided(settings: Settings) -> None:
    settings.POKPONG_OIDC_ISSUER, settings.POKPONG_OIDC_CLIENT_ID = "https://id.example", "pokpong"
    settings.POKPONG_OIDC_CLIENT_SECRET = "secret"


def linked(by: User, user: User, identity: str = ONE) -> User:
    link_identity(by=by, user=user.pk, identity=identity, call_id=new_id())
    return fresh(user)


def refusal(by: User, user: User, identity: str = ONE) -> set[str]:
    with pytest.raises(Refused) as refused:
        link_identity(by=by, user=user.pk, identity=identity, call_id=new_id())
    return codes(refused.value)


# --- recording -----------------------------------------------------------------------------------------------
def test_it_is_recorded_and_waits(admin: User, user: User) -> None:
    row = linked(admin, user)
    assert (row.identity, row.identity_confirmed) == (ONE, False)
    assert traces(user.pk, "user.link_identity") == (1, 1, 1)
    event = Event.objects.get(name="user.link_identity")
    assert event.actor == admin.pk
    assert event.detail is None, "not even the digest"


def test_who_may_not_record_one(user: User) -> None:
    for role in ("case_supervisor", "caseworker", "auditor", "village_member"):
        with pytest.raises((NotAllowed, NotThere)):
            linked(make_user(f"x-{role}", role), user)
    with pytest.raises((NotAllowed, NotThere)):
        linked(make_user("elsewhere", "administrator", OTHER_DISTRICT), user)
    assert fresh(user).identity is None


def test_nobody_records_their_own(admin: User) -> None:
    assert refusal(admin, admin) == {"not_yourself"}


def test_one_for_each_user_and_each_for_one_user(admin: User, user: User) -> None:
    linked(admin, user)
    assert refusal(admin, user, OTHER) == {"identity_there"}
    assert refusal(admin, make_user("carol"), ONE) == {"identity_taken"}


def test_of_who_left_none_is_recorded_and_what_was_is_gone(admin: User, user: User) -> None:
    linked(admin, user)
    deactivate_user(by=admin, user=user.pk, reason="goes", call_id=new_id())
    assert fresh(user).identity is None
    assert refusal(admin, user) == {"user_has_left"}


def test_an_invited_user_can_have_one(admin: User) -> None:
    assert linked(admin, invite(admin, "khamla")).identity == ONE


def test_inviting_gives_none(admin: User) -> None:
    made = invite_user(
        by=admin,
        id=new_id(),
        username="noy",
        display_name="Noy",
        posts=[Post("trainer", DISTRICT)],
        call_id=new_id(),
    )
    assert (fresh(made).identity, fresh(made).identity_confirmed) == (None, False)


# --- confirming ----------------------------------------------------------------------------------------------
def test_its_owner_confirms_it(admin: User, user: User) -> None:
    linked(admin, user)
    confirm_identity(by=user, identity=ONE, call_id=new_id())
    assert fresh(user).identity_confirmed
    assert traces(user.pk, "user.confirm_identity")[0] == 1


@pytest.mark.parametrize("shown", [OTHER, ""])
def test_another_one_confirms_nothing(admin: User, user: User, shown: str) -> None:
    linked(admin, user)
    with pytest.raises(Refused) as refused:
        confirm_identity(by=user, identity=shown, call_id=new_id())
    assert codes(refused.value) == {"identity_differs"}
    assert not fresh(user).identity_confirmed


def test_without_a_record_nothing_is_confirmed(user: User) -> None:
    with pytest.raises(Refused):
        confirm_identity(by=user, identity=ONE, call_id=new_id())


# --- removing ------------------------------------------------------------------------------------------------
def test_it_is_removed_and_every_session_ends(admin: User, user: User) -> None:
    linked(admin, user)
    confirm_identity(by=user, identity=ONE, call_id=new_id())
    client = signed_in(fresh(user))
    unlink_identity(by=admin, user=user.pk, call_id=new_id())
    assert (fresh(user).identity, fresh(user).identity_confirmed) == (None, False)
    assert client.get(reverse("access:mine")).status_code == 302
    assert traces(user.pk, "user.unlink_identity")[0] == 1
    assert not linked(admin, user, ONE).identity_confirmed, "recorded again, it waits again"


def test_who_may_not_remove_one(admin: User, user: User) -> None:
    linked(admin, user)
    for by in (make_user("dao", "case_supervisor"), make_user("far", "administrator", OTHER_DISTRICT), user):
        with pytest.raises((NotAllowed, NotThere)):
            unlink_identity(by=by, user=user.pk, call_id=new_id())


def test_what_is_not_there_is_not_removed(admin: User, user: User) -> None:
    with pytest.raises(Refused) as refused:
        unlink_identity(by=admin, user=user.pk, call_id=new_id())
    assert codes(refused.value) == {"identity_none"}


# --- what is kept --------------------------------------------------------------------------------------------
def test_the_digest_depends_on_provider_and_subject() -> None:
    one = identities.Provider("https://id.example", "pokpong", "secret")
    other = identities.Provider("https://other.example", "pokpong", "secret")
    assert len({identities.digest(one, "a"), identities.digest(one, "A"), identities.digest(other, "a")}) == 3
    assert identities.digest(one, "a") == identities.digest(identities.Provider(one.issuer, "new", "new"), "a")


def test_the_secret_can_stand_in_a_file(settings: Settings, tmp_path: Path, provided: None) -> None:
    settings.POKPONG_OIDC_CLIENT_SECRET = ""
    assert identities.provider() is None
    settings.POKPONG_OIDC_SECRET_FILE = str(tmp_path / "secret")
    assert identities.provider() is None
    (tmp_path / "secret").write_text("from a file\n")
    found = identities.provider()
    assert found is not None
    assert found.secret == "from a file"


# --- pages ---------------------------------------------------------------------------------------------------
def test_an_administrator_records_and_removes_it_by_page(admin: User, user: User, provided: None) -> None:
    client = signed_in(admin)
    assert reverse("access:link_identity", args=[user.pk]) in text(client, "access:user", user.pk)
    assert "sub" in text(client, "access:link_identity", user.pk)
    sent = {"call_id": str(new_id()), "subject": f" {SUBJECT} ", "compared": "on"}
    answer = client.post(reverse("access:link_identity", args=[user.pk]), sent)
    assert answer["Location"] == reverse("access:user", args=[user.pk])
    provider = identities.provider()
    assert provider is not None
    assert fresh(user).identity == identities.digest(provider, SUBJECT)
    page = text(client, "access:user", user.pk)
    assert "ລໍຖ້າຜູ້ໃຊ້ຢືນຢັນ" in page
    assert f'{reverse("access:link_identity", args=[user.pk])}"' not in page
    assert reverse("access:unlink_identity", args=[user.pk]) in page
    text(client, "access:unlink_identity", user.pk)
    assert fresh(user).identity is not None, "looking at the question removes nothing"
    client.post(reverse("access:unlink_identity", args=[user.pk]), {"call_id": str(new_id())})
    assert fresh(user).identity is None


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"subject": SUBJECT}, "identity_unchecked"),
        ({"subject": "", "compared": "on"}, "required"),
        ({"subject": "x" * 256, "compared": "on"}, ""),
    ],
)
def test_what_is_missing_is_said(admin: User, user: User, provided: None, sent: dict[str, str], code: str) -> None:
    answer = signed_in(admin).post(reverse("access:link_identity", args=[user.pk]), {"call_id": str(new_id()), **sent})
    assert answer.status_code == 200
    assert code in answer.content.decode()
    assert fresh(user).identity is None


def test_without_a_provider_nothing_of_it_is_shown(admin: User, user: User) -> None:
    client = signed_in(admin)
    page = text(client, "access:user", user.pk)
    assert f'{reverse("access:link_identity", args=[user.pk])}"' not in page
    assert "ຕົວລະບຸ" not in page
    assert client.get(reverse("access:link_identity", args=[user.pk])).status_code == 404


def test_others_find_no_page(user: User, provided: None) -> None:
    for role in ("case_supervisor", "auditor"):
        client: Client = signed_in(make_user(f"x-{role}", role))
        assert client.get(reverse("access:link_identity", args=[user.pk])).status_code == 403
        assert client.post(reverse("access:unlink_identity", args=[user.pk])).status_code == 403
        assert reverse("access:link_identity", args=[user.pk]) not in text(client, "access:user", user.pk)
