from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.registers.programme import shipped
from pokpong.registers.programme.actions import add_calendar, amend_calendar, make_periods
from pokpong.registers.programme.models import Calendar, Period
from pokpong.registers.programme.queries import period_of, year_of
from pokpong.registers.programme.rules.calendar import Beginning, Span, all_spans, names_of, year_on, year_span
from pokpong.registers.programme.tests.factories import a_calendar, assert_left_its_traces, codes_of, keeper

beginnings = some.builds(Beginning, some.integers(1, 12), some.integers(1, 28), some.booleans())
part_lists = some.lists(some.sampled_from(("half", "quarter", "month")), unique=True)


def make(by: Any, calendar: Calendar, year: int) -> Period:
    return make_periods(by=by, id=new_id(), calendar=calendar.pk, year=year, call_id=new_id())


def leaves(span: Span) -> list[Span]:
    return [leaf for part in span.parts for leaf in leaves(part)] or [span]


def assert_tiled(span: Span) -> None:
    """The parts lie side by side, from the first day of the whole to its last, none missing, none twice."""
    if not span.parts:
        return
    assert span.parts[0].starts == span.starts
    assert span.parts[-1].ends == span.ends
    for before, after in zip(span.parts, span.parts[1:], strict=False):
        assert after.starts == before.ends + timedelta(days=1)
    for part in span.parts:
        assert_tiled(part)


@given(beginnings, some.integers(1990, 2099), part_lists)
def test_the_parts_of_a_year_tile_it(beginning: Beginning, year: int, parts: list[str]) -> None:
    span = year_span(beginning, year, parts)
    assert span.ends - span.starts in (timedelta(days=364), timedelta(days=365))
    assert_tiled(span)
    numbers: dict[str, list[int]] = {}
    for part in _all_parts(span):
        numbers.setdefault(part.kind, []).append(part.number)
    assert set(numbers) == set(parts)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def _all_parts(span: Span) -> list[Span]:
    return [one for part in span.parts for one in (part, *_all_parts(part))]


@given(beginnings, some.integers(1990, 2098), part_lists)
def test_one_year_begins_where_the_one_before_ends(beginning: Beginning, year: int, parts: list[str]) -> None:
    before, after = year_span(beginning, year, parts), year_span(beginning, year + 1, parts)
    assert after.starts == before.ends + timedelta(days=1)


@given(beginnings, some.dates(date(1992, 1, 1), date(2098, 12, 31)))
def test_every_day_lies_in_the_year_that_is_named_for_it_and_in_one_part(beginning: Beginning, day: date) -> None:
    span = year_span(beginning, year_on(beginning, day), ["quarter", "month"])
    assert span.starts <= day <= span.ends
    assert len([leaf for leaf in leaves(span) if leaf.starts <= day <= leaf.ends]) == 1


@pytest.mark.parametrize(
    ("code", "day", "year", "quarter"),
    [
        ("us_fiscal", date(2025, 10, 1), 2026, "FY2026 Q1"),
        ("us_fiscal", date(2026, 9, 30), 2026, "FY2026 Q4"),
        ("lao_year", date(2026, 1, 1), 2026, "2026 Q1"),
        ("lao_year", date(2026, 12, 31), 2026, "2026 Q4"),
        ("tip_report", date(2025, 4, 1), 2026, "TIP 2026 Q1"),
        ("tip_report", date(2026, 3, 31), 2026, "TIP 2026 Q4"),
    ],
)
@pytest.mark.django_db
def test_the_calendars_that_come_with_pokpong(code: str, day: date, year: int, quarter: str) -> None:
    by = keeper()
    calendar = a_calendar(by, code)
    assert_left_its_traces("calendar.add", calendar)
    assert year_of(calendar, day) == year
    assert period_of(calendar, day) is None
    whole = make(by, calendar, year)
    assert_left_its_traces("period.make", whole)
    found = period_of(calendar, day, "quarter")
    assert found is not None
    assert found.names["en"] == quarter
    smallest = period_of(calendar, day)
    assert smallest is not None
    assert smallest.kind == "month"
    assert period_of(calendar, whole.ends + timedelta(days=1)) is None


@pytest.mark.django_db
def test_the_periods_kept_tile_the_year_on_every_day() -> None:
    by = keeper()
    calendar = a_calendar(by, "lao_year")
    for year in (2024, 2025):
        make(by, calendar, year)
    for kind, number in (("year", 2), ("half", 4), ("quarter", 8), ("month", 24)):
        rows = list(calendar.periods.filter(kind=kind).order_by("starts"))
        assert len(rows) == number
        days = [row.starts + timedelta(days=n) for row in rows for n in range((row.ends - row.starts).days + 1)]
        assert days == [date(2024, 1, 1) + timedelta(days=n) for n in range(731)]


@pytest.mark.django_db
def test_a_year_is_made_once_and_within_reason() -> None:
    by = keeper()
    calendar = a_calendar(by)
    make(by, calendar, 2026)
    for year, code in ((2026, "calendar_year_made"), (1800, "calendar_year_unfit")):
        with pytest.raises(Refused) as refused:
            make(by, calendar, year)
        assert codes_of(refused.value) == {code}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"start_day": 29}, "calendar_day_unfit"),
        ({"start_month": 13}, "calendar_day_unfit"),
        ({"parts": ["week"]}, "calendar_parts_unfit"),
        ({"year_names": {"lo": "ປີ"}}, "calendar_year_name_unfit"),
        ({"year_names": {}}, "calendar_year_name_unfit"),
        ({"names": {}}, "programme_name_missing"),
        ({"code": "us fiscal"}, "programme_code_unfit"),
    ],
)
@pytest.mark.django_db
def test_bad_calendars_are_refused(wrong: dict[str, Any], code: str) -> None:
    values = {**asdict(shipped.calendars()["us_fiscal"]), **wrong}
    with pytest.raises(Refused) as refused:
        add_calendar(by=keeper(), id=new_id(), call_id=new_id(), **values)
    assert codes_of(refused.value) == {code}


