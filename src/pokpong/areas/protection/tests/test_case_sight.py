"""Who never sees a case, who alone does, and how glass is broken. What holds for the case holds for its person."""

from __future__ import annotations

import pytest

from pokpong.areas.protection import glass
from pokpong.areas.protection.actions.cases import add_member, amend_case, compartment_case, recuse_from_case
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import team_of
from pokpong.areas.protection.queries.team import is_able
from pokpong.areas.protection.telling import LeftOut
from pokpong.areas.protection.tests.cases import a_case, a_closed_case
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes, everything_stored
from pokpong.areas.protection.tests.factories import DISTRICT, a_concern, an_official, caseworker, member, supervisor
from pokpong.areas.protection.tests.referrals import a_consent, a_shelter
from pokpong.foundation.access import glass_finders
from pokpong.foundation.access.actions.glass import break_glass
from pokpong.foundation.access.models import Compartment, CompartmentMember, Recusal, User
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.people.models import Consent, Person

pytestmark = pytest.mark.django_db
WHY = "ມີຄົນໃກ້ຊິດກ່ຽວຂ້ອງ"
LONG_WHY = "ອັນຕະລາຍ ຕ້ອງຊ່ວຍດ່ວນທີ່ສຸດ"


def recused(by: User, case: Case, *users: User, reason: str = WHY) -> Case:
    return recuse_from_case(
        by=by, case=case.pk, users=tuple(user.pk for user in users), reason=reason, call_id=new_id()
    )


def circled(by: User, case: Case, *users: User, reason: str = WHY) -> Case:
    return compartment_case(
        by=by, case=case.pk, members=tuple(user.pk for user in users), reason=reason, call_id=new_id()
    )


def sees(user: User, case: Case) -> tuple[bool, bool]:
    return (
        Case.objects.visible_to(user).filter(pk=case.pk).exists(),
        Person.objects.visible_to(user).filter(pk=case.person_id).exists(),
    )


def test_who_is_left_out_leaves_the_team_and_sees_neither_case_nor_person() -> None:
    alice, bob, boss, call = caseworker(), caseworker(name="bob"), supervisor(), new_id()
    row = a_case(alice)
    add_member(by=alice, case=row.pk, user=bob.pk, call_id=new_id())
    recuse_from_case(by=boss, case=row.pk, users=(bob.pk,), reason=WHY, call_id=call)
    assert_left_its_traces("case.recuse", call, row)
    assert (sees(bob, row), sees(alice, row)) == ((False, False), (True, True))
    assert [member.user for member in team_of(row)] == [alice.pk]
    assert not is_able(row, bob.pk)
    with pytest.raises(Refused):
        add_member(by=alice, case=row.pk, user=bob.pk, call_id=new_id())


def test_a_supervisor_is_left_out_too_and_twice_is_once() -> None:
    alice, boss, other = caseworker(), supervisor(), supervisor(DISTRICT, "other")
    row = a_case(alice)
    recused(boss, row, other)
    recused(boss, row, other)
    assert sees(other, row) == (False, False)
    assert Recusal.objects.filter(user=other.pk).count() == 2


def test_leaving_out_needs_somebody_known_a_reason_and_never_the_one_responsible() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice)
    with pytest.raises(Refused) as refused:
        recused(boss, row, reason=" ")
    assert codes(refused) == {"case_nobody_chosen", "case_reason_missing"}
    with pytest.raises(Refused) as refused:
        recused(boss, row, alice, boss)
    assert codes(refused) == {"case_lead_stays", "case_not_yourself"}
    with pytest.raises(Refused) as refused:
        recuse_from_case(by=boss, case=row.pk, users=(new_id(),), reason=WHY, call_id=new_id())
    assert codes(refused) == {"case_user_not_fit"}


def test_only_supervisors_of_the_place_say_who_sees_it() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row = a_case(alice)
    for act in (recused, circled):
        with pytest.raises(NotAllowed):
            act(alice, row, bob)
        with pytest.raises(NotThere):
            act(supervisor("LA01/", f"far_{act.__name__}"), row, bob)


def test_an_official_who_gets_an_account_later_stays_kept_out() -> None:
    alice = caseworker()
    row, official = a_case(alice), an_official("ທ. ຕົວຢ່າງ", DISTRICT)
    with writing.opened("tests"):
        Recusal(user=official.pk, kind="case", row=row.pk).save(force_insert=True)
    later = supervisor(DISTRICT, "later")
    assert sees(later, row)[0]
    later.official = official.pk
    assert not sees(later, row)[0]


def test_an_official_who_was_kept_out_comes_into_no_team_by_a_later_account() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row, official = a_case(alice), an_official("ທ. ຕົວຢ່າງ", DISTRICT)
    with writing.opened("tests"):
        Recusal(user=official.pk, kind="case", row=row.pk).save(force_insert=True)
        assert is_able(row, bob.pk)
        bob.official = official.pk
        bob.save()
    assert not is_able(row, bob.pk)
    assert is_able(row, alice.pk), "who is no official at all stays able"
    with pytest.raises(Refused):
        add_member(by=alice, case=row.pk, user=bob.pk, call_id=new_id())


def test_an_official_kept_from_a_concern_sees_its_person_by_no_later_account() -> None:
    alice, boss, official = caseworker(), supervisor(), an_official("ທ. ຕົວຢ່າງ", DISTRICT)
    concern = a_concern(member(), left_out=LeftOut(officials=(official.pk,)))
    row = a_case(alice, concern=concern.pk, origin="concern")
    later = supervisor(DISTRICT, "later")
    assert sees(later, row) == (True, True)
    later.official = official.pk
    assert (sees(later, row), sees(boss, row)) == ((False, False), (True, True))
    a_consent(alice, row.person, a_shelter())
    assert not Consent.objects.visible_to(later).exists()


