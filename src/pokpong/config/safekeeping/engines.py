"""The data base of this installation: a snapshot out of it, and a new one beside it that takes its place at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from django.db import connection

# Wrapped keys travel alone, and whoever was signed in does not travel at all.
LEFT_OUT = ("vault_datakey", "django_session")


@dataclass(frozen=True)
class Contents:
    """What a snapshot holds. `files` are ids of sealed files, `counts` rows of each table that is not left out."""

    migrations: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


class Engine(Protocol):
    """A name is a path on SQLite, a data base on PostgreSQL."""

    vendor: str

    def snapshot(self, target: Path) -> Contents:
        """Writes the data base as it stands at one moment to `target`, without LEFT_OUT. Raises BackupRefused."""

    def load(self, source: Path, folder: Path, label: str) -> str:
        """The name of a new data base with what `snapshot` wrote; SQLite's stands in `folder`. Raises BackupRefused."""

    def drop(self, name: str) -> None:
        """Takes a data base that `load` made away."""

    def put_in_place(self, name: str, label: str) -> str:
        """Lets the data base `name` take the place of the present one; where that one is now, empty for nowhere."""


def present() -> str:
    """The name of the data base that Django's connection points to."""
    return str(connection.settings_dict["NAME"])


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Django's connection turned to another data base of the same engine."""
    before = present()
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
