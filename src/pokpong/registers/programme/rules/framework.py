"""The tree of a results framework: which result stands under which, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

LEVELS = ("goal", "ir", "sub_ir", "output")
LEVEL_WORDS = {
    "goal": _("Goal"),
    "ir": _("Intermediate result (IR)"),
    "sub_ir": _("Sub-intermediate result (sub-IR)"),
    "output": _("Output"),
}
EDITABLE = ("drafted", "in_force")
DIGITS = 3
MOST_CHILDREN = 10**DIGITS - 1
Tree = Mapping[UUID | None, Sequence[UUID]]

LEVEL_UNKNOWN = ProblemKind("result_level_unknown", _("Choose goal, IR, sub-IR or output."))
PARENT_MISSING = ProblemKind(
    "result_parent_missing", _("Choose the result that it stands under; only a goal has none.")
)
PARENT_UNFIT = ProblemKind("result_parent_unfit", _("A result stands under one of a higher level; a goal under none."))
PARENT_RETIRED = ProblemKind("result_parent_retired", _("The result above it is retired."))
CHILD_LEVELS_UNFIT = ProblemKind("result_children_unfit", _("The results below it are of the same level or higher."))
TOO_MANY = ProblemKind("result_too_many", _("A result has at most %(limit)s results directly below it."))
POSITION_UNFIT = ProblemKind("result_position_unfit", _("Choose a place among its neighbours."))
RETIRED = ProblemKind("result_retired", _("This result is retired."))
NOT_RETIRED = ProblemKind("result_not_retired", _("This result is not retired."))
EDITION_REPLACED = ProblemKind(
    "framework_edition_replaced", _("This edition was replaced by a later one and stays as it is.")
)
DRAFT_EXISTS = ProblemKind("framework_draft_exists", _("The next edition is being drafted already."))
EDITION_EXISTS = ProblemKind("framework_exists", _("The project has a framework: make its next edition."))
NO_GOAL = ProblemKind("framework_no_goal", _("A framework needs a goal before it comes into force."))


def check_level(level: str, parent_level: str | None, *, parent_state: str | None = None) -> list[Problem]:
    """`parent_level` is None for a result that stands under none."""
    if level not in LEVELS:
        return [LEVEL_UNKNOWN("level")]
    if parent_level is None:
        return [] if level == "goal" else [PARENT_MISSING("parent")]
    problems = [] if LEVELS.index(parent_level) < LEVELS.index(level) else [PARENT_UNFIT("parent")]
    return problems + ([PARENT_RETIRED("parent")] if parent_state == "retired" else [])


def check_children(level: str, levels_below: Sequence[str]) -> list[Problem]:
    """A new level against those directly below."""
    fits = level in LEVELS and all(LEVELS.index(level) < LEVELS.index(below) for below in levels_below)
    return [] if fits or not levels_below else [CHILD_LEVELS_UNFIT("level")]


def check_editable(state: str) -> list[Problem]:
    return [] if state in EDITABLE else [EDITION_REPLACED()]


def check_room(children: int) -> list[Problem]:
    return [TOO_MANY("parent", limit=MOST_CHILDREN)] if children >= MOST_CHILDREN else []


def step(position: int) -> str:
    """One step of a path: the position among the neighbours, counted from 1."""
    return f"{position:0{DIGITS}d}/"


def paths_of(tree: Tree) -> dict[UUID, str]:
    """The path of every result; `tree` names, for each result and for None (the roots), those below it in order."""
    found: dict[UUID, str] = {}
    waiting = [("", list(tree.get(None, ())))]
    while waiting:
        above, below = waiting.pop()
        for position, result in enumerate(below, start=1):
            found[result] = above + step(position)
            waiting.append((found[result], list(tree.get(result, ()))))
    return found


def moved(neighbours: Sequence[UUID], result: UUID, position: int) -> list[UUID]:
    """The neighbours with `result` at `position` (from 1) among them."""
    others = [one for one in neighbours if one != result]
    return [*others[: position - 1], result, *others[position - 1 :]]
