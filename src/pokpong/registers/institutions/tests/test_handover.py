"""A post handed over in one step, with the seats that pass on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.actions import hand_over_post
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.queries import members_on, post_history
from pokpong.registers.institutions.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    a_committee,
    a_seat,
    an_official,
    assert_left_its_traces,
    codes_of,
    keeper,
)

pytestmark = pytest.mark.django_db
LAST, FIRST = date(2026, 3, 1), date(2026, 3, 2)


def hand_over(by: User, row: Official, **more: Any) -> Official:
    values: dict[str, Any] = {"on": LAST, "name": "ບຸນມີ ທົດລອງ", "starts": FIRST, **more}
    return hand_over_post(by=by, id=new_id(), official=row.pk, call_id=new_id(), **values)


def test_one_action_ends_begins_and_passes_the_chosen_seats_on() -> None:
    by = keeper()
    row = an_official(by)
    kept, other = a_committee(by), a_committee(by)
    seat = a_seat(by, kept, row, role="chair")
    a_seat(by, other, row)
    before = Event.objects.filter(name__startswith="official.").count()
    successor = hand_over(by, row, seats=[seat.pk])
    row.refresh_from_db()
    assert (row.state, row.ends, successor.state, successor.starts) == ("left", LAST, "serving", FIRST)
    assert (successor.post, successor.organisation, successor.predecessor) == (row.post, row.organisation, row)
    assert [(member.official, member.role) for member in members_on(kept, FIRST)] == [(successor, "chair")]
    assert [member.official for member in members_on(kept, LAST)] == [row]
    assert members_on(other, FIRST) == []
    assert post_history(row) == [row, successor]
    assert Event.objects.filter(name__startswith="official.").count() == before + 1
    assert_left_its_traces("official.hand_over", successor)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"on": None}, "institution_day_missing"),
        ({"starts": None}, "institution_day_missing"),
        ({"starts": LAST}, "official_still_serving"),
        ({"on": date(2020, 1, 1)}, "institution_ends_before_start"),
        ({"name": " "}, "official_name_missing"),
        ({"seats": [new_id()]}, "handover_seat_not_theirs"),
    ],
)
def test_bad_input_changes_nothing(wrong: dict[str, Any], code: str) -> None:
    by = keeper()
    row = an_official(by)
    with pytest.raises(Refused) as refused:
        hand_over(by, row, **wrong)
    assert code in codes_of(refused.value)
    row.refresh_from_db()
    assert (row.state, Official.objects.count()) == ("serving", 1)


def test_who_left_hands_nothing_over() -> None:
    by = keeper()
    row = an_official(by)
    hand_over(by, row)
    with pytest.raises(Refused) as refused:
        hand_over(by, row)
    assert "official_already_left" in codes_of(refused.value)


@pytest.mark.parametrize(("role", "path"), [("chair", DISTRICT), ("auditor", DISTRICT), ("secretary", NEIGHBOUR)])
def test_other_roles_and_places_may_not(role: str, path: str) -> None:
    row = an_official(keeper())
    with pytest.raises((NotAllowed, NotThere)):
        hand_over(make_user("other", role, path), row)


def test_a_seat_is_passed_on_only_by_who_keeps_the_committee() -> None:
    row = an_official(keeper())
    seat = a_seat(keeper("secretary"), a_committee(keeper("secretary", DISTRICT)), row)
    manager = make_user("manager", "programme_manager", DISTRICT)
    with pytest.raises(NotAllowed):
        hand_over(manager, row, seats=[seat.pk])
    assert hand_over(manager, row).predecessor == row
