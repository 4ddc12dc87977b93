"""Notes: written once, corrected by another."""

from __future__ import annotations

import pytest

from pokpong.areas.protection.actions.plan import write_note
from pokpong.areas.protection.models import Note
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.checks import assert_left_its_traces, everything_stored
from pokpong.areas.protection.tests.factories import caseworker
from pokpong.areas.protection.tests.factories_plan import WORDS, a_note, in_days
from pokpong.areas.protection.tests.refusing import reasons, refuses_closed, refuses_others
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.rows import AppendOnly

pytestmark = pytest.mark.django_db


def test_a_note_is_written_and_sealed() -> None:
    bob, call_id = caseworker(), new_id()
    case = a_case(bob)
    note = a_note(bob, case, call_id=call_id)
    assert (note.kind, note.on, note.written_by, note.text) == ("talk", clock.today(), bob.id, WORDS)
    assert_left_its_traces("note.write", call_id, note)
    assert WORDS not in str(everything_stored())


def test_a_note_is_never_changed() -> None:
    bob = caseworker()
    note = a_note(bob, a_case(bob))
    note.text = "ອື່ນ"
    with writing.opened("tests"), pytest.raises(AppendOnly):
        note.save()


def test_a_correction_is_another_note_and_there_is_one_of_each() -> None:
    bob = caseworker()
    case = a_case(bob)
    old = a_note(bob, case)
    new = a_note(bob, case, text="ແກ້ໄຂແລ້ວ", corrects=old.pk)
    assert Note.objects.get(pk=old.pk).corrected_by == new
    found = reasons(write_note, by=bob, id=new_id(), case=case.pk, kind="talk", text=WORDS, corrects=old.pk)
    assert found == {"note_corrected_already"}
    assert a_note(bob, case, corrects=new.pk).corrects_id == new.pk


def test_a_note_of_another_case_is_not_corrected_here() -> None:
    bob = caseworker()
    other = a_note(bob, a_case(bob, person=a_person(bob, name="ທ້າວ ອື່ນ")))
    case = a_case(bob)
    for wrong in (other.pk, new_id()):
        values = {"id": new_id(), "case": case.pk, "kind": "talk", "text": WORDS, "corrects": wrong}
        assert reasons(write_note, by=bob, **values) == {"plan_other_case"}


def test_what_is_no_note() -> None:
    bob = caseworker()
    case = a_case(bob)
    values = {"id": new_id(), "case": case.pk, "kind": "gossip", "text": "", "on": in_days(1)}
    assert reasons(write_note, by=bob, **values) == {"note_kind_unknown", "plan_text_missing", "plan_day_in_future"}
    values = {"id": new_id(), "case": case.pk, "kind": "talk", "text": "ກ" * 8001, "on": in_days(-20_000)}
    assert reasons(write_note, by=bob, **values) == {"plan_text_too_long", "plan_day_too_early"}


def test_who_may_not_write_and_when() -> None:
    bob = caseworker()
    case = a_case(bob)
    fine = {"id": new_id(), "case": case.pk, "kind": "talk", "text": WORDS}
    refuses_others(write_note, **fine)
    refuses_closed(case, write_note, by=bob, **fine)
