"""Files in the record of a case: added, withdrawn, put back."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.models import Attachment
from pokpong.areas.protection.rules import plan as rules
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon
from pokpong.foundation.vault import files

NAME_LIMIT = 200


@action("attachment.add", doors=("office",))
def add_attachment(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    kind: str,
    file_name: str,
    content: bytes,
    name: str = "",
    call_id: UUID,
) -> Attachment:
    """Adds a picture or PDF, looked at first and sealed; `name` says what it is.

    Raises NotThere, NotAllowed, Refused.
    """
    row, name = locked_case(by, case), canon(name).strip()
    kept = Attachment.objects.filter(case=row.pk).count()
    refuse([*rules.wrong_attachment(kind=kind, kept=kept), *rules.wrong_text("name", name, NAME_LIMIT, needed=False)])
    file = files.store(files.clean(file_name, content))
    attachment = Attachment(
        id=id,
        key_id=row.key_id,
        case=row,
        kind=kind,
        media_type=file.media_type,
        size=file.size,
        added_by=by.id,
        name=name or file.name,
        file=file.pk,
    )
    door.add(attachment)
    moves.begin(attachment)
    door.event(attachment, {"kind": kind, "file": str(file.pk)})
    return attachment


@action("attachment.withdraw", doors=("office",))
def withdraw_attachment(*, by: Actor, attachment: UUID, reason: str, call_id: UUID) -> Attachment:
    """Takes a file out of sight for a reason; row and sealed file stay. Raises NotThere, NotAllowed, Refused."""
    return _moved(by, attachment, "withdrawn", reason)


@action("attachment.restore", doors=("office",))
def restore_attachment(*, by: Actor, attachment: UUID, reason: str, call_id: UUID) -> Attachment:
    """Puts a withdrawn file back for a reason. Raises NotThere, NotAllowed, Refused."""
    return _moved(by, attachment, "kept", reason)


def _moved(by: Actor, attachment: UUID, state: str, reason: str) -> Attachment:
    row, reason = locked_part(by, Attachment, attachment), canon(reason).strip()
    refuse(rules.wrong_reason(reason))
    moves.move(row, state, why=reason)
    door.save(row)
    door.event(row)
    return row
