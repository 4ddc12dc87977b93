"""Every action about a file: does it, refuses the wrong role, owner and state, leaves its event."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes, everything_stored
from pokpong.areas.protection.tests.factories import DISTRICT, VILLAGE, caseworker, member
from pokpong.doors.exchange import running
from pokpong.doors.exchange.actions.files import (
    KEPT_DAYS,
    answer_row,
    drop_import,
    forget_old_files,
    keep_progress,
    keep_result,
    map_import,
    start_import,
    upload_import,
)
from pokpong.doors.exchange.actions.mappings import drop_mapping, save_mapping
from pokpong.doors.exchange.actions.rows import match_imported_case, open_imported_case
from pokpong.doors.exchange.mapping.mappings import ColumnMapping
from pokpong.doors.exchange.models import Import, ImportedRow, SavedMapping
from pokpong.doors.exchange.tests.books import book_of, template_of
from pokpong.doors.exchange.tests.factories import ROW, brought_in, checked, file_of, one_row, uploaded
from pokpong.doors.exchange.verdicts import read_problems
from pokpong.foundation.access.actions.users import deactivate_user
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda import ticking
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.vault import files
from pokpong.registers.people.models import Person

pytestmark = pytest.mark.django_db
REFERENCES = {"origin": "a" * 64, "key": "", "person": "b" * 64, "content": "c" * 64}
SAID = {"first_name": "ຄຳ", "second_name": "ໄຊຍະວົງ"}


def test_a_file_is_kept_sealed_with_its_columns_guessed() -> None:
    worker, call = caseworker(), new_id()
    content = one_row()
    row = upload_import(by=worker, id=new_id(), target="cases", name="ລາຍຊື່.xlsx", content=content, call_id=call)
    assert_left_its_traces("import.upload", call, row)
    assert (row.state, row.name, row.user) == ("uploaded", "ລາຍຊື່.xlsx", worker.pk)
    assert set(row.column_mapping.columns.values()) >= {"prs_FirstName", "vic_TraffickingStatusDecisionMakingOrg"}
    assert files.content_of(file_of(row)) == content
    assert content not in files.path_of(file_of(row)).read_bytes()
    assert "ລາຍຊື່" not in "".join(everything_stored().values())


def test_who_may_bring_what() -> None:
    with pytest.raises(NotAllowed):
        uploaded(member(), one_row())
    with pytest.raises(Refused) as refused:
        uploaded(caseworker(), one_row(), target="organisations")
    assert codes(refused) == {"import_target_unknown"}
    with pytest.raises(Refused) as refused:
        uploaded(caseworker(name="other"), b"no workbook")
    assert codes(refused) == {"workbook_not_one"}


def test_a_kept_mapping_finds_its_columns_again() -> None:
    worker = caseworker()
    head = ["ຊື່ແທ້", "ວັນເກີດ", "ເມືອງຢູ່"]
    mapping = ColumnMapping("cases", "Sheet", 1, {"ຊືແທ": "prs_FirstName"})
    call = new_id()
    kept = save_mapping(by=worker, id=new_id(), name=" ສູນ ກ ", content=mapping.as_json(), call_id=call)
    assert_left_its_traces("mapping.save", call, kept)
    row = uploaded(worker, book_of([["ຫົວຂໍ້"], head, ["ຄຳ", "1/1/2000", "ປາກເຊ"]]), mapping=kept.pk)
    assert (row.column_mapping.header_row, row.column_mapping.columns) == (2, mapping.columns)
    assert row.source == "ສູນ ກ"
    with pytest.raises(Refused) as refused:
        uploaded(caseworker(name="other"), one_row(), mapping=kept.pk)
    assert codes(refused) == {"import_mapping_gone"}


def test_a_mapping_of_the_same_name_is_replaced_and_one_can_be_taken_away() -> None:
    worker, call = caseworker(), new_id()
    first = save_mapping(by=worker, id=new_id(), name="ກ", content=_mapping("a"), call_id=new_id())
    again = save_mapping(by=worker, id=new_id(), name="ກ", content=_mapping("b"), call_id=new_id())
    assert (again.pk, SavedMapping.objects.get().column_mapping.sheet) == (first.pk, "b")
    dropped = drop_mapping(by=worker, mapping=first.pk, call_id=call)
    assert_left_its_traces("mapping.drop", call, dropped)
    with pytest.raises(NotThere):
        drop_mapping(by=worker, mapping=first.pk, call_id=new_id())
    with pytest.raises(NotThere):
        drop_mapping(by=caseworker(name="other"), mapping=first.pk, call_id=new_id())


def _mapping(sheet: str) -> dict[str, object]:
    return ColumnMapping("cases", sheet, 1, {"x": "prs_FirstName"}).as_json()


def test_every_reason_against_the_name_of_a_mapping() -> None:
    worker = caseworker()
    for name, code in (("  ", "mapping_name_missing"), ("ກ" * 61, "mapping_name_too_long")):
        with pytest.raises(Refused) as refused:
            save_mapping(by=worker, id=new_id(), name=name, content=_mapping("a"), call_id=new_id())
        assert codes(refused) == {code}


def test_looking_through_brings_nothing_in() -> None:
    worker = caseworker()
    row = checked(worker, template_of([ROW, {**ROW, "D": "ດາວ", "H": "?"}]))
    assert (row.state, row.total, row.opened, row.rejected) == ("checked", 2, 1, 1)
    assert [found.problem.code for found in read_problems(row.problems)] == ["cell_value_unknown"]
    assert not Person.objects.exists()
    assert Event.objects.filter(name="import.map", subject=row.pk).exists()


def test_bringing_in_opens_the_cases_and_keeps_what_was_rejected() -> None:
    worker = caseworker()
    row = brought_in(worker, template_of([ROW, {**ROW, "D": "ດາວ", "H": "?"}]))
    assert (row.state, row.opened, row.rejected, row.position) == ("done", 1, 1, 2)
    assert Case.objects.visible_to(worker).count() == 1
    assert {"import.start", "import.keep_result", "import.open_case"} <= set(
        Event.objects.values_list("name", flat=True)
    )


def test_it_is_not_brought_in_before_it_was_looked_through_nor_twice() -> None:
    worker = caseworker()
    row = uploaded(worker, one_row())
    with pytest.raises(Refused):
        start_import(by=worker, file=row.pk, call_id=new_id())
    done = brought_in(worker, one_row(D="ດາວ"))
    with pytest.raises(Refused):
        start_import(by=worker, file=done.pk, call_id=new_id())
    with pytest.raises(Refused):
        map_import(by=worker, file=done.pk, mapping=done.mapping, call_id=new_id())
    running.run(done.pk)  # what is done is not done again
    assert Case.objects.count() == 1


def test_nobody_touches_the_file_of_another() -> None:
    row, other = uploaded(caseworker(), one_row()), caseworker(name="other")
    for act in (start_import, drop_import):
        with pytest.raises(NotThere):
            act(by=other, file=row.pk, call_id=new_id())
    with pytest.raises(NotThere):
        map_import(by=other, file=row.pk, mapping=row.mapping, call_id=new_id())
    for by in (other, User.objects.get(pk=row.user)):  # only the program that goes through the file
        with pytest.raises(NotAllowed):
            keep_progress(by=by, file=row.pk, position=1, call_id=new_id())
        with pytest.raises(NotAllowed):
            keep_result(by=by, file=row.pk, counts={}, problems=[], questions={}, call_id=new_id())


def test_the_district_for_rows_that_name_none_is_one() -> None:
    worker = caseworker()
    row = uploaded(worker, one_row())
    with pytest.raises(Refused) as refused:
        map_import(by=worker, file=row.pk, mapping=row.mapping, place=VILLAGE, call_id=new_id())
    assert codes(refused) == {"import_place_no_district"}


def test_a_long_file_tells_how_far_it_is() -> None:
    worker = caseworker()
    row = checked(worker, template_of([{**ROW, "H": "?", "D": f"ຄຳ{n}"} for n in range(45)]))
    assert Event.objects.filter(name="import.keep_progress", subject=row.pk).count() >= 20
    assert (row.position, row.rejected) == (45, 45)


def test_a_user_who_left_brings_nothing_in() -> None:
    worker = caseworker()
    row = checked(worker, one_row())
    start_import(by=worker, file=row.pk, call_id=new_id())
    deactivate_user(by=make_user("admin", "administrator", ""), user=worker.pk, reason="ຍ້າຍ", call_id=new_id())
    running.run(row.pk)
    assert Import.objects.get(pk=row.pk).state == "running"
    assert not Case.objects.exists()


def a_question(worker: User) -> tuple[Import, Person]:
    known = a_person(worker, name="ຄຳ ໄຊຍະວົງ", age=25)
    return brought_in(worker, one_row()), known


def test_a_row_that_asked_is_answered_as_the_same_person_without_a_case() -> None:
    worker, call = caseworker(), new_id()
    row, known = a_question(worker)
    assert (row.asked, list(row.open_questions)) == (1, ["3"])
    row = answer_row(by=worker, file=row.pk, row=3, person=known.pk, call_id=call)
    assert_left_its_traces("import.answer", call, row)
    assert (row.asked, row.opened, row.open_questions) == (0, 1, {})
    assert Case.objects.get().person_id == known.pk
    assert Person.objects.count() == 1


def test_a_row_that_asked_is_answered_as_the_same_person_with_a_case() -> None:
    worker = caseworker()
    row, known = a_question(worker)
    case = a_case(worker, person=known)
    row = answer_row(by=worker, file=row.pk, row=3, person=known.pk, call_id=new_id())
    assert (row.asked, row.opened, row.unchanged) == (0, 0, 1)
    assert ImportedRow.objects.get().case_id == case.pk
    assert brought_in(worker, one_row()).unchanged == 1  # sent again it is known


def test_a_row_that_asked_is_answered_as_another_person() -> None:
    worker = caseworker()
    row, _known = a_question(worker)
    row = answer_row(by=worker, file=row.pk, row=3, call_id=new_id())
    assert (row.asked, row.opened) == (0, 1)
    assert Person.objects.count() == 2


def test_a_row_is_answered_once_and_only_with_a_person_who_was_offered() -> None:
    worker = caseworker()
    row, known = a_question(worker)
    stranger = a_person(worker, name="ຄົນອື່ນ")
    with pytest.raises(Refused) as refused:
        answer_row(by=worker, file=row.pk, row=3, person=stranger.pk, call_id=new_id())
    assert codes(refused) == {"import_person_not_asked"}
    with pytest.raises(NotThere):
        answer_row(by=worker, file=row.pk, row=4, call_id=new_id())
    with pytest.raises(NotThere):
        answer_row(by=caseworker(name="other"), file=row.pk, row=3, call_id=new_id())
    answer_row(by=worker, file=row.pk, row=3, person=known.pk, call_id=new_id())
    with pytest.raises(Refused) as refused:
        answer_row(by=worker, file=row.pk, row=3, call_id=new_id())
    assert codes(refused) == {"import_row_answered"}


def test_put_aside_the_file_is_gone_and_the_cases_stay(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    worker, call = caseworker(), new_id()
    row = brought_in(worker, one_row())
    path = files.path_of(file_of(row))
    with django_capture_on_commit_callbacks(execute=True):
        row = drop_import(by=worker, file=row.pk, call_id=call)
    assert_left_its_traces("import.drop", call, row)
    assert (row.state, row.file, row.problems, path.exists()) == ("dropped", None, None, False)
    assert Case.objects.count() == 1


def test_the_clock_forgets_files_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = caseworker()
    row = brought_in(worker, one_row())
    assert forget_old_files() == 0
    later = clock.now() + timedelta(days=KEPT_DAYS, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert ticking.tick() >= 1
    row.refresh_from_db()
    assert (row.state, row.file) == ("dropped", None)
    assert Event.objects.get(name="import.forget").actor_kind == "program"


def test_a_case_of_a_row_is_opened_whole_or_not_at_all() -> None:
    worker, call = caseworker(), new_id()
    row = open_imported_case(
        by=worker, id=new_id(), said=SAID, references=REFERENCES, place=DISTRICT, source="", call_id=call
    )
    assert Event.objects.filter(name="import.open_case", subject=row.case_id).exists()
    with pytest.raises(Refused):
        open_imported_case(
            by=worker,
            id=new_id(),
            said={"first_name": "ດາວ", "birth_date": "2999-01-01"},
            references={**REFERENCES, "origin": "d" * 64},
            place=DISTRICT,
            call_id=new_id(),
        )
    assert Person.objects.count() == Case.objects.count() == 1
    again = open_imported_case(
        by=worker, id=row.pk, said=SAID, references=REFERENCES, place=DISTRICT, source="", call_id=call
    )
    assert again.pk == row.pk


def test_only_who_works_with_cases_opens_or_matches_one() -> None:
    bob, worker = member(), caseworker()
    case = a_case(worker)
    with pytest.raises(NotAllowed):
        open_imported_case(by=bob, id=new_id(), said=SAID, references=REFERENCES, place=DISTRICT, call_id=new_id())
    with pytest.raises(NotAllowed):
        match_imported_case(by=bob, id=new_id(), case=case.pk, said=SAID, references=REFERENCES, call_id=new_id())
    stranger = caseworker("LA16/LA1602/", name="stranger")
    with pytest.raises(NotThere):
        match_imported_case(by=stranger, id=new_id(), case=case.pk, said=SAID, references=REFERENCES, call_id=new_id())
    row = match_imported_case(by=worker, id=new_id(), case=case.pk, said=SAID, references=REFERENCES, call_id=new_id())
    assert ImportedRow.objects.visible_to(worker).get() == row
    assert not ImportedRow.objects.visible_to(stranger).exists()


def test_nothing_of_a_row_stands_in_clear() -> None:
    brought_in(caseworker(), one_row(M="020 7777 8888", N="ຖະໜົນລັບ", AL="ເລື່ອງລັບ"))
    stored = "".join(everything_stored().values())
    for secret in ("ໄຊຍະວົງ", "7777 8888", "ຖະໜົນລັບ", "ເລື່ອງລັບ"):
        assert secret not in stored
