"""The demo's organisations, officials, committees and services."""

from __future__ import annotations

from pokpong.foundation.access.models import User


def furnish(users: dict[str, User]) -> None:
    return None
