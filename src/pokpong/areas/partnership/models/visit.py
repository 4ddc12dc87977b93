"""Visits: who came, where they went in which order, whom they met, what they found."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from pokpong.areas.partnership.vocabulary import SHELTER
from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.lao.text import fold
from pokpong.registers.institutions.models import Committee, Official, Organisation
from pokpong.registers.institutions.vocabularies import HIDDEN_KINDS
from pokpong.registers.programme.models import Activity


class VisitQuerySet(ScopedQuerySet):
    pass


class OfVisitQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """The parts of every visit this actor may see."""
        return self.filter(visit__in=Visit.objects.visible_to(actor))

    def standing(self) -> Self:
        """Those that were not taken off."""
        return self.filter(removed=False)


VisitManager = models.Manager.from_queryset(VisitQuerySet)
OfVisitManager = models.Manager.from_queryset(OfVisitQuerySet)


class Visit(MutableRow):
    """A delegation visits a place. States: planned, made, reported, cancelled."""

    noun = "visit"

    host = marks.open_field(models.ForeignKey(Organisation, models.PROTECT, related_name="visits"))
    committee = marks.open_field(models.ForeignKey(Committee, models.PROTECT, null=True, related_name="visits"))
    purpose = marks.personal(models.CharField(max_length=300))
    place_path = PathField(blank=True)
    starts = marks.open_field(models.DateField())
    ends = marks.open_field(models.DateField())
    findings = marks.personal(models.TextField(blank=True))
    activity = marks.open_field(models.ForeignKey(Activity, models.PROTECT, null=True, related_name="visits"))
    made_by = marks.open_field(models.UUIDField())
    state = marks.open_field(models.CharField(max_length=10, default="planned"))
    # Derived from the purpose whenever the row is saved.
    search = marks.personal(models.TextField(editable=False))

    objects: ClassVar[VisitManager[Visit]] = VisitManager()

    class Meta:
        indexes = [models.Index(fields=["place_path", "starts"], name="visit_place")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = fold(self.purpose)
        super().save(*args, **kwargs)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]


class VisitParty(MutableRow):
    """Somebody of a visit: `part` is member or met (an official), or body (an organisation)."""

    noun = "visit_party"

    visit = marks.open_field(models.ForeignKey(Visit, models.PROTECT, related_name="parties"))
    part = marks.open_field(models.CharField(max_length=8))
    official = marks.open_field(models.ForeignKey(Official, models.PROTECT, null=True, related_name="visit_parties"))
    organisation = marks.open_field(
        models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="visit_parties")
    )
    removed = marks.open_field(models.BooleanField(default=False))

    objects: ClassVar[OfVisitManager[VisitParty]] = OfVisitManager()

    class Meta:
        indexes = [models.Index(fields=["visit", "part"], name="visitparty_visit")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.visit.scope_keys()
        return keys


class Stop(MutableRow):
    """One stop of the programme. Of a shelter nothing is kept that says where it is, but its district."""

    noun = "stop"

    visit = marks.open_field(models.ForeignKey(Visit, models.PROTECT, related_name="stops"))
    position = marks.open_field(models.PositiveSmallIntegerField())
    kind = marks.open_field(models.CharField(max_length=20))
    place_path = PathField(blank=True)
    organisation = marks.open_field(models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="stops"))
    day = marks.open_field(models.DateField())
    time = marks.open_field(models.CharField(max_length=5, blank=True))
    words = marks.personal(models.CharField(max_length=300, blank=True))
    findings = marks.personal(models.TextField(blank=True))
    removed = marks.open_field(models.BooleanField(default=False))

    objects: ClassVar[OfVisitManager[Stop]] = OfVisitManager()

    class Meta:
        indexes = [models.Index(fields=["visit", "position"], name="stop_visit")]

    @property
    def hidden(self) -> bool:
        """Whether nobody may find here where it is."""
        return self.kind == SHELTER or (self.organisation is not None and self.organisation.kind in HIDDEN_KINDS)

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.visit.scope_keys()
        return keys
