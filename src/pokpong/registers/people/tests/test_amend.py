from datetime import date
from typing import Any

import pytest

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.amend import offered_value, old_value
from pokpong.foundation.actions.conflicts import settle_conflict
from pokpong.foundation.actions.models import Conflict, FieldChange
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.people.actions.persons import amend_person
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.finding import find
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.traces import left_traces

pytestmark = pytest.mark.django_db


def names(text: str) -> dict[str, Any]:
    return {"names": [{"text": text, "kind": "official"}]}


def test_an_edit_keeps_the_old_value_sealed() -> None:
    alice, call = make.caseworker(), new_id()
    person = make.register(alice, "ນາງ ເກົ່າ")
    changes = {**names("ນາງ ໃໝ່"), "nationality": "TH"}
    amend_person(by=alice, person=person.pk, changes=changes, base=1, call_id=call)
    assert left_traces(call, "person.amend", person.pk, person.pk)
    kept = {change.field: old_value(change) for change in FieldChange.objects.filter(row=person.pk)}
    assert kept["names"][0]["text"] == "ນາງ ເກົ່າ"
    assert kept["nationality"] == "LA"
    raw = repr(list(FieldChange.objects.filter(row=person.pk).values()))
    assert "ເກົ່າ" not in raw


def test_fields_that_nobody_else_touched_are_merged() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    make.amended(alice, person, names("ນາງ ໃໝ່"), base=1)
    make.amended(suna, person, {"nationality": "VN"}, base=1)
    person.refresh_from_db()
    assert (person.name, person.nationality, person.version) == ("ນາງ ໃໝ່", "VN", 3)
    assert not Conflict.objects.exists()


def test_a_stale_edit_of_the_same_field_waits_for_a_choice_and_the_index_follows_it() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice, "ນາງ ເກົ່າ")
    make.amended(suna, person, names("ນາງ ສົມໃຈ"), base=1)
    make.amended(alice, person, names("ນາງ ບຸນມີ"), base=1)
    conflict = Conflict.objects.get()
    assert offered_value(conflict)[0]["text"] == "ນາງ ບຸນມີ"
    assert not find(alice, "ບຸນມີ").hits
    settle_conflict(by=suna, conflict=conflict.pk, choice="offered", call_id=new_id())
    assert [hit.person for hit in find(alice, "ບຸນມີ").hits] == [person]
    assert not find(alice, "ສົມໃຈ").hits


def test_settling_a_birth_date_computes_the_band_anew() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice, birth_estimate=None)
    make.amended(suna, person, {"birth_date": "1990-01-01"}, base=1)
    make.amended(alice, person, {"birth_date": "2020-01-01"}, base=1)
    settle_conflict(by=alice, conflict=Conflict.objects.get().pk, choice="offered", call_id=new_id())
    person.refresh_from_db()
    assert (person.birth_date, person.age_band) == (date(2020, 1, 1), "0-11")


def test_others_do_not_edit() -> None:
    person = make.register(make.caseworker())
    for stranger, expected in (
        (make.caseworker("bob"), NotThere),
        (make.supervisor("noy", make.NEIGHBOUR), NotThere),
        (make_user("clerk", "secretary", make.DISTRICT), NotAllowed),
    ):
        with pytest.raises(expected):
            make.amended(stranger, person, {"sex": "male"}, base=1)
    assert Person.objects.get(pk=person.pk).sex == "female"


def test_a_tie_edits_only_what_it_shows() -> None:
    bob, person = make.caseworker("bob"), make.register(make.caseworker())
    make.tied(person, user=bob.id, fields=["facts"])
    make.amended(bob, person, {"sex": "male"}, base=1)
    with pytest.raises(NotAllowed):
        make.amended(bob, person, names("ນາງ ໃໝ່"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"names": []}, "person_name_missing"),
        ({"names": [{"text": "x" * 201, "kind": "official"}]}, "person_name_too_long"),
        ({"names": [{"text": "x", "kind": "stage"}]}, "person_name_kind_unknown"),
        ({"names": [{"text": f"x{n}", "kind": "nick"} for n in range(13)]}, "person_names_too_many"),
        ({"birth_date": "2000-01-01"}, "birth_and_estimate"),
        ({"birth_date": None, "birth_estimate": {"age": 121, "precision": "year"}}, "age_too_high"),
        ({"birth_estimate": {"age": None, "precision": "year"}}, "age_negative"),
        ({"birth_estimate": {"age": 9, "precision": ""}}, "age_precision_missing"),
        ({"district_path": "LA16/LA1601/LA1601-1601001/"}, "person_district_too_deep"),
        ({"documents": [{"kind": "licence", "number": "1"}]}, "person_code_unknown"),
        ({"interpreter": "tlh"}, "person_code_unknown"),
        ({"sex": {"a": "dict"}}, "person_code_unknown"),
        ({"languages": [["nested"]]}, "person_code_unknown"),
        ({"documents": ["no dict"]}, "person_code_unknown"),
        ({"state": "merged"}, "unknown_field"),
        ({"canonical": None}, "unknown_field"),
    ],
)
def test_what_cannot_stand_in_a_record(changes: dict[str, Any], code: str) -> None:
    alice = make.caseworker()
    person = make.register(alice)
    with pytest.raises(Refused) as refused:
        make.amended(alice, person, changes)
    assert code in {problem.code for problem in refused.value.problems}
    assert Person.objects.get(pk=person.pk).version == 1


def test_a_named_one_in_the_compartment_edits_and_a_broken_glass_does_not() -> None:
    alice, bob = make.caseworker(), make.caseworker("bob", make.NEIGHBOUR)
    person = make.register(alice)
    make.compartment(person, new_id(), names=[bob.id])
    make.amended(bob, person, {"sex": "male"})
    carol = make.supervisor("carol", make.NEIGHBOUR)
    make.broken_glass(carol, person)
    assert Person.objects.visible_to(carol).filter(pk=person.pk).exists()
    with pytest.raises(NotAllowed):
        make.amended(carol, person, {"sex": "female"})
