"""Restoring: everything is made beside, tried, and takes its place at the end; until then nothing is touched."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyrage
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from pokpong.config.safekeeping import engines, epoch, folders, packing, sealing, versions
from pokpong.config.safekeeping.backup import engine
from pokpong.config.safekeeping.engines import LEFT_OUT
from pokpong.config.safekeeping.manifest import DATA, KEYS, Manifest, installation, settings_fingerprint
from pokpong.config.safekeeping.refusing import BackupRefused
from pokpong.doors.office import backup_notes
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.vault import archive, keyring
from pokpong.foundation.vault.models import DataKey


@dataclass(frozen=True)
class Wanted:
    """Which archives, the identities that open them, and what is done with the result.

    All of it works in the data base that Django points to. `bring_up` brings it up to this version; `looks` says what
    keeps it from being used; `proofs` what is wrong with its history and its sealed values: then a drill fails. `noted`
    writes the restore into the history and answers what is wrong with it: a restore only says so, because damaged data
    are better than none. `lost`: how many closed batches the checkpoint files know more; `accept` lets them begin anew.
    """

    data: Path
    keys: Path
    identities: list[pyrage.x25519.Identity]
    bring_up: Callable[[], int]
    looks: Callable[[], list[str]]
    proofs: Callable[[], list[str]]
    noted: Callable[[Manifest], list[str]]
    lost: Callable[[], int]
    accept: Callable[[], None]


@dataclass(frozen=True)
class Restored:
    """`aside`: what the data base of before is called now. `destroyed`: keys that were erased before, and are again.

    `lost`: closed batches of the history that stood in the checkpoint files and are not in the data any more.
    """

    manifest: Manifest
    keys: int
    destroyed: int
    aside: str
    epoch: str
    remarks: list[str]
    lost: int = 0


@dataclass(frozen=True)
class Beside:
    """A whole restored installation that nobody uses yet."""

    manifest: Manifest
    database: str
    files: Path
    loaded: archive.Loaded


def verify(wanted: Wanted) -> Restored:
    """The drill: restores into a temporary place, looks at everything, takes it away again, and notes how it went.

    Raises BackupRefused with what is wrong.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="pokpong-verify-") as place, _beside(wanted, Path(place)) as there:
            with engines.pointed_at(there.database):
                _refuse_unproven(wanted.proofs())
            manifest, loaded = there.manifest, there.loaded
    except BackupRefused:
        backup_notes.write(replace(backup_notes.read(), failed=clock.now().isoformat()))
        raise
    finally:
        keyring.forget()
    passed = replace(backup_notes.read(), verified=clock.now().isoformat(), verified_name=manifest.name)
    backup_notes.write(passed)
    return Restored(manifest, loaded.keys, loaded.destroyed, "", "", _remarks(manifest))


def _refuse_unproven(wrong: list[str]) -> None:
    if wrong:
        raise BackupRefused("it can be restored, but something is wrong with it:\n- " + "\n- ".join(wrong))


def restore(wanted: Wanted, *, replacing: bool, over_newer: bool = False) -> Restored:
    """Raises BackupRefused; then this installation is as it was."""
    refuse_to_overwrite(replacing, over_newer)
    data = Path(settings.DATA_DIR)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    label = f"{clock.now():%Y%m%d%H%M%S%f}"
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=data) as place, _beside(wanted, Path(place)) as there:
        with engines.pointed_at(there.database):
            unproven, lost = wanted.noted(there.manifest), wanted.lost()
        # Files and epoch may be new without harm; the data base takes its place in one step, and last.
        _files_in_place(there.files)
        fresh = epoch.renew(there.manifest, lost)
        aside = engine().put_in_place(there.database, label)
        keyring.forget()
        remarks = [*unproven, *_accepted(wanted), *_remarks(there.manifest)]
        return Restored(there.manifest, there.loaded.keys, there.loaded.destroyed, aside, fresh, remarks, lost)


def _accepted(wanted: Wanted) -> list[str]:
    """The data stand already: a checkpoint file that cannot be reached is a remark. Its proof fails until it is."""
    try:
        wanted.accept()
    except OSError as reason:
        return [f"a checkpoint file cannot be written ({reason.strerror}): run `pokpong audit accept` when it can"]
    return []


def refuse_to_overwrite(replacing: bool, over_newer: bool) -> None:
    """Raises BackupRefused when somebody works here already, or the data here are of a newer program.

    Data of a newer program are written over on purpose only, when a release is rolled back; they are kept aside.
    """
    try:
        steps = versions.seen() if _there() else set()
        used = bool(steps) and (User.objects.exists() or DataKey.objects.exists())
    except DatabaseError:
        # Tables of another version: something is there, and it is not for this program to say that it is nothing.
        steps, used = set(), True
    finally:
        connection.close()
    if not over_newer:
        versions.refuse_newer(steps, "the data base of this installation")
    if used and not replacing:
        raise BackupRefused("this installation is not empty: say --replace to put the backup in its place")


