"""Projects are added, amended, begun, closed and opened again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions.actions.cleaning import cleaned, place_in_use
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.programme.models import Project
from pokpong.registers.programme.rules import common

FIELDS = ("code", "names", "about", "starts", "ends", "lead_id", "place_paths")


@action("project.add")
def add_project(
    *,
    by: Actor,
    id: UUID,
    code: str,
    names: dict[str, str],
    lead: UUID,
    places: list[str],
    starts: date | None,
    ends: date | None = None,
    about: dict[str, str] | None = None,
    call_id: UUID,
) -> Project:
    """Adds a project of the organisation `lead` in `places` (paths; an empty one: the whole country).

    The caller's grants must cover all of them. Raises Refused, NotAllowed.
    """
    values = cleaned(
        {
            "code": code,
            "names": names,
            "about": about or {},
            "starts": starts,
            "ends": ends,
            "lead_id": lead,
            "place_paths": list(dict.fromkeys(places)),
        }
    )
    check_all_places(values["place_paths"])
    refuse(check_project(by, values))
    row = door.add(Project(id=id, **values))
    moves.begin(row)
    door.event(row, {"code": row.code, "places": row.place_paths})
    return row


@action("project.amend")
def amend_project(*, by: Actor, project: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Project:
    """Changes what was typed (`FIELDS`). Raises Refused, NotAllowed, NotThere."""
    row = locked_project(by, project)
    wanted = cleaned(changes)
    check_all_places(wanted.get("place_paths", row.place_paths))
    refuse(check_project(by, {name: wanted.get(name, getattr(row, name)) for name in FIELDS}, row=row))
    amend.amend(row, wanted, base=base, fields=FIELDS)
    door.event(row, {"changed": sorted(wanted)})
    return row


@action("project.change_state")
def change_project_state(*, by: Actor, project: UUID, to: str, reason: str = "", call_id: UUID) -> Project:
    """Begins the project, closes it, or opens it again; the last two want a reason. Raises Refused, NotThere."""
    row = locked_project(by, project)
    begun = (row.state, to) == ("planned", "running")
    known = to in ("running", "closed")
    refuse(([] if known else [common.CHOICE_UNKNOWN("to")]) + ([] if begun else common.check_reason(reason)))
    moves.move(row, to, why=reason)
    door.save(row)
    door.event(row, {"to": to})
    return row


def locked_project(by: Actor, project: UUID) -> Project:
    """The project, where the caller's grants cover every place of it. Raises NotAllowed, NotThere."""
    row: Project = door.locked(Project.objects.visible_to(by), project)
    check_all_places(row.place_paths)
    return row


def check_all_places(paths: list[str]) -> None:
    """Raises NotAllowed."""
    for path in paths:
        door.check(place=path)


def check_project(by: Actor, values: dict[str, Any], *, row: Project | None = None) -> list[Problem]:
    """All reasons against these values."""
    same_code = Project.objects.filter(code__iexact=values["code"]).exclude(pk=row.pk if row else None)
    paths = values["place_paths"]
    problems = common.check_code(values["code"], 30, taken=same_code.exists())
    problems += common.check_names(values["names"])
    problems += common.check_texts(values["about"], "about", common.LONGEST_ABOUT)
    problems += common.check_days(values["starts"], values["ends"])
    problems += common.check_places(paths, [path for path in paths if path and not place_in_use(path)])
    kept = row is not None and row.lead_id == values["lead_id"]
    return problems + ([] if kept else check_organisation(by, values["lead_id"], "lead"))


def check_organisation(by: Actor, organisation: UUID | None, field: str) -> list[Problem]:
    """It must be there and not closed."""
    active = Organisation.objects.visible_to(by).filter(pk=organisation, state="active")
    return [] if active.exists() else [common.ORGANISATION_UNKNOWN(field)]
