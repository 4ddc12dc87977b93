import datetime as dt

import pytest
from django import forms
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.lao.digits import to_lao_digits
from pokpong.foundation.ui.fields import LaoDate
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.tests.test_text_fields import NO_FILES, codes_of
from pokpong.foundation.ui.widgets import DateAnswer, LaoDateInput, as_date_answer

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(DAYS)
def test_a_day_comes_back_from_its_boxes_in_either_figures(day: dt.date) -> None:
    boxes = as_date_answer(day)
    in_lao = DateAnswer(*(to_lao_digits(part) for part in (boxes.day, boxes.month, boxes.year)))
    assert LaoDate().clean(boxes) == LaoDate().clean(in_lao) == day


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        (DateAnswer("22", "", "2021"), "day_incomplete"),
        (DateAnswer("", "3", ""), "day_incomplete"),
        (DateAnswer("22", "", ""), "day_incomplete"),
        (DateAnswer("31", "2", "2021"), "day_impossible"),
        (DateAnswer("22", "13", "2021"), "day_impossible"),
        (DateAnswer("22", "3", "21"), "day_short_year"),
        (DateAnswer("22", "3", "2564"), "day_buddhist_era"),
        (DateAnswer("22", "3", "1800"), "day_out_of_range"),
        (DateAnswer("x", "y", "z"), "day_unreadable"),
        (DateAnswer("-1", "3", "2021"), "day_unreadable"),
    ],
)
def test_every_mistake_has_its_code(boxes: DateAnswer, code: str) -> None:
    assert codes_of(LaoDate(), boxes) == [code]


@pytest.mark.parametrize("whole", ["22/3/2021", "2021-03-22", "22 ມີນາ 2021", "໒໒/໓/໒໐໒໑"])
def test_a_whole_date_in_the_first_box(whole: str) -> None:
    assert LaoDate().clean(DateAnswer(whole)) == dt.date(2021, 3, 22)


def test_the_name_of_a_month() -> None:
    assert LaoDate().clean(DateAnswer("22", "ມີນາ", "2021")) == dt.date(2021, 3, 22)


def test_the_buddhist_year_names_the_likely_one(lao: None) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        LaoDate().clean(DateAnswer("22", "3", "2564"))
    assert "2021" in refused.value.messages[0]


def test_nothing_typed() -> None:
    assert codes_of(LaoDate(), DateAnswer()) == ["required"]
    assert LaoDate(required=False).clean(DateAnswer()) is None


def test_today_is_not_the_future_and_tomorrow_is() -> None:
    today = timezone.localdate()
    assert LaoDate(future=False).clean(as_date_answer(today)) == today
    assert codes_of(LaoDate(future=False), as_date_answer(today + dt.timedelta(days=1))) == ["day_in_future"]


def test_limits_are_days_or_functions_and_named_in_words(lao: None) -> None:
    first, last = dt.date(2021, 3, 1), dt.date(2021, 3, 31)
    field = LaoDate(earliest=lambda: first, latest=last)
    assert field.clean(as_date_answer(first)) == first
    assert field.clean(as_date_answer(last)) == last
    assert codes_of(field, DateAnswer("28", "2", "2021")) == ["day_too_early"]
    with pytest.raises(forms.ValidationError) as late:
        field.clean(DateAnswer("1", "4", "2021"))
    assert "31 ມີນາ 2021" in late.value.messages[0]


def test_what_was_typed_is_shown_again_untouched() -> None:
    html = str(LaoDateForm({"day_day": "<b>", "day_month": "13", "day_year": "໒໐"})["day"])
    assert 'value="&lt;b&gt;"' in html
    assert 'value="13"' in html
    assert 'value="໒໐"' in html


class LaoDateForm(PokpongForm):
    day = LaoDate(initial=dt.date(2021, 3, 22))


def test_the_boxes_start_with_the_day_and_notice_a_change() -> None:
    html = str(LaoDateForm()["day"])
    assert [f'value="{part}"' in html for part in ("22", "3", "2021")] == [True] * 3
    same = LaoDateForm({"day_day": "22", "day_month": "3", "day_year": "2021"})
    other = LaoDateForm({"day_day": "22", "day_month": "3", "day_year": "x"})
    assert not same.has_changed()
    assert other.has_changed()


def test_boxes_left_out_of_the_page() -> None:
    widget = LaoDateInput()
    assert widget.value_omitted_from_data({}, NO_FILES, "day")
    assert not widget.value_omitted_from_data({"day_year": ""}, NO_FILES, "day")
