"""Organisations: ministries, police, shelters, schools, unions, projects."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.order import sort_key
from pokpong.registers.places.models.place import folded_names


class OrganisationQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """All of them: people are referred across provinces, and an organisation is no secret."""
        return self.all() if actor.may("organisation.read") else self.none()


OrganisationManager = models.Manager.from_queryset(OrganisationQuerySet)


class Organisation(MutableRow):
    """An organisation or one of its offices. States: active, closed."""

    noun = "organisation"

    kind = marks.open_field(models.CharField(max_length=30))
    parent = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="offices"))
    place_path = PathField(blank=True)
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    short_names = marks.open_field(models.JSONField(default=dict, help_text="{language: text}: ຮສສ"))
    phone = marks.open_field(models.CharField(max_length=40, blank=True))
    address = marks.open_field(models.CharField(max_length=300, blank=True))
    state = marks.open_field(models.CharField(max_length=10, default="active"))
    # Derived from the names whenever the row is saved.
    search = marks.open_field(models.TextField(editable=False))
    sort_key = marks.open_field(models.CharField(max_length=1200, editable=False))

    objects: ClassVar[OrganisationManager[Organisation]] = OrganisationManager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "state"], name="organisation_kind"),
            models.Index(fields=["place_path"], name="organisation_place"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = folded_names([*self.names.values(), *self.short_names.values()])
        self.sort_key = sort_key(in_language(self.names, "lo"))[:1200]
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]
