"""Closing a case with a second person, and opening it again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pokpong.areas.protection.actions.cases import add_member, amend_case
from pokpong.areas.protection.actions.closing import (
    approve_closure,
    ask_closure,
    reopen_case,
    send_back,
    take_back_closure,
)
from pokpong.areas.protection.models import Case, Closure
from pokpong.areas.protection.queries.cases import team_of
from pokpong.areas.protection.queries.closures import last_closure, waiting_closure
from pokpong.areas.protection.tests.cases import a_case, a_closed_case, a_person, asked_to_close
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes, everything_stored
from pokpong.areas.protection.tests.factories import DISTRICT, NEIGHBOUR, PROVINCE, caseworker, supervisor
from pokpong.areas.protection.vocabulary.cases import CLOSURE_REASONS
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.people.models import Person

pytestmark = pytest.mark.django_db
WHY = "ຍັງຕ້ອງຕິດຕາມຢູ່"


def approved(by: User, case: Case, **more: Any) -> Case:
    return approve_closure(by=by, case=case.pk, call_id=new_id(), **more)


def reopened(by: User, case: Case, reason: str = WHY) -> Case:
    return reopen_case(by=by, case=case.pk, reason=reason, call_id=new_id())


def kinds_waiting(user: User) -> list[str]:
    return sorted(task.kind for task in waiting_for(user) if task.kind.startswith("case."))


def test_asking_waits_for_a_second_person() -> None:
    alice, boss, call = caseworker(), supervisor(), new_id()
    row = a_case(alice)
    closure = ask_closure(
        by=alice,
        id=new_id(),
        case=row.pk,
        reasons=("goals_reached",),
        told="agrees",
        summary="ບັນລຸແລ້ວ",
        call_id=call,
    )
    row.refresh_from_db()
    assert Event.objects.get(name="case.ask_closure", subject=row.pk).actor == alice.pk
    assert (row.state, closure.state, closure.asked_by) == ("closing", "asked", alice.pk)
    assert waiting_closure(row) == closure
    assert kinds_waiting(boss) == ["case.approve_closure"]
    assert kinds_waiting(alice) == []


def test_a_second_person_closes_it() -> None:
    alice, boss, call = caseworker(), supervisor(), new_id()
    row = a_case(alice)
    closure = asked_to_close(alice, row)
    approve_closure(by=boss, case=row.pk, note="ເຫັນດີ", call_id=call)
    row.refresh_from_db()
    closure.refresh_from_db()
    assert_left_its_traces("case.approve_closure", call, row)
    assert (row.state, row.closed_on) == ("closed", clock.today())
    assert (closure.state, closure.decided_by, closure.decided_on) == ("approved", boss.pk, clock.today())
    assert (closure.sex, closure.district_path) == ("female", DISTRICT)
    assert not Task.objects.filter(subject=row.pk, state="open").exists()
    assert Task.objects.get(kind="case.approve_closure").state == "done"


def test_nobody_approves_their_own_work() -> None:
    boss, other = supervisor(), supervisor(DISTRICT, "other")
    asked = a_case(boss)
    asked_to_close(boss, asked)
    with pytest.raises(Refused) as refused:
        approved(boss, asked)
    assert codes(refused) == {"closure_own_work"}
    led = a_case(boss)
    asked_to_close(other, led)
    for person in (boss, other):
        with pytest.raises(Refused):
            approved(person, led)
        with pytest.raises(Refused):
            send_back(by=person, case=led.pk, reason=WHY, call_id=new_id())
    assert Case.objects.filter(state="closed").count() == 0
    assert approved(other, asked).state == "closed"


def test_only_a_supervisor_of_the_place_decides() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row = a_case(alice)
    add_member(by=alice, case=row.pk, user=bob.pk, call_id=new_id())
    asked_to_close(alice, row)
    with pytest.raises(NotAllowed):
        approved(bob, row)
    with pytest.raises(NotThere):
        approved(supervisor(NEIGHBOUR, "far"), row)
    for number, role in enumerate(("chair", "administrator", "programme_manager")):
        with pytest.raises(NotAllowed):
            approved(make_user(f"u{number}", role, PROVINCE), row)


def test_a_supervisor_in_the_team_decides_only_where_their_role_reaches() -> None:
    alice, near = caseworker(), supervisor(DISTRICT, "near")
    row = a_case(alice)
    add_member(by=alice, case=row.pk, user=near.pk, call_id=new_id())
    amend_case(by=alice, case=row.pk, changes={"place_path": NEIGHBOUR}, base=1, call_id=new_id())
    asked_to_close(alice, row)
    with pytest.raises(NotAllowed):
        approved(near, row)
    assert approved(supervisor(), row).state == "closed"


def test_sending_back_says_what_is_missing_and_to_whom() -> None:
    alice, boss, call = caseworker(), supervisor(), new_id()
    row = a_case(alice)
    asked_to_close(alice, row)
    closure = send_back(by=boss, case=row.pk, reason=WHY, call_id=call)
    row.refresh_from_db()
    assert (row.state, closure.state, closure.decided_by) == ("open", "sent_back", boss.pk)
    assert kinds_waiting(alice) == ["case.assess_risk", "case.sent_back"]
    assert kinds_waiting(boss) == []
    assert moves.why_of(moves.history_of(row.pk)[-1]) == WHY
    with pytest.raises(Refused) as refused:
        send_back(by=boss, case=row.pk, reason=WHY, call_id=new_id())
    assert codes(refused) == {"closure_not_asked"}


def test_who_asked_takes_it_back_and_nobody_else() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row = a_case(alice)
    add_member(by=alice, case=row.pk, user=bob.pk, call_id=new_id())
    asked_to_close(alice, row)
    with pytest.raises(Refused) as refused:
        take_back_closure(by=bob, case=row.pk, call_id=new_id())
    assert codes(refused) == {"closure_not_yours"}
    taken = take_back_closure(by=alice, case=row.pk, call_id=new_id())
    assert (taken.state, Case.objects.get(pk=row.pk).state) == ("taken_back", "open")
    assert asked_to_close(alice, row).state == "asked"
    assert Closure.objects.filter(case=row.pk).count() == 2


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reasons": ()}, "closure_reason_missing"),
        ({"reasons": ("no_cooperation",)}, "closure_reason_unknown"),
        ({"reasons": ("not_identified",)}, "closure_reason_unknown"),
        ({"reasons": ("mistake", "goals_reached"), "follow_ups_go_on": False}, "closure_reasons_contradict"),
        ({"told": ""}, "closure_told_missing"),
        ({"told": "not_yet"}, "closure_not_told"),
        ({"told": "disagrees"}, "closure_wishes_missing"),
        ({"summary": "  "}, "closure_summary_missing"),
        ({"summary": "ກ" * 4001}, "case_text_too_long"),
    ],
)
def test_what_is_wrong_is_refused(wrong: dict[str, Any], code: str) -> None:
    alice = caseworker()
    row = a_case(alice)
    with pytest.raises(Refused) as refused:
        asked_to_close(alice, row, **wrong)
    assert codes(refused) == {code}
    assert Case.objects.get(pk=row.pk).state == "open"
    assert not Closure.objects.exists()


def test_no_reason_ends_help_for_want_of_cooperation_or_identification() -> None:
    assert not {"no_cooperation", "refused_police", "not_identified", "not_a_victim"} & set(CLOSURE_REASONS)


def test_all_reasons_come_at_once() -> None:
    alice = caseworker()
    with pytest.raises(Refused) as refused:
        asked_to_close(alice, a_case(alice), reasons=("whim",), told="", summary="")
    assert codes(refused) == {"closure_reason_unknown", "closure_told_missing", "closure_summary_missing"}


def test_after_the_closure_only_who_was_responsible_and_the_supervisors_see_it() -> None:
    alice, bob, boss = caseworker(), caseworker(name="bob"), supervisor()
    row = a_case(alice)
    add_member(by=alice, case=row.pk, user=bob.pk, call_id=new_id())
    asked_to_close(alice, row)
    approved(boss, row)
    sees = {user.username: Case.objects.visible_to(user).exists() for user in (alice, bob, boss)}
    assert sees == {"caseworker": True, "bob": False, "supervisor": True}
    assert not Person.objects.visible_to(bob).exists()
    assert [member.user for member in team_of(row)] == [alice.pk]


def test_a_closed_case_opens_again_for_a_reason() -> None:
    alice, boss, call = caseworker(), supervisor(), new_id()
    row = a_closed_case(alice, boss)
    reopen_case(by=boss, case=row.pk, reason=WHY, call_id=call)
    row.refresh_from_db()
    assert_left_its_traces("case.reopen", call, row)
    assert (row.state, row.closed_on, row.lead) == ("reopened", None, alice.pk)
    assert row.risk_review_on == clock.today() + timedelta(days=3)
    assert kinds_waiting(alice) == ["case.assess_risk"]
    asked_to_close(alice, row)
    assert approved(boss, row).state == "closed"
    found = last_closure(row)
    assert found is not None
    assert found.state == "approved"


def test_opening_again_needs_a_reason_a_supervisor_and_no_other_case() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_closed_case(alice, boss)
    with pytest.raises(Refused) as refused:
        reopened(boss, row, " ")
    assert codes(refused) == {"case_reason_missing"}
    with pytest.raises(NotAllowed):
        reopened(alice, row)
    a_case(alice, person=row.person)
    with pytest.raises(Refused) as refused:
        reopened(boss, row)
    assert codes(refused) == {"case_already_open"}


def test_a_case_that_is_open_cannot_be_opened_again() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice)
    with pytest.raises(Refused) as refused:
        reopened(boss, row)
    assert codes(refused) == {"move_not_allowed"}


def test_when_the_one_responsible_left_who_opens_it_again_takes_over() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_closed_case(alice, boss)
    with writing.opened("tests"):
        User.objects.filter(pk=alice.pk).update(state="left")
    assert reopened(boss, row).lead == boss.pk


def test_nobody_works_on_a_closed_case() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_closed_case(alice, boss)
    with pytest.raises(Refused) as refused:
        asked_to_close(alice, row)
    assert codes(refused) == {"case_closed"}


def test_what_was_written_is_sealed() -> None:
    alice = caseworker()
    asked_to_close(alice, a_case(alice, person=a_person(alice)), summary=WHY, wishes=WHY)
    assert WHY not in everything_stored()["protection_closure"]
