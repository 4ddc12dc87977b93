"""Taking cases out, once a second person has released the export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings

from pokpong.doors.exchange.actions.asking import EXPORT_OVER, TAKE
from pokpong.doors.exchange.models import Export, ExportRequest
from pokpong.doors.exchange.releasers import may_release
from pokpong.doors.exchange.wanted import cases_of
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, Problem, ProblemKind, refuse
from pokpong.foundation.kernel.words import lazy as _

NOTHING_TO_EXPORT = ProblemKind(
    "export_nothing", _("There is no case to take out: none was chosen, or no consent is recorded for any of them.")
)
NOT_RELEASED = ProblemKind("export_not_released", _("A second person must release this export first."))
RELEASE_FELL = ProblemKind(
    "export_release_fell", _("Who released this export supervises the place no longer. Ask for a new one.")
)


@action("export.cases")
def note_export(
    *, by: Actor, id: UUID, export_request: UUID, cases: Sequence[UUID], left_out: int = 0, call_id: UUID
) -> Export:
    """Notes that a copy with these cases is taken out; without it no file is handed over.

    All of them must be in the sight of the caller and of who released it. Raises NotThere, NotAllowed, Refused.
    """
    asked: ExportRequest = door.locked(ExportRequest.objects.visible_to(by).filter(asked_by=by.id), export_request)
    door.check(place=asked.place_path)
    refuse([*not_open(asked), *([] if cases else [NOTHING_TO_EXPORT("cases")])])
    seen: set[Any] = set(cases_of(asked).filter(pk__in=list(cases)).values_list("pk", flat=True))
    if seen != set(cases):
        raise NotThere("cases")
    row = Export(
        id=id,
        request=asked,
        user=by.id,
        written=len(seen),
        left_out=left_out,
        purpose=asked.purpose,
        cases=sorted(map(str, seen)),
    )
    door.add(row)
    _count(asked)
    door.event(row, {"written": len(seen), "left_out": left_out, "copy": asked.copies})
    return row


def _count(asked: ExportRequest) -> None:
    asked.copies += 1
    asked.version += 1
    if asked.copies >= settings.POKPONG_EXPORT_COPIES:
        moves.move(asked, "used_up")
    door.save(asked)
    tasks.settle(asked, TAKE)
    door.event(asked, {"copy": asked.copies})


def not_open(asked: ExportRequest) -> list[Problem]:
    """Why no copy can be taken now; nothing when one can."""
    if asked.state in {"used_up", "expired"} or (asked.state == "released" and asked.ends <= clock.now()):
        return [EXPORT_OVER("export_request")]
    if asked.state != "released":
        return [NOT_RELEASED("export_request")]
    fell = not may_release(asked.decided_by, asked.place_path)
    return [RELEASE_FELL("export_request")] if fell else []
