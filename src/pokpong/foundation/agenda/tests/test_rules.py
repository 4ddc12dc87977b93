"""When a task is late, goes up, or lapses: over plain values."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.agenda.rules import WAITING, Times, state_at

NOON = datetime(2026, 3, 22, 12, tzinfo=UTC)
ORDER = ["open", "overdue", "escalated", "expired"]
TICK = timedelta(microseconds=1)
moments = st.integers(-10_000, 10_000).map(lambda minutes: NOON + timedelta(minutes=minutes))
times = st.builds(Times, moments, st.none() | moments, st.none() | moments)


def at(hours: int) -> datetime:
    return NOON + timedelta(hours=hours)


FULL = Times(due=at(2), escalates=at(4), expires=at(8))


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at(0), "open"),
        (at(2) - TICK, "open"),
        (at(2), "overdue"),
        (at(4) - TICK, "overdue"),
        (at(4), "escalated"),
        (at(8) - TICK, "escalated"),
        (at(8), "expired"),
        (at(99), "expired"),
    ],
)
def test_the_way_of_a_task(moment: datetime, state: str) -> None:
    assert state_at("open", FULL, moment) == state


def test_without_a_next_step_it_stays_overdue() -> None:
    assert state_at("open", Times(at(2), None, None), at(9_000)) == "overdue"


def test_it_can_go_up_before_it_is_due() -> None:
    assert state_at("open", Times(at(8), at(2), None), at(3)) == "escalated"


@given(st.sampled_from(["done", "cancelled", "expired"]), times, moments)
def test_what_has_ended_stays(state: str, when: Times, now: datetime) -> None:
    assert state_at(state, when, now) == state


@given(st.sampled_from(WAITING), times, moments, moments)
def test_a_task_never_goes_back(state: str, when: Times, first: datetime, second: datetime) -> None:
    earlier, later = sorted([first, second])
    after_one = state_at(state, when, earlier)
    after_two = state_at(after_one, when, later)
    assert ORDER.index(state) <= ORDER.index(after_one) <= ORDER.index(after_two)


@given(st.sampled_from(WAITING), times, moments)
def test_looking_twice_changes_nothing(state: str, when: Times, now: datetime) -> None:
    once = state_at(state, when, now)
    assert state_at(once, when, now) == once


@given(times, moments, moments)
def test_a_clock_that_slept_ends_in_the_same_state(when: Times, first: datetime, second: datetime) -> None:
    earlier, later = sorted([first, second])
    assert state_at(state_at("open", when, earlier), when, later) == state_at("open", when, later)
