"""Whatever is done to events, readings, batches and checkpoints behind the program's back is found and named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DataError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pokpong.foundation.audit import chain, checkpoints
from pokpong.foundation.audit.models import Batch, Event, Reading
from pokpong.foundation.audit.tests.tampering import (
    a_reading,
    an_event,
    closed_lines,
    emptied,
    execute,
    id_at,
    raw,
    undone,
)
from pokpong.foundation.audit.verifying import Finding, Result, verify
from pokpong.foundation.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_lines")]
each = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
numbers = st.integers(0, 10_000)


@pytest.fixture
def no_lines() -> None:
    emptied()


@pytest.fixture
def places(no_lines: None, tmp_path: Path, settings: Any) -> list[Path]:
    settings.POKPONG_AUDIT_BATCH_LINES = 4
    settings.POKPONG_CHECKPOINT_FILE = str(tmp_path / "one" / "checkpoint")
    settings.POKPONG_CHECKPOINT_SECOND = str(tmp_path / "two" / "checkpoint")
    return checkpoints.places()


@pytest.fixture
def now(places: list[Path]) -> Iterator[datetime]:
    """After three rounds of lines were closed."""
    moment = closed_lines()
    with clock.standing_at(moment):
        yield moment


def lines(model: Any) -> list[Any]:
    return list(model.objects.order_by("pk"))


def firsts(result: Result) -> Finding:
    assert result.first is not None, "nothing was found"
    return result.first


def test_what_nobody_touched_is_well(now: datetime) -> None:
    result = verify()
    assert result.findings == []
    assert (result.lines, result.waiting, result.late) == (27 + 12, 0, 0)
    assert result.batches == Batch.objects.count() == 12


# --- lines -----------------------------------------------------------------------------------------------------

EVENT_CHANGES: dict[str, Any] = {
    "at": "2020-01-01 00:00:00",
    "name": "another.name",
    "actor": raw(id_at(datetime.now().astimezone())),
    "actor_kind": "program",
    "device": raw(id_at(datetime.now().astimezone())),
    "subject_kind": "person",
    "subject": raw(id_at(datetime.now().astimezone())),
    "call": "x",
    "key_id": raw(id_at(datetime.now().astimezone())),
    "detail": b"another detail",
}
READING_CHANGES: dict[str, Any] = {name: EVENT_CHANGES[name] for name in ("at", "actor", "device")} | {
    "kind": "case",
    "place": "elsewhere",
    "shown": '["nobody"]',
}


def test_every_column_is_covered() -> None:
    for model, changes in ((Event, EVENT_CHANGES), (Reading, READING_CHANGES)):
        columns = {field.attname for field in model._meta.concrete_fields} - {"id"}
        assert columns == set(changes), "a column that no batch covers"


@each
@given(which=numbers, column=st.sampled_from(sorted(EVENT_CHANGES)))
def test_an_altered_event_is_named(now: datetime, which: int, column: str) -> None:
    row = lines(Event)[which % 27]
    with undone():
        execute(f"UPDATE audit_event SET {column} = %s WHERE id = %s", EVENT_CHANGES[column], raw(row.pk))
        found = firsts(verify())
    assert (found.kind, found.what, found.table, found.line) == ("altered", "line", "event", str(row.pk))


@each
@given(which=numbers, column=st.sampled_from(sorted(READING_CHANGES)))
def test_an_altered_reading_is_named(now: datetime, which: int, column: str) -> None:
    row = lines(Reading)[which % 12]
    with undone():
        execute(f"UPDATE audit_reading SET {column} = %s WHERE id = %s", READING_CHANGES[column], raw(row.pk))
        found = firsts(verify())
    assert (found.kind, found.what, found.table, found.line) == ("altered", "line", "reading", str(row.pk))


@each
@given(which=numbers, model=st.sampled_from([Event, Reading]))
def test_a_line_that_was_taken_away_is_named(now: datetime, which: int, model: Any) -> None:
    rows = lines(model)
    row = rows[which % len(rows)]
    with undone():
        execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", raw(row.pk))
        found = firsts(verify())
    assert (found.kind, found.what, found.line) == ("missing", "line", str(row.pk))


@each
@given(seconds=st.integers(0, 2 * 3600), fresh_id=st.booleans(), of_events=st.booleans())
def test_a_line_that_was_put_in_is_named(now: datetime, seconds: int, fresh_id: bool, of_events: bool) -> None:
    """At any moment of the past, under an id of that moment or of the present."""
    past = now - timedelta(hours=3) + timedelta(seconds=seconds)
    with undone():
        row: Any = an_event(past) if of_events else a_reading(past)
        if fresh_id:
            moved = id_at(now)
            execute(f"UPDATE {row._meta.db_table} SET id = %s WHERE id = %s", raw(moved), raw(row.pk))
            row.pk = moved
        found = firsts(verify())
    assert (found.kind, found.what, found.line) == ("inserted", "line", str(row.pk))


@each
@given(one=numbers, other=numbers)
def test_lines_that_changed_places_are_named(now: datetime, one: int, other: int) -> None:
    rows = lines(Event)
    first, second = rows[one % 27], rows[other % 27]
    if first.pk == second.pk:
        return
    spare = id_at(now)
    with undone():
        for before, after in ((first.pk, spare), (second.pk, first.pk), (spare, second.pk)):
            execute("UPDATE audit_event SET id = %s WHERE id = %s", raw(after), raw(before))
        result = verify()
    found = firsts(result)
    assert found.kind in {"reordered", "altered"}
    assert found.line in {str(first.pk), str(second.pk)}
    assert {finding.line for finding in result.findings} == {str(first.pk), str(second.pk)}


# --- batches ---------------------------------------------------------------------------------------------------

BATCH_CHANGES: dict[str, Any] = {
    "kind": "other",
    "form": 2,
    "first": raw(id_at(datetime.now().astimezone())),
    "last": raw(id_at(datetime.now().astimezone())),
    "count": 999,
    "lines": "[]",
    "digest": "0" * 64,
    "previous": "0" * 64,
    "mac": "0" * 64,
    "closed_at": "2020-01-01 00:00:00",
    "id": raw(id_at(datetime.now().astimezone())),
}


def test_every_column_of_a_batch_is_covered() -> None:
    columns = {field.attname for field in Batch._meta.concrete_fields}
    assert columns - set(BATCH_CHANGES) == {"number", "whole", "late"}, "covered by the two tests below"


@each
@given(which=numbers, column=st.sampled_from(sorted(BATCH_CHANGES)))
def test_an_altered_batch_is_named(now: datetime, which: int, column: str) -> None:
    number = which % 12 + 1
    with undone():
        execute(f"UPDATE audit_batch SET {column} = %s WHERE number = %s", BATCH_CHANGES[column], number)
        found = firsts(verify())
    assert (found.kind, found.what, found.batch) == ("altered", "batch", number)


@each
@given(which=numbers, column=st.sampled_from(["whole", "late"]))
def test_a_flag_of_a_batch_that_was_turned_is_named(now: datetime, which: int, column: str) -> None:
    number = which % 12 + 1
    with undone():
        execute(f"UPDATE audit_batch SET {column} = NOT {column} WHERE number = %s", number)
        found = firsts(verify())
    assert (found.kind, found.what, found.batch) == ("altered", "batch", number)


@each
@given(which=st.integers(1, 11))
def test_a_batch_that_was_taken_away_is_named(now: datetime, which: int) -> None:
    with undone():
        execute("DELETE FROM audit_batch WHERE number = %s", which)
        found = firsts(verify())
    assert (found.kind, found.what, found.batch) == ("missing", "batch", which)


@each
@given(one=st.integers(1, 12), other=st.integers(1, 12))
def test_batches_that_changed_places_are_named(now: datetime, one: int, other: int) -> None:
    if one == other:
        return
    with undone():
        for before, after in ((one, 999), (other, one), (999, other)):
            execute("UPDATE audit_batch SET number = %s WHERE number = %s", after, before)
        found = firsts(verify())
    assert (found.kind, found.what, found.batch) == ("reordered", "batch", min(one, other))


def copied(number: int, to: int, mac: str = "") -> None:
    columns = [
        str(field.column) for field in Batch._meta.concrete_fields if field.attname not in {"id", "number", "mac"}
    ]
    names = ", ".join(columns)
    execute(
        f"INSERT INTO audit_batch (id, number, mac, {names}) SELECT %s, %s, {'%s' if mac else 'mac'}, {names} "
        "FROM audit_batch WHERE number = %s",
        *[raw(id_at(clock.now())), to, *([mac] if mac else []), number],
    )


@each
@given(which=st.integers(1, 12), forged=st.booleans(), to=st.sampled_from([0, 13]))
def test_a_batch_that_was_put_in_is_named(now: datetime, which: int, forged: bool, to: int) -> None:
    with undone():
        copied(which, to, "1" * 64 if forged else "")
        found = firsts(verify())
    assert (found.kind, found.what, found.batch) == ("inserted", "batch", to)


@each
@given(last=st.integers(0, 11), with_lines=st.booleans())
def test_an_end_that_was_cut_off_is_named(now: datetime, last: int, with_lines: bool) -> None:
    """With the lines or without them: the checkpoint remembers how many batches there were."""
    with undone():
        gone = [(row.kind, chain.line_ids(row.lines)) for row in Batch.objects.filter(number__gt=last)]
        execute("DELETE FROM audit_batch WHERE number > %s", last)
        for kind, ids in gone if with_lines else []:
            for row in ids:
                execute(f"DELETE FROM audit_{kind} WHERE id = %s", raw(row))
        found = firsts(verify())
    assert (found.kind, found.what, found.batch) == ("cut_off", "batch", last + 1)


@pytest.mark.parametrize(
    ("table", "column"), [("audit_event", "at"), ("audit_event", "subject"), ("audit_batch", "closed_at")]
)
def test_what_cannot_even_be_read_is_named(now: datetime, table: str, column: str) -> None:
    """PostgreSQL does not take such a value at all."""
    spoil = f"UPDATE {table} SET {column} = 'nonsense' WHERE id = (SELECT max(id::text)::uuid FROM {table})"
    with undone():
        if connection.vendor == "postgresql":
            with pytest.raises(DataError), transaction.atomic():
                execute(spoil)
            assert verify().is_well
        else:
            execute(spoil.replace("max(id::text)::uuid", "max(id)"))
            assert firsts(verify()).kind == "altered"


# --- checkpoints -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", [0, 1])
@each
@given(change=st.sampled_from(["batches", "mac", "at", "seal", "nothing in it", "half"]))
def test_an_altered_checkpoint_is_named(now: datetime, places: list[Path], which: int, change: str) -> None:
    path, kept = places[which], places[which].read_text()
    said = json.loads(kept)
    if change == "batches":
        said["batches"] = 3
    elif change in said:
        said[change] = "2026-03-02T00:00:00+00:00" if change == "at" else "2" * 64
    path.write_text({"nothing in it": "", "half": kept[: len(kept) // 2]}.get(change, json.dumps(said)))
    found = firsts(verify())
    path.write_text(kept)
    assert (found.kind, found.what, found.place) == ("altered", "checkpoint", ["first", "second"][which])
    assert verify().is_well


@pytest.mark.parametrize("which", [0, 1])
def test_a_checkpoint_that_was_taken_away_is_named(now: datetime, places: list[Path], which: int) -> None:
    places[which].unlink()
    found = firsts(verify())
    assert (found.kind, found.what, found.place) == ("missing", "checkpoint", ["first", "second"][which])


def test_an_older_checkpoint_put_back_is_named(places: list[Path]) -> None:
    closed_lines(rounds=1)
    old = places[0].read_text()
    moment = closed_lines()
    with clock.standing_at(moment):
        places[0].write_text(old)
        found = firsts(verify())
        assert (found.kind, found.what, found.place) == ("behind", "checkpoint", "first")


def test_the_second_place_finds_what_one_who_reached_the_first_cut_off(places: list[Path]) -> None:
    closed_lines(rounds=1)
    old, last = places[0].read_text(), chain.head().number
    moment = closed_lines()
    with clock.standing_at(moment), undone():
        execute("DELETE FROM audit_batch WHERE number > %s", last)
        places[0].write_text(old)
        found = firsts(verify())
    assert (found.kind, found.batch, found.place) == ("cut_off", last + 1, "second")


def test_a_chain_made_anew_under_another_key_is_named(now: datetime, settings: Any) -> None:
    """Whoever holds the data base alone cannot close batches that this installation believes."""
    settings.POKPONG_MASTER_KEY = "/" * 43 + "="
    found = firsts(verify())
    assert found.kind == "altered"
