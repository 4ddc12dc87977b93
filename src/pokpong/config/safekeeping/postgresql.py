"""PostgreSQL: pg_dump over an exported snapshot; restored into a data base beside, which then takes the name over."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql

from pokpong.config.safekeeping import engines
from pokpong.config.safekeeping.binaries import postgresql
from pokpong.config.safekeeping.engines import LEFT_OUT, Contents
from pokpong.config.safekeeping.refusing import BackupRefused

MAINTENANCE = "postgres"
LONGEST_NAME = 63


class PostgreSQL:
    vendor = "postgresql"

    def snapshot(self, target: Path) -> Contents:
        try:
            with _connected(engines.present()) as server:
                server.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                server.read_only = True
                moment = str(_one(server, "SELECT pg_export_snapshot()"))
                contents = _contents(server)
                # The snapshot lasts as long as this transaction: pg_dump runs inside it.
                _dump(target, moment)
        except psycopg.Error as reason:
            raise BackupRefused(f"the data base could not be read: {_words(reason)}") from None
        target.chmod(0o600)
        return contents

    def load(self, source: Path, folder: Path, label: str) -> str:
        name = _named(engines.present(), f"new_{label}")
        _on_server(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        command = [postgresql("pg_restore"), "--no-owner", "--exit-on-error", "--dbname", name, source]
        try:
            _run([str(word) for word in command])
        except BackupRefused:
            self.drop(name)
            raise
        return name

    def drop(self, name: str) -> None:
        _on_server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def put_in_place(self, name: str, label: str) -> str:
        present = engines.present()
        aside = _named(present, f"before_{label}")
        if not exists(present):
            _on_server(_rename(name, present))
            return ""
        _empty_of_sessions(present)
        _on_server(_rename(present, aside), _rename(name, present))
        return aside


def exists(name: str) -> bool:
    try:
        with _connected(MAINTENANCE) as server:
            return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
    except psycopg.Error as reason:
        raise BackupRefused(f"PostgreSQL does not answer: {_words(reason)}") from None


def _rename(name: str, to: str) -> sql.Composed:
    return sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to))


def _named(base: str, label: str) -> str:
    """PostgreSQL cuts longer names off, and two of them would be one."""
    return f"{base[: LONGEST_NAME - len(label) - 1]}_{label}"


def _empty_of_sessions(name: str) -> None:
    """Raises BackupRefused when somebody still works in it whom this role cannot send away."""
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    try:
        with _connected(MAINTENANCE) as server:
            server.execute(end, [name])
    except psycopg.Error as reason:
        raise BackupRefused(f"stop the web server, the worker and the clock first: {_words(reason)}") from None


def _connected(name: str) -> psycopg.Connection[tuple[object, ...]]:
    said = connection.settings_dict
    return psycopg.connect(
        dbname=name,
        user=said["USER"] or None,
        password=said["PASSWORD"] or None,
        host=said["HOST"] or None,
        port=said["PORT"] or None,
    )


def _on_server(*statements: sql.Composed) -> None:
    """Several are one transaction; one alone is none, as making a data base wants it. Raises BackupRefused."""
    try:
        with _connected(MAINTENANCE) as server:
            server.autocommit = len(statements) == 1
            for statement in statements:
                server.execute(statement)
    except psycopg.Error as reason:
        raise BackupRefused(f"PostgreSQL refused: {_words(reason)}") from None


def _one(server: psycopg.Connection[tuple[object, ...]], query: str) -> object:
    row = server.execute(query.encode()).fetchone()
    return row[0] if row else None


def _contents(server: psycopg.Connection[tuple[object, ...]]) -> Contents:
    tables = [str(row[0]) for row in server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    counts = {}
    for name in sorted(set(tables) - set(LEFT_OUT)):
        row = server.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
        counts[name] = int(str(row[0])) if row else 0
    steps = [f"{app}.{name}" for app, name in server.execute("SELECT app, name FROM django_migrations ORDER BY id")]
    files = [str(row[0]).replace("-", "") for row in server.execute("SELECT id FROM vault_sealedfile")]
    return Contents(steps, files, counts)


def _dump(target: Path, moment: str) -> None:
    command = [str(postgresql("pg_dump")), "--format=custom", f"--snapshot={moment}", f"--file={target}", "--no-owner"]
    # Compression belongs to the parts that repeat; what is sealed does not shrink.
    command += ["--compress=1", *(f"--exclude-table-data=public.{table}" for table in LEFT_OUT)]
    _run([*command, engines.present()])


def _run(command: list[str]) -> None:
    said = connection.settings_dict
    named = {
        "PGUSER": said["USER"],
        "PGPASSWORD": said["PASSWORD"],
        "PGHOST": said["HOST"],
        "PGPORT": said["PORT"],
    }
    environment = {**os.environ, **{name: str(value) for name, value in named.items() if value}}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupRefused(f"{Path(command[0]).name}: {done.stderr.strip()[-600:]}")


def _words(reason: psycopg.Error) -> str:
    return str(reason).strip().splitlines()[0] if str(reason).strip() else type(reason).__name__
