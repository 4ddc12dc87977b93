"""Erasing: keys are destroyed, and the rows they sealed are left out of every list and page from then on."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps

from pokpong.foundation.vault import archive, keyring
from pokpong.foundation.vault.fields import SealedRow, erased_rows
from pokpong.foundation.vault.models import ErasedRow


def erase(key_ids: Iterable[UUID]) -> int:
    """Destroys these keys and notes every row they sealed. Call inside an action. Returns how many keys were living."""
    wanted = set(key_ids)
    emptied = keyring.destroy(wanted)
    note(wanted)
    return emptied


@archive.after_replay
def note(key_ids: set[UUID]) -> None:
    """Notes the rows under these keys as erased; those noted already stay as they are."""
    for model in apps.get_models():
        if not issubclass(model, SealedRow):
            continue
        rows = model.objects.filter(key_id__in=key_ids).exclude(pk__in=erased_rows(model.noun))
        ErasedRow.objects.bulk_create([ErasedRow(kind=model.noun, row=pk) for pk in rows.values_list("pk", flat=True)])
