"""Closing a month: what is frozen stays as it is, small numbers are left out, and the clock closes in order."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.tests.factories import DISTRICT, PROVINCE
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.insight.disclosure.tables import TOTAL
from pokpong.insight.indicators import closing_clock, rules
from pokpong.insight.indicators.actions import CLOSING, _summed, close_month
from pokpong.insight.indicators.models import Closing, FrozenTable, PublishedTable
from pokpong.insight.indicators.queries import last_closing, shown_tables
from pokpong.insight.indicators.tables import TABLES
from pokpong.insight.indicators.tables.cases import column_of
from pokpong.insight.indicators.tables.definition import row_of, shape_of
from pokpong.insight.indicators.tests.factories import FEBRUARY, JANUARY, MARCH, at, close, raise_concerns
from pokpong.registers.places.models import Place

pytestmark = pytest.mark.django_db


def number(code: str, row: str, column: str = TOTAL, circle: str = "inside") -> int | None:
    closing = last_closing()
    assert closing is not None
    return shown_tables(closing, circle)[code].cell(row, column).number


def test_a_month_is_closed_with_all_its_tables_and_leaves_its_traces() -> None:
    raise_concerns(6, date(2026, 1, 20))
    closing = close(JANUARY, date(2026, 2, 5))
    assert closing.ends == date(2026, 1, 31)
    assert FrozenTable.objects.filter(closing=closing).count() == len(TABLES)
    assert PublishedTable.objects.filter(closing=closing).count() == 2 * len(TABLES)
    assert number("concerns", DISTRICT) == number("concerns", PROVINCE) == 6
    assert Event.objects.filter(name="closing.make", subject=closing.pk).count() == 1
    assert Receipt.objects.filter(action="closing.make").count() == 1
    assert Change.objects.filter(row=closing.pk).exists()


def test_what_leaves_is_held_to_the_higher_threshold() -> None:
    raise_concerns(6, date(2026, 1, 20))
    close(JANUARY, date(2026, 2, 5))
    assert number("concerns", DISTRICT, circle="outside") is None
    assert number("concerns", "", circle="outside") is None


def test_small_numbers_and_what_tells_of_them_are_left_out() -> None:
    elsewhere = Place.objects.filter(path__startswith="LA13/LA1301/", level=3, state="confirmed")[0].path
    raise_concerns(6, date(2026, 1, 20))
    raise_concerns(2, date(2026, 1, 21), urgency="danger")
    raise_concerns(1, date(2026, 1, 22), place=elsewhere)
    close(JANUARY, date(2026, 2, 5))
    assert number("concerns", DISTRICT, "danger") is None
    assert number("concerns", "LA13/") is None
    assert number("concerns", "LA13/LA1301/") is None
    assert number("concerns", PROVINCE) == 8
    assert number("concerns", "") is None  # less what is shown of Champasak it would tell of Savannakhet


def test_a_growth_below_the_threshold_keeps_the_last_number_with_its_day() -> None:
    raise_concerns(6, date(2026, 1, 20))
    close(JANUARY, date(2026, 2, 5))
    raise_concerns(1, date(2026, 2, 10))
    closing = close(FEBRUARY, date(2026, 3, 5))
    table = shown_tables(closing, "inside")["concerns"]
    cell = table.cell(DISTRICT)
    assert (cell.number, cell.until) == (6, date(2026, 1, 31))
    assert table.is_older(cell)
    raise_concerns(5, date(2026, 3, 10))
    cell = shown_tables(close(MARCH, date(2026, 4, 5)), "inside")["concerns"].cell(DISTRICT)
    assert (cell.number, cell.until) == (12, date(2026, 3, 31))


def test_a_new_year_counts_anew() -> None:
    raise_concerns(6, date(2025, 12, 20))
    close(date(2025, 12, 1), date(2026, 1, 5))
    assert number("concerns", DISTRICT) == 6
    close(JANUARY, date(2026, 2, 5))
    assert number("concerns", DISTRICT) == 0


def test_a_late_change_changes_no_frozen_number() -> None:
    raise_concerns(6, date(2026, 1, 20))
    closing = close(JANUARY, date(2026, 2, 5))
    before = [(row.code, row.circle, row.cells) for row in PublishedTable.objects.order_by("pk")]
    raise_concerns(9, date(2026, 1, 25))  # arrives late, and belongs to January
    with writing.opened("tests"):
        Concern.objects.update(urgency="danger")
    assert [(row.code, row.circle, row.cells) for row in PublishedTable.objects.order_by("pk")] == before
    frozen = FrozenTable.objects.get(closing=closing, code="concerns")
    for row in (closing, frozen, PublishedTable.objects.filter(closing=closing)[0]):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {row._meta.db_table}")


def test_what_came_late_counts_at_the_next_closing() -> None:
    raise_concerns(6, date(2026, 1, 20))
    close(JANUARY, date(2026, 2, 5))
    raise_concerns(6, date(2026, 1, 25))
    close(FEBRUARY, date(2026, 3, 5))
    assert number("concerns", DISTRICT) == 12


@pytest.mark.parametrize(
    ("month", "today", "code"),
    [
        (date(2026, 1, 2), date(2026, 2, 5), "closing_no_month"),
        (FEBRUARY, date(2026, 2, 28), "closing_not_over"),
        (JANUARY, date(2026, 3, 5), "closing_closed"),
        (date(2025, 12, 1), date(2026, 3, 5), "closing_too_late"),
    ],
)
def test_a_month_that_cannot_be_closed_is_refused(month: date, today: date, code: str) -> None:
    close(JANUARY, date(2026, 2, 5))
    with pytest.raises(Refused) as refused, clock.standing_at(at(today)):
        close_month(by=CLOSING, id=new_id(), month=month, call_id=uuid4())
    assert [problem.code for problem in refused.value.problems] == [code]
    assert Closing.objects.count() == 1


def test_the_same_call_again_answers_the_same() -> None:
    call, row = uuid4(), new_id()
    with clock.standing_at(at(date(2026, 2, 5))):
        made = [close_month(by=CLOSING, id=row, month=JANUARY, call_id=call) for _again in range(2)]
    assert made[0].pk == made[1].pk
    assert Closing.objects.count() == 1


def test_nobody_closes_by_hand() -> None:
    admin = make_user("admin", "administrator", "")
    with pytest.raises(NotAllowed):
        close_month(by=admin, id=new_id(), month=JANUARY, call_id=uuid4())


@override_settings(POKPONG_CLOSING_DAY=5)
def test_the_clock_closes_the_last_month_once_and_then_each_month_in_order() -> None:
    def tick(day: date) -> int:
        with clock.standing_at(at(day)):
            return closing_clock.tick_closing()

    assert tick(date(2026, 2, 5)) == 1
    assert tick(date(2026, 2, 6)) == 0
    assert tick(date(2026, 3, 4)) == 0
    assert tick(date(2026, 5, 9)) == 3
    assert list(Closing.objects.order_by("made_at").values_list("month", flat=True)) == [
        JANUARY,
        FEBRUARY,
        MARCH,
        date(2026, 4, 1),
    ]


@override_settings(POKPONG_CLOSING_DAY=0)
def test_a_clock_that_is_told_not_to_close_closes_nothing() -> None:
    assert closing_clock.tick_closing() == 0
    assert rules.due_months(date(2026, 2, 5), 0, None) == []


def test_on_the_first_days_of_a_month_the_last_one_is_not_closed_yet() -> None:
    assert rules.due_months(date(2026, 2, 4), 5, date(2025, 12, 1)) == []
    assert rules.due_months(date(2026, 2, 5), 5, date(2025, 12, 1)) == [JANUARY]


@override_settings(POKPONG_THRESHOLD_INSIDE=0, POKPONG_THRESHOLD_OUTSIDE=1)
def test_a_threshold_that_hides_nothing_is_never_taken() -> None:
    raise_concerns(1, date(2026, 1, 20))
    closing = close(JANUARY, date(2026, 2, 5))
    assert number("concerns", DISTRICT) is None
    assert {row.threshold for row in PublishedTable.objects.filter(closing=closing)} == {2}


@pytest.mark.parametrize(
    ("sex", "band", "column"),
    [
        ("female", "12-14", "girls"),
        ("male", "15-17", "boys"),
        ("female", "18-24", "women"),
        ("male", "60+", "men"),
        ("female", "unknown", "unknown"),
        ("other", "18-24", "unknown"),
        ("unknown", "0-11", "unknown"),
    ],
)
def test_sex_and_age_make_one_column(sex: str, band: str, column: str) -> None:
    assert column_of(sex, band) == column


def test_places_make_the_rows() -> None:
    assert row_of("LA16/LA1601/V1/", 2) == "LA16/LA1601/"
    assert row_of("LA16/", 2) == "LA16/?/"
    assert row_of("", 1) == "?/"
    shape = shape_of(["LA16/LA1601/", "LA16/?/", "?/"], ["x"])
    assert shape.parents == {"?/": "", "LA16/": "", "LA16/?/": "LA16/", "LA16/LA1601/": "LA16/"}
    assert shape.leaves == {"LA16/LA1601/", "LA16/?/", "?/"}


def test_a_kind_that_is_no_longer_used_stays_counted() -> None:
    shape = shape_of(["LA16/"], ["medical", "other"])
    assert _summed(shape, {"LA16/": {"medical": 2, "gone": 3}})["", "other"] == 3


def test_every_table_says_what_it_counts() -> None:
    for table in TABLES.values():
        assert all(map(str, (table.title, table.counts, table.dated, table.source, table.unit, table.heading)))
        assert table.columns
