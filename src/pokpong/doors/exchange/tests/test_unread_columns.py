"""Columns that mean nothing to the ledger are told of once a file, never dropped in silence."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from pokpong.areas.protection.tests.factories import caseworker
from pokpong.areas.protection.tests.walking import as_, text_of
from pokpong.doors.exchange.htcds.tables import TEMPLATE, TEMPLATE_WITH_LISTS
from pokpong.doors.exchange.mapping.headers import REASONS
from pokpong.doors.exchange.mapping.mappings import ColumnMapping, header_of
from pokpong.doors.exchange.running import result_of
from pokpong.doors.exchange.tests.books import book_of
from pokpong.doors.exchange.tests.factories import (
    ROW,
    brought_in,
    checked,
    file_of,
    one_row,
    went_through,
    with_columns,
)
from pokpong.doors.exchange.workbooks.reading import read_workbook
from pokpong.foundation.vault import files

OTHER_OBJECTS = ("hte_", "spl_", "org_", "per_")
FURTHER = {"AO": "hte_City", "AP": "spl_Objectives", "AQ": "org_Name", "AR": "per_RoleInProcess"}


def with_further(**cells: Any) -> bytes:
    row = {**ROW, "AO": "ບາງກອກ", "AP": "ຮຽນອາຊີບ", "AR": "ພະຍານ", **cells}
    return with_columns([row], FURTHER)


@pytest.mark.parametrize("template", [TEMPLATE, TEMPLATE_WITH_LISTS])
def test_the_published_templates_have_no_column_of_another_object(template: Any) -> None:
    cells = (cell for sheet in load_workbook(template).worksheets for row in sheet.values for cell in row)
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith(OTHER_OBJECTS)]


def test_only_filled_columns_are_told_and_each_once() -> None:
    head = ["Name", "Own number", "note", "empty", "", "Reasons"]
    rows: list[list[object]] = [["ກ", 1, "x", None, "y", "z"], ["ຂ", 2, "x", " ", "y", "z"]]
    sheet = read_workbook(book_of([[None] * 5 + [REASONS], head, *rows])).sheets[0]
    header = header_of(ColumnMapping("cases", sheet.name, 2, {"name": "prs_FirstName"}, identity="own number"), sheet)
    found = header.unread_columns(sheet.lines[2:])
    assert [(one.row, one.column, one.problem.params["label"]) for one in found] == [(0, "C", "note")]
    assert header.unread_columns([]) == []


@pytest.mark.django_db
def test_the_answer_of_a_dry_run_names_them_and_is_as_ever_where_there_are_none() -> None:
    worker = caseworker()
    said = went_through(worker, with_further(), dry=True).as_json()
    assert [(one["row"], one["column"], one["code"]) for one in said["unread"]] == [
        (0, column, "import_column_unread") for column in ("AO", "AP", "AR")
    ]
    assert "hte_City" in said["unread"][0]["message"]
    assert (said["opened"], said["rejected"]) == (1, [])
    assert set(went_through(worker, one_row(), dry=True).as_json()) == {
        "read",
        "opened",
        "unchanged",
        "asked",
        "rejected",
    }


@pytest.mark.django_db
def test_the_page_names_them_before_and_after_and_rejects_nothing_for_it() -> None:
    worker = caseworker()
    row = checked(worker, with_further())
    for found in (row, brought_in(worker, with_further(D="ດາວ"))):
        page = text_of(as_(worker).get(reverse("exchange:file", args=[found.pk])))
        assert "AO: hte_City" in page
        assert "AQ: org_Name" not in page
        assert (found.rejected, len(result_of(found).unread), result_of(found).problems) == (0, 3, [])
        assert as_(worker).get(reverse("exchange:rejected", args=[found.pk])).status_code == 404


@pytest.mark.django_db
def test_the_page_of_a_plain_file_says_nothing_of_columns() -> None:
    worker = caseworker()
    page = as_(worker).get(reverse("exchange:file", args=[checked(worker, one_row()).pk]))
    assert (page.context["unread"], page.context["about_file"]) == ([], [])


@pytest.mark.django_db
def test_the_page_says_when_the_file_is_gone() -> None:
    worker = caseworker()
    row = checked(worker, one_row())
    files.path_of(file_of(row)).unlink()
    assert as_(worker).post(reverse("exchange:start", args=[row.pk])).status_code == 302
    page = as_(worker).get(reverse("exchange:file", args=[row.pk]))
    assert len(page.context["about_file"]) == 1
    assert page.context["rejected"].total == 0