def _there() -> bool:
    """SQLite would make the file by being asked."""
    return connection.vendor != "sqlite" or Path(engines.present()).exists()


@contextmanager
def _beside(wanted: Wanted, place: Path) -> Iterator[Beside]:
    """Everything restored and tried in `place`; what is not moved away from there is gone afterwards."""
    with ExitStack() as stack:
        manifest = _opened(wanted.data, DATA, place / "data", wanted)
        keys = _opened(wanted.keys, KEYS, place / "keys", wanted)
        _refuse_misfits(manifest, keys)
        kind = engine()
        name = kind.load(place / "data" / "database", place, f"{clock.now():%H%M%S}{place.name[-6:]}".lower())
        stack.callback(kind.drop, name)
        with engines.pointed_at(name):
            loaded = _made_ready(manifest, place / "keys" / "keys", wanted)
        files = place / "data" / "files"
        files.mkdir(exist_ok=True, mode=0o700)
        yield Beside(manifest, name, files, loaded)


def _opened(path: Path, kind: str, into: Path, wanted: Wanted) -> Manifest:
    into.mkdir(mode=0o700)
    tar = into.with_suffix(".tar")
    sealing.open_into(path, tar, wanted.identities)
    try:
        return packing.unpack(tar, into, kind)
    finally:
        tar.unlink(missing_ok=True)


def _refuse_misfits(data: Manifest, keys: Manifest) -> None:
    if data.installation != installation():
        raise BackupRefused("the backup is of another installation: its master key is not the one here")
    if keys.installation != data.installation:
        raise BackupRefused("the key archive is of another installation than the data")
    if keys.mark < data.mark:
        raise BackupRefused("the key archive is older than the data: keys made in between would be missing")
    if data.engine != connection.vendor:
        raise BackupRefused(f"the backup is of {data.engine}, and this installation uses {connection.vendor}")
    versions.refuse_newer(set(data.migrations), "the backup")


def _made_ready(manifest: Manifest, keys: Path, wanted: Wanted) -> archive.Loaded:
    """Counted as the manifest says, keys in, the erased erased again, brought up to this version, looked at."""
    keyring.forget()
    try:
        wrong = _miscounted(manifest)
        wanted.bring_up()
        with keys.open(encoding="ascii") as stream:
            loaded = archive.load_keys(stream)
        Session.objects.all().delete()
        wrong += wanted.looks()
    except (archive.ArchiveBroken, ImproperlyConfigured) as reason:
        raise BackupRefused(str(reason)) from None
    except DatabaseError as reason:
        raise BackupRefused(f"the restored data base does not work: {reason}") from None
    finally:
        keyring.forget()
    if wrong:
        raise BackupRefused("the restored data are not sound:\n- " + "\n- ".join(wrong))
    return loaded


def _miscounted(manifest: Manifest) -> list[str]:
    quote = connection.ops.quote_name
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in manifest.counts.keys() - set(LEFT_OUT):
            cursor.execute(f"SELECT count(*) FROM {quote(table)}")  # noqa: S608  a name the manifest signed
            found[table] = int(cursor.fetchone()[0])
    return [
        f"{table} holds {found[table]} rows instead of {expected}"
        for table, expected in sorted(manifest.counts.items())
        if table in found and found[table] != expected
    ]


def _files_in_place(fresh: Path) -> None:
    """Beside those that are there: a sealed file is never changed, so the same name is the same file."""
    root = Path(settings.POKPONG_FILES_DIR)
    for path in fresh.glob("*/*"):
        target = root / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not target.exists():
            shutil.move(path, target)


def _remarks(manifest: Manifest) -> list[str]:
    other = "the settings that give the data their meaning are not those of the backup: compare docs/settings.md"
    lost = len(manifest.missing_files)
    return [
        *([other] if manifest.settings != settings_fingerprint() else []),
        *([f"{lost} sealed files were gone already when the backup was made"] if lost else []),
    ]


def archives_in(source: Path, name: str, keys: Path | None) -> tuple[Path, Path]:
    """The data and the key archive: of a folder of backups, or one data archive with its keys. Raises BackupRefused."""
    if source.is_dir():
        return folders.chosen_data(source, name), keys or folders.newest_keys(source)
    if keys is None:
        raise BackupRefused("say which keys belong to this archive: --keys FILE")
    return source, keys
