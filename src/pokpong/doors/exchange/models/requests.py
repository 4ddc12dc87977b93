"""That somebody wants to take cases out, and what a second person said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Length, Replace
from django.db.models.lookups import LessThanOrEqual

from pokpong.foundation.access.scope import NOTHING, ScopedQuerySet
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedJSON, SealedRow, SealedText

DISTRICT_LEVELS = 2


class ExportRequestQuerySet(ScopedQuerySet):
    """Visible to who asked, and to who releases exports of the place."""

    place_field = "place_path"

    def tied(self, actor: Actor) -> Q:
        """Those this actor asked for."""
        return Q(asked_by=actor.id) if actor.may("export.ask") else NOTHING


ExportRequestManager = models.Manager.from_queryset(ExportRequestQuerySet)


class ExportRequest(MutableRow, SealedRow):
    """Which cases are wanted, as a filter: no case is named, and no file is kept. Each copy is an `Export`.

    `states` are codes of states of a case; an empty list means all of them. `number` stands in every copy.
    """

    noun = "export_request"

    number = marks.open_field(models.CharField(max_length=20, unique=True))
    place_path = PathField(blank=True)
    state = marks.open_field(models.CharField(max_length=10, default="asked"))
    asked_by = marks.open_field(models.UUIDField())
    asked_at = marks.open_field(models.DateTimeField(default=clock.now))
    decided_by = marks.open_field(models.UUIDField(null=True))
    decided_at = marks.open_field(models.DateTimeField(null=True))
    ends = marks.open_field(models.DateTimeField(help_text="nobody releases it, or takes a copy, from then on"))
    copies = marks.open_field(models.PositiveIntegerField(default=0))
    purpose = SealedText(help_text="for whom and what")
    states = SealedJSON()

    objects: ClassVar[ExportRequestManager[ExportRequest]] = ExportRequestManager()

    class Meta:
        indexes = [
            models.Index(fields=["place_path", "state"], name="exportrequest_place"),
            models.Index(fields=["asked_by", "asked_at"], name="exportrequest_asked_by"),
            models.Index(fields=["state", "ends"], name="exportrequest_ends"),
        ]
        constraints = [
            models.CheckConstraint(
                name="exportrequest_district_only",
                condition=LessThanOrEqual(
                    Length("place_path") - Length(Replace("place_path", Value("/"), Value(""))), DISTRICT_LEVELS
                ),
            ),
        ]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}", f"user:{self.asked_by}"]
