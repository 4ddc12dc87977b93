"""The demo's story: always the same, through the door, and with nobody real in it."""

import re
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.states.concerns import CONCERN
from pokpong.demo import secrets
from pokpong.demo.cases.people import everybody
from pokpong.demo.concerns import CONCERNS
from pokpong.demo.identity import known
from pokpong.demo.people import EVERYBODY, FAMILY, PASSWORD, sign_ins
from pokpong.demo.persons import PERSONS
from pokpong.demo.views import sign_ins as sign_ins_page
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.audit.models import Event
from pokpong.registers.people.models import Person

# Who was there on 22 March 2021: they may be quoted, never given an account, a word or a signature.
OFFICIALS_OF_THE_ARTICLE = ("ໂສມ ບຸດຕະກຸນ", "ໄມເຄິລ ຣອນນິ່ງ")


def test_one_invented_person_for_each_role() -> None:
    assert {user.role for user in EVERYBODY} == set(ROLES)
    assert all(user.display_name.endswith(FAMILY) for user in EVERYBODY)
    assert len({user.username for user in EVERYBODY}) == len(EVERYBODY)


def test_the_four_provinces_of_the_article_have_concerns() -> None:
    assert {concern.place.split("/")[0] for concern in CONCERNS} == {"LA01", "LA13", "LA14", "LA16"}


def test_every_name_in_the_stories_is_obviously_invented() -> None:
    texts = [concern.names for concern in CONCERNS] + [concern.reporter[0] for concern in CONCERNS]
    assert [name for text in texts for name in text.splitlines() if not name.endswith(FAMILY)] == []
    assert [phone for phone in secrets.phones() if not phone.startswith("020 0000")] == []


def test_nobody_of_the_article_has_an_account_or_a_word() -> None:
    written = " ".join(
        [*(concern.story + concern.names for concern in CONCERNS), *(user.display_name for user in EVERYBODY)]
    )
    assert [name for name in OFFICIALS_OF_THE_ARTICLE if name in written] == []


@pytest.mark.usefixtures("told")
@pytest.mark.django_db
def test_there_is_a_concern_in_every_state() -> None:
    states = set(Concern.objects.values_list("state", flat=True))
    assert states == set(CONCERN.words) - {"joined"}
    assert set(Task.objects.values_list("state", flat=True)) >= {"open", "escalated", "done"}


@pytest.mark.usefixtures("told")
@pytest.mark.django_db
def test_everything_was_done_through_the_door() -> None:
    assert Event.objects.filter(name="concern.raise").count() == len(CONCERNS)
    assert Event.objects.filter(name="slip.use").exists()
    assert Person.objects.count() == len(PERSONS) + len(everybody())


@pytest.mark.usefixtures("told")
@pytest.mark.django_db
def test_it_is_the_same_every_time() -> None:
    assert {row.pk for row in Concern.objects.all()} == {known("concern", concern.key) for concern in CONCERNS}
    assert {user.username for user in User.objects.all()} == {user.username for user in EVERYBODY}


@pytest.mark.usefixtures("told")
@pytest.mark.django_db
def test_everybody_can_sign_in(client: Client) -> None:
    for _, username, password in sign_ins():
        answer = client.post("/account/login/", {"login": username, "password": password})
        assert answer.status_code == 302, username
        client.post("/account/logout/")


@pytest.mark.usefixtures("told")
@pytest.mark.django_db
def test_the_chief_does_not_see_the_concern_about_the_village(client: Client) -> None:
    chief = User.objects.get(username="chief")
    assert not Concern.objects.visible_to(chief).filter(pk=known("concern", "chief")).exists()
    assert Concern.objects.visible_to(chief).exists()


def test_the_secrets_are_all_there() -> None:
    assert len(secrets.names()) >= len(PERSONS)
    assert len(secrets.stories()) == len(CONCERNS)
    assert all(re.search("[\u0e80-\u0eff]", name) for name in secrets.names() if FAMILY in name)


def test_the_page_of_sign_ins_is_there_in_the_demo_only(settings: Any) -> None:
    assert settings.POKPONG_DEMO is False
    with pytest.raises(Resolver404):
        resolve("/demo/")


def test_the_page_shows_everybody_and_their_password() -> None:
    page = sign_ins_page(RequestFactory().get("/demo/")).content.decode()
    assert [user.username for user in EVERYBODY if user.username not in page] == []
    assert PASSWORD in page
