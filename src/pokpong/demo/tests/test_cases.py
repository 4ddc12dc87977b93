"""The demo's cases: invented, in every state, in the four provinces, and all of it done through the door."""

import pytest

import pokpong.config.wiring  # noqa: F401  registers actions and states
from pokpong.demo.cases.people import everybody
from pokpong.demo.cases.storylines import STORYLINES
from pokpong.demo.people import FAMILY, USERS
from pokpong.demo.story import tell
from pokpong.registers.people.models import Consent

ABOUT_SIXTY = 50


def test_about_sixty_people_are_told_of_in_the_four_provinces() -> None:
    assert len(everybody()) > ABOUT_SIXTY
    assert {who.district.split("/")[0] for who in everybody()} == {"LA01", "LA13", "LA14", "LA16"}
    assert len({who.key for who in everybody()}) == len(everybody())


def test_everybody_is_obviously_invented_and_has_a_storyline() -> None:
    assert [who.key for who in everybody() if not who.name.endswith(FAMILY)] == []
    assert {who.storyline for who in everybody()} == set(STORYLINES)
    known = {user.username for user in USERS}
    assert [who.key for who in everybody() if not {who.by, who.supervisor, who.shelter[1]} <= known] == []


@pytest.mark.django_db
def test_a_child_never_consents_alone() -> None:
    children = tuple(who for who in everybody() if who.is_child)[:2]
    tell(people=children)
    found = Consent.objects.filter(person__in=[who.person for who in children])
    assert found
    assert {(consent.given_by, consent.assent) for consent in found} == {("authority", "yes")}
