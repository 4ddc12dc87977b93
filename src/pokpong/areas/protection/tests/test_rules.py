"""Decisions over plain values."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.rules import concerns as rules
from pokpong.areas.protection.vocabulary import concerns as vocabulary
from pokpong.foundation.kernel.paths import covers, cut
from pokpong.foundation.kernel.problems import Problem

VILLAGE = "LA16/LA1601/LA1601-1601005/"
PATHS = st.sampled_from([cut(VILLAGE, level) for level in (1, 2, 3)])
BARRED = st.frozensets(st.sampled_from([1, 2, 3]))
LEFT = st.dictionaries(st.integers(0, 3), st.integers(0, 3))
NOW = datetime(2026, 3, 22, 8, tzinfo=UTC)
HOURS = {"danger": 2, "soon": 24, "routine": 72}


def codes(problems: list[Problem]) -> set[str]:
    return {problem.code for problem in problems}


def test_a_concern_stays_in_its_village_when_nobody_is_left_out() -> None:
    assert rules.route(VILLAGE) == VILLAGE


def test_leaving_out_the_village_level_skips_it() -> None:
    assert rules.route(VILLAGE, [3]) == "LA16/LA1601/"


def test_leaving_out_the_district_goes_to_the_province_and_skips_the_village_too() -> None:
    assert rules.route(VILLAGE, [2]) == "LA16/"


def test_leaving_out_the_province_goes_to_the_country() -> None:
    assert rules.route(VILLAGE, [1, 3]) == ""


def test_the_only_caseworker_left_out_sends_it_up() -> None:
    assert rules.route(VILLAGE, [], {2: 0, 1: 1}) == "LA16/"


def test_a_supervisor_above_being_left_out_takes_it_from_nobody_below() -> None:
    assert rules.route(VILLAGE, [], {2: 1, 1: 0, 0: 1}) == VILLAGE


def test_an_office_without_staff_does_not_move_it() -> None:
    assert rules.route(VILLAGE, [], {}) == VILLAGE
    assert not rules.nobody_left(VILLAGE, {})


def test_nobody_is_left_when_everybody_is_left_out() -> None:
    left = {3: 0, 1: 0}
    assert rules.nobody_left(rules.route(VILLAGE, [], left), left)


@given(PATHS, BARRED, LEFT)
def test_the_route_is_the_place_or_around_it(place: str, barred: frozenset[int], left: dict[int, int]) -> None:
    assert covers(rules.route(place, barred, left), place)


@given(PATHS, BARRED, LEFT)
def test_no_grant_of_a_barred_level_covers_the_route(place: str, barred: frozenset[int], left: dict[int, int]) -> None:
    path = rules.route(place, barred, left)
    for level in barred:
        if level <= rules.level_of(place):
            assert not covers(cut(place, level), path)


@given(PATHS, BARRED, BARRED, LEFT)
def test_leaving_out_more_never_brings_it_nearer(
    place: str, barred: frozenset[int], more: frozenset[int], left: dict[int, int]
) -> None:
    assert covers(rules.route(place, barred | more, left), rules.route(place, barred, left))


@given(PATHS, BARRED, LEFT)
def test_somebody_is_left_exactly_when_it_is_not_refused(
    place: str, barred: frozenset[int], left: dict[int, int]
) -> None:
    path = rules.route(place, barred, left)
    somebody = any(count for level, count in left.items() if level <= rules.level_of(path))
    assert rules.nobody_left(path, left) == (bool(left) and not somebody)


def test_danger_goes_up_the_moment_it_is_late() -> None:
    assert rules.deadlines("danger", HOURS, NOW) == rules.Deadlines(NOW + timedelta(hours=2), NOW + timedelta(hours=2))


@given(st.sampled_from(list(HOURS)))
def test_nothing_goes_up_before_it_is_due(urgency: str) -> None:
    found = rules.deadlines(urgency, HOURS, NOW)
    assert NOW < found.due <= found.escalates


def test_above_the_country_is_the_country() -> None:
    assert [rules.above(path) for path in (VILLAGE, "LA16/LA1601/", "LA16/", "")] == [
        "LA16/LA1601/",
        "LA16/",
        "",
        "",
    ]


def test_everything_wrong_comes_at_once() -> None:
    wrong = rules.wrong_facts(
        {
            "story": "ສັ້ນ",
            "urgency": "now",
            "channel": "fax",
            "forms": ["ForcedLabour", "Nonsense"],
            "people_count": 0,
            "names": "a" * 501,
            "reporter": {"name": "b" * 121, "contact": "", "relationship": "boss"},
        }
    )
    assert {problem.field for problem in wrong} == {
        *("story", "urgency", "channel", "forms", "people_count", "names"),
        *("reporter_name", "reporter_relationship"),
    }


def test_a_million_letters_are_named_with_their_number() -> None:
    (problem,) = rules.wrong_facts({"story": "ກ" * 1_000_000})
    assert problem.params == {"limit": 4000, "length": 1_000_000}


def test_one_person_cannot_be_several() -> None:
    assert codes(rules.wrong_facts({"people_count": 1, "sex": "several"})) == {"concern_sex_contradicts"}
    assert not rules.wrong_facts({"people_count": 2, "sex": "several"})


@pytest.mark.parametrize(
    ("day", "unknown", "code"),
    [
        (date(2026, 3, 23), False, "concern_date_future"),
        (date(1912, 1, 1), False, "concern_date_too_early"),
        (date(2026, 3, 1), True, "concern_date_contradicts"),
        (None, False, "concern_date_missing"),
    ],
)
def test_impossible_days(day: date | None, unknown: bool, code: str) -> None:
    assert codes(rules.wrong_day(day, today=NOW.date(), unknown=unknown)) == {code}


def test_possible_days() -> None:
    assert not rules.wrong_day(NOW.date(), today=NOW.date(), unknown=False)
    assert not rules.wrong_day(None, today=NOW.date(), unknown=True)


def test_anonymous_and_named_contradict_each_other() -> None:
    assert codes(rules.wrong_anonymity(True, {"name": "ນາງ ຕົວຢ່າງ"})) == {"concern_anonymous_named"}
    assert not rules.wrong_anonymity(True, {"relationship": "neighbour"})
    assert not rules.wrong_anonymity(False, {"name": "ນາງ ຕົວຢ່າງ"})


@pytest.mark.parametrize("decision", list(vocabulary.DECISIONS))
def test_only_no_action_needs_a_reason(decision: str) -> None:
    assert bool(rules.wrong_triage(decision, "")) == (decision == "no_action")
    assert not rules.wrong_triage(decision, "ເຫດຜົນທີ່ພຽງພໍ")


def test_every_decision_has_a_next_step_and_only_no_action_has_no_date() -> None:
    assert set(vocabulary.NEXT_STEPS) == set(vocabulary.DECISIONS)
    assert [code for code in vocabulary.DECISIONS if rules.follow_up_due(code, NOW) is None] == ["no_action"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"same": True, "other_is_joined": False, "holds_others": False}, "concern_join_self"),
        ({"same": False, "other_is_joined": True, "holds_others": False}, "concern_join_chain"),
        ({"same": False, "other_is_joined": False, "holds_others": True}, "concern_join_holds_others"),
    ],
)
def test_impossible_joins(facts: dict[str, Any], code: str) -> None:
    assert codes(rules.wrong_join(**facts)) == {code}


def test_forms_are_words_in_both_languages() -> None:
    assert all(words["lo"] and words["en"] for words in vocabulary.forms().values())
