"""Rows that belong to one case: seen by whoever sees the case, sealed under the same key."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.foundation.vault.fields import SealedQuerySet


class OfCaseQuerySet(SealedQuerySet):
    """Rows with a `case`."""

    def visible_to(self, actor: Any) -> Self:
        return self.filter(case__in=Case.objects.visible_to(actor).values("pk"))


OfCaseManager = models.Manager.from_queryset(OfCaseQuerySet)
