"""The demo's cases, once told: in every state, and all of it done through the door."""

from collections import Counter
from typing import Any

import pytest

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
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import program
from pokpong.foundation.actions.models import Receipt
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel.rows import Row
from pokpong.registers.people.models import Erasure, LegalHold, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]

A_DAY_OF_WORK = 28  # tasks; a few more or less by the day of the week


def states(model: type[Row]) -> set[str]:
    rows: Any = model._default_manager
    return set(rows.values_list("state", flat=True))


def test_there_are_cases_in_every_state_and_all_of_it_went_through_the_door() -> None:
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


def test_the_main_caseworker_keeps_up_with_the_work() -> None:
    """Some things are late, of several kinds."""
    tasks = waiting_for(User.objects.get(username="caseworker"))
    kinds = Counter(task.kind for task in tasks)
    late = [task for task in tasks if task.state != "open"]
    assert 15 <= len(tasks) <= A_DAY_OF_WORK
    assert len(kinds) > 5
    assert kinds["case.assess_risk"] <= len(tasks) / 3
    assert 3 <= len(late) <= len(tasks) / 2


def test_something_waits_for_a_second_person_and_one_record_may_not_be_erased() -> None:
    ministry = User.objects.get(username="ministry")
    kinds = {task.kind for task in waiting_for(ministry)}
    assert kinds >= {"erasure.approve", "export.release"}
    assert LegalHold.objects.get().person_id != Erasure.objects.get().person_id
