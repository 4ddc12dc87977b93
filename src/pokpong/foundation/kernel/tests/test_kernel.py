"""Ids, clock, money, problems, words, paths, logs."""

import logging
import sys
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.kernel import clock, paths
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.logs import NothingPersonal, without_persons
from pokpong.foundation.kernel.money import MixedCurrencies, Money, totals
from pokpong.foundation.kernel.problems import Problem, ProblemKind, Refused, refuse
from pokpong.foundation.kernel.words import in_language

NO_CURRENCY = "X" * 3  # what ISO 4217 says where no currency is meant


def test_ids_are_version_7_and_ascend() -> None:
    made = [new_id() for _ in range(1000)]
    assert {row.version for row in made} == {7}
    assert made == sorted(made)


def test_the_clock_stands_where_a_test_puts_it_and_runs_on_afterwards() -> None:
    moment = datetime(2026, 1, 1, 20, tzinfo=UTC)
    with clock.standing_at(moment):
        assert clock.now() == moment
        assert str(clock.today()) == "2026-01-02"  # Vientiane is seven hours ahead
    assert clock.now() > moment


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.standing_at(datetime(2026, 1, 1)):  # noqa: DTZ001  on purpose
        pass


amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(amounts, amounts)
def test_money_adds_and_takes_away_again(first: Decimal, second: Decimal) -> None:
    one, two = Money(first, "USD"), Money(second, "USD")
    assert one + two - two == one


def test_two_currencies_are_never_added_up() -> None:
    with pytest.raises(MixedCurrencies):
        Money(Decimal(1), "LAK") + Money(Decimal(1), "THB")
    sums = totals([Money(Decimal(2), "THB"), Money(Decimal(1), "LAK"), Money(Decimal(3), "LAK")])
    assert list(sums) == ["LAK", "THB"]  # whatever order a data base gave them in
    assert sums == {"LAK": Money(Decimal(4), "LAK"), "THB": Money(Decimal(2), "THB")}


@pytest.mark.parametrize(
    ("amount", "currency"), [("NaN", "LAK"), ("Infinity", "USD"), ("1", "QQQ"), ("1", NO_CURRENCY)]
)
def test_money_that_is_none_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match=r"currency|finite"):
        Money(Decimal(amount), currency)


def test_kip_has_no_decimals() -> None:
    assert Money(Decimal("1234567.5"), "LAK").amount == Decimal(1234568)


def test_a_problem_code_is_defined_once() -> None:
    ProblemKind("kernel_test_once", "x")
    with pytest.raises(ValueError, match="twice"):
        ProblemKind("kernel_test_once", "y")


def test_all_reasons_come_at_once() -> None:
    problems = [Problem("a", "first"), Problem("b", "%(n)s times", "field", {"n": 2})]
    with pytest.raises(Refused) as refused:
        refuse(problems)
    assert [problem.as_json() for problem in refused.value.problems] == [
        {"code": "a", "field": "", "message": "first"},
        {"code": "b", "field": "field", "message": "2 times"},
    ]
    refuse([])


def test_words_fall_back_to_a_language_there_is() -> None:
    assert in_language({"lo": "ບ້ານ", "en": "village"}, "en") == "village"
    assert in_language({"lo": "ບ້ານ"}, "en") == "ບ້ານ"
    assert in_language({"vi": "làng"}, "en") == "làng"
    assert in_language({}, "en") == ""


segments = st.lists(st.text("ABCDEFL0123456789-", min_size=1, max_size=6), max_size=4)


@given(segments, segments)
def test_covers_is_lying_in(outer: list[str], more: list[str]) -> None:
    path = "".join(f"{part}/" for part in outer)
    place = path + "".join(f"{part}/" for part in more)
    assert paths.covers(path, place)
    assert paths.cut(place, len(outer)) == path
    assert paths.covers(place, path) is (not more)


def test_a_district_does_not_cover_one_whose_code_begins_alike() -> None:
    assert not paths.covers("LA16/LA160/", "LA16/LA1601/")


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("GET /search/?q=ສົມສັກ 200", "ສົມສັກ"),
        ("name ນາງ ຄຳ was wrong", "ຄຳ"),
        ("call 020 5555 1234 now", "5555"),
        ("GET /people/?q=somsak", "somsak"),
        (r"Not Found: /\u0e99\u0eb4\u0e97", "0e99"),
        (r"Not Found: /caf\xe9", "xe9"),
        ("GET /%E0%BA%99%e0%ba%b4", "99"),
    ],
)
def test_logs_lose_persons(line: str, gone: str) -> None:
    assert gone not in without_persons(line)


def test_an_exception_in_a_log_keeps_its_kind_and_places_but_not_its_words() -> None:
    try:
        raise ValueError("ສົມສັກ 020 5555 1234")  # noqa: TRY301  to be caught below
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed for %s", ("ຄຳ",), None)
        record.exc_info = sys.exc_info()
    NothingPersonal().filter(record)
    text = logging.Formatter("%(message)s").format(record)
    assert "ValueError" in text
    assert "test_kernel.py" in text
    assert "ສົມສັກ" not in text
    assert "5555" not in text
    assert "ຄຳ" not in text


@pytest.mark.parametrize("path", ["/people/Somsak Phommachan/", "/people/ສົມສັກ/", "/Somsak/"])
@pytest.mark.parametrize(("route", "left"), [("people/<slug:name>/", "/people/<slug:name>/"), ("", "…")])
def test_an_address_that_was_asked_for_is_logged_as_its_pattern(path: str, route: str, left: str) -> None:
    request = SimpleNamespace(path=path, resolver_match=SimpleNamespace(route=route) if route else None)
    escaped = path.encode("unicode_escape").decode("ascii")
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "%s: %s", ("Not Found", escaped), None)
    record.request = request
    NothingPersonal().filter(record)
    assert record.getMessage() == f"Not Found: {left}"


def test_the_front_page_is_logged_as_it_is() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "%s: %s", ("No/such", "/"), None)
    record.request = SimpleNamespace(path="/", resolver_match=None)
    NothingPersonal().filter(record)
    assert record.getMessage() == "No/such: /"
