"""While people write: nothing that was acknowledged before a backup's mark is missing from it."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import Settings

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.tests import factories
from pokpong.config.commands import doctor
from pokpong.config.commands import restore as restore_command
from pokpong.config.safekeeping import backup, engines, folders, restore, sealing
from pokpong.config.safekeeping.manifest import DATA, KEYS
from pokpong.foundation.access.models import User
from pokpong.foundation.vault import keyring
from tests.engines.databases import ROOT, a_copy

ROUNDS = 50 if os.environ.get("POKPONG_TEST_ALL") else 3
WRITERS = 2
ENOUGH = 4  # acknowledged by each writer before and after the backup
PATIENCE = 90.0  # seconds


def environment(database: str, data: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.engines.settings",
        "POKPONG_TEST_DATABASE": database,
        "POKPONG_DATA": str(data),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


@contextmanager
def writing(database: str, data: Path, notes: Sequence[Path]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes that write until the end of the block, and are then killed in the middle of what they do."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.deploy.writer", str(path), "member"],
            cwd=ROOT,
            env=environment(database, data),
        )
        for path in notes
    ]
    try:
        yield started
    finally:
        for process in started:
            process.send_signal(signal.SIGKILL)
            process.wait()


def acknowledged(notes: Sequence[Path]) -> list[tuple[float, UUID]]:
    """What the writers noted; a line that the kill cut short was not noted."""
    lines = [line for path in notes if path.exists() for line in path.read_text().split("\n")[:-1]]
    return sorted((float(moment), UUID(row)) for moment, row in (line.split() for line in lines))


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "the writers do not get on"
        time.sleep(0.05)


def each_wrote(notes: Sequence[Path], more_than: dict[Path, int]) -> Callable[[], bool]:
    return lambda: all(len(acknowledged([path])) >= more_than.get(path, 0) + ENOUGH for path in notes)


@pytest.fixture
def place(own_database: str, tmp_path: Path, settings: Settings) -> Iterator[Path]:
    settings.DATA_DIR = tmp_path / "data"
    settings.POKPONG_FILES_DIR = tmp_path / "data" / "files"
    settings.POKPONG_EPOCH_FILE = tmp_path / "data" / "epoch.json"
    settings.POKPONG_BACKUP_RECIPIENT = sealing.new_identity(tmp_path / "identity.txt")
    factories.member()
    yield tmp_path
    keyring.forget()


@pytest.mark.parametrize("number", range(ROUNDS))
def test_what_was_acknowledged_before_the_mark_is_in_the_backup(place: Path, number: int) -> None:
    notes = [place / f"notes-{writer}" for writer in range(WRITERS)]
    with writing(engines.present(), place / "data", notes):
        until(each_wrote(notes, {}))
        made = backup.make(place / "backups")
        so_far = {path: len(acknowledged([path])) for path in notes}
        until(each_wrote(notes, so_far))
    mark = dt.datetime.fromisoformat(made.mark).timestamp()
    promised = {row for moment, row in acknowledged(notes) if moment < mark}
    assert len(promised) >= WRITERS * ENOUGH
    assert max(acknowledged(notes))[0] > mark
    with elsewhere(place):
        found = set(Concern.objects.values_list("pk", flat=True))
        assert promised <= found
        assert len(found) < len(acknowledged(notes)), "the writers did not write on during the backup"
        assert doctor.unsound() == []
        stories = {str(row.story) for row in Concern.objects.all()}
        assert stories == {factories.STORY}


@contextmanager
def elsewhere(place: Path) -> Iterator[None]:
    """The backup restored into another installation, which Django then points to."""
    data, keys = restore.archives_in(place / "backups", "", None)
    with a_copy() as name, engines.pointed_at(name):
        done = restore.restore(restore_command.wanted(data, keys, place / "identity.txt"), replacing=False)
        try:
            keyring.forget()
            yield
        finally:
            connection.close()
            if done.aside:
                backup.engine().drop(done.aside)


def test_a_backup_that_is_killed_leaves_nothing_that_looks_like_one(place: Path, settings: Settings) -> None:
    """At several moments: what bears an archive's name is whole, and the next backup takes the rest away."""
    factories.a_concern(User.objects.get(username="member"))
    own = environment(engines.present(), place / "data")
    own["POKPONG_BACKUP_RECIPIENT"] = str(settings.POKPONG_BACKUP_RECIPIENT)
    command = [sys.executable, "-m", "pokpong.config.commands", "backup", str(place / "backups")]
    for pause in (0.0, 0.1, 0.3):
        process = subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.DEVNULL)
        until((place / "backups" / "data").exists)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        opened(place)
    backup.make(place / "backups")
    assert opened(place) >= 1
    assert not [path for path in (place / "backups").rglob("*") if "partial" in path.name or "making" in path.name]


def opened(place: Path) -> int:
    """How many archives of data there are; every one, also of keys, opens to its end."""
    found = [archive for kind in (DATA, KEYS) for archive in folders.archives(place / "backups", kind)]
    for archive in found:
        target = place / "opened"
        sealing.open_into(archive.path, target, sealing.identities(place / "identity.txt"))
        target.unlink()
    return len(folders.archives(place / "backups", DATA))
