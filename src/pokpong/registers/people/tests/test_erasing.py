"""Erasing a record: by two people, not while it is needed, and for good once the keys have turned."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pokpong.foundation.access.actions.glass import break_glass
from pokpong.foundation.access.models import Glass
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Receipt
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.vault import epochs, keyring, ring
from pokpong.foundation.vault.models import DestroyedKey, ErasedRow
from pokpong.registers.people.actions.erasing import (
    ERASURES,
    approve_erasure,
    ask_erasure,
    finish_erasure,
    refuse_erasure,
    take_back_erasure,
)
from pokpong.registers.people.actions.holds import lift_hold, set_hold
from pokpong.registers.people.actions.merging import merge_person
from pokpong.registers.people.erasing_clock import tick_erasures
from pokpong.registers.people.models import Contact, Erasure, HouseholdMember, LegalHold, NameIndex, Person, Relation
from pokpong.registers.people.queries.finding import find
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.erasing import WHY, approve, ask, hold, key_folder
from pokpong.registers.people.tests.traces import left_traces

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    return key_folder(settings, tmp_path)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def test_asking_changes_nothing_and_waits_for_the_supervisor() -> None:
    alice, suna, call = make.caseworker(), make.supervisor(), new_id()
    person = make.register(alice)
    erasure = ask_erasure(by=alice, id=new_id(), person=person.pk, why=WHY, call_id=call)
    assert left_traces(call, "erasure.ask", erasure.pk, erasure.pk)
    assert (erasure.state, erasure.reason, erasure.asked_by) == ("asked", WHY, alice.id)
    assert [task.kind for task in waiting_for(suna)] == ["erasure.approve"]
    assert Person.objects.get(pk=person.pk).name
    assert list(Erasure.objects.visible_to(alice)) == list(Erasure.objects.visible_to(suna)) == [erasure]


def test_who_may_not_ask() -> None:
    alice, bob = make.caseworker(), make.caseworker("bob")
    person = make.register(alice)
    with pytest.raises(NotThere):
        ask(bob, person.pk)
    with pytest.raises(NotThere):
        ask(make.supervisor("far", make.NEIGHBOUR), person.pk)
    with pytest.raises(NotAllowed):
        ask(make_user("chair", "chair", make.DISTRICT), person.pk)
    assert not Erasure.objects.exists()


def test_it_is_asked_with_a_reason_and_once() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    with pytest.raises(Refused) as refused:
        ask(alice, person.pk, " ")
    assert codes(refused) == {"erasure_why_missing"}
    ask(alice, person.pk)
    with pytest.raises(Refused) as refused:
        ask(alice, person.pk)
    assert codes(refused) == {"erasure_asked_already"}


def test_approval_destroys_what_is_about_this_person_alone_and_nothing_else() -> None:
    alice, suna, call = make.caseworker(), make.supervisor(), new_id()
    person, other = make.register(alice), make.register(alice, "ນາງ ອື່ນ ຕົວຢ່າງ")
    contact, relation = make.contact_for(alice, person.pk), make.relation_for(alice, person.pk)
    kept = make.contact_for(alice, other.pk)
    member = make.member_of(alice, make.household_for(alice).pk, person.pk)
    neighbour = make_user("neighbour", "caseworker", make.NEIGHBOUR)
    glass = break_glass(
        by=neighbour, id=new_id(), kind="person", number=person.number, reason=WHY * 3, call_id=new_id()
    )
    facts = Person.objects.filter(pk=person.pk).values().get()
    erasure = ask(alice, person.pk)
    done = approve_erasure(by=suna, erasure=erasure.pk, number=person.number.lower(), call_id=call)
    assert left_traces(call, "erasure.approve", erasure.pk, erasure.pk)
    assert (done.state, done.decided_by, done.epoch) == ("approved", suna.id, 1)
    rows = (
        (Person, person.pk, "names"),
        (Contact, contact.pk, "value"),
        (Relation, relation.pk, "other_name"),
        (HouseholdMember, member.pk, "person"),
        (Glass, glass.pk, "reason"),
    )
    for model, row, field in rows:
        with pytest.raises(keyring.KeyGone):
            getattr(model.objects.get(pk=row), field)
        assert not model.objects.living().filter(pk=row).exists()
        assert ErasedRow.objects.filter(kind=model.noun, row=row).exists()
    assert Contact.objects.get(pk=kept.pk).value
    assert Erasure.objects.get(pk=erasure.pk).reason == WHY
    now = Person.objects.filter(pk=person.pk).values().get()
    assert {name: now[name] for name in ("number", "sex", "age_band", "district_path", "state")} == {
        name: facts[name] for name in ("number", "sex", "age_band", "district_path", "state")
    }
    assert not NameIndex.objects.filter(person=person.pk).exists()
    for reader in (alice, suna, neighbour):
        assert person.pk not in set(Person.objects.visible_to(reader).values_list("pk", flat=True))
    assert [hit.person.pk for hit in find(alice, "ອື່ນ").hits] == [other.pk]
    assert not waiting_for(suna)


def test_merged_records_go_together() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    first, second = make.register(alice), make.register(alice)
    merge_person(by=suna, person=second.pk, into=first.pk, why=WHY, call_id=new_id())
    with pytest.raises(Refused) as refused:
        ask(alice, second.pk)
    assert codes(refused) == {"person_not_open"}
    approve(suna, ask(alice, first.pk))
    assert set(DestroyedKey.objects.values_list("pk", flat=True)) >= {first.key_id, second.key_id}


def test_nobody_approves_their_own_and_the_number_is_typed() -> None:
    suna, other = make.supervisor(), make.supervisor("sone")
    person = make.register(suna)
    erasure = ask(suna, person.pk)
    with pytest.raises(Refused) as refused:
        approve(suna, erasure, "P-0000-0000")
    assert codes(refused) == {"erasure_own", "erasure_wrong_number"}
    with pytest.raises(Refused) as refused:
        refuse_erasure(by=suna, erasure=erasure.pk, why=WHY, call_id=new_id())
    assert codes(refused) == {"erasure_own"}
    assert approve(other, erasure).state == "approved"


def test_who_may_not_approve() -> None:
    alice, bob = make.caseworker(), make.caseworker("bob")
    person = make.register(alice)
    erasure = ask(alice, person.pk)
    with pytest.raises(NotAllowed):
        approve(bob, erasure)
    with pytest.raises(NotThere):
        approve(make.supervisor("far", make.NEIGHBOUR), erasure)
    assert Person.objects.get(pk=person.pk).name
    assert not DestroyedKey.objects.exists()


def test_a_refusal_says_why_and_a_decided_one_stays_decided() -> None:
    alice, suna, call = make.caseworker(), make.supervisor(), new_id()
    erasure = ask(alice, make.register(alice).pk)
    with pytest.raises(Refused, match="erasure_why_missing"):
        refuse_erasure(by=suna, erasure=erasure.pk, why=" ", call_id=new_id())
    refuse_erasure(by=suna, erasure=erasure.pk, why="ຍັງມີຄະດີ", call_id=call)
    assert left_traces(call, "erasure.refuse", erasure.pk, erasure.pk)
    assert why_of(history_of(erasure.pk)[-1]) == "ຍັງມີຄະດີ"
    with pytest.raises(Refused, match="move_not_allowed"):
        approve(suna, erasure)
    assert not DestroyedKey.objects.exists()
    assert not waiting_for(suna)


def test_who_asked_takes_it_back() -> None:
    alice, suna, call = make.caseworker(), make.supervisor(), new_id()
    erasure = ask(alice, make.register(alice).pk)
    with pytest.raises(NotThere):
        take_back_erasure(by=suna, erasure=erasure.pk, call_id=new_id())
    take_back_erasure(by=alice, erasure=erasure.pk, call_id=call)
    assert left_traces(call, "erasure.take_back", erasure.pk, erasure.pk)
    assert not waiting_for(suna)
    with pytest.raises(Refused, match="move_not_allowed"):
        approve(suna, erasure)


def test_a_legal_hold_stands_in_the_way_until_it_is_lifted() -> None:
    alice, suna, call, lifted = make.caseworker(), make.supervisor(), new_id(), new_id()
    person = make.register(alice)
    erasure = ask(alice, person.pk)
    held = set_hold(by=suna, id=new_id(), person=person.pk, why=WHY, call_id=call)
    assert left_traces(call, "hold.set", person.pk, held.pk)
    with pytest.raises(Refused, match="erasure_hold"):
        approve(suna, erasure)
    with pytest.raises(Refused, match="hold_stands_already"):
        hold(suna, person.pk)
    with pytest.raises(NotAllowed):
        lift_hold(by=alice, hold=held.pk, why=WHY, call_id=new_id())
    with pytest.raises(Refused, match="erasure_why_missing"):
        lift_hold(by=suna, hold=held.pk, why="", call_id=new_id())
    lift_hold(by=suna, hold=held.pk, why=WHY, call_id=lifted)
    assert left_traces(lifted, "hold.lift", person.pk, held.pk)
    with pytest.raises(Refused, match="hold_lifted_already"):
        lift_hold(by=suna, hold=held.pk, why=WHY, call_id=new_id())
    assert approve(suna, erasure).state == "approved"


def test_who_may_not_hold() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    with pytest.raises(NotAllowed):
        hold(alice, person.pk)
    with pytest.raises(NotThere):
        hold(make.supervisor("far", make.NEIGHBOUR), person.pk)
    with pytest.raises(Refused, match="erasure_why_missing"):
        hold(make.supervisor(), person.pk, " ")
    assert not LegalHold.objects.exists()


def test_a_held_person_is_not_asked_for() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    hold(suna, person.pk)
    with pytest.raises(Refused, match="erasure_hold"):
        ask(alice, person.pk)


def test_it_is_final_the_day_after_and_only_then() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    erasure = approve(suna, ask(alice, person.pk))
    with pytest.raises(NotThere):
        finish_erasure(by=ERASURES, erasure=erasure.pk, call_id=new_id())
    assert tick_erasures() == 0
    assert ring.present().current == 1
    with clock.standing_at(clock.now() + timedelta(days=1)):
        assert tick_erasures() == 1
        assert tick_erasures() == 0
        erasure.refresh_from_db()
        assert (erasure.state, erasure.final_on) == ("final", clock.today())
    assert sorted(ring.present().epochs) == [2]
    assert Receipt.objects.filter(action="erasure.finish").count() == 1
    assert make.register(alice, "ນາງ ໃໝ່ ຕົວຢ່າງ").name == "ນາງ ໃໝ່ ຕົວຢ່າງ"


def test_a_clock_that_was_set_back_puts_nothing_off() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    with clock.standing_at(clock.now() + timedelta(days=300)):
        erasure = approve(suna, ask(alice, make.register(alice).pk))
    assert tick_erasures() == 1
    erasure.refresh_from_db()
    assert erasure.state == "final"


def test_without_a_place_for_epoch_keys_it_is_erased_but_not_final(settings: Any) -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    text = Path(settings.POKPONG_KEY_FILE).read_text().strip()
    settings.POKPONG_KEY_FILE, settings.POKPONG_MASTER_KEY = "", text
    erasure = approve(suna, ask(alice, person.pk))
    with pytest.raises(epochs.CannotTurn):
        epochs.turn()
    with clock.standing_at(clock.now() + timedelta(days=1)):
        assert tick_erasures() == 0
    erasure.refresh_from_db()
    assert erasure.state == "approved"
    with pytest.raises(keyring.KeyGone):
        _ = Person.objects.get(pk=person.pk).name


def test_tasks_about_what_was_erased_wait_no_more() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    approve(suna, ask(alice, make.register(alice).pk))
    assert set(Task.objects.values_list("state", flat=True)) == {"done"}
