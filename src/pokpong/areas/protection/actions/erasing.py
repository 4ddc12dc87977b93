"""Erasing a concern that was about one erased person alone, in a call that touches no person and no case."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.states.concerns import TASK_WORDS
from pokpong.foundation.access.models import Glass
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.vault import erased
from pokpong.foundation.vault.models import SealedFile

ERASING = Program("concerns-erased", frozenset({"concern.erase"}))


@action("concern.erase", doors=("program",))
def erase_concern(*, by: Actor, concern: UUID, call_id: UUID) -> Concern:
    """Destroys the keys of a concern, its files and its emergency openings; its open facts stand. Raises NotThere."""
    row: Concern = door.locked(Concern.objects.all(), concern)
    files = [UUID(file["id"]) for file in row.attached] if _opens(row) else []
    keys = {row.key_id, *SealedFile.objects.filter(pk__in=files).values_list("key_id", flat=True)}
    keys |= set(Glass.objects.filter(kind=Concern.noun, row=row.pk).values_list("key_id", flat=True))
    erased.erase(keys)
    tasks.settle(row, *TASK_WORDS, done=False)
    door.touch(row)
    door.event(row)
    return row


def _opens(row: Concern) -> bool:
    return Concern.objects.living().filter(pk=row.pk).exists()


def erase_apart(concern: UUID, call_id: UUID) -> Concern:
    """For the clock."""
    return erase_concern(by=ERASING, concern=concern, call_id=call_id)
