"""A tool cut into pages: few questions each, so that a tired person and a small telephone can follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.tools.evaluator import shown_questions
from pokpong.areas.protection.tools.tool import NOT_ASKED, Question, Tool
from pokpong.foundation.kernel.words import Words, in_language

QUESTIONS_A_PAGE = 5
FIRST = ""


@dataclass(frozen=True)
class Part:
    """One page of questions. `number` counts from 1 and never changes while answers reveal or hide questions."""

    number: int
    title: Words
    questions: tuple[Question, ...]


def parts_of(tool: Tool, set_code: str) -> list[Part]:
    """Every page of a set, with the questions that may stand on it."""
    found: list[Part] = []
    for dimension, questions in groupby(_with_dimension(tool, set_code), key=lambda pair: pair[0]):
        title = in_language(dict(tool.dimensions[dimension].words)) if dimension else _("First of all")
        rows = [question for _dimension, question in questions]
        for start in range(0, len(rows), QUESTIONS_A_PAGE):
            found.append(Part(len(found) + 1, title, tuple(rows[start : start + QUESTIONS_A_PAGE])))
    return found


def _with_dimension(tool: Tool, set_code: str) -> Iterator[tuple[str, Question]]:
    """A question that belongs to no dimension stands with the one before it."""
    dimension = FIRST
    for question in tool.asked_in(set_code):
        dimension = question.dimensions[0] if question.dimensions else dimension
        yield dimension, question


def shown_on(part: Part, tool: Tool, set_code: str, answers: Mapping[str, str]) -> list[Question]:
    """The questions of a page that are asked after these answers."""
    shown = {question.code for question in shown_questions(tool, set_code, answers)}
    return [question for question in part.questions if question.code in shown]


def neighbour(number: int, step: int, tool: Tool, set_code: str, answers: Mapping[str, str]) -> int:
    """The next page (step 1) or the one before (-1) that has a question to ask; 0 when there is none."""
    for part in parts_of(tool, set_code)[number:] if step > 0 else reversed(parts_of(tool, set_code)[: number - 1]):
        if shown_on(part, tool, set_code, answers):
            return part.number
    return 0


def resumed(tool: Tool, set_code: str, answers: Mapping[str, str]) -> int:
    """The first page with a question that nobody has answered; the last one that asks anything when none is left."""
    asking = [(part.number, shown_on(part, tool, set_code, answers)) for part in parts_of(tool, set_code)]
    open_pages = [number for number, shown in asking if any(answers.get(q.code, NOT_ASKED) == NOT_ASKED for q in shown)]
    return open_pages[0] if open_pages else max((number for number, shown in asking if shown), default=1)
