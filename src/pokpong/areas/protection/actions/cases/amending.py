"""Correcting what stands in a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from pokpong.areas.protection.actions.cases import waiting
from pokpong.areas.protection.actions.cases.reach import locked_case
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.rules import cases as rules
from pokpong.foundation.actions import amend, conflicts, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.places.queries import by_path, present

AMENDABLE = ("summary", "origin", "place_path", "opened_on")
IN_USE = ("confirmed", "proposed")


@action("case.amend", doors=("office", "device"))
def amend_case(*, by: Actor, case: UUID, changes: dict[str, Any], base: int, call_id: UUID) -> Case:
    """Corrects fields (`AMENDABLE`) of a case seen at version `base`; what two people touched is a conflict.

    Another district moves the tasks with it; the number stays. Raises NotThere, NotAllowed, Refused.
    """
    row = locked_case(by, case)
    changes = {name: _typed(name, value) for name, value in changes.items()}
    refuse(_wrong(changes))
    before = row.place_path
    amend.amend(row, changes, base=base, fields=AMENDABLE)
    if row.place_path != before:
        waiting.ask_risk(row)
    door.event(row, {"fields": sorted(changes)})
    return row


def _typed(name: str, value: Any) -> Any:
    """A value as its column holds it."""
    if name == "summary":
        return canon(str(value or "")).strip() or None
    if name == "place_path":
        return present(str(value))
    return _day(value) if name == "opened_on" else value


def _day(value: Any) -> Any:
    """A day; None for what is no day, which the rules refuse."""
    try:
        return models.DateField().to_python(value or None)
    except ValidationError:
        return None


def _wrong(changes: dict[str, Any]) -> list[Problem]:
    problems: list[Problem] = []
    if "origin" in changes:
        problems += rules.wrong_origin(changes["origin"])
    if "place_path" in changes:
        problems += wrong_district(changes["place_path"])
    if "opened_on" in changes:
        problems += rules.wrong_day(changes["opened_on"], clock.today())
    if "summary" in changes:
        problems += rules.wrong_summary(changes["summary"] or "")
    return problems


def wrong_district(path: str) -> list[Problem]:
    """A district or province that is in use."""
    wrong = rules.wrong_place(path)
    if wrong:
        return wrong
    place = by_path(path)
    return [] if place is not None and place.state in IN_USE else [rules.PLACE_UNKNOWN("place")]


def _after_choice(row: Case, field: str) -> None:
    if field == "place_path" and row.is_running:
        waiting.ask_risk(row)


conflicts.after_choice(Case.noun, _after_choice)
