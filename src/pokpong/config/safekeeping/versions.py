"""Steps of the data base: those a backup has seen, and those this program knows."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from pokpong.config.safekeeping.refusing import BackupRefused


def known() -> set[str]:
    """Every step of this program, also those that a later one replaced."""
    loader = MigrationLoader(None)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}


def own_apps() -> set[str]:
    return {step.split(".")[0] for step in known()}


def seen() -> set[str]:
    """The steps this data base has seen; empty when it has seen none."""
    recorder = MigrationRecorder(connection)
    return {f"{app}.{name}" for app, name in recorder.applied_migrations()} if recorder.has_table() else set()


def refuse_newer(steps: set[str], what: str) -> None:
    """Raises BackupRefused when one of them is unknown here. Apps that only the demo has are no reason."""
    unknown = sorted(step for step in steps - known() if step.split(".")[0] in own_apps())
    if unknown:
        raise BackupRefused(f"{what} was written by a newer Pokpong ({unknown[0]}): install that version first")
