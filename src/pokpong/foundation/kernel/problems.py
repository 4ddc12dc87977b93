"""What can be wrong, with a stable code and words in the reader's language.

A `ProblemKind` is defined once, at module level, where the rule lives; calling it makes a `Problem`. Codes never
change once released: devices, imports and other programs rely on them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

KINDS: dict[str, ProblemKind] = {}


@dataclass(frozen=True)
class Problem:
    """One reason. `field` names the argument it is about, or is empty."""

    code: str
    words: str | Promise
    field: str = ""
    params: dict[str, Any] = dataclasses.field(default_factory=dict, hash=False)

    @property
    def message(self) -> str:
        """The words in the language that is active now."""
        return str(self.words) % self.params if self.params else str(self.words)

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "field": self.field, "message": self.message}


@dataclass(frozen=True)
class ProblemKind:
    """A code and its words. Raises ValueError when the code is taken already."""

    code: str
    words: str | Promise

    def __post_init__(self) -> None:
        if KINDS.get(self.code, self) is not self:
            raise ValueError(f"the problem code {self.code!r} is defined twice")
        KINDS[self.code] = self

    def __call__(self, field: str = "", **params: Any) -> Problem:
        return Problem(self.code, self.words, field, params)


class Refused(Exception):
    """A call that cannot be done, with all its reasons at once. Nothing was written."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


class NotAllowed(Refused):
    """The caller's roles do not hold this permission here."""


class NotThere(Exception):
    """Not existing, or out of the caller's sight: the two must look the same (a page answers 404)."""


def refuse(problems: Iterable[Problem]) -> None:
    """Raises Refused when there is at least one problem."""
    found = list(problems)
    if found:
        raise Refused(found)
