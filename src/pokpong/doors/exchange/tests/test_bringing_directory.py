"""Organisations, officials and services from a workbook."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.tests.books import book_of
from pokpong.doors.exchange.tests.factories import brought_in, checked
from pokpong.doors.exchange.verdicts import read_problems
from pokpong.registers.institutions.models import Official, Organisation, ServiceOffer
from pokpong.registers.institutions.tests.factories import DISTRICT, an_organisation, keeper

pytestmark = pytest.mark.django_db
ORGANISATIONS: list[list[Any]] = [
    ["Name", "English name", "Kind", "Place", "Parent", "Telephone"],
    ["ສູນ ກ", "Centre A", "School", "ປາກເຊ, ຈຳປາສັກ", None, "໐໒໐ 55"],
    ["ສູນ ຂ", None, "ໂຮງໝໍ ຫຼື ສຸກສາລາ", "LA16", "ຫ້ອງການໃຫຍ່", None],
]
OFFICIALS: list[list[Any]] = [
    ["ຊື່ ແລະ ນາມສະກຸນ", "ຕຳແໜ່ງ", "ໜ້າທີ່", "ອົງການ", "ເມືອງ", "ວັນທີເລີ່ມ"],
    ["ບຸນມີ ວົງສາ", "ຫົວໜ້າ", "Social worker", "ຫ້ອງການໃຫຍ່", "ປາກເຊ", "1/2/2024"],
]
SERVICES: list[list[Any]] = [
    ["Organisation", "Service", "Places", "For whom", "Capacity", "Languages"],
    ["ຫ້ອງການໃຫຍ່", "Legal aid", "ປາກເຊ; LA1602", "Women; ເດັກຍິງ", 12, "Lao; ກຶມມຸ"],
]


def codes(row: Import) -> set[tuple[int, str, str]]:
    return {(found.row, found.column, found.problem.code) for found in read_problems(row.problems)}


def test_organisations_are_added_once() -> None:
    boss = keeper()
    office = an_organisation(boss, name="ຫ້ອງການໃຫຍ່")
    row = brought_in(boss, book_of(ORGANISATIONS), "organisations")
    assert (row.opened, codes(row)) == (2, set())
    first, second = Organisation.objects.get(names__en="Centre A"), Organisation.objects.get(kind="health")
    assert (first.place_path, first.kind, first.phone) == (DISTRICT, "school", "020 55")
    assert (second.place_path, second.parent) == ("LA16/", office)
    again = brought_in(boss, book_of([*ORGANISATIONS, ["ສູນ ກ", None, "School", "ປາກເຊ", None, None]]), "organisations")
    assert (again.opened, again.unchanged) == (0, 3)


def test_every_reason_against_an_organisation() -> None:
    rows = [
        ORGANISATIONS[0],
        [None, None, "School", "ປາກເຊ", None, None],
        ["ສູນ", None, "Scool", "ບໍ່ມີບ່ອນນີ້", None, None],
        ["ສູນ", None, "School", "ບໍ່ມີບ່ອນນີ້", "ບໍ່ມີອົງການນີ້", None],
        ["ບ້ານພັກ", None, "Shelter", "ປາກເຊ", None, "call me"],
    ]
    row = checked(keeper(), book_of(rows), "organisations")
    assert codes(row) == {
        (2, "A", "cell_missing"),
        (3, "C", "cell_value_nearly"),
        (4, "D", "row_place_not_found"),
        (4, "E", "row_organisation_not_found"),
        (5, "F", "institution_phone_unusable"),
    }
    assert not Organisation.objects.exists()


def test_officials_are_added_once() -> None:
    boss = keeper()
    an_organisation(boss, name="ຫ້ອງການໃຫຍ່")
    assert brought_in(boss, book_of(OFFICIALS), "officials").opened == 1
    made = Official.objects.get()
    assert (made.name, made.post, made.function, made.place_path) == ("ບຸນມີ ວົງສາ", "ຫົວໜ້າ", "social_worker", DISTRICT)
    assert made.starts == date(2024, 2, 1)
    assert brought_in(boss, book_of([*OFFICIALS, [None] * 6]), "officials").unchanged == 1


def test_services_are_added_once() -> None:
    boss = keeper()
    an_organisation(boss, name="ຫ້ອງການໃຫຍ່")
    row = brought_in(boss, book_of(SERVICES), "services")
    assert (row.opened, codes(row)) == (1, set())
    made = ServiceOffer.objects.get()
    assert (made.kind, made.place_paths) == ("legal_aid", [DISTRICT, "LA16/LA1602/"])
    assert (made.for_whom_codes, made.capacity, made.languages) == (["women", "girls"], 12, ["lao", "kjg"])
    assert brought_in(boss, book_of(SERVICES), "services").unchanged == 1


@pytest.mark.parametrize(
    ("target", "rows", "column"),
    [("officials", OFFICIALS, "E"), ("services", SERVICES, "A")],
    ids=("official", "service"),
)
def test_who_may_not_add_there_reads_why_before_anything_is_brought_in(
    target: str, rows: list[list[Any]], column: str
) -> None:
    """A manager of the neighbouring district: what they name is in sight, but not theirs."""
    an_organisation(keeper(), name="ຫ້ອງການໃຫຍ່")
    neighbour = keeper("programme_manager", "LA16/LA1602/")
    assert codes(checked(neighbour, book_of(rows), target)) == {(2, column, "row_directory_not_yours")}
    assert codes(brought_in(neighbour, book_of(rows), target)) == {(2, column, "row_directory_not_yours")}
    assert not Official.objects.exists()
    assert not ServiceOffer.objects.exists()


def test_a_place_outside_the_importers_grants_is_a_reason_for_its_row_also_in_the_dry_run() -> None:
    rows = [ORGANISATIONS[0], ["ສູນ", "", "School", "LA01", "", ""], ["ສູນ ກ", "", "School", "ປາກເຊ", "", ""]]
    by = keeper("programme_manager", DISTRICT)
    for step in (checked, brought_in):
        row = step(by, book_of(rows), "organisations")
        assert codes(row) == {(2, "D", "row_directory_not_yours")}
        assert (row.opened, row.rejected) == (1, 1)
    assert Organisation.objects.get().place_path == DISTRICT
