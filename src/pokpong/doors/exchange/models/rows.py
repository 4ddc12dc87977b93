"""A row of a file that became a case, or was found to be about one."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from pokpong.areas.protection.models import Case
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow
from pokpong.foundation.vault.fields import SealedJSON, SealedQuerySet, SealedRow


class ImportedRowQuerySet(SealedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """With the case."""
        return self.filter(case__in=Case.objects.visible_to(actor).values("pk"))


ImportedRowManager = models.Manager.from_queryset(ImportedRowQuerySet)


class ImportedRow(AppendOnlyRow, SealedRow):
    """Sealed under the case's key. The references are keyed digests: equality without content.

    `origin`: this row of this file · `key`: its key in its own source, empty without one · `person`: name, birth and
    sex · `content`: everything the row says. `said` is the record as JSON: what the ledger has no field for lives on.
    """

    noun = "imported_row"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+"))
    origin = marks.open_field(models.CharField(max_length=64, unique=True))
    key = marks.open_field(models.CharField(max_length=64, blank=True))
    person = marks.open_field(models.CharField(max_length=64))
    content = marks.open_field(models.CharField(max_length=64))
    at = marks.open_field(models.DateTimeField(default=clock.now))
    by = marks.open_field(models.UUIDField())
    said = SealedJSON()

    objects: ClassVar[ImportedRowManager[ImportedRow]] = ImportedRowManager()

    class Meta:
        indexes = [
            models.Index(fields=["key"], name="importedrow_key"),
            models.Index(fields=["person"], name="importedrow_person"),
            models.Index(fields=["case"], name="importedrow_case"),
        ]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys
