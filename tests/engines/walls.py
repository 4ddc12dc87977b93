"""POKPONG_TEST_ROW_SECURITY=1, on PostgreSQL: what is asked in a request, or in a scope, is asked as the application.

Tests prepare their rows as the owner of the tables, whom no wall holds. From the moment that a request comes in, or
that code enters a scope, the same session answers under a role that owns nothing, as in an installation.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.client import ClientHandler

from pokpong.foundation.access.row_security import drawing, scopes, standing
from pokpong.foundation.access.row_security.postgresql import base
from tests.engines.databases import engine_name

ROLE = "pokpong_test_application"
MAKE_ROLE = f"""DO $$ BEGIN CREATE ROLE {ROLE}; EXCEPTION WHEN duplicate_object THEN NULL; END $$"""
TELL_WITH_ROLE = f"{base.TELL}, set_config('role', %s, false)"
_in_request: ContextVar[bool] = ContextVar("test_in_request", default=False)


def are_wanted() -> bool:
    return os.environ.get("POKPONG_TEST_ROW_SECURITY", "") == "1" and engine_name() == "postgresql"


@contextmanager
def standing_behind_requests() -> Iterator[None]:
    """Puts the walls up in the present data base, and has requests and scopes held by them; call with it unblocked."""
    standing.run([MAKE_ROLE])
    with pytest.MonkeyPatch.context() as change:
        change.setattr(settings, "POKPONG_ROW_SECURITY", True)
        standing.follow_settings()
        standing.run(list(drawing.grants(ROLE)))
        change.setattr(base, "TELL", TELL_WITH_ROLE)
        change.setattr(scopes, "wanted", told_with_role(scopes.wanted))
        change.setattr(ClientHandler, "__call__", in_request(ClientHandler.__call__))
        connection.close()  # what it was told before does not count
        yield
        connection.close()


def told_with_role(wanted: Any) -> Any:
    def asked() -> tuple[str, ...]:
        held = _in_request.get() or scopes.present() is not None
        return (*wanted(), ROLE if held else "none")

    return asked


def in_request(handle: Any) -> Any:
    def handled(self: ClientHandler, environ: dict[str, Any]) -> Any:
        token = _in_request.set(True)
        try:
            return handle(self, environ)
        finally:
            _in_request.reset(token)

    return handled
