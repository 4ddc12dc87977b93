"""Rows become cases, once, and say again what they said."""

from __future__ import annotations

from datetime import date

import pytest

from pokpong.areas.protection.models import Case, Exploitation, Identification, Note
from pokpong.areas.protection.queries.cases import consent_recorded
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import DISTRICT, caseworker, supervisor
from pokpong.doors.exchange.exporting import choose
from pokpong.doors.exchange.htcds.tables import TEMPLATE, TEMPLATE_WITH_LISTS
from pokpong.doors.exchange.models import ImportedRow
from pokpong.doors.exchange.tests.books import template_of
from pokpong.doors.exchange.tests.factories import ROW, one_row, trapped_rows, went_through, with_columns
from pokpong.doors.exchange.verdicts import Result
from pokpong.doors.exchange.wanted import cases_in
from pokpong.registers.institutions.tests.factories import an_organisation, keeper
from pokpong.registers.people.models import Contact, Person

pytestmark = pytest.mark.django_db


def counts(result: Result) -> tuple[int, int, int, int, int]:
    return (result.read, result.opened, result.unchanged, result.asked, result.rejected)


def codes(result: Result) -> list[tuple[int, str, str]]:
    return [(found.row, found.column, found.problem.code) for found in result.problems]


def test_a_row_opens_a_case_with_what_it_says() -> None:
    worker = caseworker()
    content = one_row(
        C="ນາງ",
        M="020 5555 1234",
        N="ຖະໜົນ 13",
        S="Possible victim of trafficking",
        X="Forced labour",
        AA="ບາງກອກ",
        W="RestrictsMovement",
        AB="Closed",
        AD=date(2024, 5, 6),
    )
    assert counts(went_through(worker, content)) == (1, 1, 0, 0, 0)
    case = Case.objects.visible_to(worker).get()
    person: Person = case.person
    assert (case.origin, case.place_path, case.opened_on, case.state) == (
        "imported",
        DISTRICT,
        date(2024, 5, 6),
        "open",
    )
    assert (person.name, person.sex, person.birth_date, person.nationality) == (
        "ຄຳ ໄຊຍະວົງ",
        "female",
        date(2001, 3, 2),
        "LA",
    )
    assert (person.home or {})["text"].startswith("ຖະໜົນ 13")
    exploitation = Exploitation.objects.get(case=case)
    assert (exploitation.forms, exploitation.control_methods) == (["ForcedLabour"], ["lao:RestrictsMovement"])
    assert exploitation.steps == [{"kind": "exploited", "text": "ບາງກອກ"}]
    assert Identification.objects.get(case=case).state == "presumed"
    assert [(contact.value, contact.safety) for contact in Contact.objects.filter(person=person)] == [
        ("020 5555 1234", "unknown")
    ]
    [note] = Note.objects.filter(case=case)
    assert "Closed" in note.text


def test_the_same_file_sent_twice_changes_nothing() -> None:
    worker = caseworker()
    content = one_row()
    went_through(worker, content)
    assert counts(went_through(worker, content)) == (1, 0, 1, 0, 0)
    assert Case.objects.count() == Person.objects.count() == ImportedRow.objects.count() == 1


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    worker = caseworker()
    content = template_of([ROW, {**ROW, "D": "ດາວ"}, {**ROW, "N": "ຖະໜົນ"}, {**ROW, "G": "soon"}])
    assert counts(went_through(worker, content, dry=True)) == (4, 2, 0, 1, 1)
    assert not Person.objects.exists()
    assert counts(went_through(worker, content)) == (4, 2, 0, 1, 1)
    assert Person.objects.count() == 2


def test_every_reason_at_once_and_nothing_half_written() -> None:
    worker = caseworker()
    unreadable = {"G": "1/1/2999", "H": "Famine", "X": "Forced labur"}
    content = template_of([unreadable, {"N": "ຖະໜົນ", "G": date(2099, 1, 1)}])
    result = went_through(worker, content)
    assert counts(result) == (2, 0, 0, 0, 2)
    assert codes(result)[:3] == [
        (3, "G", "cell_year_out_of_range"),
        (3, "H", "cell_value_nearly"),
        (3, "X", "cell_value_nearly"),
    ]
    assert {code for row, _column, code in codes(result) if row == 4} == {
        "person_name_missing",
        "birth_in_future",
        "row_place_missing",
    }
    assert not Person.objects.exists()


