"""How a row is known again: by the column chosen, and never by what it hides."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import consent_recorded
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.doors.exchange import running
from pokpong.doors.exchange.actions.files import start_import
from pokpong.doors.exchange.exporting import choose
from pokpong.doors.exchange.mapping.mappings import column_keys
from pokpong.doors.exchange.mapping.rejects import error_workbook
from pokpong.doors.exchange.models import Import, ImportedRow
from pokpong.doors.exchange.tests.books import saved, template_of
from pokpong.doors.exchange.tests.factories import ROW, brought_in, checked, one_row, with_columns
from pokpong.doors.exchange.tests.test_round_trip import consenting
from pokpong.doors.exchange.uploads import work_of
from pokpong.doors.exchange.verdicts import read_problems
from pokpong.doors.exchange.wanted import cases_in
from pokpong.foundation.access.actions.glass import break_glass
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda import jobs
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.tests.factories import an_organisation, keeper
from pokpong.registers.people.models import Consent, Person

pytestmark = pytest.mark.django_db
KEY = {"AN": "RecordId"}
[KEY_COLUMN] = column_keys(["RecordId"])


def keyed(by: User, rows: list[dict[str, object]], source: str = "ສູນ ກ") -> Import:
    """Brought in with the column of keys as identity, as rows of `source`."""
    row = checked(by, with_columns(rows, KEY), identity=KEY_COLUMN, source=source)
    return brought_in_now(by, row)


def brought_in_now(by: User, row: Import) -> Import:
    start_import(by=by, file=row.pk, call_id=new_id())
    running.run(row.pk)
    return Import.objects.get(pk=row.pk)


def codes(row: Import) -> list[tuple[int, str, str]]:
    return [(found.row, found.column, found.problem.code) for found in read_problems(row.problems)]


def test_a_row_is_known_by_its_key_although_everything_else_is_written_differently() -> None:
    worker = caseworker()
    assert keyed(worker, [{**ROW, "AN": "R-1"}, {**ROW, "D": "ດາວ", "AN": "R-2"}]).opened == 2
    other_order = [{**ROW, "D": "ດາວ", "AN": "r-2 "}, {**ROW, "AN": "R-1"}, {**ROW, "D": "ແກ້ວ", "AN": "R-3"}]
    again = keyed(worker, other_order)
    assert (again.unchanged, again.opened, again.rejected) == (2, 1, 0)


def test_a_key_twice_in_one_file_is_no_second_case() -> None:
    row = keyed(caseworker(), [{**ROW, "AN": "R-1"}, {**ROW, "E": "ພົມມະຈັນ", "AN": "R-1"}])
    assert (row.opened, codes(row)) == (1, [(4, "E", "row_differs")])


def test_the_same_key_of_another_source_is_another_row() -> None:
    worker = caseworker()
    keyed(worker, [{**ROW, "AN": "R-1"}])
    row = keyed(worker, [{**ROW, "D": "ດາວ", "AN": "R-1"}], source="ສູນ ຂ")
    assert row.opened == 1


def test_a_key_that_leads_out_of_sight_opens_nothing() -> None:
    keyed(caseworker(), [{**ROW, "AN": "R-1"}])
    row = keyed(caseworker("LA16/LA1602/", name="other"), [{**ROW, "D": "ດາວ", "AN": "R-1"}])
    assert codes(row) == [(3, "", "row_out_of_sight")]
    assert Case.objects.count() == 1


def test_rows_without_a_key_are_asked_about_as_usual() -> None:
    worker = caseworker()
    keyed(worker, [{**ROW, "AN": "R-1"}])
    assert keyed(worker, [{**ROW, "N": "ຖະໜົນ", "AN": None}]).asked == 1


def test_keys_stand_nowhere_in_clear() -> None:
    keyed(caseworker(), [{**ROW, "AN": "R-1"}])
    kept = ImportedRow.objects.get()
    assert len({kept.origin, kept.key, kept.person, kept.content}) == 4
    assert all(len(digest) == 64 for digest in (kept.origin, kept.key, kept.person, kept.content))


def test_rejected_rows_are_corrected_and_sent_again() -> None:
    worker = caseworker()
    row = brought_in(worker, template_of([ROW, {**ROW, "D": "ດາວ", "H": "Famine"}]))
    assert (row.opened, row.rejected) == (1, 1)
    work = work_of(row)
    content = error_workbook(work.sheet, row.column_mapping.header_row, read_problems(row.problems), "Reasons")
    book = load_workbook(io.BytesIO(content))
    book.worksheets[0]["H3"] = "Feminine"
    again = brought_in(worker, saved(book))
    assert (again.total, again.opened, again.rejected) == (1, 1, 0)
    assert {person.name for person in Person.objects.all()} == {"ຄຳ ໄຊຍະວົງ", "ດາວ ໄຊຍະວົງ"}


def test_a_second_start_brings_nothing_in_twice() -> None:
    worker = caseworker()
    row = checked(worker, template_of([ROW, {**ROW, "D": "ດາວ"}]))
    start_import(by=worker, file=row.pk, call_id=new_id())
    start_import(by=worker, file=row.pk, call_id=new_id())  # the first did not go on
    running.run(row.pk)
    running.run(row.pk)
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("years", "said", "recorded"), [(25, "Yes", True), (25, "No", False), (25, None, False), (10, "Yes", False)]
)
def test_a_consent_of_a_file_counts_where_an_adult_gives_it_alone(years: int, said: str, recorded: bool) -> None:
    worker = caseworker()
    an_organisation(keeper())
    brought_in(worker, one_row(F=said, G=clock.today() - timedelta(days=365 * years + 10)))
    assert consent_recorded(Case.objects.get()) is recorded
    assert [(consent.way, consent.purpose) for consent in Consent.objects.all()] == (
        [("elsewhere", "assistance")] if recorded else []
    )


def test_without_an_age_or_an_organisation_no_consent_is_recorded() -> None:
    worker = caseworker()
    brought_in(worker, one_row(F="Yes"))
    an_organisation(keeper())
    brought_in(worker, one_row(F="Yes", G=None, D="ດາວ"))
    assert Case.objects.count() == 2
    assert not Consent.objects.exists()


def test_what_was_opened_by_breaking_a_glass_is_not_taken_out() -> None:
    stranger = caseworker("LA16/LA1602/", name="stranger")
    person = a_person(stranger, district="LA16/LA1602/")
    case = a_case(stranger, person=person)
    consenting(stranger, person)
    boss = supervisor("LA16/LA1601/")
    assert choose(boss, cases_in(boss, "")).ids == []
    break_glass_for(boss, case)
    assert Case.objects.visible_to(boss).filter(pk=case.pk).exists()
    assert choose(boss, cases_in(boss, "")).ids == []


def break_glass_for(user: User, case: Case) -> None:
    make_user("review", "case_supervisor", "")
    break_glass(
        by=user, id=new_id(), kind="case", number=case.number, reason="ມີອັນຕະລາຍຕໍ່ຊີວິດ ແລະ ຜູ້ຮັບຜິດຊອບບໍ່ຢູ່", call_id=new_id()
    )


def test_only_registered_work_is_put_into_the_queue() -> None:
    with pytest.raises(KeyError):
        jobs.do_later("nobody.registered.this", new_id())


def test_a_birth_date_in_words_is_the_same_day() -> None:
    worker = caseworker()
    brought_in(worker, one_row(G="2 ມີນາ 2001"))
    assert Person.objects.get().birth_date == date(2001, 3, 2)
    assert brought_in(worker, one_row(G="2001-03-02")).unchanged == 1
