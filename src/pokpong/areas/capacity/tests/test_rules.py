"""Rules over plain values: tests, gain, completion, sessions, persons, codes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.capacity import certificate_codes
from pokpong.areas.capacity.rules import analysis, attendance, completion, curricula, scores, trainings
from pokpong.areas.capacity.rules.trainees import roots
from pokpong.areas.capacity.vocabularies import FUNCTIONS, function_of, level_of
from pokpong.registers.institutions.vocabularies import FUNCTIONS as OFFICIAL_FUNCTIONS

QUESTION = st.integers(2, 6).flatmap(
    lambda size: st.builds(
        lambda right, points: {
            "text": {"lo": "ຖາມ"},
            "choices": [{"lo": str(number)} for number in range(size)],
            "right": right,
            "points": str(points),
        },
        st.integers(0, size - 1),
        st.integers(1, 5),
    )
)
TESTS = st.lists(QUESTION, min_size=1, max_size=6)


def sheet_for(questions: list[dict[str, Any]]) -> st.SearchStrategy[list[int | None]]:
    choices = (st.none() | st.integers(0, len(question["choices"]) - 1) for question in questions)
    return st.tuples(*choices).map(list)


SAT = TESTS.flatmap(lambda test: st.tuples(st.just(test), st.lists(sheet_for(test), max_size=15)))


@given(SAT)
def test_an_item_counts_every_sheet_once(sat: tuple[list[dict[str, Any]], list[list[int | None]]]) -> None:
    questions, sheets = sat
    for item in analysis.items(sheets, questions):
        assert sum(item.chosen) + item.open == item.sheets == len(sheets)
        assert item.right == item.chosen[item.right_choice]
        assert item.difficulty is None or 0 <= item.difficulty <= 1
        assert item.discrimination is None or -1 <= item.discrimination <= 1
        assert item.right_choice not in item.unused


@given(SAT, st.randoms())
def test_the_order_of_the_sheets_decides_nothing(sat: tuple[list[Any], list[Any]], random: Any) -> None:
    questions, sheets = sat
    mixed = list(sheets)
    random.shuffle(mixed)
    before, after = analysis.items(sheets, questions), analysis.items(mixed, questions)
    for one, other in zip(before, after, strict=True):
        assert (one.chosen, one.difficulty) == (other.chosen, other.difficulty)
        assert one.discrimination == pytest.approx(other.discrimination)


def test_discrimination_is_one_when_only_the_best_know_it() -> None:
    question = {"choices": [{}, {}], "right": 0, "points": "1"}
    best: list[int | None] = [0, 0]
    weakest: list[int | None] = [1, 1]
    sheets = [best] * 6 + [weakest] * 6
    found = analysis.items(sheets, [question, question])
    assert [item.discrimination for item in found] == [1, 1]
    assert found[0].verdict == "good"
    assert analysis.reliability(sheets, [question, question]) == pytest.approx(1)


@given(SAT)
def test_what_is_typed_for_a_sheet_reads_back(sat: tuple[list[dict[str, Any]], list[list[int | None]]]) -> None:
    questions, sheets = sat
    for sheet in sheets:
        typed = scores.typed_of(scores.points_for(sheet, questions), sheet)
        if len(sheet) == 1 and sheet[0] is None:
            continue  # a single stroke is nothing
        assert scores.read_score(typed, questions) == (scores.points_for(sheet, questions), sheet)
        assert scores.points_for(sheet, questions) <= curricula.maximum_of(questions)


@pytest.mark.parametrize(
    ("typed", "points"),
    [("ກຂ", 3), ("AB", 3), ("a -", 1), ("໒,5", Decimal("2.5")), ("3", 3), ("abc", None), ("ax", None)],
)
def test_letters_of_both_languages_and_numbers_are_read(typed: str, points: Any) -> None:
    two = [{"choices": [{}, {}], "right": 0, "points": "1"}, {"choices": [{}, {}], "right": 1, "points": "2"}]
    read = scores.read_score(typed, two)
    assert (read[0] if read is not None else None) == points


PAIRS = st.lists(st.tuples(st.integers(0, 20).map(Decimal), st.integers(0, 20).map(Decimal)), min_size=1, max_size=20)


@given(PAIRS)
def test_gain_turns_round_when_the_tests_are_swapped(pairs: list[tuple[Decimal, Decimal]]) -> None:
    forth = analysis.gain(pairs, Decimal(20))
    back = analysis.gain([(after, before) for before, after in pairs], Decimal(20))
    assert forth.gain == pytest.approx(-(back.gain or 0))
    assert (forth.better, forth.worse) == (back.worse, back.better)
    assert forth.normalised is None or forth.normalised <= 1 + 1e-9


def test_there_is_no_gain_without_pairs() -> None:
    assert analysis.gain([], Decimal(20)).gain is None


def test_one_person_all_equal_and_nothing_left_to_learn_have_a_gain_without_a_fraction_of_nothing() -> None:
    one = analysis.gain([(Decimal(5), Decimal(15))], Decimal(20))
    assert (one.pairs, one.gain, one.better) == (1, 50, 1)
    assert one.normalised == pytest.approx(2 / 3)
    equal = analysis.gain([(Decimal(8), Decimal(8))] * 4, Decimal(20))
    assert (equal.gain, equal.normalised, equal.better, equal.worse) == (0, 0, 0, 0)
    assert analysis.gain([(Decimal(20), Decimal(20))], Decimal(20)).normalised is None


def test_items_of_one_sheet_of_equal_ones_and_of_blank_ones_say_nothing_wrong() -> None:
    question = {"choices": [{}, {}], "right": 0, "points": "1"}
    blank: list[int | None] = [None]
    right: list[int | None] = [0]
    every: list[list[list[int | None]]] = [[right], [right] * 12, [blank] * 12, []]
    for sheets in every:
        (item,) = analysis.items(sheets, [question])
        assert item.discrimination is None
        assert item.open == sheets.count(blank)
        assert item.unused == ([1] if sheets else [])
        assert analysis.reliability(sheets, [question]) is None
    (item,) = analysis.items([right, blank], [question])
    assert (item.open, item.discrimination, item.verdict) == (1, 1.0, "few")
    assert [analysis.items([[0]] * many, [question])[0].verdict for many in (1, 12)] == ["few", "easy"]


@given(st.integers(0, 40), st.integers(1, 40), st.integers(0, 100))
def test_more_hours_never_lose_the_completion(attended: int, held: int, percent: int) -> None:
    def lacks(hours: int) -> bool:
        return bool(
            completion.lacking(
                attended=Decimal(hours),
                held=Decimal(held),
                hours_percent=percent,
                points=None,
                maximum=Decimal(),
                score_percent=None,
            )
        )

    assert lacks(attended + 1) <= lacks(attended)
    assert not lacks(held)
    assert lacks(0)


@pytest.mark.parametrize(
    ("points", "codes"), [(None, ["capacity_test_lacking"]), (4, ["capacity_score_lacking"]), (5, []), (10, [])]
)
def test_the_test_after_decides_too(points: int | None, codes: list[str]) -> None:
    found = completion.lacking(
        attended=Decimal(6),
        held=Decimal(6),
        hours_percent=80,
        points=None if points is None else Decimal(points),
        maximum=Decimal(10),
        score_percent=50,
    )
    assert [problem.code for problem in found] == codes


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 30), st.lists(st.integers(1, 12), max_size=20))
def test_sessions_are_drawn_up_in_order_within_the_days(first: date, more: int, lessons: list[int]) -> None:
    last = first + timedelta(days=more)
    drawn = trainings.drawn_up(first, last, Decimal(30), [Decimal(hours) for hours in lessons])
    assert [one.day for one in drawn] == sorted(one.day for one in drawn)
    assert all(first <= one.day <= last and 0 < one.hours <= 12 for one in drawn)
    assert len(drawn) == (len(lessons) or more + 1)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15), st.randoms())
def test_roots_do_not_depend_on_the_order_and_join_what_is_joined(pairs: list[tuple[int, int]], random: Any) -> None:
    found = roots(range(10), pairs)
    assert all(found[one] == found[other] for one, other in pairs)
    mixed = list(pairs)
    random.shuffle(mixed)
    assert roots(range(10), mixed) == found
    assert roots(range(10), [(other, one) for one, other in pairs]) == found
    assert len(set(found.values())) >= 10 - len(pairs)


def test_a_training_lies_within_its_project() -> None:
    inside = date(2026, 3, 2)
    assert trainings.check_within(inside, inside, inside, None) == []
    found = trainings.check_within(inside, inside, date(2026, 4, 1), date(2026, 5, 1))
    assert [problem.code for problem in found] == ["capacity_outside_project"]
    assert found[0].params == {"starts": "01/04/2026", "ends": "01/05/2026"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": {}}, "capacity_question_missing"),
        ({"choices": [{"lo": "a"}]}, "capacity_choices_unfit"),
        ({"choices": [{"lo": "a"}, {"lo": "a"}]}, "capacity_choices_unfit"),
        ({"right": 2}, "capacity_right_unfit"),
        ({"right": None}, "capacity_right_unfit"),
        ({"points": "0"}, "capacity_points_unfit"),
        ({"points": "x"}, "capacity_points_unfit"),
    ],
)
def test_a_question_has_one_right_answer_and_points(wrong: dict[str, Any], code: str) -> None:
    fine = {"text": {"lo": "ຖາມ"}, "choices": [{"lo": "a"}, {"lo": "b"}], "right": 1, "points": "1"}
    assert curricula.check_question(fine, 1) == []
    assert code in {problem.code for problem in curricula.check_question({**fine, **wrong}, 1)}


def test_marks_are_read_in_both_languages() -> None:
    assert [attendance.read_key(text) for text in ("p", " ມ ", "ຂ", "E", "", "?")] == [
        *("present", "present", "absent", "excused", ""),
        None,
    ]


@pytest.mark.django_db
@given(st.text(max_size=20), st.text(max_size=20))
def test_another_paper_has_another_code(one: str, other: str) -> None:
    key = UUID(int=7)
    code = certificate_codes.code_of(key, {"name": one})
    assert certificate_codes.is_signed(certificate_codes.grouped(code).lower(), key, {"name": one})
    assert certificate_codes.is_signed(code, key, {"name": other}) == (one == other)


def test_functions_of_officials_lead_to_functions_of_trainees() -> None:
    named = {official for row in FUNCTIONS.rows.values() for official in row["official_functions"].split()}
    assert named <= set(OFFICIAL_FUNCTIONS.rows)
    assert function_of("district_police") == "police"
    assert [level_of(path) for path in ("", "LA16/", "LA16/LA1601/", "LA16/LA1601/V/")] == [
        *("central", "province", "district", "village")
    ]
