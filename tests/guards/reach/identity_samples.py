"""Identities at a provider that the sample calls are about, recorded inside the call that is taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import writing

RECORDED = "b" * 64


def recorded(user: UUID) -> None:
    with writing.opened("samples"):
        row = User.objects.get(pk=user)
        row.identity = RECORDED
        row.save()


def removable(user: UUID) -> dict[str, Any]:
    recorded(user)
    return {"user": user}


def recorded_for(user: User) -> dict[str, Any]:
    recorded(user.pk)
    return {"identity": RECORDED}
