"""No hidden cell is told: not by sums, not by parts, not by complements, not by the difference of two closings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pokpong.insight.disclosure.publish import Shown, Table, publish
from pokpong.insight.disclosure.tables import ROOT, TOTAL, Cell, Shape, flat
from pokpong.insight.disclosure.tests.attacker import subtracted, told, worked_out

THREE = 3
TWO_BY_TWO = flat(["a", "b"], ["x", "y"])
ONE_BY_THREE = flat(["a"], ["x", "y", "z"])
TREE = Shape({"north": ROOT, "n1": "north", "n2": "north", "south": ROOT}, ("x",))
COUNTRY = Shape(
    {"north": ROOT, "n1": "north", "n2": "north", "n3": "north", "south": ROOT, "s1": "south", "s2": "south"},
    ("x", "y", "z"),
)
Counts = dict[Cell, int]


def leaves(shape: Shape) -> list[Cell]:
    return [(row, column) for row in sorted(shape.leaves) for column in shape.columns]


def table_of(shape: Shape, *numbers: int) -> Counts:
    return shape.summed(dict(zip(leaves(shape), numbers, strict=True)))


def closed(shape: Shape, steps: list[tuple[int, ...]], threshold: int) -> tuple[list[Counts], list[set[Cell]]]:
    """The values of a year's closings and what was shown anew at each, published one after the other."""
    values: list[Counts] = []
    renewed: list[set[Cell]] = []
    counts = [0] * len(leaves(shape))
    for step in steps:
        counts = [count + more for count, more in zip(counts, step, strict=True)]
        values.append(table_of(shape, *counts))
        renewed.append(set(publish(Table(shape, values, renewed), threshold).renewed))
    return values, renewed


shapes = st.sampled_from([TWO_BY_TWO, ONE_BY_THREE, TREE])


@st.composite
def years(draw: st.DrawFn, closings: int, most: int) -> tuple[Shape, list[tuple[int, ...]]]:
    shape = draw(shapes)
    step = st.tuples(*[st.integers(0, most) for _leaf in leaves(shape)])
    return shape, draw(st.lists(step, min_size=closings, max_size=closings))


@settings(max_examples=80, deadline=None)
@given(years(1, 4))
def test_one_table_tells_nothing_small(year: tuple[Shape, list[tuple[int, ...]]]) -> None:
    shape, steps = year
    values, renewed = closed(shape, steps, THREE)
    assert told(shape, values, renewed, THREE) == []


@settings(max_examples=25, deadline=None)
@given(years(2, 2))
def test_two_closings_tell_nothing_small(year: tuple[Shape, list[tuple[int, ...]]]) -> None:
    shape, steps = year
    values, renewed = closed(shape, steps, THREE)
    assert told(shape, values, renewed, THREE) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=4, max_size=4))
def test_a_chain_of_closings_tells_nothing_small(steps: list[tuple[int, ...]]) -> None:
    shape = flat(["a"], ["x", "y"])
    values, renewed = closed(shape, steps, THREE)
    assert told(shape, values, renewed, THREE) == []


months = st.tuples(*[st.sampled_from([0, 0, 0, 1, 2, 4, 5, 9, 10, 30])] * len(leaves(COUNTRY)))


@settings(max_examples=25, deadline=None)
@given(st.lists(months, min_size=2, max_size=4))
def test_a_year_of_provinces_and_districts_is_not_solved_by_any_reader_nor_by_two_together(
    steps: list[tuple[int, ...]],
) -> None:
    """As it is published: to an inner circle, and to an outer one among what the inner one is shown anew."""
    values: list[Counts] = []
    inner: list[set[Cell]] = []
    outer: list[set[Cell]] = []
    counts = [0] * len(leaves(COUNTRY))
    for step in steps:
        counts = [count + more for count, more in zip(counts, step, strict=True)]
        values.append(table_of(COUNTRY, *counts))
        inner.append(set(publish(Table(COUNTRY, values, inner), 5).renewed))
        outer.append(set(publish(Table(COUNTRY, values, outer), 10, among=inner[-1]).renewed))
    assert subtracted(COUNTRY, values, inner, 5) == []
    assert subtracted(COUNTRY, values, outer, 10) == []
    assert all(less <= more for less, more in zip(outer, inner, strict=True))


def test_the_attacker_solves_a_country_where_only_small_growths_are_left_out() -> None:
    first, last = (
        [9, 12, 8, 7, 20, 6, 11, 5, 30, 0, 9, 14, 8, 6, 10],
        [14, 12, 8, 7, 20, 6, 13, 5, 30, 0, 9, 14, 8, 6, 10],
    )
    values = [table_of(COUNTRY, *first), table_of(COUNTRY, *last)]
    everything = set(COUNTRY.cells)
    small = {cell for cell in everything if 0 < values[1][cell] - values[0][cell] < 5}
    assert small
    assert worked_out(COUNTRY, {cell: values[1][cell] for cell in everything - small}) == values[1]
    assert subtracted(COUNTRY, values, [everything, everything - small], 5)


