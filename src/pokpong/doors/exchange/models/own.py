"""Rows that belong to one user: nobody else sees them, whatever their role."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from pokpong.foundation.vault.fields import SealedQuerySet


class OwnQuerySet(SealedQuerySet):
    """Rows with a `user`."""

    def visible_to(self, actor: Any) -> Self:
        return self.filter(user=actor.id)


OwnManager = models.Manager.from_queryset(OwnQuerySet)
