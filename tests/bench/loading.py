"""Writing many rows at once: no index while they come in, one transaction for thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

from pokpong.foundation.kernel import statistics

Row = tuple[Any, ...]
Column = Sequence[str]
POSTGRESQL = "postgresql"


@dataclass
class Loader:
    """Keeps rows by table until `flush`."""

    waiting: dict[type[models.Model], tuple[Column, list[Row]]] = field(default_factory=dict)
    written: int = 0

    def add(self, model: type[models.Model], columns: Column, rows: Iterable[Row]) -> None:
        self.waiting.setdefault(model, (columns, []))[1].extend(rows)

    def flush(self) -> None:
        """Writes everything that waits, in one transaction."""
        write: Callable[[str, Column, list[Row]], None] = _copy if connection.vendor == POSTGRESQL else _insert
        with transaction.atomic():
            for model, (columns, rows) in self.waiting.items():
                write(model._meta.db_table, columns, rows)
                self.written += len(rows)
        self.waiting.clear()


def _quoted(columns: Column) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _insert(table: str, columns: Column, rows: list[Row]) -> None:
    marks = ", ".join("?" * len(columns))
    statement = f'INSERT INTO "{table}" ({_quoted(columns)}) VALUES ({marks})'
    connection.connection.executemany(statement, rows)


def _copy(table: str, columns: Column, rows: list[Row]) -> None:
    statement = f'COPY "{table}" ({_quoted(columns)}) FROM STDIN'
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copying:
        for row in rows:
            copying.write_row(row)


@contextmanager
def without_indexes(tables: Iterable[str]) -> Iterator[None]:
    """The indexes of these tables are built once, when all rows are in; what keeps keys unique stays."""
    connection.ensure_connection()
    found = _indexes(sorted(tables))
    _all(f'DROP INDEX "{name}"' for name, _statement in found)
    if connection.vendor != POSTGRESQL:
        _all(["PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000"])
    try:
        yield
    finally:
        _all(statement for _name, statement in found)
        # As in use: PostgreSQL's autovacuum counts by itself, on SQLite the clock does.
        _all(["ANALYZE"] if connection.vendor == POSTGRESQL else [])
        statistics.refresh()
        _all([] if connection.vendor == POSTGRESQL else ["PRAGMA wal_checkpoint(TRUNCATE)"])
        connection.close()


def _indexes(tables: list[str]) -> list[tuple[str, str]]:
    if connection.vendor == POSTGRESQL:
        query = """SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s) AND NOT EXISTS (
                   SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)"""
        arguments: list[Any] = [tables]
    else:
        marks = ", ".join(["%s"] * len(tables))
        query = (
            f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})"
        )
        arguments = list(tables)
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        return [(name, statement) for name, statement in cursor.fetchall()]


def _all(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in list(statements):
            cursor.execute(statement)
