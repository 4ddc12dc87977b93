"""Officials and other staff: who holds which post, since when. Personal data: in clear, never in logs."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.lao.order import sort_key
from pokpong.registers.institutions.models.organisation import Organisation
from pokpong.registers.places.models.place import folded_names


class OfficialQuerySet(ScopedQuerySet):
    def tied(self, actor: Any) -> Q:
        """Everybody reads what is written about themselves."""
        return Q(pk=getattr(actor, "official", None))

    def serving(self, day: date) -> Self:
        """Those who hold their post on `day`."""
        return self.filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day)


OfficialManager = models.Manager.from_queryset(OfficialQuerySet)


class Official(MutableRow):
    """One person in one post. Who takes the post over is another row with this one as `predecessor`.

    `ends` is the last day in the post. States: serving, left.
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

    def serves_on(self, day: date) -> bool:
        """Whether this person holds the post on `day`."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]
