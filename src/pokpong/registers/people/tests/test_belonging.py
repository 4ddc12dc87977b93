"""Contacts, relations and households."""

from typing import Any

import pytest

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.people.actions.contacts import add_contact, end_contact
from pokpong.registers.people.actions.households import join_household, leave_household, register_household
from pokpong.registers.people.actions.relations import end_relation, relate
from pokpong.registers.people.models import Contact, Household, HouseholdMember, Person, Relation
from pokpong.registers.people.queries.belonging import households_of, relatives
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.traces import left_traces

pytestmark = pytest.mark.django_db


def refusals(act: Any, *args: Any, **kwargs: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return {problem.code for problem in refused.value.problems}


def test_a_contact_is_added_with_how_it_is_safe() -> None:
    alice, call, wanted = make.caseworker(), new_id(), new_id()
    person = make.register(alice)
    add_contact(
        by=alice,
        id=wanted,
        person=person.pk,
        kind="phone",
        value="໐໒໐ ໕໕໕໕ ໐໑໐໑",
        safety="careful",
        how={"when": "ຕອນແລງ", "by_whom": "ຜູ້ຍິງ", "pretext": "ໝູ່ເກົ່າ", "never": "ຢ່າເວົ້າຊື່ໂຄງການ"},
        call_id=call,
    )
    assert left_traces(call, "person.add_contact", person.pk, wanted)
    contact = Contact.objects.get(pk=wanted)
    assert contact.value == "020 5555 0101"
    assert contact.how["pretext"] == "ໝູ່ເກົ່າ"
    assert contact.key_id == person.key_id


def test_what_a_contact_needs() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    wrong = {"kind": "pigeon", "value": " ", "safety": "perhaps", "how": {}}
    assert refusals(make.contact_for, alice, person.pk, **wrong) == {
        "contact_kind_unknown",
        "contact_value_missing",
        "contact_safety_unknown",
    }
    assert refusals(make.contact_for, alice, person.pk, how={}) == {"contact_how_missing"}
    assert make.contact_for(alice, person.pk, safety="safe", how={}).safety == "safe"


def test_a_contact_is_ended_once_for_a_reason() -> None:
    alice, call = make.caseworker(), new_id()
    person = make.register(alice)
    contact = make.contact_for(alice, person.pk)
    assert refusals(end_contact, by=alice, contact=contact.pk, why=" ", call_id=new_id()) == {"contact_why_missing"}
    ended = end_contact(by=alice, contact=contact.pk, why="ເບີເສຍ", call_id=call)
    assert left_traces(call, "person.end_contact", person.pk, contact.pk)
    assert (ended.ended_on, ended.end_why) == (clock.today(), "ເບີເສຍ")
    assert refusals(end_contact, by=alice, contact=contact.pk, why="ອີກ", call_id=new_id()) == {"contact_already_ended"}


def test_strangers_touch_no_contact_relation_or_household() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    contact, relation = make.contact_for(alice, person.pk), make.relation_for(alice, person.pk)
    household = make.household_for(alice)
    member = make.member_of(alice, household.pk, person.pk)
    for stranger, expected in (
        (make.caseworker("bob", make.NEIGHBOUR), NotThere),
        (make_user("clerk", "secretary", make.DISTRICT), NotAllowed),
    ):
        for act, arguments in (
            (end_contact, {"contact": contact.pk, "why": "x"}),
            (end_relation, {"relation": relation.pk}),
            (leave_household, {"member": member.pk}),
        ):
            with pytest.raises(expected):
                act(by=stranger, call_id=new_id(), **arguments)
        for make_one in (make.contact_for, make.relation_for):
            with pytest.raises(expected):
                make_one(stranger, person.pk)
        with pytest.raises(expected):
            make.member_of(stranger, household.pk, person.pk)
    assert (Contact.objects.count(), Relation.objects.count(), HouseholdMember.objects.count()) == (1, 1, 1)


def test_a_relation_is_found_from_both_ends_and_leads_nowhere_in_the_open() -> None:
    alice, call, wanted = make.caseworker(), new_id(), new_id()
    child, mother = make.register(alice, "ນ້ອຍ ລູກ"), make.register(alice, "ນາງ ແມ່")
    relate(by=alice, id=wanted, person=child.pk, kind="mother", other=mother.pk, call_id=call)
    assert left_traces(call, "person.relate", wanted, wanted)
    assert [(r.outward, r.name) for r in relatives(alice, child)] == [(True, "ນາງ ແມ່")]
    assert [(r.outward, r.name) for r in relatives(alice, mother)] == [(False, "ນ້ອຍ ລູກ")]
    raw = repr(Relation.objects.filter(pk=wanted).values().get())
    for end in (child, mother):
        assert str(end.pk) not in raw
        assert end.key_id != Relation.objects.get(pk=wanted).key_id
    touched = set(Change.objects.filter(kind="relation").values_list("row", flat=True))
    assert touched == {wanted}


def test_to_know_a_relative_is_no_reason_to_see_them() -> None:
    alice, bob = make.caseworker(), make.caseworker("bob")
    child, mother = make.register(alice), make.register(alice, "ນາງ ແມ່")
    make.relation_for(alice, child.pk, other=mother.pk, other_name="")
    make.tied(child, user=bob.id)
    assert not Person.objects.visible_to(bob).filter(pk=mother.pk).exists()
    assert [(r.name, r.known) for r in relatives(bob, child)] == [("", None)]
    with pytest.raises(NotThere):
        make.relation_for(bob, child.pk, kind="sibling", other=mother.pk, other_name="")


def test_what_a_relation_needs() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    assert refusals(make.relation_for, alice, person.pk, kind="boss", other_name="", suspected=True) == {
        "relation_kind_unknown",
        "relation_other_missing",
        "relation_suspicion_why",
    }
    both = {"other": person.pk, "other_name": "x"}
    assert refusals(make.relation_for, alice, person.pk, **both) == {"relation_other_twice", "relation_with_oneself"}
    make.relation_for(alice, person.pk)
    assert refusals(make.relation_for, alice, person.pk) == {"relation_twice"}


def test_a_relation_ends_from_either_end() -> None:
    alice, bob, call = make.caseworker(), make.caseworker("bob"), new_id()
    child, mother = make.register(alice), make.register(alice, "ນາງ ແມ່")
    relation = make.relation_for(alice, child.pk, other=mother.pk, other_name="")
    make.tied(mother, user=bob.id)
    end_relation(by=bob, relation=relation.pk, call_id=call)
    assert left_traces(call, "relation.end", relation.pk, relation.pk)
    assert not relatives(alice, child)
    assert refusals(end_relation, by=alice, relation=relation.pk, call_id=new_id()) == {"relation_already_ended"}


def test_a_household_keeps_its_village_and_needs_one() -> None:
    alice, call, wanted = make.caseworker(), new_id(), new_id()
    register_household(by=alice, id=wanted, place_path=make.village(), label="ເຮືອນ 1", call_id=call)
    assert left_traces(call, "household.register", wanted, wanted)
    assert Household.objects.get().place_path == make.village()
    for path in ("", make.DISTRICT, "LA16/LA1601/NOWHERE/"):
        assert "household_village_missing" in refusals(make.household_for, alice, path or "LA")
    with pytest.raises(Refused, match="household_label_missing"):
        register_household(by=alice, id=new_id(), place_path=make.village(), label=" ", call_id=new_id())


def test_joining_touches_neither_the_person_nor_the_household() -> None:
    alice, call, wanted = make.caseworker(), new_id(), new_id()
    person, household = make.register(alice), make.household_for(alice)
    last = Change.objects.latest("seq").seq
    join_household(by=alice, id=wanted, household=household.pk, person=person.pk, is_head=True, call_id=call)
    assert left_traces(call, "household.join", wanted, wanted)
    assert {change.row for change in Change.objects.filter(seq__gt=last)} == {wanted}
    assert Event.objects.get(name="household.join").subject == wanted
    assert Receipt.objects.get(pk=call).answer["id"] == str(wanted)
    raw = repr(HouseholdMember.objects.filter(pk=wanted).values().get())
    member = HouseholdMember.objects.get(pk=wanted)
    for other in (person, household):
        assert str(other.pk) not in raw
        assert str(other.key_id) not in raw
    assert (member.person, member.household) == (person.pk, household.pk)


def test_who_lives_where() -> None:
    alice = make.caseworker()
    person, other = make.register(alice), make.register(alice, "ທ້າວ ອື່ນ")
    household, elsewhere = make.household_for(alice), make.household_for(alice)
    make.member_of(alice, household.pk, person.pk, is_head=True)
    assert refusals(make.member_of, alice, household.pk, person.pk) == {"household_lives_here"}
    assert refusals(make.member_of, alice, elsewhere.pk, person.pk) == {"household_lives_elsewhere"}
    assert refusals(make.member_of, alice, household.pk, other.pk, is_head=True) == {"household_head_taken"}
    make.member_of(alice, household.pk, other.pk)
    seen = households_of(alice, person)[0]
    assert [row.pk for _member, row in seen.members] == [person.pk, other.pk]
    assert seen.hidden == 0


def test_leaving_ends_it_and_makes_room() -> None:
    alice, call = make.caseworker(), new_id()
    person, household = make.register(alice), make.household_for(alice)
    member = make.member_of(alice, household.pk, person.pk, is_head=True)
    leave_household(by=alice, member=member.pk, call_id=call)
    assert left_traces(call, "household.leave", member.pk, member.pk)
    assert not households_of(alice, person)
    assert refusals(leave_household, by=alice, member=member.pk, call_id=new_id()) == {"household_left_already"}
    assert make.member_of(alice, household.pk, person.pk, is_head=True).is_head


def test_a_household_shows_nobody_out_of_sight() -> None:
    alice, bob = make.caseworker(), make.caseworker("bob")
    person, other = make.register(alice), make.register(alice, "ທ້າວ ອື່ນ")
    household = make.household_for(alice)
    for row in (person, other):
        make.member_of(alice, household.pk, row.pk)
    assert not Household.objects.visible_to(bob).exists()
    make.tied(person, user=bob.id)
    seen = households_of(bob, person)[0]
    assert [row.pk for _member, row in seen.members] == [person.pk]
    assert seen.hidden == 1
    assert Household.objects.visible_to(make.supervisor()).get() == household
    assert not Household.objects.visible_to(make.supervisor("noy", make.NEIGHBOUR)).exists()
