"""A screening as pages show it: reasons and answers in words, result and human decision apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pokpong.areas.protection.models import Screening
from pokpong.areas.protection.screens.screening.parts import parts_of, shown_on
from pokpong.areas.protection.states.screening import SCREENING
from pokpong.areas.protection.tools.tool import NOT_ASKED, PRESENT, Question, Tool
from pokpong.areas.protection.vocabulary import screening as vocabulary
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import Link, StatusWord

STATE_TONES = {"draft": "warning", "finished": "info", "decided": "success", "dropped": "closed"}
DECISION_TONES = {"likely": "warning", "unlikely": "neutral", "unclear": "info"}
ANSWER_TONES = {"present": "warning", "absent": "success", NOT_ASKED: "neutral"}


@dataclass(frozen=True)
class ReasonShown:
    """One reason in words, with the indicators that made it."""

    words: str
    indicators: list[str]


@dataclass(frozen=True)
class DimensionShown:
    """What came out for one dimension: how many indicators of which weight, and how much was asked."""

    words: str
    positive: bool
    counts: str
    asked: int
    not_asked: int


@dataclass(frozen=True)
class AnswerShown:
    question: str
    answer: StatusWord


def said(words: Mapping[str, str]) -> str:
    return in_language(dict(words))


def state_word(state: str) -> StatusWord:
    return StatusWord(SCREENING.words[state], STATE_TONES[state])


def decision_word(code: str) -> StatusWord | None:
    return StatusWord(vocabulary.DECISIONS[code], DECISION_TONES[code]) if code else None


def tool_words(row: Screening) -> str:
    """The tool, its questions and its version in one line."""
    tool = row.tool_used
    return f"{said(tool.words)} ({tool.version}): {said(tool.sets[row.set_code].words)}"


def result_label(row: Screening) -> str:
    return said(row.tool_used.results[row.result].label) if row.result else ""


def result_words(row: Screening) -> str:
    return said(row.tool_used.results[row.result].words) if row.result else ""


def reasons_shown(tool: Tool, outcome: Mapping[str, Any]) -> list[ReasonShown]:
    """Every reason, those of the rule first."""
    return [_reason(tool, reason) for reason in outcome.get("reasons", [])]


def _reason(tool: Tool, reason: Mapping[str, Any]) -> ReasonShown:
    about = tool.dimensions.get(reason["about"])
    words = said(tool.reasons[reason["code"]])
    indicators = [said(tool.questions[code].label) for code in reason["indicators"]]
    return ReasonShown(words % {"dimension": said(about.words)} if about else words, indicators)


def dimensions_shown(tool: Tool, outcome: Mapping[str, Any]) -> list[DimensionShown]:
    return [
        DimensionShown(
            words=said(tool.dimensions[found["code"]].words),
            positive=found["positive"],
            counts=" · ".join(f"{weight} {number}" for weight, number in found["counts"].items() if number),
            asked=found["asked"],
            not_asked=found["not_asked"],
        )
        for found in outcome.get("dimensions", [])
    ]


def alerts_of(questions: list[Question], answers: Mapping[str, str]) -> list[str]:
    """What must be done before any further question, in words."""
    return [said(q.alert) for q in questions if q.alert and answers.get(q.code) == PRESENT]


def answer_word(answer: str) -> StatusWord:
    return StatusWord(vocabulary.ANSWERS[answer], ANSWER_TONES[answer])


@dataclass(frozen=True)
class PartShown:
    """Every page of one part: what was answered, how many questions were not, and where each page is changed."""

    title: str
    answers: list[AnswerShown]
    not_asked: int
    pages: list[Link]


def parts_shown(row: Screening, address: Callable[[Screening, int], str]) -> list[PartShown]:
    """The questions that are asked after the answers of this screening, part by part."""
    tool, answers, found = row.tool_used, row.answered, []
    for title, parts in groupby(parts_of(tool, row.set_code), key=lambda part: str(part.title)):
        pages = [(part.number, shown_on(part, tool, row.set_code, answers)) for part in parts]
        questions = [question for _number, shown in pages for question in shown]
        asked = [question for question in questions if question.code in answers]
        links = [Link(str(number), address(row, number)) for number, shown in pages if shown]
        found.append(PartShown(title, answers_shown(asked, answers), len(questions) - len(asked), links))
    return found


def answers_shown(questions: list[Question], answers: Mapping[str, str]) -> list[AnswerShown]:
    return [AnswerShown(said(q.words), answer_word(answers.get(q.code, NOT_ASKED))) for q in questions]
