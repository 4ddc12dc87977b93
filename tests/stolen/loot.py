"""What a thief carries away: every file of the data base and of the installation, and everything SQL can read in it."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg import sql

from tests.engines.databases import engine_name
from tests.engines.installation import Installation
from tests.stolen.scanner import Finding, Secrets, scan

Blob = tuple[str, bytes]


def leaks(installation: Installation, secrets: Secrets) -> list[Finding]:
    """Where the secrets stand in the data base, files and logs of a running installation; a journey calls it last.

    The names must be nobody's who works here, or come in `secrets.in_clear`. Raises CannotBeSought.
    """
    return scan(loot(installation), secrets)


def loot(installation: Installation) -> Iterator[Blob]:
    """(label, bytes) of everything; call while the server runs, so that nothing was tidied away."""
    taken = database_of(installation)
    yield from taken.dump()
    yield from taken.files()
    yield from files_below(installation.folder, "installation")


@dataclass(frozen=True)
class Row:
    """One row of one table, as text: JSON with bytes as hexadecimal digits."""

    table: str
    text: str

    @property
    def cells(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text)
        return found


class Database(Protocol):
    """A data base that was taken away, read without Pokpong and without its keys."""

    def files(self) -> Iterator[Blob]:
        """Everything it keeps on disk: tables, indexes, write-ahead log, temporary files, logs."""

    def dump(self) -> Iterator[Blob]:
        """Every table through SQL: what the data base compresses or cuts up in its files is whole here."""

    def rows(self) -> Iterator[Row]: ...


def database_of(installation: Installation) -> Database:
    if engine_name() == "postgresql":
        return PostgreSQL(installation.environment["POKPONG_TEST_PG"], installation.database)
    return SQLite(Path(installation.database))


def files_below(folder: Path, label: str) -> Iterator[Blob]:
    """A file that is removed meanwhile is gone for a thief, too."""
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(FileNotFoundError):
            if path.is_file():
                yield f"{label}/{path.relative_to(folder)}", path.read_bytes()


@dataclass(frozen=True)
class SQLite:
    path: Path

    def files(self) -> Iterator[Blob]:
        """The file and its companions: -wal, -shm, -journal."""
        for path in sorted(self.path.parent.glob(f"{self.path.name}*")):
            yield path.name, path.read_bytes()

    def dump(self) -> Iterator[Blob]:
        with self._reading() as database:
            for table in tables(database):
                cells = (as_bytes(cell) for row in every_row(database, table) for cell in row)
                yield f"SQL/{table}", b"\0".join(cells)

    def rows(self) -> Iterator[Row]:
        with self._reading() as database:
            for table in tables(database):
                for row in every_row(database, table):
                    cells = {name: in_json(row[name]) for name in row.keys()}  # noqa: SIM118  a Row iterates its values
                    yield Row(table, json.dumps(cells, ensure_ascii=False))

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=30)) as database:
            database.row_factory = sqlite3.Row
            yield database


def tables(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]


def every_row(database: sqlite3.Connection, table: str) -> Iterable[sqlite3.Row]:
    return database.execute(f'SELECT * FROM "{table}"')


def as_bytes(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else str(cell).encode()


def in_json(cell: object) -> object:
    return cell.hex() if isinstance(cell, bytes) else cell


@dataclass(frozen=True)
class PostgreSQL:
    """Read as the superuser, as somebody who took the disk could."""

    address: str
    name: str

    def files(self) -> Iterator[Blob]:
        """The whole cluster but other data bases, and the server's log beside it."""
        with self._reading() as database:
            database.execute("CHECKPOINT")
            folder = Path(one(database, "SHOW data_directory"))
            oid = one(database, "SELECT oid::text FROM pg_database WHERE datname = current_database()")
        own = {f"base/{oid}", "base/pgsql_tmp"}
        begun = (folder / "base" / oid / "PG_VERSION").stat().st_mtime
        for label, content in files_below(folder, ""):
            kept_in = os.path.dirname(label).lstrip("/")  # noqa: PTH120  a label, no path
            earlier = kept_in == "pg_wal" and (folder / label.lstrip("/")).stat().st_mtime < begun
            if not earlier and (not kept_in.startswith("base/") or kept_in in own):
                yield f"cluster{label}", content
        log = folder.parent / "log"
        yield "cluster log", log.read_bytes() if log.exists() else b""

    def dump(self) -> Iterator[Blob]:
        with self._reading() as database:
            for table in self._tables(database):
                yield f"SQL/{table}", copied(database, sql.Identifier(table), "FORMAT binary")
            yield "SQL/pg_stats", copied(database, sql.SQL("(SELECT * FROM pg_stats)"))

    def rows(self) -> Iterator[Row]:
        with self._reading() as database:
            for table in self._tables(database):
                every = sql.SQL("SELECT to_jsonb(t)::text FROM {} t").format(sql.Identifier(table))
                for (text,) in database.execute(every):
                    yield Row(table, str(text))

    def _tables(self, database: psycopg.Connection) -> list[str]:
        found = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [str(name) for (name,) in found]

    def _reading(self) -> psycopg.Connection:
        return psycopg.connect(self.address, dbname=self.name, autocommit=True)


def one(database: psycopg.Connection, query: str) -> str:
    found = database.execute(query.encode()).fetchone()
    return str(found[0]) if found else ""


def copied(database: psycopg.Connection, what: sql.Composable, options: str = "FORMAT text") -> bytes:
    """What the data base writes itself: in binary, texts and bytes stand as they are."""
    command = sql.SQL("COPY {} TO STDOUT ({})").format(what, sql.SQL(options))
    with database.cursor() as cursor, cursor.copy(command) as copy:
        return b"".join(bytes(part) for part in copy)
