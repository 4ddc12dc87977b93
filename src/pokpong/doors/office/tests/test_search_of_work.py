"""What committees and delegations do is found by the search box, by who may see it and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from pokpong.areas.partnership.tests.factories import NEIGHBOUR, a_board, a_decision, a_visit, held
from pokpong.doors.office.tests.pages import DISTRICT, browse_as, browser_of, said
from pokpong.foundation.access.tests.people import make_user

pytestmark = pytest.mark.django_db
TEXT = "ຊ່ວຍເຫຼືອເດັກ"


def address(row: Any) -> str:
    return reverse(f"partnership:{row.noun}", args=[row.pk])


def of_work() -> tuple[Any, list[Any]]:
    """Who keeps them, and a meeting, a decision and a visit with one word in common."""
    board = a_board()
    meeting = held(board, subject="ການຊ່ວຍເຫຼືອເດັກ ໄຕມາດສີ່")
    return board.by, [
        meeting,
        a_decision(board, meeting, text="ຈັດການຊ່ວຍເຫຼືອເດັກ"),
        a_visit(board, purpose="ຕິດຕາມການຊ່ວຍເຫຼືອເດັກ"),
    ]


@pytest.mark.parametrize("text", [TEXT, "ຊ່ວຍເຫລືອເດັກ"])
def test_who_may_see_them_finds_them_under_both_spellings(text: str) -> None:
    by, rows = of_work()
    found = said(browser_of(by).post("/search/", {"text": text}))
    assert [row.noun for row in rows if address(row) not in found] == []


@pytest.mark.parametrize("role", ["secretary", "chair", "caseworker", "programme_manager"])
def test_the_neighbours_do_not_find_them(role: str) -> None:
    _by, rows = of_work()
    found = said(browse_as(role, NEIGHBOUR).post("/search/", {"text": TEXT}))
    assert [row.noun for row in rows if address(row) in found] == []


@pytest.mark.parametrize(
    "role", ["donor", "trainer", "monitoring_officer", "auditor", "administrator", "village_member"]
)
def test_a_role_that_may_not_read_them_does_not_find_them_in_its_own_place(role: str) -> None:
    _by, rows = of_work()
    reader = make_user(role, role, DISTRICT)
    found = said(browser_of(reader).post("/search/", {"text": TEXT}))
    wrong = [row.noun for row in rows if (address(row) in found) is not reader.may(f"{row.noun}.read", DISTRICT)]
    assert wrong == []


def test_somebody_without_any_permission_finds_nothing() -> None:
    _by, rows = of_work()
    reader = make_user("donor", "donor", DISTRICT)
    assert not any(reader.may(f"{row.noun}.read", DISTRICT) for row in rows)
    found = said(browser_of(reader).post("/search/", {"text": TEXT}))
    assert [row.noun for row in rows if address(row) in found] == []
