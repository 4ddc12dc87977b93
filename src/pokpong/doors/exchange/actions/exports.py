"""Taking cases out."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pokpong.areas.protection.models import Case
from pokpong.doors.exchange.models import Export
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import NotThere, ProblemKind, refuse
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import canon

LONGEST_PURPOSE = 500

PURPOSE_MISSING = ProblemKind("export_purpose_missing", _("Write for whom and what the cases are taken out."))
PURPOSE_TOO_LONG = ProblemKind("export_purpose_too_long", _("Write at most 500 letters."))
NOTHING_TO_EXPORT = ProblemKind(
    "export_nothing", _("There is no case to take out: none was chosen, or no consent is recorded for any of them.")
)


@action("export.cases")
def note_export(
    *, by: Actor, id: UUID, purpose: str, cases: Sequence[UUID], left_out: int = 0, call_id: UUID
) -> Export:
    """Notes that these cases, all in the caller's sight, are taken out; without it no file is handed over.

    Raises NotThere, Refused.
    """
    purpose = canon(purpose).strip()
    checks = (
        (not purpose, PURPOSE_MISSING("purpose")),
        (len(purpose) > LONGEST_PURPOSE, PURPOSE_TOO_LONG("purpose")),
        (not cases, NOTHING_TO_EXPORT("cases")),
    )
    refuse(problem for wrong, problem in checks if wrong)
    seen = set(Case.objects.visible_to(by).filter(pk__in=list(cases)).values_list("pk", flat=True))
    if seen != set(cases):
        raise NotThere("cases")
    row = Export(
        id=id,
        user=by.id,
        written=len(seen),
        left_out=left_out,
        purpose=purpose,
        cases=sorted(map(str, seen)),
    )
    door.add(row)
    door.event(row, {"written": len(seen), "left_out": left_out})
    return row
