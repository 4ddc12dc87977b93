import pytest

from pokpong.foundation.actions.models import Move
from pokpong.foundation.actions.moves import why_of
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.people.actions.consents import withdraw_consent
from pokpong.registers.people.actions.merging import merge_person, part_person
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.consents import holding, valid_consent
from pokpong.registers.people.queries.finding import find
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.traces import left_traces

pytestmark = pytest.mark.django_db
WHY = "ບັດປະຈຳຕົວດຽວກັນ"


def test_two_records_become_one_person_and_both_are_kept() -> None:
    alice, bob, suna, call = make.caseworker(), make.caseworker("bob"), make.supervisor(), new_id()
    first, second = make.register(alice), make.register(bob)
    merge_person(by=suna, person=second.pk, into=first.pk, why=WHY, call_id=call)
    assert left_traces(call, "person.merge", second.pk, second.pk)
    second.refresh_from_db()
    assert (second.state, second.canonical) == ("merged", first.pk)
    assert why_of(Move.objects.get(row=second.pk, after="merged")) == WHY
    assert {row.pk for row in Person.objects.visible_to(bob)} == {first.pk, second.pk}
    assert [hit.person for hit in find(bob, first.name).hits] == [first]


def test_records_merged_before_lead_to_the_last() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    one, two, three = (make.register(alice) for _ in range(3))
    merge_person(by=suna, person=one.pk, into=two.pk, why=WHY, call_id=new_id())
    merge_person(by=suna, person=two.pk, into=three.pk, why=WHY, call_id=new_id())
    one.refresh_from_db()
    assert one.canonical == three.pk


def test_a_merged_record_is_no_longer_edited_until_it_is_parted() -> None:
    alice, suna, call = make.caseworker(), make.supervisor(), new_id()
    first, second = make.register(alice), make.register(alice)
    merge_person(by=suna, person=second.pk, into=first.pk, why=WHY, call_id=new_id())
    for act in (make.contact_for, make.relation_for, make.consent_for):
        with pytest.raises(Refused, match="person_not_open"):
            act(alice, second.pk)
    with pytest.raises(Refused, match="person_not_open"):
        make.amended(alice, second, {"sex": "male"})
    part_person(by=suna, person=second.pk, why="ຄົນລະຄົນ", call_id=call)
    assert left_traces(call, "person.part", second.pk, second.pk)
    assert make.amended(alice, second, {"sex": "male"}).canonical is None


def test_what_cannot_be_merged() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    first, closed = make.register(alice), make.register(alice)
    with pytest.raises(Refused) as refused:
        merge_person(by=suna, person=first.pk, into=first.pk, why=" ", call_id=new_id())
    assert {p.code for p in refused.value.problems} == {"person_merge_same", "person_merge_why_missing"}
    make.compartment(closed, new_id(), names=[suna.id])
    with pytest.raises(Refused, match="person_merge_compartment"):
        merge_person(by=suna, person=first.pk, into=closed.pk, why=WHY, call_id=new_id())
    with pytest.raises(Refused, match="person_not_merged"):
        part_person(by=suna, person=first.pk, why=WHY, call_id=new_id())


def test_only_the_supervisor_of_both_merges() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    here, there = make.register(alice), make.register(alice, district_path=make.NEIGHBOUR)
    with pytest.raises(NotAllowed):
        merge_person(by=alice, person=here.pk, into=there.pk, why=WHY, call_id=new_id())
    with pytest.raises(NotThere):
        merge_person(by=suna, person=here.pk, into=there.pk, why=WHY, call_id=new_id())
    province = make.supervisor("tou", "LA16/")
    assert merge_person(by=province, person=here.pk, into=there.pk, why=WHY, call_id=new_id()).state == "merged"


def test_a_consent_holds_for_every_record_of_one_human_being() -> None:
    alice, suna, today = make.caseworker(), make.supervisor(), clock.today()
    stays, one, two, stranger = (make.register(alice) for _ in range(4))
    consent = make.consent_for(alice, one.pk)
    for merged in (one, two):
        merge_person(by=suna, person=merged.pk, into=stays.pk, why=WHY, call_id=new_id())

    def found(person: Person) -> bool:
        row = Person.objects.get(pk=person.pk)
        given = valid_consent(row, "referral", make.SHELTER, ["names"], today)
        assert list(holding(row, today)) == ([consent] if given else [])
        return given is not None

    assert [found(row) for row in (stays, one, two, stranger)] == [True, True, True, False]
    part_person(by=suna, person=one.pk, why="ຄົນລະຄົນ", call_id=new_id())
    assert [found(row) for row in (stays, one, two)] == [False, True, False]
    merge_person(by=suna, person=one.pk, into=stays.pk, why=WHY, call_id=new_id())
    withdraw_consent(by=alice, id=new_id(), consent=consent.pk, call_id=new_id())
    assert not any(found(row) for row in (stays, one, two))
