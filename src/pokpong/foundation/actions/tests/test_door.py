"""The door: once, by whom it may, with everything it must leave."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pokpong.foundation.actions import amend, moves, registry
from pokpong.foundation.actions.actor import Program
from pokpong.foundation.actions.door import ActionIncomplete
from pokpong.foundation.actions.models import Change, FieldChange, Move, Receipt
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.vault.models import SealedFile

pytestmark = pytest.mark.django_db
ALL = frozenset({"test.add", "test.amend", "test.silent", "test.refused", "test.move"})
ANNA, BOUN = Program("anna", ALL), Program("boun", ALL)


def counts() -> tuple[int, int, int, int]:
    return (
        SealedFile.objects.count(),
        Event.objects.filter(name__startswith="test.").count(),
        Receipt.objects.filter(action__startswith="test.").count(),
        Change.objects.filter(kind="file").count(),
    )


def test_an_action_leaves_row_event_receipt_and_change(doing: SimpleNamespace) -> None:
    row = doing.add(by=ANNA, name="ລັບ", id=new_id(), call_id=new_id())
    assert counts() == (1, 1, 1, 1)
    assert Event.objects.get(name="test.add").subject == row.pk
    assert Change.objects.get(kind="file").row == row.pk


def test_the_same_call_again_answers_the_same_and_writes_nothing(doing: SimpleNamespace) -> None:
    call, row_id = new_id(), new_id()
    first = doing.add(by=ANNA, name="x", id=row_id, call_id=call)
    again = doing.add(by=ANNA, name="x", id=row_id, call_id=call)
    assert first == again
    assert counts() == (1, 1, 1, 1)


@pytest.mark.parametrize("other", ["content", "actor", "row"])
def test_a_used_id_is_refused_and_reveals_nothing(doing: SimpleNamespace, other: str) -> None:
    call, row_id = new_id(), new_id()
    doing.add(by=ANNA, name="ລັບ", id=row_id, call_id=call)
    with pytest.raises(Refused) as refused:
        doing.add(
            by=BOUN if other == "actor" else ANNA,
            name="other" if other == "content" else "ລັບ",
            id=row_id,
            call_id=new_id() if other == "row" else call,
        )
    assert [problem.code for problem in refused.value.problems] == ["id_taken"]
    assert "ລັບ" not in str(refused.value.problems)
    assert counts() == (1, 1, 1, 1)


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=25))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_calls_repeated_reordered_or_sent_by_another_act_once(
    doing: SimpleNamespace, sendings: list[tuple[int, bool]]
) -> None:
    """Five calls, each sent any number of times, in any order, by its owner or a stranger."""
    before = SealedFile.objects.count()
    calls = [(new_id(), new_id(), f"name {number}") for number in range(5)]
    owner: dict[int, Program] = {}
    for number, stranger in sendings:
        call_id, row_id, name = calls[number]
        by = BOUN if stranger else ANNA
        if owner.setdefault(number, by) is by:
            assert doing.add(by=by, name=name, id=row_id, call_id=call_id).name == name
        else:
            with pytest.raises(Refused):
                doing.add(by=by, name=name, id=row_id, call_id=call_id)
    assert SealedFile.objects.count() - before == len(owner)
    assert Receipt.objects.filter(pk__in=[call for call, _, _ in calls]).count() == len(owner)


def test_who_may_not_writes_nothing(doing: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        doing.add(by=Program("nobody"), name="x", id=new_id(), call_id=new_id())
    assert counts() == (0, 0, 0, 0)


def test_a_refused_call_leaves_nothing_and_may_be_sent_again(doing: SimpleNamespace) -> None:
    with pytest.raises(Refused) as refused:
        doing.refused(by=ANNA, id=new_id(), call_id=new_id())
    assert [problem.code for problem in refused.value.problems] == ["test_a", "test_b"]
    assert counts() == (0, 0, 0, 0)


def test_an_action_that_leaves_no_event_is_a_fault(doing: SimpleNamespace) -> None:
    with pytest.raises(ActionIncomplete):
        doing.silent(by=ANNA, id=new_id(), call_id=new_id())
    assert counts() == (0, 0, 0, 0)


def test_a_row_saved_outside_an_action_is_refused() -> None:
    with pytest.raises(writing.WrittenOutsideAction):
        SealedFile(name="x", media_type="open", size=1).save()
    with pytest.raises(writing.WrittenOutsideAction):
        SealedFile.objects.create(name="x", media_type="open", size=1)
    with pytest.raises(writing.WrittenOutsideAction):
        SealedFile.objects.update(size=2)


def test_a_row_out_of_sight_is_not_there(doing: SimpleNamespace) -> None:
    with pytest.raises(NotThere):
        doing.amend(by=ANNA, row=new_id(), changes={}, base=1, call_id=new_id())


def test_an_edit_keeps_the_old_value_sealed(doing: SimpleNamespace) -> None:
    row = doing.add(by=ANNA, name="ຊື່ເກົ່າ", id=new_id(), call_id=new_id())
    doing.amend(by=BOUN, row=row.pk, changes={"name": "ຊື່ໃໝ່"}, base=1, call_id=new_id())
    kept = FieldChange.objects.get()
    assert (kept.field, kept.version, kept.who) == ("name", 2, BOUN.id)
    assert amend.old_value(kept) == "ຊື່ເກົ່າ"
    with connection.cursor() as cursor:
        cursor.execute("SELECT old FROM actions_fieldchange")
        assert "ຊື່".encode() not in bytes(cursor.fetchone()[0])


def test_an_edit_of_a_field_that_cannot_be_changed_is_refused(doing: SimpleNamespace) -> None:
    row = doing.add(by=ANNA, name="x", id=new_id(), call_id=new_id())
    with pytest.raises(Refused) as refused:
        doing.amend(by=ANNA, row=row.pk, changes={"size": "9"}, base=1, call_id=new_id())
    assert refused.value.problems[0].code == "unknown_field"


def test_a_move_that_the_table_does_not_hold_is_refused(doing: SimpleNamespace) -> None:
    row = doing.add(by=ANNA, name="x", id=new_id(), call_id=new_id())
    doing.move(by=ANNA, row=row.pk, to="shut", why="ເຫດຜົນ", call_id=new_id())
    kept = Move.objects.get()
    assert (kept.before, kept.after, kept.who, moves.why_of(kept)) == ("open", "shut", ANNA.id, "ເຫດຜົນ")
    with pytest.raises(Refused) as refused:
        doing.move(by=ANNA, row=row.pk, to="open", call_id=new_id())
    assert refused.value.problems[0].code == "move_not_allowed"


@pytest.mark.parametrize("table", ["receipt", "fieldchange", "change", "move"])
def test_the_doors_own_tables_are_append_only(doing: SimpleNamespace, table: str) -> None:
    row = doing.add(by=ANNA, name="x", id=new_id(), call_id=new_id())
    doing.amend(by=ANNA, row=row.pk, changes={"name": "y"}, base=1, call_id=new_id())
    doing.move(by=ANNA, row=row.pk, to="shut", call_id=new_id())
    for statement in (f"UPDATE actions_{table} SET at = at", f"DELETE FROM actions_{table}"):
        with (
            connection.cursor() as cursor,
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
        ):
            cursor.execute(statement)


def test_the_events_of_one_call_cannot_be_joined_across_kinds(doing: SimpleNamespace) -> None:
    call = new_id()
    row = doing.add(by=ANNA, name="x", id=new_id(), call_id=call)
    kept = Event.objects.get(subject=row.pk).call
    assert len(kept) == 64
    assert call.hex not in kept
    assert not Receipt.objects.filter(caller__contains=ANNA.id.hex).exists()


def test_a_call_by_name_checks_and_converts_json(doing: SimpleNamespace) -> None:
    arguments: dict[str, Any] = {"name": "x", "size": 3, "id": str(new_id()), "call_id": str(new_id())}
    row = registry.call("test.add", by=ANNA, door="device", arguments=arguments)
    assert row.size == 3


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"id": "none"}, "id"), ({"size": "many"}, "size"), ({"extra": 1}, "extra"), ({"name": None}, "name")],
)
def test_wrong_json_is_refused_with_all_its_fields(doing: SimpleNamespace, wrong: dict[str, Any], field: str) -> None:
    arguments: dict[str, Any] = {"name": "x", "id": str(new_id()), "call_id": str(new_id())} | wrong
    with pytest.raises(Refused) as refused:
        registry.call("test.add", by=ANNA, door="office", arguments=arguments)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert counts() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "door"), [("test.nothing", "office"), ("test.amend", "device"), ("test.add", "program")]
)
def test_an_action_is_called_through_its_own_doors_only(doing: SimpleNamespace, name: str, door: str) -> None:
    with pytest.raises(NotAllowed):
        registry.call(name, by=ANNA, door=door, arguments={})


def test_a_schema_names_every_argument_but_the_actor(doing: SimpleNamespace) -> None:
    schema = registry.ACTIONS["test.add"].schema()
    assert set(schema["properties"]) == {"name", "size", "id", "call_id"}
    assert schema["required"] == ["name", "id", "call_id"]
