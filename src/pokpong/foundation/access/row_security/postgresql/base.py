"""Django's PostgreSQL connection, which tells the data base for whom it asks before it asks.

It remembers what the session was told last and tells again when that differs: a connection that served somebody else
before never answers in their name. A rollback takes back what was told inside it, so the memory is dropped with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from pokpong.foundation.access.row_security import scopes, told

TELL = told.tell()


class DatabaseWrapper(base.DatabaseWrapper):
    """`vendor` and everything else stay PostgreSQL's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: told.Told | None = None  # None: not known
        self._asking = False
        self.execute_wrappers.append(self._tell_first)

    def _tell_first(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.tell()
        return execute(sql, params, many, context)

    def tell(self) -> None:
        """Tells the session for whom it works, where it does not know. Nothing where row security is off."""
        if not settings.POKPONG_ROW_SECURITY or self._asking or self._is_broken():
            return
        self._asking = True  # finding out what to tell asks for the grants, which have no wall
        try:
            wanted = scopes.wanted()
        finally:
            self._asking = False
        if wanted != self._told:
            with self.wrap_database_errors:
                self.connection.execute(TELL, wanted)
            self._told = wanted

    def _is_broken(self) -> bool:
        """In a failed transaction nothing can be told, and nothing but its end can be asked."""
        usable = self.connection is not None and not self.connection.closed
        return not usable or self.connection.info.transaction_status == TransactionStatus.INERROR

    def init_connection_state(self) -> None:
        self._told = None
        super().init_connection_state()

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]  # the stubs leave it out

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # the stubs leave it out
        self._told = None

    def _close(self) -> None:
        """A pool lends the session to somebody else."""
        self._told = None
        super()._close()  # type: ignore[misc]  # the stubs leave it out
