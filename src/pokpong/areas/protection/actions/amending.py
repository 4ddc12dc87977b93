"""Correcting what was typed, and adding files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from pokpong.areas.protection.actions import routing, waiting
from pokpong.areas.protection.actions.raising import described, wrong_place
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.rules import concerns as rules
from pokpong.areas.protection.states.concerns import WAITS_FOR_TRIAGE
from pokpong.areas.protection.telling import LeftOut
from pokpong.foundation.actions import amend, conflicts, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, ProblemKind, Refused, refuse
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import canon
from pokpong.foundation.vault import files
from pokpong.registers.places.queries import present

AMENDABLE = (
    "channel",
    "urgency",
    "place_path",
    "happened_on",
    "sex",
    "age_band",
    "nationality",
    "disability",
    "language_family",
    "forms",
    "people_count",
    "story",
    "names",
    "reporter",
    "missing_village",
)
ENDED = ProblemKind("concern_ended", _("This concern is closed. A supervisor can open it again first."))


@action("concern.amend", doors=("office", "device"))
def amend_concern(*, by: Actor, concern: UUID, changes: dict[str, Any], base: int, call_id: UUID) -> Concern:
    """Corrects typed fields (`AMENDABLE`) of a concern seen at version `base`; what two people touched is a conflict.

    Another place or urgency also moves the waiting triage. Raises NotThere, NotAllowed, Refused.
    """
    row: Concern = door.locked(Concern.objects.visible_to(by), concern)
    door.check(place=row.route_path)
    changes = {name: _typed(name, value) for name, value in changes.items()}
    refuse([*_ended(row), *_wrong(row, changes)])
    before = (row.place_path, row.urgency)
    amend.amend(row, changes, base=base, fields=AMENDABLE)
    if (row.place_path, row.urgency) != before:
        _move_triage(row)
    door.event(row, {"fields": sorted(changes)})
    return row


@action("concern.attach", doors=("office",))
def attach_file(*, by: Actor, concern: UUID, name: str, content: bytes, call_id: UUID) -> Concern:
    """Adds a picture or PDF, looked at first and sealed. Raises NotThere, NotAllowed, Refused."""
    row: Concern = door.locked(Concern.objects.visible_to(by), concern)
    door.check(place=row.route_path)
    refuse([*_ended(row), *([rules.FILES_TOO_MANY("file")] if len(row.attached) >= rules.MOST_FILES else [])])
    file = files.store(files.clean(name, content))
    amend.apply(row, {"files": [*row.attached, described(file)]})
    door.event(row, {"file": str(file.pk)})
    return row


def _ended(row: Concern) -> list[Problem]:
    return [ENDED("state")] if row.has_ended else []


def _typed(name: str, value: Any) -> Any:
    """A value as its column holds it: text canonical, nothing instead of an empty text, days as days."""
    if name == "happened_on":
        return _day(value)
    if name == "place_path":
        return present(str(value))
    if isinstance(value, str):
        return canon(value).strip() or None if name in ("names", "missing_village") else canon(value).strip()
    if isinstance(value, tuple):
        return list(value)
    return value or None if name == "reporter" else value


def _day(value: Any) -> Any:
    """Raises Refused for text that is no day."""
    try:
        return models.DateField().to_python(value or None)
    except ValidationError:
        raise Refused([rules.DATE_UNREADABLE("happened_on")]) from None


def _wrong(row: Concern, changes: dict[str, Any]) -> list[Problem]:
    place = wrong_place(changes["place_path"]) if "place_path" in changes else []
    day = rules.wrong_day(changes.get("happened_on"), today=clock.today())
    merged = {"people_count": row.people_count, "sex": row.sex, **changes}
    reporter = changes.get("reporter")
    named = rules.wrong_anonymity(row.anonymous, reporter if isinstance(reporter, dict) else {})
    return [*place, *day, *rules.wrong_facts(merged), *named]


def _move_triage(row: Concern) -> None:
    path, unreachable = routing.routed(row.place_path, LeftOut.of(row.must_not_see))
    refuse(unreachable)
    if path != row.route_path:
        row.route_path = path
    if row.state not in WAITS_FOR_TRIAGE:
        door.save(row)
        return
    deadlines = waiting.due_of(row)
    row.due = deadlines.due
    door.save(row)
    waiting.take_back(row)
    waiting.ask_triage(row, deadlines)


def _after_choice(row: Concern, field: str) -> None:
    if field in ("place_path", "urgency"):
        _move_triage(row)


conflicts.after_choice(Concern.noun, _after_choice)
