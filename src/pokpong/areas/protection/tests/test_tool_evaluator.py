"""The evaluator of screening tools: the vectors, and what must hold for any answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection import tools
from pokpong.areas.protection.tools.evaluator import CannotEvaluate, evaluate, shown_questions
from pokpong.areas.protection.tools.shipped import newest, tool_of
from pokpong.areas.protection.tools.shipped import tools as all_tools
from pokpong.areas.protection.tools.tool import ABSENT, ANSWERS, NOT_ASKED, PRESENT, Tool

VECTORS = json.loads((Path(tools.__file__).parent / "vectors.json").read_text(encoding="utf-8"))
SETS = [
    (tool, code) for key, tool in sorted(all_tools().items()) for code in sorted(tool.sets) if tool.has_weights(code)
]
BETTER = {ABSENT: PRESENT, NOT_ASKED: PRESENT}


def by_name(vector: dict[str, Any]) -> str:
    return str(vector["name"])


def rank(tool: Tool, result: str) -> int:
    """How early the first rule with this result stands: a smaller number says more."""
    return [rule.result for rule in tool.rules].index(result)


@pytest.mark.parametrize("vector", VECTORS["outcomes"], ids=by_name)
def test_the_outcome_of_the_vector(vector: dict[str, Any]) -> None:
    tool = all_tools()[vector["tool"]]
    assert evaluate(tool, vector["set"], vector["answers"]).as_json() == vector["outcome"]
    assert [q.code for q in shown_questions(tool, vector["set"], vector["answers"])] == vector["shown"]


@pytest.mark.parametrize("vector", VECTORS["refusals"], ids=by_name)
def test_the_refusal_of_the_vector(vector: dict[str, Any]) -> None:
    with pytest.raises(CannotEvaluate) as refused:
        evaluate(all_tools()[vector["tool"]], vector["set"], vector["answers"])
    assert [list(reason) for reason in refused.value.reasons] == vector["reasons"]


def test_the_vectors_reach_every_result_and_every_reason() -> None:
    for tool in all_tools().values():
        outcomes = [v["outcome"] for v in VECTORS["outcomes"] if v["tool"] == tool.key]
        if tool.code == "act-means-purpose":
            assert {outcome["code"] for outcome in outcomes} == set(tool.results)
        given = {reason["code"] for outcome in outcomes for reason in outcome["reasons"]}
        assert {code for rule in tool.rules[:3] for code in rule.because} <= given


@st.composite
def asked(draw: st.DrawFn) -> tuple[Tool, str, dict[str, str]]:
    tool, set_code = draw(st.sampled_from(SETS))
    codes = draw(st.lists(st.sampled_from(sorted(tool.questions)), unique=True, max_size=14))
    return tool, set_code, {code: draw(st.sampled_from(ANSWERS)) for code in codes}


@given(asked(), st.data())
def test_one_more_indicator_never_says_less(case: tuple[Tool, str, dict[str, str]], data: st.DataObject) -> None:
    tool, set_code, answers = case
    more = {**answers, data.draw(st.sampled_from(sorted(tool.questions))): PRESENT}
    before, after = evaluate(tool, set_code, answers), evaluate(tool, set_code, more)
    assert rank(tool, after.code) <= rank(tool, before.code)
    assert {d.code for d in before.dimensions if d.positive} <= {d.code for d in after.dimensions if d.positive}
    assert set(before.alerts) <= set(after.alerts)


@given(asked())
def test_not_asked_never_counts(case: tuple[Tool, str, dict[str, str]]) -> None:
    tool, set_code, answers = case
    without = {code: answer for code, answer in answers.items() if answer != NOT_ASKED}
    assert evaluate(tool, set_code, answers) == evaluate(tool, set_code, without)


@given(asked())
def test_an_absent_answer_makes_no_dimension_positive(case: tuple[Tool, str, dict[str, str]]) -> None:
    tool, set_code, answers = case
    only_present = {code: answer for code, answer in answers.items() if answer == PRESENT}
    full, bare = evaluate(tool, set_code, answers), evaluate(tool, set_code, only_present)
    assert [d.positive for d in full.dimensions] == [d.positive for d in bare.dimensions]
    assert [d.indicators for d in full.dimensions] == [d.indicators for d in bare.dimensions]


@given(asked(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_nothing(case: tuple[Tool, str, dict[str, str]], random: Any) -> None:
    tool, set_code, answers = case
    pairs = list(answers.items())
    random.shuffle(pairs)
    assert evaluate(tool, set_code, dict(pairs)) == evaluate(tool, set_code, answers)


@given(asked())
def test_every_positive_part_names_the_indicators_that_made_it(case: tuple[Tool, str, dict[str, str]]) -> None:
    tool, set_code, answers = case
    outcome = evaluate(tool, set_code, answers)
    by_dimension = {reason.about: reason for reason in outcome.reasons if reason.about}
    for found in outcome.dimensions:
        reason = by_dimension[found.code]
        assert (reason.code == "positive") is found.positive
        assert reason.indicators == found.indicators
        assert sum(found.counts.values()) == len(found.indicators)
        assert all(answers[code] == PRESENT for code in found.indicators)


@given(asked())
def test_asked_and_not_asked_make_up_the_questions_that_count(case: tuple[Tool, str, dict[str, str]]) -> None:
    tool, set_code, answers = case
    outcome = evaluate(tool, set_code, answers)
    counting = [q for q in shown_questions(tool, set_code, answers) if q.dimensions]
    assert outcome.asked + outcome.not_asked == len(counting)


def test_a_question_that_waits_for_another_comes_and_goes_with_it() -> None:
    tool = newest("act-means-purpose")
    shown = {q.code for q in shown_questions(tool, "adult", {})}
    assert "crossed_border" not in shown
    shown = {q.code for q in shown_questions(tool, "adult", {"act_moved": PRESENT})}
    assert "crossed_border" in shown


def test_the_outcome_says_by_which_version() -> None:
    tool = newest("act-means-purpose")
    outcome = evaluate(tool, "child", {"act_moved": PRESENT, "purpose_begging": PRESENT})
    assert tool_of(outcome.tool, outcome.version) is tool
    assert outcome.forms == ("ForcedBegging",)
