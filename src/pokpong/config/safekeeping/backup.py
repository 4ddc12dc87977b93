"""Making a backup: a mark, a snapshot, the files it names, the keys, both sealed; then old archives go."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.db import connection

from pokpong.config.safekeeping import epoch, folders, packing, pruning, sealing, standby
from pokpong.config.safekeeping.engines import Contents, Engine
from pokpong.config.safekeeping.manifest import DATA, KEYS, Manifest, installation, settings_fingerprint
from pokpong.config.safekeeping.postgresql import PostgreSQL
from pokpong.config.safekeeping.refusing import BackupRefused
from pokpong.config.safekeeping.sqlite import SQLite
from pokpong.config.version import VERSION
from pokpong.doors.office import backup_notes
from pokpong.foundation.kernel import clock
from pokpong.foundation.vault import archive
from pokpong.foundation.vault.alone import Busy, alone


@dataclass(frozen=True)
class Made:
    """What acknowledged before `mark` (ISO, UTC) is in it. `data` is None when only the keys were asked for."""

    name: str
    mark: str
    data: Path | None
    keys: Path
    pruned: list[Path]
    missing_files: list[str]


def engine() -> Engine:
    """Of the data base of this installation."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()


def make(folder: Path, *, keys_only: bool = False) -> Made:
    """Writes a set into `folder` and prunes it. Raises BackupRefused; then nothing that looks like a backup is left."""
    to = sealing.recipient(settings.POKPONG_BACKUP_RECIPIENT)
    now = clock.now()
    name = folders.new_name(now, secrets.token_hex(3))
    with _one_at_a_time(folder), _workplace(folder) as work:
        head = _head(name, now.isoformat())
        data, missing = (None, []) if keys_only else _data(folder, work, head, to)
        keys = _keys(folder, work, head, to)
        gone = pruning.prune(
            folder, keep=settings.POKPONG_BACKUP_KEEP, key_days=settings.POKPONG_KEY_ARCHIVE_DAYS, now=now
        )
    standby.copy()
    if not keys_only:
        backup_notes.write(replace(backup_notes.read(), made=head.mark, name=name, folder=str(folder)))
    return Made(name, head.mark, data, keys, gone, missing)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    try:
        for kind in (DATA, KEYS):
            (folder / kind).mkdir(parents=True, exist_ok=True, mode=0o700)
        with alone(folder / "backup"):
            yield
    except Busy:
        raise BackupRefused(f"another backup into {folder} is under way") from None
    except OSError as reason:
        raise BackupRefused(f"the backup cannot be written to {folder}: {reason.strerror}") from None


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """A folder for what is not sealed yet: on the backup's own disk, and gone whatever happens."""
    for left in folder.glob(".making-*"):
        shutil.rmtree(left, ignore_errors=True)  # of a backup that was killed; nobody else is here now
    for partial in folder.glob("*/*.partial"):
        partial.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as work:
        yield Path(work)


def _head(name: str, mark: str) -> Manifest:
    return Manifest(
        kind=DATA,
        name=name,
        installation=installation(),
        version=VERSION,
        engine=connection.vendor,
        mark=mark,
        epoch=epoch.current(),
        settings=settings_fingerprint(),
    )


def _data(folder: Path, work: Path, head: Manifest, to: sealing.Recipient) -> tuple[Path, list[str]]:
    database = work / "database"
    contents = engine().snapshot(database)
    found, missing = _files(contents)
    manifest = replace(head, migrations=contents.migrations, counts=contents.counts, missing_files=missing)
    target = folders.path_for(folder, DATA, head.name)
    sealing.seal(packing.Packed(manifest, {"database": database, **found}), target, to)
    return target, missing


def _files(contents: Contents) -> tuple[dict[str, Path], list[str]]:
    """Names in the archive and where they are. A sealed file never changes once it is there, but may be taken away."""
    root = Path(settings.POKPONG_FILES_DIR)
    wanted = {f"files/{name[-2:]}/{name}": root / name[-2:] / name for name in sorted(contents.files)}
    there = {name: path for name, path in wanted.items() if path.is_file()}
    return there, sorted(wanted.keys() - there.keys())


def _keys(folder: Path, work: Path, head: Manifest, to: sealing.Recipient) -> Path:
    """After the snapshot: every key the snapshot needs is there, and one destroyed meanwhile is not."""
    path = work / "keys"
    with path.open("x", encoding="ascii") as stream:
        path.chmod(0o600)
        archive.dump_keys(stream)
    target = folders.path_for(folder, KEYS, head.name)
    sealing.seal(packing.Packed(replace(head, kind=KEYS), {"keys": path}), target, to)
    return target
