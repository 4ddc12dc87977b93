"""Events and readings: added, never changed, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from pokpong.foundation.audit import log, queries
from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.rows import AppendOnly, NothingIsDeleted
from pokpong.foundation.vault.models import SealedFile

pytestmark = pytest.mark.django_db


def an_event() -> Event:
    with writing.opened("tests"):
        subject = SealedFile(name="x", media_type="application/pdf", size=1)
        subject.save()
        return log.event(
            "test.done", subject=subject, call="c", actor=new_id(), actor_kind="user", detail={"ຫຍັງ": "ລັບຫຼາຍ"}
        )


def test_a_detail_is_sealed_and_opens() -> None:
    event = an_event()
    with connection.cursor() as cursor:
        cursor.execute("SELECT detail FROM audit_event WHERE detail IS NOT NULL")
        assert "ລັບ".encode() not in bytes(cursor.fetchone()[0])
    assert queries.detail(Event.objects.get(pk=event.pk)) == {"ຫຍັງ": "ລັບຫຼາຍ"}


@pytest.mark.parametrize("table", ["audit_event", "audit_reading"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_the_data_base_itself_refuses_change(table: str, statement: str) -> None:
    an_event()
    log.reading(actor=new_id(), kind="concern", place="x", shown=[new_id()])
    count = f"SELECT count(*) FROM {table}"
    with connection.cursor() as cursor:
        cursor.execute(count)
        before = cursor.fetchone()[0]
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement.format(table))
        cursor.execute(count)
        assert cursor.fetchone()[0] == before > 0


def test_python_refuses_before_the_data_base_does() -> None:
    event = an_event()
    with writing.opened("tests"):
        with pytest.raises(AppendOnly):
            event.save()
        with pytest.raises(AppendOnly):
            Event.objects.update(name="x")
        with pytest.raises(NothingIsDeleted):
            event.delete()
        with pytest.raises(NothingIsDeleted):
            Event.objects.all().delete()


def test_nothing_shown_leaves_nothing() -> None:
    log.reading(actor=new_id(), kind="concern", place="x", shown=[])
    assert not Reading.objects.exists()


def test_no_line_is_written_outside_an_action() -> None:
    with pytest.raises(writing.WrittenOutsideAction):
        log.event("x", subject=SealedFile(), call="", actor=None, actor_kind="user")
