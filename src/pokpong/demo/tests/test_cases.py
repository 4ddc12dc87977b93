"""The demo's cases: invented, in every state, in the four provinces, and all of it done through the door."""

from collections import Counter
from typing import Any

import pytest

import pokpong.config.wiring  # noqa: F401  registers actions and states
from pokpong.areas.protection.models import (
    Case,
    FollowUp,
    Identification,
    Referral,
    ReturnHome,
    Screening,
    Service,
    Stay,
)
from pokpong.demo.cases.people import everybody
from pokpong.demo.cases.storylines import STORYLINES
from pokpong.demo.people import FAMILY, USERS
from pokpong.demo.story import tell
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import program
from pokpong.foundation.actions.models import Receipt
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel.rows import Row
from pokpong.registers.people.models import Consent, Person

ABOUT_SIXTY = 50
A_DAY_OF_WORK = 28  # tasks; a few more or less by the day of the week


def states(model: type[Row]) -> set[str]:
    rows: Any = model._default_manager
    return set(rows.values_list("state", flat=True))


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
def test_there_are_cases_in_every_state_and_all_of_it_went_through_the_door() -> None:
    tell()
    assert states(Case) == {"open", "closing", "closed", "reopened"}
    assert states(Referral) >= {"sent", "in_service", "completed", "declined", "stopped"}
    assert states(Service) >= {"planned", "delivered", "cancelled"}
    assert states(Stay) >= {"in", "left"}
    assert states(FollowUp) >= {"planned", "done", "missed"}
    assert states(Screening) >= {"draft", "decided"}
    assert states(Identification) >= {"presumed", "formal", "declined", "appealed"}
    assert states(ReturnHome) == {"received"}
    assert Case.objects.count() == len(everybody())
    assert Receipt.objects.filter(action="case.open").count() == len(everybody())
    assert not Person.objects.visible_to(program()).exists()
    assert_the_main_caseworker_keeps_up_with_the_work()


def assert_the_main_caseworker_keeps_up_with_the_work() -> None:
    """Some things are late, of several kinds; looked at here because telling the story takes long."""
    tasks = waiting_for(User.objects.get(username="caseworker"))
    kinds = Counter(task.kind for task in tasks)
    late = [task for task in tasks if task.state != "open"]
    assert 15 <= len(tasks) <= A_DAY_OF_WORK
    assert len(kinds) > 5
    assert kinds["case.assess_risk"] <= len(tasks) / 3
    assert 3 <= len(late) <= len(tasks) / 2


@pytest.mark.django_db
def test_a_child_never_consents_alone() -> None:
    children = tuple(who for who in everybody() if who.is_child)[:2]
    tell(people=children)
    found = Consent.objects.filter(person__in=[who.person for who in children])
    assert found
    assert {(consent.given_by, consent.assent) for consent in found} == {("authority", "yes")}