@pytest.mark.parametrize(
    ("shape", "numbers", "hidden"),
    [
        (TWO_BY_TWO, (1, 8, 9, 7), {("a", "x")}),
        (TREE, (1, 9, 9), {("n1", "x"), ("n1", TOTAL)}),
        (ONE_BY_THREE, (2, 0, 9), {("a", "x"), ("", "x")}),
    ],
)
def test_the_attacker_bites_where_only_the_small_cell_is_hidden(
    shape: Shape, numbers: tuple[int, ...], hidden: set[Cell]
) -> None:
    """Totals and complements tell the cell: the attacker finds it; `publish` hides more."""
    values = [table_of(shape, *numbers)]
    assert told(shape, values, [set(shape.cells) - hidden], THREE)
    assert told(shape, values, [set(publish(Table(shape, values), THREE).renewed)], THREE) == []


def test_the_attacker_bites_where_two_closings_are_subtracted() -> None:
    shape = flat(["a"], ["x", "y"])
    values = [table_of(shape, 9, 9), table_of(shape, 10, 9)]
    everything = set(shape.cells)
    assert told(shape, values, [everything, everything], THREE)
    assert told(shape, values, [everything, everything - {("a", "x"), (ROOT, "x")}], THREE)


def test_a_small_growth_keeps_what_was_last_shown() -> None:
    shape = flat(["a", "b"], ["x", "y"])
    first = table_of(shape, 20, 30, 40, 50)
    shown = publish(Table(shape, [first]), 5)
    assert shown.cells["a", "x"] == Shown(20, 0)
    second = table_of(shape, 22, 30, 60, 80)
    later = publish(Table(shape, [first, second], [shown.renewed]), 5)
    assert later.cells["a", "x"] == Shown(20, 0)
    assert ("a", "x") not in later.renewed
    third = table_of(shape, 31, 45, 75, 99)
    last = publish(Table(shape, [first, second, third], [shown.renewed, later.renewed]), 5)
    assert last.cells["a", "x"] == Shown(31, 2)


def test_a_table_of_large_counts_is_shown_whole() -> None:
    shape = flat(["a", "b"], ["x", "y"])
    found = publish(Table(shape, [table_of(shape, 5, 6, 7, 0)]), 5)
    assert all(found.cells.values())
    assert found.cells["b", "y"] == Shown(0, 0)


def test_a_table_of_nothing_but_small_counts_is_hidden_but_for_noughts() -> None:
    shape = flat(["a", "b"], ["x", "y"])
    found = publish(Table(shape, [table_of(shape, 1, 0, 0, 1)]), 5)
    assert {cell for cell, shown in found.cells.items() if shown and shown.count} == set()


@settings(max_examples=60, deadline=None)
@given(years(2, 12))
def test_a_stricter_reader_sees_a_part_of_what_others_see(year: tuple[Shape, list[tuple[int, ...]]]) -> None:
    shape, steps = year
    values, renewed = closed(shape, steps[:1], 5)
    strict = publish(Table(shape, values), 10, among=renewed[0])
    assert strict.renewed <= renewed[0]


@given(st.integers(-3, 1))
def test_a_threshold_that_hides_nothing_is_refused(threshold: int) -> None:
    with pytest.raises(ValueError, match="below 2"):
        publish(Table(TWO_BY_TWO, [table_of(TWO_BY_TWO, 1, 2, 3, 4)]), threshold)


def test_counts_that_shrink_are_withheld_too() -> None:
    """A record that was erased or mended may lower a count: the step down is as telling as the step up."""
    shape = flat(["a", "b"], ["x", "y"])
    first, second = table_of(shape, 20, 30, 40, 50), table_of(shape, 18, 30, 40, 50)
    shown = publish(Table(shape, [first]), 5)
    later = publish(Table(shape, [first, second], [shown.renewed]), 5)
    assert later.cells["a", "x"] == Shown(20, 0)
    assert later.cells[ROOT, TOTAL] == Shown(140, 0)


def test_a_number_that_grew_unseen_and_fell_again_is_measured_from_what_was_last_shown() -> None:
    shape = flat(["a", "b"], ["x", "y"])
    values = [table_of(shape, first, 30, 40, 50) for first in (20, 27, 22)]
    shown = publish(Table(shape, values[:1]), 5)
    unseen = publish(Table(shape, values[:2], [shown.renewed]), 5, among=())
    assert not unseen.renewed
    later = publish(Table(shape, values, [shown.renewed, unseen.renewed]), 5)
    assert later.cells["a", "x"] == Shown(20, 0)
