"""Walks along keys: found where there is one, in every spelling of a key, and none through what everybody shares."""

import json
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault.fields import SealedRow
from tests.stolen.key_paths import HUBS, LIBRARIES, PERSONS, breaches, keys_in
from tests.stolen.loot import Row

VILLAGE = "LA16/LA1601/LA1601-1601004/"
DISTRICT = "LA16/LA1601/"
DIGEST = "5f" * 32


def row(table: str, **cells: object) -> Row:
    return Row(table, json.dumps({"id": str(new_id()), **cells}))


def event(subject: UUID, **cells: object) -> Row:
    return row("audit_event", subject=str(subject), actor=None, actor_kind="user", **cells)


PERSON, CONCERN, USER = new_id(), new_id(), new_id()
BASE = [
    row("people_person", id=str(PERSON), district_path=DISTRICT),
    row("protection_concern", id=str(CONCERN), place_path=VILLAGE, raised_by=str(USER)),
    row("people_tie", person_id=PERSON.hex, user=str(USER), because_ref=DIGEST),
    row("access_user", id=str(USER)),
    event(PERSON, call="ab" * 32),
    event(CONCERN, call="cd" * 32),
]
SPELT: dict[str, Callable[[UUID], object]] = {
    "with dashes": str,
    "without": lambda key: key.hex,
    "in capitals": lambda key: str(key).upper(),
    "as bytes": lambda key: "\\x" + key.bytes.hex(),
    "in JSON": lambda key: {"to": [str(key)]},
    "in JSON in a text": lambda key: json.dumps({"to": [str(key)]}),
    "in a scope key": lambda key: f"compartment:{key}",
}


def test_an_office_as_it_should_be_has_no_such_walk() -> None:
    assert breaches(BASE) == []


def test_a_task_about_a_person_may_not_name_a_village() -> None:
    task = row("agenda_task", subject=str(PERSON), place_path=VILLAGE)
    (found,) = breaches([*BASE, task])
    assert (found.tables, found.told) == (("people_person", "agenda_task"), VILLAGE.rstrip("/"))
    assert breaches([*BASE, row("agenda_task", subject=str(PERSON), place_path=DISTRICT)]) == []


@pytest.mark.parametrize("spelling", SPELT)
def test_a_key_in_any_spelling_joins(spelling: str) -> None:
    (found,) = breaches([*BASE, row("people_tie", person_id=PERSON.hex, because=SPELT[spelling](CONCERN))])
    assert found.tables == ("people_person", "people_tie", "protection_concern")
    assert found.keys == (PERSON.hex, CONCERN.hex)


def test_a_call_that_two_events_share_in_the_open_joins_their_rows() -> None:
    call = str(uuid4())
    (found,) = breaches([*BASE, event(PERSON, call=call), event(CONCERN, call=call)])
    assert found.tables[0] == "people_person"
    assert call.replace("-", "") in found.keys


def test_lines_of_the_history_that_were_closed_together_are_not_joined_by_it() -> None:
    lines = [event(PERSON, call="ef" * 32), event(CONCERN, call="fe" * 32)]
    ids = [line.cells["id"] for line in lines]
    assert breaches([*BASE, *lines, row("audit_batch", lines=[f"{key}:00ff" for key in ids], first=ids[0])]) == []


def test_a_keyed_reference_that_both_sides_hold_joins_them() -> None:
    (found,) = breaches([*BASE, row("people_household", place_path=VILLAGE, reference=DIGEST)])
    assert found.keys[-1] == DIGEST


def test_a_shared_transaction_joins() -> None:
    changes = [row("actions_change", row=str(subject), xact=771) for subject in (PERSON, CONCERN)]
    (found,) = breaches([*BASE, *changes])
    assert "transaction 771" in found.keys


def test_the_identifier_of_a_village_is_as_good_as_its_path() -> None:
    villages = [row("places_place", id=str(uuid4()), level=level, path="") for level in (2, 3)]
    district, village = (place.cells["id"] for place in villages)
    assert breaches([*BASE, *villages, row("people_home", person=str(PERSON), place=district)]) == []
    (found,) = breaches([*BASE, *villages, row("people_home", person=str(PERSON), place=village)])
    assert found.told == village.replace("-", "")


def test_a_walk_may_be_long() -> None:
    steps = [uuid4() for _ in range(6)]
    joined = zip([PERSON, *steps], [*steps, CONCERN], strict=True)
    (found,) = breaches([*BASE, *(row("some_table", one=str(one), other=str(other)) for one, other in joined)])
    assert len(found.keys) == 8


def test_users_and_programs_join_nothing() -> None:
    clock = str(uuid4())
    by_clock = [
        row("audit_event", subject=str(subject), actor=clock, actor_kind="program") for subject in (PERSON, CONCERN)
    ]
    assert breaches([*BASE, *by_clock]) == []


@pytest.mark.parametrize("left_out", [HUBS, LIBRARIES])
def test_every_table_that_is_left_out_is_there_and_has_its_reason(left_out: dict[str, str]) -> None:
    of_models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert set(left_out) <= of_models | {"django_migrations", "sqlite_sequence"}
    assert all(left_out.values())


def test_no_table_that_keeps_something_about_people_is_left_out() -> None:
    sealed = {model._meta.db_table for model in apps.get_models() if issubclass(model, SealedRow)}
    assert PERSONS in sealed
    assert sealed.isdisjoint({*HUBS, *LIBRARIES})


def test_the_walk_says_how_it_went() -> None:
    (found,) = breaches([*BASE, row("agenda_task", subject=str(PERSON), place_path=VILLAGE)])
    assert str(found) == f"people_person -[{PERSON.hex}]- agenda_task: {VILLAGE.rstrip('/')}"
    assert found.person == PERSON.hex


@given(st.uuids(), st.sampled_from(sorted(SPELT)), st.integers(0, 2**40))
def test_every_spelling_is_the_same_key(key: UUID, spelling: str, number: int) -> None:
    assert keys_in(json.dumps({"cell": SPELT[spelling](key), "count": number})) == {key.hex}


@given(st.binary(min_size=33, max_size=300).filter(lambda sealed: len(sealed) not in (16, 32)))
def test_sealed_bytes_hold_no_key(sealed: bytes) -> None:
    assert keys_in(json.dumps({"cell": sealed.hex()})) == set()
