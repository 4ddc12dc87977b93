"""A screening tool as plain values: questions, what counts as enough, and which result follows. No Django here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PRESENT, ABSENT, NOT_ASKED = "present", "absent", "not_asked"
ANSWERS = (PRESENT, ABSENT, NOT_ASKED)
STRONG, MEDIUM, WEAK = "S", "M", "W"
WEIGHTS = (STRONG, MEDIUM, WEAK)
# A question that does not belong to a set, against a blank: a weight that nobody knows.
NOT_IN_SET, UNKNOWN = "-", ""

Words = Mapping[str, str]
Condition = Mapping[str, Any]


@dataclass(frozen=True)
class QuestionSet:
    """Whom the questions are weighed for, e.g. a child who worked."""

    code: str
    words: Words
    child: bool


@dataclass(frozen=True)
class Dimension:
    """`positive_with`: each row is enough by itself; it maps letters of weights to how many of them are needed."""

    code: str
    words: Words
    positive_with: Sequence[Mapping[str, int]]


@dataclass(frozen=True)
class Question:
    """`weights`: set code to S, M, W, "-" (not asked in that set) or "" (not known). `form`: the form it speaks of."""

    code: str
    label: Words
    words: Words
    dimensions: tuple[str, ...]
    weights: Mapping[str, str]
    help: Words
    alert: Words
    when: Condition | None
    form: str

    def weight(self, set_code: str) -> str:
        return self.weights.get(set_code, UNKNOWN)

    def belongs_to(self, set_code: str) -> bool:
        """Whether it is asked in this set; a question without a dimension is asked in every one."""
        return not self.dimensions or self.weight(set_code) != NOT_IN_SET


@dataclass(frozen=True)
class Rule:
    """The first rule whose condition holds gives the result; `because` are codes of the tool's reasons."""

    result: str
    when: Condition
    because: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    label: Words
    words: Words


@dataclass(frozen=True)
class Tool:
    """One version of one tool. It never changes: better words or weights are a new version."""

    code: str
    version: str
    words: Words
    about: Words
    source: str
    licence: str
    sets: Mapping[str, QuestionSet]
    dimensions: Mapping[str, Dimension]
    questions: Mapping[str, Question]
    rules: tuple[Rule, ...]
    results: Mapping[str, Result]
    reasons: Mapping[str, Words]

    @property
    def key(self) -> str:
        return f"{self.code}-{self.version}"

    def has_weights(self, set_code: str) -> bool:
        """Whether every weight of the set is known."""
        return all(q.weight(set_code) != UNKNOWN for q in self.questions.values() if q.dimensions)

    def asked_in(self, set_code: str) -> list[Question]:
        """The questions of a set, in the order they are asked."""
        return [question for question in self.questions.values() if question.belongs_to(set_code)]
