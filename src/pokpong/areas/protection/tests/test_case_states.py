"""The moves of a case and its closure, walked at random, and what a closure must not wait for."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.rules.closing import (
    CONTRADICTING,
    NEAR_DAYS,
    NOBODY_TO_FOLLOW,
    is_far,
    left_open,
    may_decide,
    wrong_closure,
)
from pokpong.areas.protection.states.cases import AT_WORK, CASE, RUNNING
from pokpong.areas.protection.states.closures import CLOSURE
from pokpong.areas.protection.vocabulary.cases import CLOSURE_REASONS, TOLD
from pokpong.foundation.access.roles import ROLES

STATES = st.sampled_from(sorted(CASE.words))
REASONS = st.sets(st.sampled_from([*CLOSURE_REASONS, "not_cooperating"]), max_size=3)


@given(st.lists(st.integers(0, 10), max_size=20))
def test_every_walk_can_still_be_closed_and_opened_again(turns: list[int]) -> None:
    state = CASE.start
    for turn in turns:
        following = sorted(CASE.next_of(state))
        assert following, f"{state} is a dead end"
        state = following[turn % len(following)]
    assert state in RUNNING or CASE.next_of(state) == {"reopened"}


@given(STATES, STATES)
def test_only_a_second_person_closes_and_only_a_supervisor_opens_again(before: str, after: str) -> None:
    for name in CASE.table.get((before, after), ()):
        holders = {code for code, role in ROLES.items() if name in role.permissions}
        if after in ("closed", "reopened"):
            assert holders == {"case_supervisor"}
        assert "caseworker" in holders or "case_supervisor" in holders


def test_nothing_is_worked_on_while_a_closure_waits() -> None:
    assert set(AT_WORK) < set(RUNNING)
    assert set(RUNNING) - set(AT_WORK) == {"closing"}


def test_a_closure_ends_once() -> None:
    ends = set(CLOSURE.words) - {"asked"}
    assert CLOSURE.next_of("asked") == ends
    assert not any(CLOSURE.next_of(state) for state in ends)


@given(
    REASONS,
    st.sampled_from([*TOLD, ""]),
    st.sampled_from(["", "ສະຫຼຸບ"]),
    st.sampled_from(["", "ຢາກກັບບ້ານ"]),
    st.booleans(),
)
def test_a_closure_is_refused_exactly_when_something_is_missing(
    reasons: set[str], told: str, summary: str, wishes: str, go_on: bool
) -> None:
    sound = (
        bool(reasons)
        and reasons <= set(CLOSURE_REASONS)
        and not (reasons & CONTRADICTING and len(reasons) > 1)
        and told in {"agrees", "not_possible", *(["disagrees"] if wishes else [])}
        and bool(summary)
        and not (go_on and reasons & NOBODY_TO_FOLLOW)
    )
    problems = wrong_closure(reasons=reasons, told=told, summary=summary, wishes=wishes, follow_ups_go_on=go_on)
    assert (not problems) == sound


@given(st.dictionaries(st.sampled_from(["stay", "referral"]), st.integers(0, 3)))
def test_what_is_under_way_is_named(unfinished: dict[str, int]) -> None:
    problems = left_open(unfinished)
    assert len(problems) == sum(1 for count in unfinished.values() if count)
    assert all(problem.params["words"] in problem.message for problem in problems)


@given(st.dates(), st.lists(st.dates(), max_size=5))
def test_nobody_is_asked_the_same_twice_in_a_fortnight(day: date, planned: list[date]) -> None:
    near = [other for other in planned if abs((other - day).days) <= NEAR_DAYS]
    assert is_far(day, planned) == (not near)


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_nobody_decides_about_their_own_work(by: int, asked_by: int, lead: int) -> None:
    assert bool(may_decide(by=by, asked_by=asked_by, lead=lead)) == (by in (asked_by, lead))