def test_a_district_can_be_chosen_for_rows_that_name_none() -> None:
    worker = caseworker()
    content = one_row(O=None, P=None)
    assert codes(went_through(worker, content)) == [(3, "O", "row_place_missing")]
    assert counts(went_through(worker, content, place=DISTRICT)) == (1, 1, 0, 0, 0)


def test_a_person_who_may_be_there_already_is_asked_about_and_never_made_twice() -> None:
    worker = caseworker()
    known = a_person(worker, name="ຄຳ ໄຊຍະວົງ", age=25)
    result = went_through(worker, one_row())
    assert counts(result) == (1, 0, 0, 1, 0)
    assert result.questions["3"]["persons"] == [str(known.pk)]
    assert Person.objects.count() == 1


def test_somebody_of_the_same_name_born_on_another_day_is_another_person() -> None:
    worker = caseworker()
    a_case(worker, person=a_person(worker, name="ຄຳ ໄຊຍະວົງ", birth_estimate=None, birth_date="1990-01-01"))
    assert counts(went_through(worker, one_row())) == (1, 1, 0, 0, 0)


def test_a_person_out_of_sight_is_not_asked_about() -> None:
    stranger, worker = caseworker("LA16/LA1602/", name="stranger"), caseworker()
    a_case(stranger, person=a_person(stranger, name="ຄຳ ໄຊຍະວົງ", age=25, district="LA16/LA1602/"))
    assert counts(went_through(worker, one_row())) == (1, 1, 0, 0, 0)


def test_the_same_file_from_somebody_who_does_not_see_its_cases() -> None:
    first, second = caseworker(), caseworker("LA16/LA1602/", name="second")
    content = one_row()
    went_through(first, content)
    assert codes(went_through(second, content)) == [(3, "", "row_out_of_sight")]
    assert counts(went_through(supervisor(), content)) == (1, 0, 1, 0, 0)


def test_a_number_names_the_case() -> None:
    worker = caseworker()
    case = a_case(worker, person=a_person(worker, name="ຄຳ ໄຊຍະວົງ"))
    same = {**ROW, "G": None, "AN": case.number}
    head = {"AN": "lao:CaseNumber"}
    assert counts(went_through(worker, with_columns([same], head))) == (1, 0, 1, 0, 0)
    differing = with_columns([{**same, "E": "ພົມມະຈັນ", "H": "Masculine"}], head)
    assert codes(went_through(worker, differing)) == [(3, "E", "row_differs"), (3, "H", "row_differs")]
    nobody = with_columns([{**same, "AN": "LA16-2026-C00000"}], head)
    assert codes(went_through(worker, nobody)) == [(3, "AN", "row_case_unknown")]
    assert Case.objects.count() == 1


def test_two_hundred_rows_with_every_trap_in_both_templates() -> None:
    worker = caseworker()
    an_organisation(keeper())
    content, same_rows = (template_of(trapped_rows(200), one) for one in (TEMPLATE, TEMPLATE_WITH_LISTS))
    result = went_through(worker, content)
    assert codes(result) == []
    assert counts(result) == (200, 200, 0, 0, 0)
    assert counts(went_through(worker, content)) == (200, 0, 200, 0, 0)
    assert counts(went_through(worker, same_rows)) == (200, 0, 200, 0, 0)
    assert sum(consent_recorded(case) for case in Case.objects.all()) == 67
    chosen = choose(worker, cases_in(worker, ""))
    assert (len(chosen.facts), chosen.left_out) == (67, 133)


def test_the_template_with_lists_is_brought_in_as_well() -> None:
    result = went_through(caseworker(), template_of(trapped_rows(6), TEMPLATE_WITH_LISTS))
    assert (codes(result), counts(result)) == ([], (6, 6, 0, 0, 0))
