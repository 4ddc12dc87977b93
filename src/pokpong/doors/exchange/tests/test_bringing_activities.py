"""The activities of a plan from a workbook, and a plan taken out and brought in again."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pokpong.doors.exchange.bringing.going import Work, go_through, rows_of
from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.targets import guessed
from pokpong.doors.exchange.tests.books import book_of
from pokpong.doors.exchange.tests.factories import brought_in, checked
from pokpong.doors.exchange.verdicts import Result, is_remark, read_problems
from pokpong.doors.exchange.workbooks.cells import as_amount
from pokpong.doors.exchange.workbooks.reading import read_workbook
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.visits import signed_in
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.tests.factories import an_official, an_organisation
from pokpong.registers.programme.actions.planning import drop_activity
from pokpong.registers.programme.models import Activity, Plan
from pokpong.registers.programme.plan_sheet import workbook_of
from pokpong.registers.programme.queries.plans import budget_of, budgets_of_plan, money_problems
from pokpong.registers.programme.tests.factories import DISTRICT, PROVINCE, a_framework, a_project, a_tree, keeper
from pokpong.registers.programme.tests.plan_factories import (
    BEGINS,
    LAST,
    a_plan,
    an_activity,
    chair,
    person,
    proposed,
    secretary,
)

pytestmark = pytest.mark.django_db
HEAD = ["ລະຫັດ", "ກິດຈະກຳ", "ສະຖານທີ່", "ວັນເລີ່ມ", "ວັນສິ້ນສຸດ", "ຈຳນວນຜູ້ເຂົ້າຮ່ວມ", "ງົບປະມານ", "ຫຼັກຖານ", "ຜູ້ຮັບຜິດຊອບ"]
ROW: list[Any] = [
    "1.1",
    "ຝຶກອົບຮົມ",
    "ປາກເຊ, ຈຳປາສັກ",
    "1/11/2026",
    date(2026, 12, 31),
    "໒໕",
    "1.250.000",
    "Training",
    None,
]


def codes(row: Import) -> set[tuple[int, str, str]]:
    """The reasons against rows; what is said of the file as a whole is looked at by itself."""
    found = read_problems(row.problems)
    return {(one.row, one.column, one.problem.code) for one in found if not is_remark(one)}


def fixed(code: str = "CPS-2027") -> dict[str, Any]:
    return {"fixed": {"plan": code}}


def gone_through(by: User, content: bytes, code: str, *, dry: bool = False) -> Result:
    """Without the file being kept: as the background does it."""
    book = read_workbook(content)
    work = Work(book, replace(guessed("activities", book), fixed={"plan": code}))
    return go_through(rows_of(by, work, dry=dry), work.lines)


def said(plan: Plan) -> list[dict[str, Any]]:
    """All that a plan says, without ids of its own rows."""
    names = (
        *("code", "names", "result_id", "place_path", "starts", "ends", "official_id", "organisation_id"),
        *("participants_expected", "evidence_wanted"),
    )
    money = budgets_of_plan(plan)
    rows = plan.activities.kept().order_by("code_key", "pk")
    return [{**{name: getattr(row, name) for name in names}, "money": money.get(row.pk, {})} for row in rows]


def test_activities_come_in_with_lao_digits_and_words() -> None:
    by = secretary()
    plan = a_plan()
    an_official(person("administrator", ""), "ສົມໝາຍ ທົດສອບ")
    rows = [HEAD, [*ROW[:-1], "ສົມໝາຍ ທົດສອບ"], ["2", "ປະຊຸມ", None, "໑/໑/໒໐໒໗", "31/1/2027", None, None, None, None]]
    dry = checked(by, book_of(rows), "activities", **fixed())
    assert (dry.opened, dry.rejected, codes(dry)) == (2, 0, set())
    assert not Activity.objects.exists()
    assert brought_in(by, book_of(rows), "activities", **fixed()).opened == 2
    first, second = plan.activities.order_by("code_key")
    assert (first.place_path, first.starts, first.participants_expected) == (DISTRICT, date(2026, 11, 1), 25)
    assert (budget_of(first), first.evidence_wanted) == ({"LAK": "1250000"}, ["training"])
    assert first.official is not None
    assert (second.place_path, second.starts, second.official) == (PROVINCE, date(2027, 1, 1), None)
    assert brought_in(by, book_of(rows), "activities", **fixed()).unchanged == 2


def test_two_rows_with_one_code_are_refused_and_name_each_other() -> None:
    a_plan()
    rows = [HEAD, ROW, ["1.2", *ROW[1:]], ROW]
    row = checked(secretary(), book_of(rows), "activities", **fixed())
    assert codes(row) == {(2, "A", "activity_code_twice"), (4, "A", "activity_code_twice")}
    assert "2, 4" in read_problems(row.problems)[0].problem.message
    assert row.opened == 1


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({3: "1/9/2026"}, {("D", "activity_outside_plan")}),
        ({4: "1/10/2027"}, {("E", "activity_outside_plan")}),
        ({3: "1/9/2569"}, {("D", "cell_buddhist_year")}),
        ({1: None, 6: "about a million"}, {("B", "cell_missing"), ("G", "cell_not_an_amount")}),
        ({6: "12,5"}, {("G", "plan_amount_too_fine")}),
        ({6: "=1+1"}, {("G", "cell_formula")}),
        ({2: "ບໍ່ມີບ່ອນນີ້"}, {("C", "row_place_not_found")}),
        ({2: "ວຽງຈັນ LA01"}, {("C", "row_place_not_found")}),
        ({2: "LA01"}, {("C", "activity_place_outside")}),
        ({5: "many"}, {("F", "cell_not_a_number")}),
        ({7: "Hearsay"}, {("H", "cell_value_unknown")}),
        ({8: "ຜູ້ທີ່ບໍ່ມີ"}, {("I", "row_official_not_found")}),
        ({0: "1 1", 3: "1/1/2027"}, {("A", "activity_code_unfit"), ("E", "programme_ends_before_start")}),
    ],
)
def test_every_reason_names_its_cell(changes: dict[int, Any], wanted: set[tuple[str, str]]) -> None:
    a_plan()
    cells = [changes.get(at, cell) for at, cell in enumerate(ROW)]
    row = checked(secretary(), book_of([HEAD, cells]), "activities", **fixed())
    found = {(column, code) for _row, column, code in codes(row)}
    assert found == wanted or {code for _column, code in wanted} <= {"row_place_not_found"} <= {c for _a, c in found}
    assert {number for number, _column, _code in codes(row)} == {2}
    assert row.opened == 0


def test_merged_cells_are_refused() -> None:
    a_plan()
    content = book_of([HEAD, ROW, ["1.2", *ROW[1:]]], lambda sheet: sheet.merge_cells("B2:B3"))
    row = checked(secretary(), content, "activities", **fixed())
    assert codes(row) == {(2, "B", "cell_merged"), (3, "B", "cell_merged")}


def test_the_workbook_of_an_office_with_a_merged_title_and_lao_digits() -> None:
    """A title over all columns, merged cells in two rows: those two say why, the others come in whole or not at all."""
    by, plan = secretary(), a_plan()
    rows: list[list[Any]] = [
        ["ແຜນການປະຈຳປີ ໒໐໒໗"],
        [],
        HEAD,
        ["໑.໑", "ຝຶກອົບຮົມ", "ປາກເຊ, ຈຳປາສັກ", "໑/໑໑/໒໐໒໖", "໓໑/໑໒/໒໐໒໖", "໒໕", "໑.໒໕໐.໐໐໐", "Training", None],
        ["1.2", *ROW[1:]],
        ["1.3", None, *ROW[2:]],
        ["1.4", "ປະຊຸມ", None, "໓໒/໑/໒໐໒໗", "໑/໒/໒໐໒໗", None, None, None, None],
    ]

    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:I1")
        sheet.merge_cells("B5:B6")

    content = book_of(rows, merge)
    dry = checked(by, content, "activities", **fixed())
    wrong = {(5, "B", "cell_merged"), (6, "B", "cell_merged")}
    assert {found for found in codes(dry) if found[0] in (5, 6)} == wrong
    assert {found[0] for found in codes(dry)} == {5, 6, 7}
    assert not plan.activities.exists()
    done = brought_in(by, content, "activities", **fixed())
    assert (dry.opened, done.opened, done.rejected) == (1, 1, 3)
    row = plan.activities.get()
    assert (row.starts, row.participants_expected, budget_of(row)) == (date(2026, 11, 1), 25, {"LAK": "1250000"})


def test_the_dry_run_says_whether_the_money_of_the_plan_would_add_up() -> None:
    by, plan = secretary(), a_plan(stated={"LAK": "2500000", "USD": "10"})
    an_activity(plan, code="9", budget={"LAK": "1000000", "USD": "10"})
    changed = ["9", "ປະຊຸມ", None, "1/1/2027", "2/1/2027", None, "1.250.000", None, None]
    short = checked(by, book_of([HEAD, ROW]), "activities", **fixed())
    said = [found.problem for found in read_problems(short.problems)]
    assert [problem.code for problem in said] == ["plan_money_differs"]
    assert "2.250.000" in said[0].message
    assert "250.000" in said[0].message
    page = signed_in(by).get(reverse("exchange:file", args=[short.pk])).content.decode()
    assert page.count("2.250.000") == 1
    assert reverse("exchange:start", args=[short.pk]) in page  # it is a remark: the rows may come in
    # What the file changes counts as it says, what it leaves alone as it stands in the plan.
    both = checked(by, book_of([HEAD, ROW, changed]), "activities", **fixed())
    assert [found.problem.code for found in read_problems(both.problems)] == ["plan_money_differs"]
    assert "USD" in read_problems(both.problems)[0].problem.message
    assert money_problems(plan) != []
    whole = brought_in(by, book_of([HEAD, [*changed[:6], "2.500.000", None, None]]), "activities", **fixed())
    assert (whole.opened, len(read_problems(whole.problems))) == (1, 1)
    assert [problem.code for problem in money_problems(plan)] == ["plan_money_differs"]


def test_only_a_draft_in_sight_takes_activities() -> None:
    plan = a_plan()
    assert codes(checked(secretary(), book_of([HEAD, ROW]), "activities", **fixed("NONE"))) == {
        (2, "", "row_plan_not_found")
    }
    assert {code for _r, _c, code in codes(checked(secretary("LA13/"), book_of([HEAD, ROW]), "activities", **fixed()))}
    an_activity(plan)
    proposed(plan)
    assert codes(checked(secretary(), book_of([HEAD, ROW]), "activities", **fixed())) == {(2, "", "plan_not_a_draft")}


def test_a_changed_row_changes_its_activity() -> None:
    by, plan = secretary(), a_plan()
    brought_in(by, book_of([HEAD, ROW]), "activities", **fixed())
    other = [HEAD, [*ROW[:6], "2.000.000", "Training; Photographs", None]]
    assert brought_in(by, book_of(other), "activities", **fixed()).opened == 1
    row = plan.activities.get()
    assert (budget_of(row), row.evidence_wanted) == ({"LAK": "2000000"}, ["training", "photo"])
    # The first file once more is no call that was done before: the activity says something else now.
    assert brought_in(by, book_of([HEAD, ROW]), "activities", **fixed()).opened == 1
    assert budget_of(plan.activities.get()) == {"LAK": "1250000"}
    drop_activity(by=by, activity=row.pk, call_id=new_id())
    assert brought_in(by, book_of([HEAD, ROW]), "activities", **fixed()).opened == 1
    assert plan.activities.kept().count() == 1


def test_who_may_not_add_activities_brings_none() -> None:
    a_plan()
    assert not chair().may("activity.add")
    manager = keeper("programme_manager", DISTRICT)
    assert {code for _r, _c, code in codes(checked(manager, book_of([HEAD, ROW]), "activities", **fixed()))} == {
        "row_plan_not_found"
    }


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234.567", "1234567"),
        ("1,234,567.50", "1234567.50"),
        ("1.234.567,5", "1234567.5"),
        ("໑.໒໓໔", "1234"),
        ("1,234", "1234"),
        ("12,5", "12.5"),
        ("1 234 567", "1234567"),
        (1234567, "1234567"),
        (0.5, "0.5"),
        (1e6, "1000000"),
        ("12345678901234567.25", "12345678901234567.25"),
    ],
)
def test_amounts_as_people_write_them(written: Any, amount: str) -> None:
    assert as_amount(written) == (Decimal(amount), None)


@pytest.mark.parametrize("written", ["-5", "1.23.4", "1,234.567,8", "kip 5", "1e5", True, date(2026, 1, 1), "1.2345"])
def test_what_is_no_amount(written: Any) -> None:
    amount, problem = as_amount(written)
    assert amount is None
    assert problem is not None
    assert problem.code == "cell_not_an_amount"


def test_a_sheet_says_who_is_meant_where_names_are_shared() -> None:
    admin, by = person("administrator", ""), secretary()
    office = an_organisation(admin, "ຫ້ອງການ ກ", place="")
    same = [an_official(admin, "ຄຳ ສົມມຸດ", organisation=office.pk, post=post) for post in ("ໜຶ່ງ", "ສອງ")]
    project = a_project(keeper())
    result = a_tree(admin, a_framework(admin, project))["IR1"]
    plan = a_plan(project=project.pk)
    an_activity(plan, official=same[1].pk, organisation=office.pk, result=result.pk, place=DISTRICT)
    an_activity(plan, code="=1+1", names={"lo": "+ຊື່", "en": "@x", "fr": "nom"}, budget={"USD": "0.10"})
    content = workbook_of(plan)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert any(str(same[1].pk) in str(cell.value) for cell in sheet["H"])
    result_of_again = gone_through(by, content, plan.code)
    assert (result_of_again.unchanged, result_of_again.problems) == (2, [])
    empty = a_plan(code="NEXT", project=project.pk)
    assert gone_through(by, content, "NEXT").opened == 2
    without_french = [{**row, "names": {k: v for k, v in row["names"].items() if k != "fr"}} for row in said(plan)]
    assert said(empty) == without_french


texts = st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Lo", "Nd", "Po", "Sm"]), min_size=1, max_size=20)
money = st.dictionaries(
    st.sampled_from(["LAK", "USD", "THB"]), st.integers(min_value=0, max_value=10**14).map(str), max_size=3
)
drawn: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    names=st.builds(lambda lo, en: {"lo": f"ກ{lo}", "en": en}, texts, texts | st.just("")),
    starts=st.dates(BEGINS, LAST - timedelta(days=60)),
    length=st.integers(0, 60),
    participants_expected=st.none() | st.integers(0, 10_000),
    evidence_wanted=st.lists(st.sampled_from(["training", "meeting", "document", "photo"]), unique=True),
    budget=money,
    place=st.sampled_from([PROVINCE, DISTRICT]),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(drawn, min_size=1, max_size=6))
def test_a_plan_taken_out_and_brought_in_is_the_same(rows: list[dict[str, Any]]) -> None:
    by = secretary()
    plan = a_plan(code=f"P{new_id().hex[-20:]}")
    for number, values in enumerate(rows):
        chosen = dict(values)
        chosen["ends"] = chosen["starts"] + timedelta(days=chosen.pop("length"))
        an_activity(plan, code=f"{number}.{number % 3}", **chosen)
    before, content = said(plan), workbook_of(plan)
    again = gone_through(by, content, plan.code)
    assert (again.unchanged, again.opened, again.problems) == (len(rows), 0, [])
    other = a_plan(code=f"Q{new_id().hex[-20:]}")
    assert gone_through(by, content, other.code, dry=True).opened == len(rows)
    assert not other.activities.exists()
    assert gone_through(by, content, other.code).opened == len(rows)
    assert said(other) == before
    assert gone_through(by, workbook_of(other), other.code).unchanged == len(rows)
