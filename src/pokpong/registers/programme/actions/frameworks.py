"""Editions of a results framework: drafted, brought into force, and followed by the next one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Max

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse
from pokpong.registers.institutions.actions.cleaning import cleaned
from pokpong.registers.programme.actions.projects import check_all_places, locked_project
from pokpong.registers.programme.models import Framework, Project, Result
from pokpong.registers.programme.rules import common
from pokpong.registers.programme.rules import framework as rules


@action("framework.add")
def add_framework(*, by: Actor, id: UUID, project: UUID, names: dict[str, str], call_id: UUID) -> Framework:
    """Drafts the first edition for a project. Raises Refused, NotAllowed, NotThere."""
    owner = locked_project(by, project)
    values = cleaned({"names": names})
    exists = owner.frameworks.exists()
    refuse(common.check_names(values["names"]) + ([rules.EDITION_EXISTS()] if exists else []))
    row = door.add(Framework(id=id, project=owner, **values))
    moves.begin(row)
    door.touch(owner)
    door.event(row, {"names": row.names})
    return row


@action("framework.amend")
def amend_framework(*, by: Actor, framework: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Framework:
    """Changes what it is called. Raises Refused, NotAllowed, NotThere."""
    row = locked_framework(by, framework)
    wanted = cleaned(changes)
    refuse(common.check_names(wanted.get("names", row.names)) + rules.check_editable(row.state))
    amend.amend(row, wanted, base=base, fields=("names",))
    door.event(row, {"changed": sorted(wanted)})
    return row


@action("framework.agree")
def agree_framework(*, by: Actor, framework: UUID, call_id: UUID) -> Framework:
    """Brings a drafted edition into force; the one before it is replaced and stays as it was.

    Raises Refused, NotAllowed, NotThere.
    """
    row = locked_framework(by, framework)
    has_goal = row.results.filter(level="goal", state="active").exists()
    refuse([] if has_goal else [rules.NO_GOAL()])
    before = Framework.objects.visible_to(by).filter(project=row.project, state="in_force").first()
    if before is not None:
        earlier = door.locked(Framework.objects.visible_to(by), before.pk)
        moves.move(earlier, "superseded")
        door.save(earlier)
    moves.move(row, "in_force")
    door.save(row)
    door.event(row, {"edition": row.edition})
    return row


@action("framework.revise")
def revise_framework(*, by: Actor, id: UUID, framework: UUID, call_id: UUID) -> Framework:
    """Drafts the next edition with the results that are still pursued; each knows which one it follows.

    Raises Refused, NotAllowed, NotThere.
    """
    row = locked_framework(by, framework)
    drafted = row.project.frameworks.filter(state="drafted").exists()
    refuse(([rules.DRAFT_EXISTS()] if drafted else []) + rules.check_editable(row.state))
    last = row.project.frameworks.aggregate(last=Max("edition"))["last"]
    later = door.add(Framework(id=id, project=row.project, names=row.names, edition=last + 1, predecessor=row))
    moves.begin(later)
    _take_over(row, later)
    door.event(later, {"edition": later.edition})
    return later


def _take_over(before: Framework, later: Framework) -> None:
    """The results still pursued, in the same order, counted anew where retired ones are left out."""
    kept = list(before.results.filter(state="active").order_by("path"))
    below: dict[UUID | None, list[UUID]] = {}
    for result in kept:
        below.setdefault(result.parent_id, []).append(result.pk)
    paths = rules.paths_of(below)
    new: dict[UUID | None, Result | None] = {None: None}
    for result in kept:
        row = Result(
            framework=later,
            parent=new[result.parent_id],
            level=result.level,
            code=result.code,
            names=result.names,
            path=paths[result.pk],
            predecessor=result,
        )
        new[result.pk] = door.add(row)
        moves.begin(row)


def locked_framework(by: Actor, framework: UUID) -> Framework:
    """The framework, where the caller's grants cover every place of its project. Raises NotAllowed, NotThere."""
    row: Framework = door.locked(Framework.objects.visible_to(by), framework)
    owner: Project = row.project
    check_all_places(owner.place_paths)
    return row
