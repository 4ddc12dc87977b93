"""SQLite: a snapshot by VACUUM INTO, which sees one moment while others write on; never a copy of the file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

from pokpong.config.safekeeping import engines
from pokpong.config.safekeeping.engines import LEFT_OUT, Contents
from pokpong.config.safekeeping.refusing import BackupRefused
from pokpong.config.safekeeping.sealing import flush_folder

WAIT = 60.0  # seconds
BESIDE = ("-wal", "-shm", "-journal")


class SQLite:
    vendor = "sqlite"

    def snapshot(self, target: Path) -> Contents:
        source = Path(engines.present())
        if not source.is_file():
            raise BackupRefused(f"there is no data base at {source}")
        try:
            with closing(sqlite3.connect(source, timeout=WAIT)) as database:
                database.execute("VACUUM INTO ?", [str(target)])
            target.chmod(0o600)
            with closing(sqlite3.connect(target, isolation_level=None)) as copy:
                _leave_out(copy)
                return _contents(copy)
        except sqlite3.Error as reason:
            raise BackupRefused(f"the data base could not be read: {reason}") from None

    def load(self, source: Path, folder: Path, label: str) -> str:
        target = folder / "pokpong.sqlite3"
        source.rename(target)
        try:
            with closing(sqlite3.connect(target)) as database:
                found = [row[0] for row in database.execute("PRAGMA integrity_check")]
        except sqlite3.Error as reason:
            raise BackupRefused(f"the data base in the archive is damaged: {reason}") from None
        if found != ["ok"]:
            raise BackupRefused(f"the data base in the archive is damaged: {found[0]}")
        return str(target)

    def drop(self, name: str) -> None:
        for ending in ("", *BESIDE):
            Path(name + ending).unlink(missing_ok=True)

    def put_in_place(self, name: str, label: str) -> str:
        target = Path(engines.present())
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        settle(Path(name))
        aside = target.with_name(f"{target.name}.before-{label}")
        there = target.exists()
        if there:
            settle(target)
            os.link(target, aside)  # both names at once: at no moment is there no data base
        Path(name).replace(target)
        flush_folder(target.parent)
        return str(aside) if there else ""


def settle(path: Path) -> None:
    """Everything into the one file that will be moved. Raises BackupRefused while somebody works in it."""
    try:
        with closing(sqlite3.connect(path, timeout=5)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as reason:
        raise BackupRefused(f"stop the web server, the worker and the clock first ({reason})") from None


def _leave_out(copy: sqlite3.Connection) -> None:
    copy.execute("PRAGMA secure_delete=ON")
    for table in LEFT_OUT:
        copy.execute(f"DELETE FROM {table}")  # noqa: S608  names of our own tables
    copy.execute("VACUUM")  # nothing of it is left in pages that are free now


def _contents(copy: sqlite3.Connection) -> Contents:
    tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [name for name in tables if not name.startswith("sqlite_") and name not in LEFT_OUT]
    counted = (f'SELECT count(*) FROM "{name}"' for name in kept)  # noqa: S608  names that the data base itself gave
    counts = {name: copy.execute(query).fetchone()[0] for name, query in zip(kept, counted, strict=True)}
    steps = [f"{app}.{name}" for app, name in copy.execute("SELECT app, name FROM django_migrations ORDER BY id")]
    files = [UUID(row[0]).hex for row in copy.execute("SELECT id FROM vault_sealedfile")]
    return Contents(steps, files, counts)
