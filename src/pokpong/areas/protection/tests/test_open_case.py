"""Opening a case: who, for whom, and what it starts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pokpong.areas.protection.actions import compartment_concern, recuse_from_concern
from pokpong.areas.protection.actions.cases import open_case
from pokpong.areas.protection.models import Case, CaseMember
from pokpong.areas.protection.queries.cases import by_number, of_concern, running_case_of
from pokpong.areas.protection.tests.cases import NAME, a_case, a_person
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes, everything_stored
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    VILLAGE,
    a_concern,
    caseworker,
    member,
    supervisor,
)
from pokpong.foundation.access.models import Recusal
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Change
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.people.models import Person, Tie

pytestmark = pytest.mark.django_db


def test_a_case_is_led_by_who_opens_it_and_ties_them_to_the_person() -> None:
    alice = caseworker()
    person, call = a_person(alice), new_id()
    row = open_case(by=alice, id=new_id(), person=person.pk, origin="walk_in", summary=" ຫຍໍ້ ", call_id=call)
    assert (row.state, row.lead, row.opened_by, row.place_path) == ("open", alice.pk, alice.pk, DISTRICT)
    assert (row.sex, row.age_band, row.district_path, row.summary) == ("female", "18-24", DISTRICT, "ຫຍໍ້")
    assert row.number.startswith(f"LA16-{clock.today().year}-C")
    assert assert_left_its_traces("case.open", call, row).actor == alice.pk
    assert Tie.objects.current().because("case", row.pk).filter(user=alice.pk).exists()
    assert list(CaseMember.objects.values_list("user", "role")) == [(alice.pk, "lead")]


def test_it_waits_for_no_consent_and_no_identification() -> None:
    assert a_case(caseworker()).state == "open"


def test_the_first_look_at_the_risk_is_asked_for() -> None:
    alice = caseworker()
    row = a_case(alice)
    task = Task.objects.get(kind="case.assess_risk", subject=row.pk)
    assert (task.user, task.state, task.place_path) == (alice.pk, "open", DISTRICT)
    assert row.risk_review_on == clock.today() + timedelta(days=3)


def test_only_the_team_and_the_supervisors_of_the_place_see_it() -> None:
    alice = caseworker()
    row = a_case(alice)
    sees = Case.objects.visible_to
    assert [sees(user).filter(pk=row.pk).exists() for user in (alice, supervisor())] == [True, True]
    others = [caseworker(name="bob"), supervisor("LA01/", "noy"), member()]
    others += [make_user(f"u_{role}", role) for role in ("secretary", "chair", "donor", "auditor", "administrator")]
    others += [make_user(f"v_{role}", role) for role in ("service_provider", "investigator", "monitoring_officer")]
    assert not any(sees(user).exists() for user in others)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"origin": "heard"}, "case_origin_unknown"),
        ({"place_path": VILLAGE}, "case_place_too_deep"),
        ({"place_path": "LA16/LA1699/"}, "case_place_unknown"),
        ({"opened_on": clock.today() + timedelta(days=1)}, "case_opened_later"),
        ({"summary": "ກ" * 4001}, "case_summary_too_long"),
    ],
)
def test_what_is_wrong_is_refused(wrong: dict[str, Any], code: str) -> None:
    alice = caseworker()
    with pytest.raises(Refused) as refused:
        a_case(alice, **wrong)
    assert codes(refused) == {code}
    assert not Case.objects.exists()


def test_all_reasons_come_at_once() -> None:
    alice = caseworker()
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        a_case(alice, origin="", place_path=VILLAGE, opened_on=tomorrow, summary="ກ" * 5000)
    assert codes(refused) == {
        "case_origin_unknown",
        "case_place_too_deep",
        "case_opened_later",
        "case_summary_too_long",
    }


def test_a_person_has_one_running_case() -> None:
    alice = caseworker()
    row = a_case(alice)
    with pytest.raises(Refused) as refused:
        a_case(alice, person=row.person)
    assert codes(refused) == {"case_already_open"}
    assert running_case_of(row.person_id) == row


def test_nobody_opens_a_case_for_a_person_out_of_sight_or_without_the_role() -> None:
    person = a_person(caseworker())
    with pytest.raises(NotThere):
        a_case(caseworker(NEIGHBOUR, "bob"), person=person)
    for number, role in enumerate(("village_member", "service_provider", "administrator", "chair")):
        with pytest.raises(NotAllowed):
            a_case(make_user(f"u{number}", role, PROVINCE), person=person)


def test_the_same_call_again_is_the_same_case() -> None:
    alice = caseworker()
    person, row, call = a_person(alice), new_id(), new_id()
    rows = {open_case(by=alice, id=row, person=person.pk, origin="walk_in", call_id=call).pk for _again in range(2)}
    assert len(rows) == 1


def test_a_case_finds_its_concern_and_a_thief_finds_neither() -> None:
    alice = caseworker()
    concern = a_concern(member())
    row = a_case(alice, concern=concern.pk, origin="concern")
    assert Case.objects.get(pk=row.pk).concern == concern.pk
    assert of_concern(alice, concern.pk) == row
    assert of_concern(caseworker(name="bob"), concern.pk) is None
    stored = everything_stored()["protection_case"]
    assert concern.pk.hex not in stored.lower()
    assert VILLAGE.replace("-", "") not in stored
    touched = {change.row for change in Change.objects.filter(row__in=[row.pk, concern.pk]).order_by("seq")[1:]}
    assert touched == {row.pk}


def test_a_concern_out_of_sight_cannot_be_named() -> None:
    concern = a_concern(member())
    with pytest.raises(NotThere):
        a_case(caseworker(NEIGHBOUR, "bob"), person=None, concern=concern.pk)


def test_who_must_not_see_the_concern_sees_neither_case_nor_person() -> None:
    alice, boss, hidden = caseworker(), supervisor(), supervisor(DISTRICT, "hidden")
    concern = a_concern(member())
    recuse_from_concern(by=boss, concern=concern.pk, users=(hidden.pk,), reason="ຍາດພີ່ນ້ອງ", call_id=new_id())
    row = a_case(alice, concern=concern.pk, origin="concern")
    assert Recusal.objects.filter(kind="case", row=row.pk, user=hidden.pk).exists()
    assert not Case.objects.visible_to(hidden).exists()
    assert not Person.objects.visible_to(hidden).filter(pk=row.person_id).exists()
    assert Case.objects.visible_to(boss).exists()


def test_the_closed_circle_of_a_concern_is_drawn_around_its_case() -> None:
    alice, boss, other = caseworker(), supervisor(), supervisor(DISTRICT, "other")
    concern = a_concern(member())
    circle = (alice.pk, boss.pk)
    compartment_concern(by=boss, concern=concern.pk, members=circle, reason="ຖືກຂົ່ມຂູ່", call_id=new_id())
    concern.refresh_from_db()
    row = a_case(alice, concern=concern.pk, origin="concern")
    assert row.compartment not in (None, concern.compartment)
    assert Person.objects.get(pk=row.person_id).compartment == row.compartment
    assert [Case.objects.visible_to(user).exists() for user in (alice, boss, other)] == [True, True, False]


def test_a_number_leads_to_its_case_whoever_asks() -> None:
    row = a_case(caseworker())
    assert by_number(f" {row.number.lower()} ") == row
    assert by_number("LA16-2026-C") is None


def test_nothing_of_a_name_stands_in_the_open() -> None:
    a_case(caseworker(), summary=NAME)
    assert all(NAME not in rows for rows in everything_stored().values())
