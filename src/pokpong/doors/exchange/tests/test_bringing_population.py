"""Figures of population from files."""

from __future__ import annotations

from typing import Any

import pytest

from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.tests.books import book_of
from pokpong.doors.exchange.tests.factories import brought_in, checked, uploaded
from pokpong.doors.exchange.verdicts import read_problems
from pokpong.foundation.kernel.problems import Refused
from pokpong.registers.programme.models import Population
from pokpong.registers.programme.tests.factories import DISTRICT, NEIGHBOUR, PROVINCE, keeper

pytestmark = pytest.mark.django_db
HEAD = ["ສະຖານທີ່", "ປີ", "ເພດ", "ກຸ່ມອາຍຸ", "ຈຳນວນ", "ແຫຼ່ງຂໍ້ມູນ"]
ROWS: list[list[Any]] = [
    HEAD,
    ["ປາກເຊ, ຈຳປາສັກ", "໒໐໒໕", "ຍິງ", "໐-໔", "໑.໒໐໐", "ສຳມະໂນທົດສອບ"],
    ["LA1602", 2025, "Male", "60 ປີຂຶ້ນໄປ", 350, "ສຳມະໂນທົດສອບ"],
    ["ຈຳປາສັກ", 2025, None, None, "700,000", "ສຳມະໂນທົດສອບ"],
]
KIND = "population"


def codes(row: Import) -> set[tuple[int, str, str]]:
    return {(found.row, found.column, found.problem.code) for found in read_problems(row.problems)}


def as_text(rows: list[list[Any]], separator: str = ";") -> bytes:
    return "\n".join(separator.join("" if cell is None else str(cell) for cell in row) for row in rows).encode()


def kept() -> set[tuple[str, int, str, str, int]]:
    return set(Population.objects.values_list("place_path", "year", "sex", "age_band", "count"))


@pytest.mark.parametrize("content", [book_of(ROWS), as_text(ROWS), as_text(ROWS, "\t")], ids=["xlsx", "csv", "tabs"])
def test_figures_come_in_once_by_code_or_name_with_lao_figures(content: bytes) -> None:
    by = keeper()
    dry = checked(by, content, KIND)
    assert (dry.opened, codes(dry)) == (3, set())
    assert not Population.objects.exists()
    row = brought_in(by, content, KIND)
    assert (row.opened, codes(row)) == (3, set())
    assert kept() == {
        (DISTRICT, 2025, "female", "0-4", 1200),
        (NEIGHBOUR, 2025, "male", "60+", 350),
        (PROVINCE, 2025, "all", "all", 700_000),
    }
    again = brought_in(by, content, KIND)
    assert (again.opened, again.unchanged) == (0, 3)


def test_every_reason_against_a_row() -> None:
    rows: list[list[Any]] = [
        HEAD,
        ["ບໍ່ມີບ່ອນນີ້", 2025, "ຍິງ", "0-4", 1, "ກ"],
        ["ປາກເຊ", 1800, "ຍິງ", "0-4", 1, "ກ"],
        ["ປາກເຊ", 2025, "ຂຽວ", "0-4", 1, "ກ"],
        ["ປາກເຊ", 2025, "ຍິງ", "ເຖົ້າ", 1, "ກ"],
        ["ປາກເຊ", 2025, "ຍິງ", "0-4", "1.5", "ກ"],
        ["ປາກເຊ", 2025, "ຍິງ", "0-4", None, None],
        ["ປາກເຊ", 2025, "ຍິງ", "0-4", "ຫຼາຍ", "ກ"],
    ]
    assert codes(checked(keeper(), book_of(rows), KIND)) == {
        (2, "A", "row_place_not_found"),
        (3, "B", "population_year_unfit"),
        (4, "C", "cell_value_unknown"),
        (5, "D", "population_band_unfit"),
        (6, "E", "population_count_unfit"),
        (7, "E", "cell_missing"),
        (7, "F", "cell_missing"),
        (8, "E", "cell_not_an_amount"),
    }


def test_another_number_for_the_same_figure_is_rejected_in_the_dry_run_and_after() -> None:
    by = keeper()
    brought_in(by, book_of(ROWS[:2]), KIND)
    changed: list[list[Any]] = [HEAD, [*ROWS[1][:4], 5, ROWS[1][5]]]
    twice: list[list[Any]] = [HEAD, ROWS[2], [*ROWS[2][:4], 5, ROWS[2][5]], ROWS[2]]
    assert codes(checked(by, book_of(changed), KIND)) == {(2, "D", "population_said_already")}
    for outcome in (checked(by, book_of(twice), KIND), brought_in(by, book_of(twice), KIND)):
        assert (outcome.opened, outcome.unchanged) == (1, 1)
        assert codes(outcome) == {(3, "D", "population_said_twice")}


def test_places_of_others_are_rejected_and_nobody_else_brings_such_files() -> None:
    by = keeper(path=DISTRICT)
    row = brought_in(by, book_of(ROWS), KIND)
    assert row.opened == 1
    assert codes(row) == {(3, "A", "row_place_not_yours"), (4, "A", "row_place_not_yours")}
    with pytest.raises(Refused) as refused:
        uploaded(keeper("secretary"), book_of(ROWS), KIND)
    assert {problem.code for problem in refused.value.problems} == {"import_target_unknown"}


def test_merged_cells_and_formulas_are_told_of() -> None:
    content = book_of([*ROWS, ["ປາກເຊ", 2024, "ຍິງ", "0-4", "=1+1", "ກ"]], lambda sheet: sheet.merge_cells("A2:A3"))
    found = codes(checked(keeper(), content, KIND))
    assert (5, "E", "cell_formula") in found
    assert {(2, "A", "cell_merged"), (3, "A", "cell_merged")} <= found
