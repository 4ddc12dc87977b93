"""The service directory: what is offered where, for whom, when, in which languages, and since when it was checked."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.registers.institutions.models.organisation import Organisation

EDGE = "|"


class ServiceOfferQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """All of them: people are referred across provinces."""
        return self.all() if actor.may("service_offer.read") else self.none()

    def covering(self, path: str) -> Self:
        """Offers for people of `path`: their area holds it, or lies in it. The empty path: every offer."""
        around = ["", *(cut(path, number) for number in range(1, len(parts(path)) + 1))]
        found = Q(places_text__contains=f"{EDGE}{path}")
        for place in around:
            found |= Q(places_text__contains=f"{EDGE}{place}{EDGE}")
        return self.filter(found)

    def in_language(self, code: str) -> Self:
        return self.filter(languages_text__contains=f"{EDGE}{code}{EDGE}")

    def for_whom(self, code: str) -> Self:
        """Offers for this group; one that names no group is for everybody."""
        return self.filter(Q(for_whom_text__contains=f"{EDGE}{code}{EDGE}") | Q(for_whom_text=""))


ServiceOfferManager = models.Manager.from_queryset(ServiceOfferQuerySet)


class ServiceOffer(MutableRow):
    """One service of one organisation. States: offered, ended."""

    noun = "service_offer"

    organisation = marks.open_field(models.ForeignKey(Organisation, models.PROTECT, related_name="services"))
    kind = marks.open_field(models.CharField(max_length=30))
    names = marks.open_field(models.JSONField(default=dict, help_text="{language: text}; empty: the kind says it"))
    place_paths = marks.open_field(models.JSONField(help_text="paths of the places it serves; an empty one: all"))
    for_whom_codes = marks.open_field(models.JSONField(default=list, help_text="codes; none: everybody"))
    eligibility = marks.open_field(models.JSONField(default=dict, help_text="{language: text}"))
    capacity = marks.open_field(models.PositiveIntegerField(null=True, help_text="persons at the same time"))
    hours = marks.open_field(models.JSONField(default=dict, help_text="{language: text}"))
    languages = marks.open_field(models.JSONField(default=list, help_text="codes of languages spoken"))
    phone = marks.open_field(models.CharField(max_length=40, blank=True))
    verified_on = marks.open_field(models.DateField(null=True))
    verified_by = marks.open_field(models.UUIDField(null=True))
    state = marks.open_field(models.CharField(max_length=10, default="offered"))
    # Derived from the lists whenever the row is saved, to be searched on both engines.
    places_text = marks.open_field(models.TextField(editable=False))
    for_whom_text = marks.open_field(models.TextField(editable=False, blank=True))
    languages_text = marks.open_field(models.TextField(editable=False, blank=True))

    objects: ClassVar[ServiceOfferManager[ServiceOffer]] = ServiceOfferManager()

    class Meta:
        indexes = [models.Index(fields=["kind", "state"], name="serviceoffer_kind")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.places_text = between_edges(self.place_paths)
        self.for_whom_text = between_edges(self.for_whom_codes)
        self.languages_text = between_edges(self.languages)
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """In the reader's language; empty when the kind says it all."""
        return in_language(self.names)

    def is_stale(self, today: date, days: int) -> bool:
        """Whether nobody has checked it for more than `days` days."""
        return self.verified_on is None or (today - self.verified_on).days > days

    def scope_keys(self) -> list[str]:
        return [f"place:{path}" for path in self.place_paths]


def between_edges(values: list[str]) -> str:
    """`|LA16/|LA13/|`: each value stands between edges; empty for none."""
    return EDGE + EDGE.join(values) + EDGE if values else ""
