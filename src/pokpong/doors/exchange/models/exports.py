"""That somebody took cases out."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.doors.exchange.models.requests import ExportRequest
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow
from pokpong.foundation.vault.fields import SealedJSON, SealedQuerySet, SealedRow, SealedText


class ExportQuerySet(SealedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """One's own copies, and those of the exports in sight."""
        return self.filter(Q(user=actor.id) | Q(request__in=ExportRequest.objects.visible_to(actor).values("pk")))


ExportManager = models.Manager.from_queryset(ExportQuerySet)


class Export(AppendOnlyRow, SealedRow):
    """One copy: how many cases were written, how many were left out for want of consent, and for whom.

    The file itself is not kept. `cases` are their ids. Copies of before exports were released have no `request`.
    """

    noun = "export"

    request = marks.open_field(
        models.ForeignKey(ExportRequest, null=True, on_delete=models.PROTECT, related_name="taken")
    )
    user = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))
    written = marks.open_field(models.PositiveIntegerField())
    left_out = marks.open_field(models.PositiveIntegerField())
    purpose = SealedText(help_text="for whom and what")
    cases = SealedJSON()

    objects: ClassVar[ExportManager[Export]] = ExportManager()

    class Meta:
        indexes = [models.Index(fields=["user", "at"], name="export_user")]

    def scope_keys(self) -> list[str]:
        return [f"user:{self.user}"]
