"""Row security for one test: the walls and a role they hold, inside the transaction that the test rolls back."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec

from django.db import connection
from django.test import override_settings

from pokpong.foundation.access import row_security
from pokpong.foundation.access.row_security import drawing, scopes, standing
from pokpong.foundation.access.row_security.told import ask

P = ParamSpec("P")
ROLE = f"pokpong_held_{os.getpid()}"  # workers of one server must not wait for each other's


def on_postgresql(test: Callable[P, None]) -> Callable[P, None]:
    """On SQLite nothing may change: there the test asks that, even with the setting on."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        if connection.vendor == "postgresql":
            test(*args, **kwargs)
            return
        with override_settings(POKPONG_ROW_SECURITY=True):
            assert not row_security.follow_settings()
            assert row_security.gaps() == ["row security needs PostgreSQL."]

    return run


@contextmanager
def standing_walls() -> Iterator[None]:
    """Everything is written before as the owner; `held` reads as whom the walls hold."""
    with override_settings(POKPONG_ROW_SECURITY=True, POKPONG_DATABASE_ROLE=ROLE):
        execute(f"CREATE ROLE {ROLE}")
        standing.run(list(drawing.take_down()))
        assert row_security.follow_settings()
        yield


@contextmanager
def as_role() -> Iterator[None]:
    execute(f"SET LOCAL ROLE {ROLE}")
    try:
        yield
    finally:
        execute("RESET ROLE")


@contextmanager
def held(actor: Any) -> Iterator[None]:
    """Asks as `actor`, under the role of the application."""
    with as_role(), scopes.scope_of(actor):
        yield


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def told() -> tuple[str, ...]:
    """What the session has been told, asked past the connection that would tell it anew."""
    found: tuple[str, ...] = connection.connection.execute(ask()).fetchone()
    return found
