"""A mapping kept by its name, for the next file of the same layout."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pokpong.doors.exchange.mapping.mappings import ColumnMapping
from pokpong.doors.exchange.models.own import OwnManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedJSON, SealedRow


class SavedMapping(MutableRow, SealedRow):
    """Its name also names the source of the files, so that a row's key is one of that source. Ended, not deleted."""

    noun = "mapping"

    user = marks.open_field(models.UUIDField())
    name = marks.personal(models.CharField(max_length=60))
    target = marks.open_field(models.CharField(max_length=20))
    at = marks.open_field(models.DateTimeField(default=clock.now))
    ended_at = marks.open_field(models.DateTimeField(null=True))
    content = SealedJSON()

    objects: ClassVar[OwnManager[SavedMapping]] = OwnManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], condition=Q(ended_at=None), name="mapping_name_once"),
        ]

    def scope_keys(self) -> list[str]:
        return [f"user:{self.user}"]

    @property
    def column_mapping(self) -> ColumnMapping:
        return ColumnMapping.from_json(self.content)
