"""Rows that belong to one person: seen by whoever sees the person."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from pokpong.foundation.vault.fields import SealedQuerySet
from pokpong.registers.people.models.person import Person


class OfPersonQuerySet(SealedQuerySet):
    """Rows with a `person`."""

    def visible_to(self, actor: Any) -> Self:
        return self.filter(person__in=Person.objects.visible_to(actor).values("pk"))


OfPersonManager = models.Manager.from_queryset(OfPersonQuerySet)