def test_a_closed_circle_leaves_case_and_person_to_those_named() -> None:
    alice, bob, boss, other, call = (
        *(caseworker(), caseworker(name="bob"), supervisor(), supervisor(DISTRICT, "other")),
        new_id(),
    )
    row = a_case(alice)
    add_member(by=alice, case=row.pk, user=bob.pk, call_id=new_id())
    compartment_case(by=boss, case=row.pk, members=(alice.pk, boss.pk), reason=WHY, call_id=call)
    row.refresh_from_db()
    assert_left_its_traces("case.compartment", call, row)
    assert row.scope_keys() == [f"compartment:{row.compartment}"]
    assert [sees(user, row) for user in (alice, boss, bob, other)] == [*[(True, True)] * 2, *[(False, False)] * 2]
    assert WHY not in everything_stored()["access_compartment"]


def test_the_persons_earlier_cases_are_in_the_circle_too() -> None:
    alice, boss, other = caseworker(), supervisor(), supervisor(DISTRICT, "other")
    old = a_closed_case(alice, boss)
    row = a_case(alice, person=old.person)
    circled(boss, row, alice, boss)
    assert sees(other, old) == (False, False)
    later = Case.objects.get(pk=old.pk)
    assert later.compartment is not None


def test_a_case_opened_for_a_person_in_a_circle_begins_in_it() -> None:
    alice, boss = caseworker(), supervisor()
    old = a_closed_case(alice, boss)
    circled(boss, old, alice, boss)
    row = a_case(alice, person=Person.objects.get(pk=old.person_id))
    assert row.compartment == Case.objects.get(pk=old.pk).compartment


def test_a_circle_grows_shrinks_and_opens_again() -> None:
    alice, bob, boss = caseworker(), caseworker(name="bob"), supervisor()
    row = a_case(alice)
    circled(boss, row, alice, boss, bob)
    first = Case.objects.get(pk=row.pk).compartment
    assert sees(bob, row) == (True, True)
    circled(boss, row, alice, boss)
    assert Case.objects.get(pk=row.pk).compartment == first
    assert sees(bob, row) == (False, False)
    assert CompartmentMember.objects.filter(compartment=first, ends=None).count() == 2
    circled(boss, row)
    assert Case.objects.get(pk=row.pk).compartment is None
    assert sees(supervisor(DISTRICT, "other"), row) == (True, True)
    assert Compartment.objects.count() == 1


def test_nobody_draws_a_circle_without_themselves_or_the_one_responsible() -> None:
    alice, bob, boss = caseworker(), caseworker(name="bob"), supervisor()
    row = a_case(alice)
    with pytest.raises(Refused) as refused:
        circled(boss, row, bob)
    assert codes(refused) == {"case_circle_without_you", "case_circle_without_lead"}
    with pytest.raises(Refused) as refused:
        circled(boss, row, alice, boss, caseworker("LA01/LA0101/", "far"))
    assert codes(refused) == {"case_user_not_fit"}


def test_a_broken_glass_shows_the_case_and_lets_nobody_act() -> None:
    alice, far = caseworker(), supervisor("LA01/", "far")
    row = a_case(alice)
    supervisor()
    found = glass.find_case(row.number)
    assert found is not None
    assert (found.row, found.place_path) == (row.pk, DISTRICT)
    assert glass_finders.FINDERS["case"].find is glass.find_case
    assert glass.find_case("LA16-2026-C") is None
    break_glass(by=far, kind="case", number=row.number, reason="ອັນຕະລາຍ ຕ້ອງຊ່ວຍດ່ວນ", id=new_id(), call_id=new_id())
    assert sees(far, row) == (True, False)
    with pytest.raises(NotAllowed):
        recused(far, row, alice)


def test_a_colleague_of_the_same_district_only_looks_through_the_broken_glass() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row = a_case(alice)
    supervisor()
    break_glass(by=bob, kind="case", number=row.number, reason=LONG_WHY, id=new_id(), call_id=new_id())
    assert sees(bob, row) == (True, False)
    with pytest.raises(NotAllowed):
        amend_case(by=bob, case=row.pk, changes={"summary": WHY}, base=1, call_id=new_id())


def test_a_supervisor_outside_the_circle_only_looks_through_the_broken_glass() -> None:
    alice, boss, other = caseworker(), supervisor(), supervisor(DISTRICT, "other")
    row = a_case(alice)
    circled(boss, row, alice, boss)
    break_glass(by=other, kind="case", number=row.number, reason=LONG_WHY, id=new_id(), call_id=new_id())
    assert sees(other, row)[0]
    with pytest.raises(NotAllowed):
        circled(other, row, alice, other)
    assert amend_case(by=alice, case=row.pk, changes={"summary": WHY}, base=1, call_id=new_id()).summary == WHY


def test_a_member_who_is_not_named_in_the_circle_acts_no_more() -> None:
    alice, bob, boss = caseworker(), caseworker(name="bob"), supervisor()
    row = a_case(alice)
    add_member(by=alice, case=row.pk, user=bob.pk, call_id=new_id())
    circled(boss, row, alice, boss)
    break_glass(by=bob, kind="case", number=row.number, reason=LONG_WHY, id=new_id(), call_id=new_id())
    with pytest.raises(NotAllowed):
        amend_case(by=bob, case=row.pk, changes={"summary": WHY}, base=1, call_id=new_id())
