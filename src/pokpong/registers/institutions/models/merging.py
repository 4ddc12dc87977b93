"""Two rows of one official: asked by one, confirmed by another, taken apart again."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.registers.institutions.models.official import Official


class OfficialMergeQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """Those between two officials whom this actor may both see."""
        seen = Official.objects.visible_to(actor)
        return self.filter(official__in=seen, into__in=seen)


OfficialMergeManager = models.Manager.from_queryset(OfficialMergeQuerySet)


class OfficialMerge(MutableRow):
    """The word that `official` is the same person as `into`. States: asked, merged, refused, parted."""

    noun = "official_merge"

    official = marks.open_field(models.ForeignKey(Official, models.PROTECT, related_name="merges"))
    into = marks.open_field(models.ForeignKey(Official, models.PROTECT, related_name="merges_into"))
    why = marks.personal(models.CharField(max_length=300))
    asked_by = marks.open_field(models.UUIDField())
    asked_at = marks.open_field(models.DateTimeField())
    state = marks.open_field(models.CharField(max_length=10, default="asked"))

    objects: ClassVar[OfficialMergeManager[OfficialMerge]] = OfficialMergeManager()

    class Meta:
        indexes = [models.Index(fields=["official", "state"], name="official_merge_state")]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.official.place_path}"]
