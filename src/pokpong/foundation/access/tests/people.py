"""Users and programs for tests: rows as they stand after invitation, approval and first sign-in."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import make_password

import pokpong.config.wiring  # noqa: F401  every action and state, as in the running program
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.actions.actor import Program
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id

PASSWORD = "rice-field-and-river-42"


def make_user(
    username: str,
    role: str = "",
    path: str = "",
    organisation: UUID | None = None,
    display_name: str | None = None,
    password: str = PASSWORD,
    language: str = "lo",
) -> User:
    """An active user with one active grant (no grant when `role` is empty), who signs in with `password`."""
    user = User(
        username=username.casefold(),
        display_name=display_name or username.title(),
        password=make_password(password),
        language=language,
        organisation=organisation,
        state="active",
    )
    with writing.opened("tests"):
        user.save(force_insert=True)
    if role:
        give(user, role, path, organisation)
    return user


def give(
    user: User,
    role: str,
    path: str = "",
    organisation: UUID | None = None,
    state: str = "active",
    asked_by: UUID | None = None,
) -> Grant:
    """One more grant for `user`; what was read of the grants before is forgotten."""
    grant = Grant(
        user=user.pk,
        role=role,
        place_path=path,
        organisation=organisation,
        starts=clock.today(),
        asked_by=asked_by or new_id(),
        granted_by=new_id() if state == "active" else None,
        state=state,
    )
    with writing.opened("tests"):
        grant.save(force_insert=True)
    user.__dict__.pop("grants", None)
    return grant


def program(*permissions: str) -> Program:
    """An actor that is no person and may do exactly this."""
    return Program("tests", frozenset(permissions))
