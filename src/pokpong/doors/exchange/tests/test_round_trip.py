"""Cases taken out and brought in again change nothing."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import load_workbook

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import DISTRICT, VILLAGE, caseworker, supervisor
from pokpong.doors.exchange.exporting import Chosen, choose, take_out
from pokpong.doors.exchange.htcds.layout import workbook_of
from pokpong.doors.exchange.htcds.records import CaseRecord
from pokpong.doors.exchange.models import Export, ImportedRow
from pokpong.doors.exchange.tests.books import saved, template_of
from pokpong.doors.exchange.tests.factories import one_row, trapped_rows, went_through
from pokpong.doors.exchange.tests.releasing import asked, exported, released
from pokpong.doors.exchange.tests.strategies import records
from pokpong.doors.exchange.tests.test_bringing_cases import codes, counts
from pokpong.doors.exchange.tests.test_rows import read_back
from pokpong.doors.exchange.wanted import cases_in
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.models import Change
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.tests.factories import an_organisation, keeper
from pokpong.registers.people.actions.consents import Agreed, give_consent, withdraw_consent
from pokpong.registers.people.actions.contacts import end_contact
from pokpong.registers.people.actions.persons import amend_person
from pokpong.registers.people.models import Consent, Contact, Person

pytestmark = pytest.mark.django_db


def chosen(by: User, place: str = "LA16/") -> Chosen:
    return choose(by, cases_in(by, place))


def consenting(by: User, person: Person) -> Consent:
    """A spoken consent to assistance by an organisation."""
    today = clock.today()
    keeps = User.objects.filter(username="administrator-la16/").first() or keeper()
    body = an_organisation(keeps, name=f"ອົງການ {person.number}")
    agreed = Agreed(
        purpose="assistance",
        recipients={str(body.pk): body.name},
        fields=["names"],
        given_by="self",
        given_on=today,
        expires_on=today + timedelta(days=100),
        language="lao",
        way="spoken",
        witness="ບຸນ",
    )
    return give_consent(by=by, id=new_id(), person=person.pk, agreed=agreed, call_id=new_id())


def test_what_was_brought_in_comes_out_and_changes_nothing() -> None:
    worker, boss = caseworker(), supervisor()
    an_organisation(keeper())
    went_through(worker, template_of(trapped_rows(24)))
    content = exported(boss)
    before = Change.objects.count()
    assert counts(went_through(boss, content)) == (8, 0, 8, 0, 0)
    assert Change.objects.count() == before


def test_a_file_comes_out_as_it_was_brought_in() -> None:
    worker, boss = caseworker(), supervisor()
    an_organisation(keeper())
    content = template_of([row for row in trapped_rows(9) if row["F"] == "Yes"])
    went_through(worker, content)
    [said, *_others] = read_back(content)[0]
    [first] = [one for one in read_back(exported(boss))[0] if one.street == said.street]
    ours = {"case_number", "owner", "status", "sex"}
    for name in said.__dataclass_fields__:
        if name not in ours:
            assert getattr(first, name) == getattr(said, name), name
    assert first.case_number


def test_a_case_opened_by_hand_comes_out_and_changes_nothing() -> None:
    boss = supervisor()
    person = a_person(
        boss,
        name="ນາງ ຕົວຢ່າງ ແກ້ວໃສ",
        languages=["mww", "lao"],
        ethnic_group="ມົ້ງ",
        home={"path": VILLAGE, "text": "ເຮືອນ 5"},
        disability="no",
    )
    case = a_case(boss, person=person)
    consenting(boss, person)
    content = exported(boss)
    [record] = read_back(content)[0]
    assert (record.case_number, record.salutation, record.name) == (case.number, "ນາງ", "ຕົວຢ່າງ ແກ້ວໃສ")
    assert (record.languages, record.ethnic_group, record.disability) == (("mww", "lao"), "ມົ້ງ", "no")
    assert (record.street, record.district_code, record.village_code) == ("ເຮືອນ 5", "LA1601", "LA1601-1601005")
    assert (record.consent, record.status, record.citizenships) == (True, "Active", ("LA",))
    assert counts(went_through(boss, content)) == (1, 0, 1, 0, 0)


def test_what_the_ledger_says_now_counts_more_than_what_the_file_said() -> None:
    worker, boss = caseworker(), supervisor()
    an_organisation(keeper())
    went_through(worker, one_row(F="Yes", C="ນາງ", N="ຖະໜົນ 13", I="Viet Nam; Philippines"))
    person = Person.objects.get()
    changes = {"names": [{"text": "ຄຳ ວົງສາ", "kind": "official"}], "nationality": "TH"}
    amend_person(by=worker, person=person.pk, changes=changes, base=person.version, call_id=new_id())
    [record] = read_back(exported(boss))[0]
    assert (record.name, record.citizenships) == ("ຄຳ ວົງສາ", ("TH",))
    assert (record.street, record.city) == ("ຖະໜົນ 13", "ປາກເຊ")  # nobody changed the home


def test_changed_outside_it_is_rejected_and_the_case_stays() -> None:
    worker, boss = caseworker(), supervisor()
    an_organisation(keeper())
    went_through(worker, one_row(F="Yes"))
    book = load_workbook(io.BytesIO(exported(boss)))
    book.worksheets[0]["E3"] = "ຄົນອື່ນ"
    assert codes(went_through(boss, saved(book))) == [(3, "E", "row_differs")]
    assert Person.objects.get().name == "ຄຳ ໄຊຍະວົງ"


def test_only_with_consent_and_no_longer_once_it_is_withdrawn() -> None:
    boss = supervisor()
    person = a_person(boss)
    a_case(boss, person=person)
    assert (chosen(boss).ids, chosen(boss).left_out) == ([], 1)
    consent = consenting(boss, person)
    assert len(chosen(boss).ids) == 1
    withdraw_consent(by=boss, id=new_id(), consent=consent.pk, call_id=new_id())
    assert chosen(boss).ids == []
    with pytest.raises(Refused) as refused:
        exported(boss)
    assert [problem.code for problem in refused.value.problems] == ["export_nothing"]


def test_only_cases_in_sight_and_of_the_place() -> None:
    stranger, boss = caseworker("LA16/LA1602/", name="stranger"), supervisor(DISTRICT, name="boss")
    a_case(stranger, person=a_person(stranger, district="LA16/LA1602/"))
    assert chosen(boss).left_out == 0
    assert chosen(supervisor()).left_out == 1
    assert chosen(supervisor(name="third"), DISTRICT).left_out == 0


def test_an_export_leaves_its_note_and_the_reading_of_every_case() -> None:
    boss = supervisor()
    person = a_person(boss)
    case = a_case(boss, person=person)
    consenting(boss, person)
    exported(boss)
    note = Export.objects.get()
    assert (note.written, note.left_out, note.purpose, note.cases) == (1, 0, "ລາຍງານ", [str(case.pk)])
    assert Reading.objects.filter(actor=boss.pk, kind="case", place="export").get().shown == [str(case.pk)]


def test_a_caseworker_takes_nothing_out() -> None:
    worker = caseworker()
    person = a_person(worker)
    a_case(worker, person=person)
    consenting(worker, person)
    with pytest.raises(NotAllowed):
        asked(worker, DISTRICT)
    with pytest.raises(NotThere):
        take_out(supervisor("LA01/", name="far"), released(supervisor()), call_id=new_id())


def test_numbers_that_are_not_safe_never_leave() -> None:
    boss = supervisor()
    an_organisation(keeper())
    went_through(boss, one_row(F="Yes", M="020 1111"))
    assert read_back(exported(boss))[0][0].mobile_phone == "020 1111"
    end_contact(by=boss, contact=Contact.objects.get().pk, why="ບໍ່ປອດໄພ", call_id=new_id())
    assert read_back(exported(boss))[0][0].mobile_phone == ""


class RoundTripThroughTheLedger(TestCase):
    """Any record that can be brought in comes out, and what came out changes nothing."""

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(records(), st.dates(date(1950, 1, 1), date(2000, 1, 1)))
    def test_any_record(self, record: CaseRecord, born: date) -> None:
        boss = supervisor()
        an_organisation(keeper())
        said = CaseRecord(
            **{
                **vars(record),
                "case_number": "",
                "first_name": record.first_name or "ຄຳ",
                "birth_date": born,
                "estimated_age": None,
                "district_code": "LA1601",
                "village_code": "",
                "consent": True,
            }
        )
        first = went_through(boss, workbook_of([said]))
        assert codes(first) == []
        assert counts(first) == (1, 1, 0, 0, 0)
        content = exported(boss)
        assert codes(went_through(boss, content)) == []
        assert Case.objects.count() == ImportedRow.objects.count() == 1
