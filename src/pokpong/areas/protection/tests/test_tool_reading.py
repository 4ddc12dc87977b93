"""Reading tools: what ships is sound, and a malformed one is refused with all reasons."""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pokpong.areas.protection import tools as package
from pokpong.areas.protection.tools.reading import MalformedTool, read_tool
from pokpong.areas.protection.tools.shipped import FOLDER, newest, offered, tool_of, tools
from pokpong.areas.protection.vocabulary.concerns import forms
from pokpong.foundation.lao.text import canon

DATA = FOLDER.parent
AMP = json.loads((FOLDER / "act-means-purpose-2015.1.json").read_text(encoding="utf-8"))
Raw = dict[str, Any]


def broken(change: Callable[[Raw], object]) -> list[tuple[str, str]]:
    """The reasons why a tool with this change is refused."""
    raw = copy.deepcopy(AMP)
    change(raw)
    with pytest.raises(MalformedTool) as refused:
        read_tool(raw)
    return refused.value.reasons


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda t: t.pop("source"), ("part_missing", "source")),
        (lambda t: t.update(format=2), ("format_unknown", "format")),
        (lambda t: t.update(questions=[]), ("part_missing", "questions")),
        (lambda t: t["questions"].append("text"), ("part_missing", "questions[31]")),
        (lambda t: t["questions"][3].pop("words"), ("part_missing", "questions[3].words")),
        (lambda t: t["questions"].append(t["questions"][0]), ("code_twice", "questions.danger_now")),
        (lambda t: t["questions"][2]["words"].pop("lo"), ("words_missing", "questions.act_recruited.words")),
        (lambda t: t["results"]["signs"].pop("label"), ("words_missing", "results.signs.label")),
        (lambda t: t["questions"][2].update(kind="number"), ("kind_unknown", "questions.act_recruited")),
        (lambda t: t["questions"][2]["dimensions"].append("x"), ("dimension_unknown", "questions.act_recruited.x")),
        (lambda t: t["questions"][2]["weights"].update(elder="S"), ("set_unknown", "questions.act_recruited.elder")),
        (lambda t: t["questions"][2]["weights"].pop("child"), ("weight_missing", "questions.act_recruited.child")),
        (lambda t: t["questions"][2]["weights"].update(child="X"), ("weight_unknown", "questions.act_recruited.child")),
        (lambda t: t["dimensions"][0].update(positive_with=[]), ("table_empty", "dimensions.act")),
        (lambda t: t["dimensions"][0].update(positive_with=[{"S": 0}]), ("table_row_wrong", "dimensions.act.0")),
        (lambda t: t["dimensions"][0].update(positive_with=[{"Q": 1}]), ("table_row_wrong", "dimensions.act.0")),
        (lambda t: t["dimensions"][0].update(positive_with=[{"S": True}]), ("table_row_wrong", "dimensions.act.0")),
        (
            lambda t: t["questions"][0].update(when={"answer": "act_moved"}),
            ("condition_wrong", "questions.danger_now.when.answer"),
        ),
        (
            lambda t: t["questions"][9].update(when={"not": {"answer": "act_moved"}}),
            ("condition_wrong", "questions.means_deceived.when.not"),
        ),
        (
            lambda t: t["questions"][9].update(when={"answer": ["act_moved"]}),
            ("condition_wrong", "questions.means_deceived.when.answer"),
        ),
        (
            lambda t: t["questions"][9].update(when={"any": [], "all": []}),
            ("condition_wrong", "questions.means_deceived.when"),
        ),
        (lambda t: t["rules"][0].update(result="guilty"), ("result_unknown", "rules[0]")),
        (lambda t: t["rules"][0].update(because=["gossip"]), ("reason_unknown", "rules[0].gossip")),
        (lambda t: t["rules"][0].update(when={"dimension": "x"}), ("condition_wrong", "rules[0].when.dimension")),
        (lambda t: t["rules"][2].update(when={"present": 0}), ("condition_wrong", "rules[2].when.present")),
        (lambda t: t["rules"].pop(), ("no_last_rule", "rules")),
        (lambda t: t["reasons"].pop("positive"), ("reason_unknown", "positive")),
    ],
)
def test_a_malformed_tool_is_refused(change: Callable[[Raw], object], reason: tuple[str, str]) -> None:
    assert reason in broken(change)


