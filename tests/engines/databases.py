"""One template data base for each engine, and quick copies of it for every worker and journey.

Migrations and the places of the country take a while: they are done once for each state of the code they come
from. A copy is a file copy on SQLite and CREATE DATABASE ... TEMPLATE on PostgreSQL. Nothing is ever flushed:
append-only tables refuse that, as they should.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "pokpong"
TEMPLATES = ROOT / "var" / "test-templates"
KEPT = 3  # templates of earlier states of the code

# What decides how a fresh data base looks: change any of these and the template is built again.
INGREDIENTS = (
    "src/pokpong/**/migrations/*.py",
    "src/pokpong/**/data/**/*",
    "src/pokpong/registers/places/**/*.py",
    "src/pokpong/config/settings/*.py",
    "tests/engines/*.py",
    "requirements.lock",
)


class TemplateFailed(Exception):
    """The template could not be built; with what its commands wrote."""


class Engine(Protocol):
    """What tests need of a data base engine. A name is a path on SQLite, a data base on PostgreSQL."""

    def template(self) -> str:
        """The name of a migrated data base with the places in it; built when there is none yet."""

    def copy(self, folder: Path) -> str:
        """The name of a fresh copy of the template."""

    def drop(self, name: str) -> None: ...


def engine() -> Engine:
    """By POKPONG_TEST_ENGINE: sqlite (default) or postgresql, the latter at POKPONG_TEST_PG."""
    if engine_name() == "postgresql":
        return PostgreSQL(os.environ["POKPONG_TEST_PG"])
    return SQLite()


def engine_name() -> str:
    return os.environ.get("POKPONG_TEST_ENGINE", "sqlite")


@contextlib.contextmanager
def a_copy() -> Iterator[str]:
    """The name of a copy that is dropped afterwards."""
    here = engine()
    with tempfile.TemporaryDirectory(prefix="pokpong-database-") as folder:
        name = here.copy(Path(folder))
        try:
            yield name
        finally:
            here.drop(name)


@cache
def fingerprint() -> str:
    """Of everything a template is made from. Computed once: a test run is one state of the code."""
    sum_of_all = hashlib.sha256()
    for path in ingredients():
        sum_of_all.update(f"{path.relative_to(ROOT)}\0".encode())
        sum_of_all.update(hashlib.sha256(path.read_bytes()).digest())
    return sum_of_all.hexdigest()[:16]


def ingredients() -> list[Path]:
    """Tests inside a package do not change what it makes."""
    found = {path for pattern in INGREDIENTS for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(
        path for path in found if path.suffix != ".pyc" and "tests" not in path.parent.parts[len(SOURCE.parts) :]
    )


@contextlib.contextmanager
def locked(name: str) -> Iterator[None]:
    """Workers start together: one builds, the others wait and find it built."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def build(name: str) -> None:
    """Migrates and fills in a process of its own: no cache of that work is left in the tests' process.

    Raises TemplateFailed.
    """
    with tempfile.TemporaryDirectory(prefix="pokpong-template-") as folder:
        own = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.engines.settings",
            "POKPONG_TEST_DATABASE": name,
            "POKPONG_DATA": folder,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        command = [sys.executable, "-m", "tests.engines.template"]
        finished = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise TemplateFailed(finished.stdout[-2000:] + finished.stderr[-4000:])


def settle(path: Path) -> None:
    """Everything into the one file that will be copied."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class SQLite:
    """A template is a file; it is kept between runs."""

    def template(self) -> str:
        path = TEMPLATES / f"{fingerprint()}.sqlite3"
        with locked("sqlite"):
            if not path.exists():
                self._build(path)
        return str(path)

    def _build(self, path: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="building-", dir=TEMPLATES) as folder:
            building = Path(folder) / "template.sqlite3"
            build(str(building))
            settle(building)
            building.replace(path)
        self._forget_older()

    def _forget_older(self) -> None:
        by_age = sorted(TEMPLATES.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in by_age[KEPT:]:
            path.unlink(missing_ok=True)

    def copy(self, folder: Path) -> str:
        name = folder / f"{uuid4().hex}.sqlite3"
        shutil.copyfile(self.template(), name)
        return str(name)

    def drop(self, name: str) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(name + ending).unlink(missing_ok=True)


class PostgreSQL:
    """A template lives as long as its server: ./run starts a fresh one each time."""

    def __init__(self, address: str) -> None:
        self.address = address

    def template(self) -> str:
        name = f"pokpong_template_{fingerprint()}"
        with locked("postgresql"):
            if not self._exists(name):
                self._build(name)
        return name

    def _exists(self, name: str) -> bool:
        with self._server() as server:
            found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        return found is not None

    def _build(self, name: str) -> None:
        """Under another name first: a template half built must not be taken for a whole one."""
        building = f"{name}_building"
        self.drop(building)
        with self._server() as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
        build(building)
        with self._server() as server:
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(building), sql.Identifier(name)))

    def copy(self, folder: Path) -> str:
        template = self.template()
        name = f"pokpong_copy_{uuid4().hex}"
        # Two copies at once would each see the other as a user of the template and be refused.
        with locked("postgresql"), self._server() as server:
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
            server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        with self._server() as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _server(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.address, autocommit=True)