@pytest.mark.django_db
def test_once_there_are_periods_only_its_words_are_amended() -> None:
    by = keeper()
    calendar = a_calendar(by)
    amend_calendar(by=by, calendar=calendar.pk, base=1, changes={"start_day": 2}, call_id=new_id())
    make(by, calendar, 2026)
    with pytest.raises(Refused) as refused:
        amend_calendar(by=by, calendar=calendar.pk, base=2, changes={"start_day": 1}, call_id=new_id())
    assert codes_of(refused.value) == {"calendar_in_use"}
    amend_calendar(by=by, calendar=calendar.pk, base=2, changes={"names": {"lo": "ຊື່ໃໝ່"}}, call_id=new_id())
    calendar.refresh_from_db()
    assert calendar.name == "ຊື່ໃໝ່"
    assert_left_its_traces("calendar.amend", calendar)


@pytest.mark.parametrize("role", ["secretary", "chair", "donor", "monitoring_officer"])
@pytest.mark.django_db
def test_others_read_calendars_and_change_none(role: str) -> None:
    calendar, reader = a_calendar(keeper()), keeper(role)
    assert list(Calendar.objects.visible_to(reader)) == [calendar]
    for act in (
        lambda: make(reader, calendar, 2026),
        lambda: a_calendar(reader, "lao_year"),
        lambda: amend_calendar(by=reader, calendar=calendar.pk, base=1, changes={}, call_id=new_id()),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_a_period_is_called() -> None:
    us = shipped.calendars()["us_fiscal"]
    span = year_span(Beginning(10, 1, named_by_end=True), 2026, ["quarter", "month"])
    assert names_of(span, us.year_names) == {"lo": "ສົກງົບປະມານ 2026", "en": "FY2026"}
    assert names_of(span.parts[0], us.year_names) == {"lo": "ໄຕມາດ 1 ສົກງົບປະມານ 2026", "en": "FY2026 Q1"}
    assert names_of(span.parts[0].parts[0], us.year_names) == {"lo": "ຕຸລາ 2025", "en": "October 2025"}
    lao = year_span(Beginning(1, 1), 2026, ["half", "quarter"])
    shipped_names = shipped.calendars()["lao_year"].year_names
    assert names_of(lao.parts[1], shipped_names) == {"lo": "ງວດ 6 ເດືອນທີ 2 ປີ 2026", "en": "2026 half 2"}


def test_a_calendar_of_another_kind_names_its_parts_too() -> None:
    """Months that begin in the middle name both; braces, a third language and a missing one do no harm."""
    span = year_span(Beginning(11, 15), 2026, ["quarter", "month"])
    months = [names_of(month, {"lo": "{year}"}) for month in span.parts[0].parts]
    assert months[0] == {"lo": "ພະຈິກ – ທັນວາ 2026", "en": "November – December 2026"}
    assert months[1] == {"lo": "ທັນວາ 2026 – ມັງກອນ 2027", "en": "December 2026 – January 2027"}
    assert names_of(span.parts[0], {"lo": "ປີ {year} {x}"}) == {"lo": "ໄຕມາດ 1 ປີ 2026 {x}"}
    assert names_of(span.parts[0], {"lo": "ປີ {year}", "fr": "an {year}"}) == {"lo": "ໄຕມາດ 1 ປີ 2026"}
    assert names_of(span, {"lo": "ປີ {year}", "fr": "an {year}"}) == {"lo": "ປີ 2026", "fr": "an 2026"}


@given(beginnings, some.integers(1990, 2099), part_lists)
def test_no_two_parts_of_a_kind_share_a_name(beginning: Beginning, year: int, parts: list[str]) -> None:
    """In Lao and in English, whatever day the year begins on."""
    names = {"lo": "ປີ {year}", "en": "{year}"}
    spans = all_spans(year_span(beginning, year, parts))
    for language in names:
        called = [(span.kind, names_of(span, names)[language]) for span in spans]
        assert len(set(called)) == len(called)


@pytest.mark.django_db
def test_a_corrected_name_of_the_year_holds_for_the_periods_that_are_there() -> None:
    by = keeper()
    calendar = a_calendar(by)
    make(by, calendar, 2026)
    before = {row.pk: row.names for row in calendar.periods.filter(kind="month")}
    names = {"lo": "ສົກປີ {year}", "en": "FY{year}"}
    row = amend_calendar(by=by, calendar=calendar.pk, base=1, changes={"year_names": names}, call_id=new_id())
    assert {one.names["lo"] for one in row.periods.filter(kind="year")} == {"ສົກປີ 2026"}
    quarters = row.periods.filter(kind="quarter").order_by("starts")
    assert [one.names["lo"] for one in quarters] == [f"ໄຕມາດ {number} ສົກປີ 2026" for number in (1, 2, 3, 4)]
    assert [one.names["en"] for one in quarters] == [f"FY2026 Q{number}" for number in (1, 2, 3, 4)]
    assert {one.version for one in quarters} == {2}
    assert {one.pk: one.names for one in row.periods.filter(kind="month", version=1)} == before
