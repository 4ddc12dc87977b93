"""Officials and other staff: who holds which post, since when. Personal data: in clear, never in logs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from pokpong.foundation.access.scope import ScopedQuerySet, known_as
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.lao.order import sort_key
from pokpong.registers.institutions.models.organisation import Organisation
from pokpong.registers.places.models.place import folded_names


class OfficialQuerySet(ScopedQuerySet):
    def tied(self, actor: Any) -> Q:
        """Everybody reads what is written about themselves, under every spelling."""
        return Q(pk__in=known_as(actor))

    def serving(self, day: date) -> Self:
        """Those who hold their post on `day`."""
        return self.filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day)

    def once(self) -> Self:
        """Each person in each post once: without the other spellings of somebody in the same post."""
        same = Q(
            merged_into__organisation=F("organisation"),
            merged_into__function=F("function"),
            merged_into__place_path=F("place_path"),
        )
        return self.filter(Q(merged_into=None) | ~same)


def spellings(officials: Iterable[UUID]) -> set[UUID]:
    """These officials with every row of the same people: one query, whatever is asked."""
    into = dict(Official.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    wanted = {_kept(row, into) for row in officials}
    return wanted | {row for row in into if _kept(row, into) in wanted}


def _kept(row: UUID, into: dict[UUID, UUID | None]) -> UUID:
    while (above := into.get(row)) is not None:
        row = above
    return row


OfficialManager = models.Manager.from_queryset(OfficialQuerySet)


class Official(MutableRow):
    """One person in one post. Who takes the post over is another row with this one as `predecessor`.

    `ends` is the last day in the post. `merged_into` is the row of the same official under the spelling that is
    kept; nothing that names this row is moved. States: serving, left.
    """

    noun = "official"

    name = marks.personal(models.CharField(max_length=120))
    latin_name = marks.personal(models.CharField(max_length=120, blank=True))
    post = marks.open_field(models.CharField(max_length=160))
    function = marks.open_field(models.CharField(max_length=40))
    organisation = marks.open_field(models.ForeignKey(Organisation, models.PROTECT, related_name="officials"))
    place_path = PathField(blank=True)
    phone = marks.personal(models.CharField(max_length=40, blank=True))
    starts = marks.open_field(models.DateField())
    ends = marks.open_field(models.DateField(null=True))
    predecessor = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="successors"))
    merged_into = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_here"))
    state = marks.open_field(models.CharField(max_length=10, default="serving"))
    # Derived from the names whenever the row is saved.
    search = marks.personal(models.TextField(editable=False))
    sort_key = marks.personal(models.CharField(max_length=600, editable=False))

    objects: ClassVar[OfficialManager[Official]] = OfficialManager()

    class Meta:
        indexes = [
            models.Index(fields=["place_path", "function"], name="official_place"),
            models.Index(fields=["organisation", "state"], name="official_organisation"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = folded_names([self.name, self.latin_name])
        self.sort_key = sort_key(self.name)[:600]
        super().save(*args, **kwargs)

    def is_same_post(self, other: Official) -> bool:
        """Whether both rows are about one post."""
        mine = (self.organisation_id, self.function, self.place_path)
        return mine == (other.organisation_id, other.function, other.place_path)

    def serves_on(self, day: date) -> bool:
        """Whether this person holds the post on `day`."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    @property
    def canonical(self) -> Official:
        """This official under the spelling that is kept: the row itself unless it was merged."""
        row = self
        while row.merged_into is not None:
            row = row.merged_into
        return row

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]
