"""The team of a case: joining, leaving, handing over, and what waits for whom."""

from __future__ import annotations

import pytest

from pokpong.areas.protection.actions.cases import add_member, end_member, hand_over
from pokpong.areas.protection.models import Case, CaseMember
from pokpong.areas.protection.queries.cases import team_of
from pokpong.areas.protection.queries.team import able, is_able
from pokpong.areas.protection.tests.cases import a_case, a_closed_case, asked_to_close
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import DISTRICT, NEIGHBOUR, PROVINCE, caseworker, member, supervisor
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.amend import old_value
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.people.models import Person, Tie

pytestmark = pytest.mark.django_db


def joined(by: User, case: Case, user: User) -> CaseMember:
    return add_member(by=by, case=case.pk, user=user.pk, call_id=new_id())


def left(by: User, case: Case, user: User) -> CaseMember:
    return end_member(by=by, case=case.pk, user=user.pk, reason="ຍ້າຍວຽກ", call_id=new_id())


def handed(by: User, case: Case, user: User, *, stays: bool = True) -> Case:
    return hand_over(by=by, case=case.pk, user=user.pk, reason="ຍ້າຍວຽກ", stays=stays, call_id=new_id())


def sees(user: User, case: Case) -> tuple[bool, bool]:
    """Whether the user sees the case, and its person."""
    return (
        Case.objects.visible_to(user).filter(pk=case.pk).exists(),
        Person.objects.visible_to(user).filter(pk=case.person_id).exists(),
    )


def test_a_colleague_sees_case_and_person_from_joining_to_leaving() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row, call = a_case(alice), new_id()
    add_member(by=alice, case=row.pk, user=bob.pk, call_id=call)
    assert Event.objects.filter(name="case.add_member", subject=row.pk).exists()
    assert sees(bob, row) == (True, True)
    assert [member.user for member in team_of(row)] == [alice.pk, bob.pk]
    left(alice, row, bob)
    assert Event.objects.filter(name="case.end_member", subject=row.pk).exists()
    assert sees(bob, row) == (False, False)
    assert sees(alice, row) == (True, True)


def test_a_tie_for_another_reason_outlives_the_team() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row = a_case(alice)
    joined(alice, row, bob)
    assert Tie.objects.current().filter(user=alice.pk).count() == 2
    handed(alice, row, bob, stays=False)
    assert sees(alice, row) == (False, True)  # still tied as the one who registered the person


def test_only_who_can_work_on_it_joins() -> None:
    alice = caseworker()
    row = a_case(alice)
    for user in (caseworker(NEIGHBOUR, "far"), member(), make_user("clinic", "service_provider", DISTRICT)):
        with pytest.raises(Refused) as refused:
            joined(alice, row, user)
        assert codes(refused) == {"case_user_not_fit"}
    with pytest.raises(Refused) as refused:
        joined(alice, row, alice)
    assert codes(refused) == {"case_user_in_team"}


def test_the_colleagues_offered_are_those_of_the_district_and_above() -> None:
    alice, boss, far = caseworker(), supervisor(), caseworker(NEIGHBOUR, "far")
    row = a_case(alice)
    assert {user.pk for user in able(row)} == {alice.pk, boss.pk}
    assert not is_able(row, far.pk)


def test_only_who_leads_or_supervises_changes_the_team() -> None:
    alice, bob, eve = caseworker(), caseworker(name="bob"), caseworker(name="eve")
    row = a_case(alice)
    joined(alice, row, bob)
    with pytest.raises(NotAllowed) as refused:
        joined(bob, row, eve)
    assert codes(refused) == {"case_team_not_yours"}
    with pytest.raises(NotThere):
        joined(eve, row, eve)
    assert joined(supervisor(), row, eve).user == eve.pk


def test_one_may_leave_by_oneself_but_never_the_one_responsible() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row = a_case(alice)
    joined(alice, row, bob)
    assert left(bob, row, bob).user == bob.pk
    with pytest.raises(Refused) as refused:
        left(alice, row, alice)
    assert codes(refused) == {"case_lead_stays"}
    with pytest.raises(Refused) as refused:
        left(alice, row, bob)
    assert codes(refused) == {"case_user_not_in_team"}


def test_who_left_may_come_back() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row = a_case(alice)
    joined(alice, row, bob)
    left(alice, row, bob)
    joined(alice, row, bob)
    assert sees(bob, row) == (True, True)
    assert CaseMember.objects.filter(case=row.pk, user=bob.pk).count() == 2


def test_handing_over_passes_on_the_responsibility_and_what_waits() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row, call = a_case(alice), new_id()
    hand_over(by=alice, case=row.pk, user=bob.pk, reason="ຍ້າຍວຽກ", call_id=call)
    row.refresh_from_db()
    assert_left_its_traces("case.hand_over", call, row)
    assert row.lead == bob.pk
    assert [(member.user, member.role) for member in team_of(row)] == [(bob.pk, "lead"), (alice.pk, "member")]
    assert Task.objects.get(kind="case.assess_risk").user == bob.pk
    assert str(old_value(FieldChange.objects.get(row=row.pk, field="lead"))) == str(alice.pk)


def test_a_member_may_become_responsible_and_the_one_before_leave() -> None:
    alice, bob, boss = caseworker(), caseworker(name="bob"), supervisor()
    row = a_case(alice)
    joined(alice, row, bob)
    handed(boss, row, bob, stays=False)
    assert [(member.user, member.role) for member in team_of(row)] == [(bob.pk, "lead")]
    assert not Case.objects.visible_to(alice).exists()


def test_handing_over_needs_somebody_else_who_is_fit_and_a_reason() -> None:
    alice = caseworker()
    row = a_case(alice)
    with pytest.raises(Refused) as refused:
        hand_over(by=alice, case=row.pk, user=alice.pk, reason=" ", call_id=new_id())
    assert codes(refused) == {"case_leads_already", "case_reason_missing"}
    with pytest.raises(Refused) as refused:
        handed(alice, row, caseworker(NEIGHBOUR, "far"))
    assert codes(refused) == {"case_user_not_fit"}


def test_what_waited_for_who_leaves_waits_for_who_is_responsible() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row, other = a_case(alice), a_case(bob)
    joined(alice, row, bob)
    handed(alice, row, bob)
    left(bob, handed(bob, row, alice), bob)
    assert {task.user for task in Task.objects.filter(subject=row.pk, state="open")} == {alice.pk}
    assert Task.objects.get(subject=other.pk).user == bob.pk


def test_the_team_of_a_case_that_is_not_at_work_stays() -> None:
    alice, boss, bob = caseworker(), supervisor(), caseworker(name="bob")
    row = a_case(alice)
    asked_to_close(alice, row)
    with pytest.raises(Refused) as refused:
        joined(alice, row, bob)
    assert codes(refused) == {"case_closing"}
    closed = a_closed_case(bob, boss)
    with pytest.raises(Refused) as refused:
        joined(boss, closed, alice)
    assert codes(refused) == {"case_closed"}


def test_no_other_role_changes_a_team() -> None:
    alice = caseworker()
    row = a_case(alice)
    for number, role in enumerate(("chair", "administrator", "service_provider", "investigator")):
        with pytest.raises(NotAllowed):
            joined(make_user(f"u{number}", role, PROVINCE), row, alice)
