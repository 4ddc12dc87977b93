"""From answers to a result with all its reasons. Pure; held to `vectors.json`, as any other evaluator must be.

Only *present* counts. *Absent* and *not asked* count alike towards a result, so that an answer that was never given
can neither make nor prevent one; how much was asked is told beside it. A result is no verdict: a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pokpong.areas.protection.tools.tool import (
    ANSWERS,
    NOT_ASKED,
    PRESENT,
    WEIGHTS,
    Condition,
    Dimension,
    Question,
    Tool,
)

Answers = Mapping[str, str]
COMBINED: dict[str, Callable[[Iterable[bool]], bool]] = {"all": all, "any": any}


class CannotEvaluate(ValueError):
    """`reasons`: pairs of a stable code and what it is about: set_unknown, weights_unknown, question_unknown,
    answer_unknown."""

    def __init__(self, reasons: Sequence[tuple[str, str]]):
        self.reasons = list(reasons)
        super().__init__(", ".join(f"{code}: {about}" for code, about in self.reasons))


@dataclass(frozen=True)
class Found:
    """What came out for one dimension. `with_row`: the row of its table that was met, from 0; None when none was."""

    code: str
    positive: bool
    indicators: tuple[str, ...]
    counts: Mapping[str, int]
    with_row: int | None
    asked: int
    not_asked: int


@dataclass(frozen=True)
class Reason:
    """`code` has its words in the tool's reasons; `about` is a dimension, or empty."""

    code: str
    about: str = ""
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """`tool` and `version` say by which questions and rules; `alerts` are questions whose answer asks for help now."""

    code: str
    tool: str
    version: str
    set: str
    dimensions: tuple[Found, ...]
    reasons: tuple[Reason, ...]
    alerts: tuple[str, ...]
    forms: tuple[str, ...]
    asked: int
    not_asked: int

    def as_json(self) -> dict[str, Any]:
        """Plain lists and mappings, as stored and as the vectors say it."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def evaluate(tool: Tool, set_code: str, answers: Answers) -> Outcome:
    """The result of these answers in this set. Raises CannotEvaluate with all reasons at once."""
    _refuse(tool, set_code, answers)
    shown = shown_questions(tool, set_code, answers)
    facts = _Facts(tool, set_code, {q.code: answers.get(q.code, NOT_ASKED) for q in shown})
    rule = next(rule for rule in tool.rules if facts.holds(rule.when))
    found = tuple(facts.dimensions.values())
    weighed = [facts.answers[q.code] for q in shown if q.dimensions]
    return Outcome(
        code=rule.result,
        tool=tool.code,
        version=tool.version,
        set=set_code,
        dimensions=found,
        reasons=(*(Reason(code) for code in rule.because), *map(_reason, found)),
        alerts=tuple(q.code for q in shown if q.alert and facts.present(q.code)),
        forms=tuple(q.form for q in shown if q.form and facts.present(q.code)),
        asked=sum(answer != NOT_ASKED for answer in weighed),
        not_asked=sum(answer == NOT_ASKED for answer in weighed),
    )


def shown_questions(tool: Tool, set_code: str, answers: Answers) -> list[Question]:
    """The questions to ask now. One whose condition does not hold is not asked, and its answer does not count."""
    shown: dict[str, Question] = {}
    for question in tool.asked_in(set_code):
        if question.when is None or _asks_for(question.when, set_code, answers, shown):
            shown[question.code] = question
    return list(shown.values())


def _asks_for(when: Condition, set_code: str, answers: Answers, shown: Mapping[str, Question]) -> bool:
    """A condition of a question looks at earlier answers and the set only."""
    kind, value = next(iter(when.items()))
    if kind in COMBINED:
        return COMBINED[kind](_asks_for(part, set_code, answers, shown) for part in value)
    if kind == "set":
        return set_code in value
    return value in shown and answers.get(value) == PRESENT


class _Facts:
    """What the conditions of the rules look at."""

    def __init__(self, tool: Tool, set_code: str, answers: Answers):
        self.set, self.answers = set_code, answers
        self.weights = {
            code: tool.questions[code].weight(set_code) for code in answers if tool.questions[code].dimensions
        }
        self.dimensions = {code: self._found(tool, dimension) for code, dimension in tool.dimensions.items()}

    def present(self, question: str) -> bool:
        return self.answers.get(question) == PRESENT

    def holds(self, when: Condition) -> bool:
        kind, value = next(iter(when.items()))
        return COMBINED[kind](map(self.holds, value)) if kind in COMBINED else self._true(kind, value)

    def _true(self, kind: str, value: Any) -> bool:
        match kind:
            case "set":
                return self.set in value
            case "dimension":
                return self.dimensions[value].positive
            case "present":
                return sum(map(self.present, self.weights)) >= int(value)
            case "answered":
                return sum(self.answers[code] != NOT_ASKED for code in self.weights) >= int(value)
            case _:
                return self.present(value)

    def _found(self, tool: Tool, dimension: Dimension) -> Found:
        mine = [code for code in self.weights if dimension.code in tool.questions[code].dimensions]
        indicators = tuple(code for code in mine if self.present(code))
        counts = {weight: sum(self.weights[code] == weight for code in indicators) for weight in WEIGHTS}
        row = _row_met(dimension, counts)
        not_asked = sum(self.answers[code] == NOT_ASKED for code in mine)
        return Found(dimension.code, row is not None, indicators, counts, row, len(mine) - not_asked, not_asked)


def _row_met(dimension: Dimension, counts: Mapping[str, int]) -> int | None:
    for number, row in enumerate(dimension.positive_with):
        if all(sum(counts[letter] for letter in letters) >= least for letters, least in row.items()):
            return number
    return None


def _reason(found: Found) -> Reason:
    if found.positive:
        return Reason("positive", found.code, found.indicators)
    if found.indicators:
        return Reason("not_enough", found.code, found.indicators)
    return Reason("nothing_present" if found.asked else "not_asked", found.code)


def _refuse(tool: Tool, set_code: str, answers: Answers) -> None:
    reasons = []
    if set_code not in tool.sets:
        reasons.append(("set_unknown", set_code))
    elif not tool.has_weights(set_code):
        reasons.append(("weights_unknown", set_code))
    reasons += [("question_unknown", code) for code in answers if code not in tool.questions]
    reasons += [("answer_unknown", code) for code, answer in answers.items() if answer not in ANSWERS]
    if reasons:
        raise CannotEvaluate(reasons)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