def test_all_reasons_come_at_once() -> None:
    def change(tool: Raw) -> None:
        tool["questions"][2]["kind"] = "number"
        tool["rules"][0]["result"] = "guilty"
        tool["dimensions"][1]["words"] = {}

    codes = {code for code, _where in broken(change)}
    assert codes == {"kind_unknown", "result_unknown", "words_missing"}


def test_a_tool_whose_every_set_lacks_a_weight_is_none() -> None:
    def change(tool: Raw) -> None:
        tool["questions"][2]["weights"] = {"adult": "", "child": ""}

    assert ("no_set_with_weights", "sets") in broken(change)


@pytest.mark.parametrize("raw", [None, [], "tool", 3])
def test_what_is_no_tool_at_all(raw: Any) -> None:
    with pytest.raises(MalformedTool) as refused:
        read_tool(raw)
    assert refused.value.reasons == [("not_a_tool", "")]


def test_what_ships_is_named_by_its_code_and_version() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(tools())
    assert [tool.code for tool in offered()] == ["act-means-purpose", "ilo-labour"]
    assert tool_of("ilo-labour", "2009.1") is newest("ilo-labour")
    with pytest.raises(LookupError):
        tool_of("ilo-labour", "1815.1")
    with pytest.raises(LookupError):
        newest("horoscope")


@pytest.mark.parametrize("key", sorted(tools()))
def test_words_are_canonical_lao_and_differ_from_english(key: str) -> None:
    tool = tools()[key]
    for question in tool.questions.values():
        for words in (question.words, question.label):
            assert canon(words["lo"]) == words["lo"]
            assert any("\u0e80" <= letter <= "\u0eff" for letter in words["lo"])
        assert question.words["lo"].endswith("?")


def test_the_ilo_weights_are_those_of_the_source() -> None:
    tool = newest("ilo-labour")
    columns = {"labour_adult": "adult_labour", "labour_child": "child_labour"}
    columns |= {"sexual_adult": "adult_sexual", "sexual_child": "child_sexual"}
    with (DATA / "ilo_indicators_labour.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    questions = [question for question in tool.questions.values() if question.dimensions]
    assert [q.label["en"] for q in questions] == [row["indicator"] for row in rows]
    for question, row in zip(questions, rows, strict=True):
        assert tool.dimensions[question.dimensions[0]].words["en"] == row["dimension"]
        for set_code, column in columns.items():
            assert question.weight(set_code).replace("-", "") == row[column], question.code


def test_the_two_indicators_of_adults_are_left_out_of_the_childs_set_openly() -> None:
    tool = newest("ilo-labour")
    left_out = {q.code for q in tool.questions.values() if not q.belongs_to("labour_child")}
    assert left_out == {"abused_law_information", "no_social_protection"}


def test_sets_without_weights_are_known_as_such() -> None:
    tool = newest("ilo-labour")
    assert {code: tool.has_weights(code) for code in tool.sets} == {
        "labour_adult": True,
        "labour_child": True,
        "sexual_adult": False,
        "sexual_child": False,
    }


def test_every_form_of_exploitation_is_asked_for() -> None:
    asked = {q.form for q in newest("act-means-purpose").questions.values() if q.form}
    assert asked == set(forms())


def test_the_tools_know_nothing_of_django() -> None:
    for path in Path(package.__file__).parent.glob("*.py"):
        assert "django" not in path.read_text(encoding="utf-8").replace("No Django here", ""), path
