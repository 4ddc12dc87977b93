"""For commands that act as a user: who that is, and whether they may."""

from __future__ import annotations

from collections.abc import Sequence

from pokpong.config.commands.environment import Stopped
from pokpong.config.commands.migrate import missing
from pokpong.foundation.access.models import User


def current_data() -> None:
    """Raises Stopped when the data base is not current."""
    if missing():
        raise Stopped("the data base is not current: run `pokpong migrate` first")


def acting_user(username: str, permissions: Sequence[str]) -> User:
    """The active user with this name. Raises Stopped when there is none, or one of the permissions is not held."""
    user: User | None = User.objects.filter(username=username, state="active").first()
    if user is None:
        raise Stopped(f"there is no active user {username!r}")
    lacking = [name for name in permissions if not user.may(name)]
    if lacking:
        raise Stopped(f"{username} may not do this ({', '.join(lacking)})")
    return user
