"""Results are added, amended, put elsewhere in the tree, retired and taken up again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions.actions.cleaning import cleaned
from pokpong.registers.programme.actions.frameworks import locked_framework
from pokpong.registers.programme.actions.projects import check_all_places
from pokpong.registers.programme.models import Framework, Result
from pokpong.registers.programme.rules import common
from pokpong.registers.programme.rules import framework as rules

FIELDS = ("code", "names", "level")


@action("result.add")
def add_result(
    *,
    by: Actor,
    id: UUID,
    framework: UUID,
    level: str,
    code: str,
    names: dict[str, str],
    parent: UUID | None = None,
    call_id: UUID,
) -> Result:
    """Adds a result as the last one below `parent` (None: as a goal). Raises Refused, NotAllowed, NotThere."""
    tree = locked_framework(by, framework)
    above = _parent(tree, parent)
    values = cleaned({"level": level, "code": code, "names": names})
    neighbours = tree.results.filter(parent=above).count()
    refuse(
        rules.check_editable(tree.state)
        + check_result(tree, values)
        + _check_under(level, above)
        + rules.check_room(neighbours)
    )
    path = (above.path if above is not None else "") + rules.step(neighbours + 1)
    row = door.add(Result(id=id, framework=tree, parent=above, path=path, **values))
    moves.begin(row)
    door.touch(tree)
    door.event(row, {"code": row.code, "level": level})
    return row


@action("result.amend")
def amend_result(*, by: Actor, result: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Result:
    """Changes what was typed (`FIELDS`). Raises Refused, NotAllowed, NotThere."""
    row = _locked(by, result)
    wanted = cleaned(changes)
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    below = list(row.children.filter(state="active").values_list("level", flat=True))
    refuse(
        check_result(row.framework, after, row=row)
        + rules.check_level(after["level"], row.parent and row.parent.level)
        + rules.check_children(after["level"], below)
        + ([] if row.state == "active" else [rules.RETIRED()])
    )
    amend.amend(row, wanted, base=base, fields=FIELDS)
    door.touch(row.framework)
    door.event(row, {"changed": sorted(wanted)})
    return row


@action("result.place")
def place_result(*, by: Actor, result: UUID, position: int, parent: UUID | None = None, call_id: UUID) -> Result:
    """Puts a result, with everything below it, at `position` (from 1) among those below `parent` (None: the goals).

    Raises Refused, NotAllowed, NotThere.
    """
    row = _locked(by, result)
    tree = row.framework
    above = _parent(tree, parent)
    neighbours = list(tree.results.filter(parent=above).order_by("path").values_list("pk", flat=True))
    inside = above is not None and above.path.startswith(row.path)
    last = len(neighbours) + (row.pk not in neighbours)
    refuse(
        ([rules.PARENT_UNFIT("parent")] if inside else [])
        + _check_under(row.level, above)
        + rules.check_room(last - 1)
        + ([] if 1 <= position <= last else [rules.POSITION_UNFIT("position")])
    )
    row.parent = above
    _renumber(tree, row, rules.moved(neighbours, row.pk, position))
    door.touch(tree)
    door.event(row, {"position": position})
    return row


def _renumber(tree: Framework, row: Result, neighbours: list[UUID]) -> None:
    """Every path of the tree anew; only those that changed are saved."""
    rows = {one.pk: one for one in tree.results.order_by("path")}
    rows[row.pk] = row
    below: dict[UUID | None, list[UUID]] = {}
    for one in rows.values():
        below.setdefault(one.parent_id, []).append(one.pk)
    below[row.parent_id] = neighbours
    paths = rules.paths_of(below)
    for key, one in rows.items():
        if one.path != paths[key] or key == row.pk:
            one.path = paths[key]
            door.save(one)


@action("result.retire")
def retire_result(*, by: Actor, result: UUID, reason: str, call_id: UUID) -> Result:
    """Retires a result with everything below it; all stays in the tree, struck out. Raises Refused, NotThere."""
    row = _locked(by, result)
    refuse(common.check_reason(reason) + ([] if row.state == "active" else [rules.RETIRED()]))
    for one in Result.objects.visible_to(by).below(row).filter(state="active").order_by("path"):
        lower = door.locked(Result.objects.visible_to(by), one.pk) if one.pk != row.pk else row
        moves.move(lower, "retired", why=reason)
        door.save(lower)
    door.touch(row.framework)
    door.event(row)
    return row


@action("result.resume")
def resume_result(*, by: Actor, result: UUID, call_id: UUID) -> Result:
    """Takes up a retired result again, alone: what was retired below it is taken up one by one.

    Raises Refused, NotAllowed, NotThere.
    """
    row = _locked(by, result)
    above = row.parent
    refuse(([] if row.state == "retired" else [rules.NOT_RETIRED()]) + _check_under(row.level, above))
    moves.move(row, "active")
    door.save(row)
    door.touch(row.framework)
    door.event(row)
    return row


def _locked(by: Actor, result: UUID) -> Result:
    row: Result = door.locked(Result.objects.visible_to(by), result)
    check_all_places(row.framework.project.place_paths)
    refuse(rules.check_editable(row.framework.state))
    return row


def _parent(tree: Framework, parent: UUID | None) -> Result | None:
    """Raises Refused for a result of another tree."""
    if parent is None:
        return None
    found: Result | None = tree.results.filter(pk=parent).first()
    refuse([] if found is not None else [rules.PARENT_MISSING("parent")])
    return found


def _check_under(level: str, above: Result | None) -> list[Problem]:
    """Whether a result of this level may stand under `above`, or under none."""
    if above is None:
        return rules.check_level(level, None)
    return rules.check_level(level, above.level, parent_state=above.state)


def check_result(tree: Framework, values: dict[str, Any], *, row: Result | None = None) -> list[Problem]:
    """All reasons against these values."""
    same_code = tree.results.filter(code__iexact=values["code"]).exclude(pk=row.pk if row else None)
    return common.check_code(values["code"], 20, taken=same_code.exists()) + common.check_names(values["names"])
