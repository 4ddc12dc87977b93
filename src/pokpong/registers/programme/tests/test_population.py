from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.programme.actions import amend_population, withdraw_population
from pokpong.registers.programme.models import Population
from pokpong.registers.programme.queries import people_of
from pokpong.registers.programme.rules.population import ALL, OLDEST, Figure, ages_of, band_of, sum_of
from pokpong.registers.programme.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    assert_left_its_traces,
    codes_of,
    figures,
    keeper,
)


def said(sex: str, band: str, count: int | None) -> dict[str, Any]:
    return {"sex": sex, "age_band": band, "count": count}


@pytest.mark.django_db
class TestFigures:
    def test_figures_are_recorded_with_their_source(self) -> None:
        row = figures(keeper())
        assert (row.count, row.source, row.age_from) == (120, "ການສຳຫຼວດທົດສອບ", 0)
        assert Population.objects.count() == 2
        for each in Population.objects.all():
            assert each.state == "stated"
        assert_left_its_traces("population.record", row)

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"year": None}, "population_year_unfit"),
            ({"year": 1900}, "population_year_unfit"),
            ({"source": ""}, "population_source_missing"),
            ({"place": "LA16/LA1699/"}, "programme_place_unknown"),
            ({"figures": []}, "population_nothing"),
            ({"figures": [said("other", "0-4", 1)]}, "population_sex_unknown"),
            ({"figures": [said("male", "4-0", 1)]}, "population_band_unfit"),
            ({"figures": [said("male", "0 - 4", 1)]}, "population_band_unfit"),
            ({"figures": [said("male", "0-4", -1)]}, "population_count_unfit"),
            ({"figures": [said("male", "0-4", None)]}, "population_count_unfit"),
            ({"figures": [said("male", "0-4", 1), said("male", "0-4", 2)]}, "population_said_twice"),
            ({"figures": [said("male", f"{n}-{n}", 1) for n in range(61)]}, "population_too_many"),
        ],
    )
    def test_bad_figures_are_refused(self, wrong: dict[str, Any], code: str) -> None:
        with pytest.raises(Refused) as refused:
            figures(keeper(), **wrong)
        assert codes_of(refused.value) == {code}
        assert not Population.objects.exists()

    def test_one_source_says_a_figure_once_and_another_may_differ(self) -> None:
        by = keeper()
        figures(by)
        with pytest.raises(Refused) as refused:
            figures(by, source="ການ ສຳຫລວດ ທົດສອບ".replace(" ", ""), figures=[said("female", "0-4", 5)])
        assert codes_of(refused.value) == {"population_said_already"}
        figures(by, source="ສຳມະໂນອື່ນ")
        assert Population.objects.count() == 4

    def test_a_figure_is_corrected_and_withdrawn_and_may_then_be_said_again(self) -> None:
        by = keeper()
        row = figures(by)
        amend_population(by=by, population=row.pk, base=1, count=121, call_id=new_id())
        row.refresh_from_db()
        assert row.count == 121
        assert_left_its_traces("population.amend", row)
        with pytest.raises(Refused) as refused:
            withdraw_population(by=by, population=row.pk, reason="", call_id=new_id())
        assert codes_of(refused.value) == {"programme_reason_missing"}
        withdraw_population(by=by, population=row.pk, reason="ພິມຜິດ", call_id=new_id())
        assert_left_its_traces("population.withdraw", row)
        acts: tuple[Callable[[], Any], ...] = (
            lambda: amend_population(by=by, population=row.pk, base=2, count=1, call_id=new_id()),
            lambda: withdraw_population(by=by, population=row.pk, reason="ອີກ", call_id=new_id()),
        )
        for act in acts:
            with pytest.raises(Refused) as refused:
                act()
            assert codes_of(refused.value) == {"population_withdrawn"}
        figures(by, figures=[said("female", "0-4", 122)])

    def test_only_who_keeps_the_place_records_corrects_and_withdraws(self) -> None:
        row = figures(keeper())
        acts: tuple[Callable[[Any], Any], ...] = (
            lambda by: figures(by, year=2024),
            lambda by: amend_population(by=by, population=row.pk, base=1, count=1, call_id=new_id()),
            lambda by: withdraw_population(by=by, population=row.pk, reason="ກ", call_id=new_id()),
        )
        for role, path in (("programme_manager", NEIGHBOUR), ("secretary", PROVINCE), ("donor", "")):
            by = keeper(role, path)
            for act in acts:
                with pytest.raises((NotAllowed, NotThere)):
                    act(by)

    def test_figures_are_read_by_place(self) -> None:
        figures(keeper())
        assert Population.objects.visible_to(keeper("chair")).count() == 2
        assert not Population.objects.visible_to(keeper("chair", NEIGHBOUR)).exists()
        assert not Population.objects.visible_to(keeper("donor", "")).exists()

    def test_how_many_people_live_somewhere(self) -> None:
        by = keeper()
        figures(by, figures=[said("female", "0-4", 10), said("female", "5+", 90), said("male", ALL, 105)])
        assert people_of(by, DISTRICT, 2025, sex="female") == (100, "ການສຳຫຼວດທົດສອບ")
        assert people_of(by, DISTRICT, 2025) == (205, "ການສຳຫຼວດທົດສອບ")
        assert people_of(by, DISTRICT, 2025, sex="female", ages=(0, 4)) == (10, "ການສຳຫຼວດທົດສອບ")
        assert people_of(by, DISTRICT, 2025, sex="male", ages=(0, 4)) is None
        assert people_of(by, DISTRICT, 2024) is None
        figures(by, source="ສຳມະໂນໃໝ່", figures=[said(ALL, ALL, 300)])
        assert people_of(by, DISTRICT, 2025) == (300, "ສຳມະໂນໃໝ່")
        assert people_of(by, DISTRICT, 2025, source="ການສຳຫຼວດທົດສອບ") == (205, "ການສຳຫຼວດທົດສອບ")


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        ("0-4", "0-4"),
        ("໐-໔", "0-4"),
        (" 0 – 4 ", "0-4"),
        ("5 ຫາ 9 ປີ", "5-9"),
        ("5 to 9 years", "5-9"),
        ("60+", "60+"),
        ("60 ປີຂຶ້ນໄປ", "60+"),
        ("60 and over", "60+"),
        ("ທັງໝົດ", ALL),
        ("All ages", ALL),
        ("007-009", "7-9"),
        ("9-5", None),
        ("0-400", None),
        ("old", None),
        ("", None),
        ("-", None),
    ],
)
def test_age_groups_are_read_as_people_write_them(typed: str, band: str | None) -> None:
    assert band_of(typed) == band


