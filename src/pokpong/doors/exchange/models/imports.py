"""A file that somebody brings in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from pokpong.doors.exchange.mapping.mappings import ColumnMapping
from pokpong.doors.exchange.models.own import OwnManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedJSON, SealedRow, SealedText


class Import(MutableRow, SealedRow):
    """The file stays sealed until the import is put aside; `file` is empty from then on.

    `digest` is a keyed one. `place_path` is the district of rows that name none. Shapes of the sealed columns:
    mapping as `ColumnMapping.as_json` · problems [[row, column, code, params]], row 0 for the file as a whole ·
    questions {row: {persons, answer}}.
    """

    noun = "import"

    user = marks.open_field(models.UUIDField())
    target = marks.open_field(models.CharField(max_length=20))
    state = marks.open_field(models.CharField(max_length=10, default="uploaded"))
    at = marks.open_field(models.DateTimeField(default=clock.now))
    ended_at = marks.open_field(models.DateTimeField(null=True))
    place_path = PathField(blank=True)
    digest = marks.open_field(models.CharField(max_length=64))
    file = marks.open_field(models.UUIDField(null=True))
    total = marks.open_field(models.PositiveIntegerField(default=0, help_text="rows with something in them"))
    position = marks.open_field(models.PositiveIntegerField(default=0, help_text="rows gone through"))
    opened = marks.open_field(models.PositiveIntegerField(default=0))
    unchanged = marks.open_field(models.PositiveIntegerField(default=0))
    asked = marks.open_field(models.PositiveIntegerField(default=0))
    rejected = marks.open_field(models.PositiveIntegerField(default=0))
    name = SealedText(help_text="of the file")
    source = SealedText(null=True, help_text="where the file comes from: its rows' keys are keys of this source")
    mapping = SealedJSON()
    problems = SealedJSON(null=True)
    questions = SealedJSON(null=True)

    objects: ClassVar[OwnManager[Import]] = OwnManager()

    class Meta:
        indexes = [models.Index(fields=["user", "at"], name="import_user")]

    def scope_keys(self) -> list[str]:
        return [f"user:{self.user}"]

    @property
    def column_mapping(self) -> ColumnMapping:
        return ColumnMapping.from_json(self.mapping)

    @property
    def open_questions(self) -> dict[str, Any]:
        """The rows that still wait for an answer."""
        return {row: one for row, one in (self.questions or {}).items() if not one.get("answer")}
