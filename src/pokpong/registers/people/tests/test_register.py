from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Change, Move
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.registers.people.actions.persons import register_person
from pokpong.registers.people.models import NameIndex, Person, Tie
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.traces import left_traces

pytestmark = pytest.mark.django_db


def refusals(by: Any, record: Any, **more: Any) -> Any:
    arguments = {"because_kind": "person", "why": make.WHY, **more}
    with pytest.raises(Refused) as refused:
        register_person(by=by, id=new_id(), record=record, call_id=new_id(), **arguments)
    return {problem.code for problem in refused.value.problems}


def test_a_person_is_registered_and_tied_to_the_caseworker() -> None:
    alice, call, wanted = make.caseworker(), new_id(), new_id()
    person = register_person(
        by=alice, id=wanted, record=make.record(), because_kind="person", why=make.WHY, call_id=call
    )
    kept = Person.objects.get(pk=wanted)
    assert kept.name == "ນາງ ສົມສີ ຕົວຢ່າງ"
    assert kept.names[0]["script"] == "Laoo"
    assert (kept.sex, kept.age_band, kept.district_path) == ("female", "18-24", make.DISTRICT)
    assert Person.objects.visible_to(alice).get() == person
    tie = Tie.objects.get(person=person)
    assert (tie.user, tie.because_kind, tie.because, tie.why) == (alice.id, "person", person.pk, make.WHY)
    assert left_traces(call, "person.register", person.pk, person.pk)
    assert Move.objects.filter(row=person.pk, after="open").count() == 1
    assert NameIndex.objects.filter(person=person.pk).exists()


def test_the_change_feed_says_for_whom_the_new_person_is() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    last = Change.objects.filter(row=person.pk).order_by("-seq").first()
    assert last is not None
    assert set(last.after) == {f"place:{make.DISTRICT}", f"user:{alice.id}"}


def test_the_same_call_again_answers_the_same_person() -> None:
    alice, call, wanted = make.caseworker(), new_id(), new_id()
    arguments = {"by": alice, "id": wanted, "record": make.record(), "because_kind": "person", "why": make.WHY}
    first = register_person(**arguments, call_id=call)
    assert register_person(**arguments, call_id=call) == first
    assert Person.objects.count() == 1
    with pytest.raises(Refused, match="id_taken"):
        register_person(**{**arguments, "record": make.record("ຜູ້ອື່ນ")}, call_id=call)


@pytest.mark.parametrize("role", ["village_member", "secretary", "donor", "auditor", "monitoring_officer"])
def test_other_roles_register_nobody(role: Any) -> None:
    bob = make_user("bob", role, make.DISTRICT)
    with pytest.raises(NotAllowed):
        make.register(bob)
    assert not Person.objects.exists()


def test_all_reasons_come_at_once() -> None:
    alice = make.caseworker()
    record = make.record(
        names=[{"text": " ", "kind": "official"}],
        sex="woman",
        nationality="Lao",
        birth_date=clock.today() + timedelta(days=1),
        district_path="",
        languages=["klingon"],
        disability_answers={"seeing": "badly"},
        home={"path": "LA99/", "text": ""},
    )
    assert refusals(alice, record, why="x") == {
        "person_name_missing",
        "person_code_unknown",
        "birth_in_future",
        "birth_and_estimate",
        "disability_answer_unknown",
        "person_home_unknown",
        "person_district_unknown",
        "tie_why_missing",
    }
    assert not Person.objects.exists()


def test_a_district_is_needed_and_nothing_deeper_is_kept_open() -> None:
    alice = make.caseworker()
    assert "person_district_missing" in refusals(alice, make.record(district_path=""))
    assert "person_district_too_deep" in refusals(alice, make.record(district_path=make.village()))
    assert refusals(alice, make.record(district_path="LA16/")) == {"person_district_unknown"}


def test_the_district_comes_from_the_home_and_the_village_stays_sealed() -> None:
    alice = make.caseworker()
    home = {"path": make.village(make.NEIGHBOUR), "text": "ໃກ້ວັດ"}
    person = make.register(alice, district_path="", home=home)
    assert person.district_path == make.NEIGHBOUR
    kept = Person.objects.get(pk=person.pk)
    assert kept.home == home
    assert b"LA1602-" not in bytes(Person.objects.get(pk=person.pk).__dict__["home"])


def test_the_data_base_itself_refuses_a_village_as_district() -> None:
    person = make.register(make.caseworker())
    constraint = next(c for c in Person._meta.constraints if c.name == "person_district_only")
    person.district_path = make.village()
    with pytest.raises(Exception, match="person_district_only"):
        constraint.validate(Person, person)
    person.district_path = "LA16/LA1602/"
    constraint.validate(Person, person)


def test_unknown_fields_are_refused_not_ignored() -> None:
    assert "unknown_field" in refusals(make.caseworker(), make.record(state="merged"))
    assert "unknown_field" in refusals(make.caseworker("alice2"), make.record(compartment=str(uuid4())))


@pytest.mark.parametrize("kind", ["place", "household", "relation", "name_index"])
def test_a_village_a_household_or_a_search_hit_is_never_a_reason(kind: Any) -> None:
    assert refusals(make.caseworker(), make.record(), because_kind=kind, because=new_id()) == {"tie_no_reason"}


def test_a_reason_must_be_in_sight() -> None:
    alice = make.caseworker()
    for kind in ("consent", "user", "receipt", "no_such_noun"):
        assert refusals(alice, make.record(), because_kind=kind, because=new_id()) == {"tie_reason_unknown"}


def test_a_record_in_sight_is_a_reason() -> None:
    alice = make.caseworker()
    first = make.register(alice)
    consent = make.consent_for(alice, first.pk)
    person = register_person(
        by=alice, id=new_id(), record=make.record(), because_kind="consent", because=consent.pk, call_id=new_id()
    )
    tie = Tie.objects.get(person=person)
    assert (tie.because_kind, tie.because) == ("consent", consent.pk)
    assert str(consent.pk) not in tie.because_ref


def test_a_birth_date_counts_and_the_band_is_of_today() -> None:
    today = clock.today()
    birth = date(today.year - 15, 1, 1)
    person = make.register(make.caseworker(), birth_date=birth.isoformat(), birth_estimate=None)
    assert person.birth_date == birth
    assert person.age_band == "15-17"
    assert person.is_child


def test_open_facts_are_computed_from_sealed_answers() -> None:
    person = make.register(
        make.caseworker(), languages=["hnj", "lao"], disability_answers={"seeing": "a_lot"}, birth_estimate=None
    )
    assert (person.language_family, person.disability, person.age_band) == ("hmong_iumien", "yes", "unknown")
    assert person.is_child is None


def test_text_is_kept_canonical() -> None:
    person = make.register(make.caseworker(), names=[{"text": " ຄໍາ\u200bແສງ ", "kind": "nick"}])
    assert person.names == [{"text": "ຄຳແສງ", "kind": "nick", "script": "Laoo"}]