@given(some.integers(0, OLDEST), some.integers(0, OLDEST))
def test_a_band_that_is_kept_reads_back(one: int, other: int) -> None:
    first, last = sorted((one, other))
    for band in (f"{first}-{last}", f"{first}+"):
        assert band_of(band) == band
        assert ages_of(band)[0] == first


@given(some.lists(some.integers(1, OLDEST), max_size=6, unique=True), some.data())
def test_bands_side_by_side_add_up_exactly(cuts: list[int], data: some.DataObject) -> None:
    """Against counting single years of age: the sum of any run of whole bands, and none for a part of a band."""
    edges = [0, *sorted(cuts), OLDEST + 1]
    by_age = data.draw(some.lists(some.integers(0, 9), min_size=OLDEST + 1, max_size=OLDEST + 1))
    found = [Figure("female", f"{first}-{after - 1}", sum(by_age[first:after])) for first, after in pairwise(edges)]
    low, high = sorted((data.draw(some.integers(0, OLDEST)), data.draw(some.integers(0, OLDEST))))
    whole = low in edges and high + 1 in edges
    assert sum_of(found, "female", (low, high)) == (sum(by_age[low : high + 1]) if whole else None)
    assert sum_of(found, ALL) is None
    assert sum_of([*found, Figure("male", ALL, 7)], ALL) == sum(by_age) + 7
