"""Backing up and restoring a whole data base: what comes back, what does not, and what is refused."""

from __future__ import annotations

import datetime as dt
import shutil
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from pytest_django import Settings

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.tests import factories
from pokpong.config.commands import backup as backup_command
from pokpong.config.commands import doctor, parsing
from pokpong.config.commands import restore as restore_command
from pokpong.config.commands.environment import Stopped
from pokpong.config.safekeeping import backup, engines, epoch, folders, restore, sealing, versions
from pokpong.config.safekeeping.manifest import DATA, KEYS
from pokpong.config.safekeeping.refusing import BackupRefused
from pokpong.config.serving import launching
from pokpong.doors.office import backup_notes
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.vault import epochs, files, keyring, master
from pokpong.foundation.vault.models import DataKey, SealedFile


@pytest.fixture
def place(own_database: str, tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A folder for everything of this installation; its backups go to `place / "backups"`."""
    settings.DATA_DIR = tmp_path / "data"
    settings.POKPONG_FILES_DIR = tmp_path / "data" / "files"
    settings.POKPONG_EPOCH_FILE = tmp_path / "data" / "epoch.json"
    settings.POKPONG_ERASURE_LEDGER = str(tmp_path / "keys" / "erased")
    settings.POKPONG_BACKUP_RECIPIENT = sealing.new_identity(tmp_path / "identity.txt")
    yield tmp_path
    keyring.forget()


@pytest.fixture
def concern(place: Path) -> Concern:
    """Somebody works here, and wrote a story down."""
    return factories.a_concern(factories.member())


def made(place: Path, **more: bool) -> backup.Made:
    return backup.make(place / "backups", **more)


def wanted(place: Path, **more: Any) -> restore.Wanted:
    data, keys = restore.archives_in(place / "backups", "", None)
    return replace(restore_command.wanted(data, keys, place / "identity.txt"), **more)


def restored(place: Path) -> restore.Restored:
    done = restore.restore(wanted(place), replacing=True)
    if done.aside and connection.vendor == "postgresql":
        backup.engine().drop(done.aside)
    return done


def unpacked(place: Path, kind: str) -> bytes:
    """Everything in the newest archive, in clear."""
    archive = folders.archives(place / "backups", kind)[-1]
    tar = place / f"{kind}.tar"
    sealing.open_into(archive.path, tar, sealing.identities(place / "identity.txt"))
    return tar.read_bytes()


# --- what comes back -----------------------------------------------------------------------------------------


def test_a_story_comes_back_and_what_was_written_later_does_not(place: Path, concern: Concern) -> None:
    made(place)
    later = factories.a_concern(User.objects.get(username="member"))
    done = restored(place)
    assert not Concern.objects.filter(pk=later.pk).exists()
    assert factories.STORY in str(Concern.objects.get(pk=concern.pk).story)
    assert done.keys > 0
    assert done.manifest.counts["protection_concern"] == 1
    assert doctor.unsound() == []


def test_what_was_acknowledged_before_the_mark_is_named(place: Path, concern: Concern) -> None:
    before = clock.now()
    mark = dt.datetime.fromisoformat(made(place).mark)
    assert before <= mark <= clock.now()


def test_sealed_files_come_with_the_rows_that_name_them(place: Path, concern: Concern) -> None:
    with writing.opened("tests"):
        row = files.store(files.clean("x.pdf", b"%PDF-1.4 " + b"paper" * 20))
    (place / "data" / "files" / "zz").mkdir()
    (place / "data" / "files" / "zz" / "stray").write_bytes(b"of no row")
    result = made(place)
    assert result.missing_files == []
    shutil.rmtree(place / "data" / "files")
    restored(place)
    assert files.content_of(SealedFile.objects.get(pk=row.pk)).startswith(b"%PDF-1.4 paper")
    assert not (place / "data" / "files" / "zz").exists()


def test_a_file_that_is_gone_is_said(place: Path, concern: Concern) -> None:
    with writing.opened("tests"):
        row = files.store(files.clean("x.pdf", b"%PDF-1.4 " + b"paper" * 20))
    files.path_of(row).unlink()
    assert len(made(place).missing_files) == 1
    assert any("1 sealed files" in remark for remark in restored(place).remarks)


def test_nobody_is_signed_in_after_a_restore(place: Path, concern: Concern) -> None:
    Session.objects.create(session_key="s" * 32, session_data="x", expire_date=clock.now() + dt.timedelta(days=1))
    made(place)
    assert b"s" * 32 not in unpacked(place, DATA)
    restored(place)
    assert not Session.objects.exists()


def test_every_restore_begins_another_epoch(place: Path, concern: Concern) -> None:
    assert epoch.current() == epoch.FIRST
    made(place)
    first = restored(place).epoch
    assert epoch.current() == first
    made(place)
    second = restored(place)
    assert second.manifest.epoch == first
    assert second.epoch > first


# --- data and keys -------------------------------------------------------------------------------------------


def test_the_data_archive_holds_no_key_and_the_key_archive_no_row(place: Path, concern: Concern) -> None:
    wrapped = [bytes(row.wrapped) for row in DataKey.objects.all()]
    assert wrapped
    made(place)
    data, keys = unpacked(place, DATA), unpacked(place, KEYS)
    assert not any(key in data for key in wrapped)
    assert str(concern.pk).encode() not in keys
    assert concern.number.encode() not in keys


def test_whom_the_ledger_names_is_erased_again(place: Path, concern: Concern) -> None:
    """Also with the key archive from before: the ledger stands outside of both."""
    made(place)
    with writing.opened("tests"):
        keyring.destroy([concern.key_id])
    made_of_before = folders.archives(place / "backups", KEYS)[0]
    done = restore.restore(wanted(place, keys=made_of_before.path), replacing=True)
    assert done.destroyed == 1
    with pytest.raises(keyring.KeyGone):
        str(Concern.objects.get(pk=concern.pk).story)


def test_the_newest_keys_leave_out_whom_was_erased_since(place: Path, concern: Concern) -> None:
    made(place)
    with writing.opened("tests"):
        keyring.destroy([concern.key_id])
    result = made(place, keys_only=True)
    assert result.data is None
    (place / "keys" / "erased").unlink()  # even where the ledger is lost
    restored(place)
    with pytest.raises(keyring.KeyGone):
        str(Concern.objects.get(pk=concern.pk).story)


def test_data_from_before_a_turn_open_with_keys_from_after_it(place: Path, settings: Settings) -> None:
    settings.POKPONG_MASTER_KEY = ""
    settings.POKPONG_KEY_FILE = str(place / "keys" / "master.key")
    master.write_key_file(place / "keys" / "master.key")
    concern = factories.a_concern(factories.member())
    before = made(place).keys
    epochs.turn()
    keyring.forget()
    with pytest.raises(BackupRefused, match="older than the last turn"):
        restore.restore(wanted(place, keys=before), replacing=True)
    made(place, keys_only=True)
    restored(place)
    assert factories.STORY in str(Concern.objects.get(pk=concern.pk).story)


def test_keys_older_than_the_data_are_refused(place: Path, concern: Concern) -> None:
    old = made(place).keys
    made(place)
    with pytest.raises(BackupRefused, match="older than the data"):
        restore.restore(wanted(place, keys=old), replacing=True)


# --- refused, and nothing changed ------------------------------------------------------------------------------


def refused(place: Path, reason: str, *, replacing: bool = True, **more: Path) -> None:
    before = (engines.present(), epoch.current(), sorted(Concern.objects.values_list("pk", flat=True)))
    with pytest.raises(BackupRefused, match=reason):
        restore.restore(wanted(place, **more), replacing=replacing)
    assert before == (engines.present(), epoch.current(), sorted(Concern.objects.values_list("pk", flat=True)))
    assert not list((place / "data").glob(".restoring-*"))


def test_an_installation_in_use_is_not_written_over(place: Path, concern: Concern) -> None:
    made(place)
    refused(place, "not empty: say --replace", replacing=False)


def test_an_empty_installation_takes_a_backup(place: Path) -> None:
    made(place)
    assert restore.restore(wanted(place), replacing=False).manifest.counts["access_user"] == 0


@pytest.mark.parametrize("kind", [DATA, KEYS])
def test_a_truncated_archive_changes_nothing(place: Path, concern: Concern, kind: str) -> None:
    made(place)
    path = folders.archives(place / "backups", kind)[-1].path
    path.write_bytes(path.read_bytes()[:-100])
    refused(place, "cut short or was altered")


def test_archives_that_were_swapped_change_nothing(place: Path, concern: Concern) -> None:
    result = made(place)
    assert result.data is not None
    refused(place, "archive of keys, and not of data", data=result.keys)
    refused(place, "archive of data, and not of keys", keys=result.data)


def test_the_backup_of_another_installation_changes_nothing(place: Path, concern: Concern, settings: Settings) -> None:
    made(place)
    settings.POKPONG_MASTER_KEY = "B" * 43 + "="
    with pytest.raises(BackupRefused, match="not made under this master key"):
        restore.restore(wanted(place), replacing=True)


def test_a_backup_of_a_newer_program_is_refused(place: Path, concern: Concern, monkeypatch: pytest.MonkeyPatch) -> None:
    made(place)
    known = versions.known()
    monkeypatch.setattr(versions, "known", lambda: known - {"protection.0001_initial"})
    refused(place, "newer Pokpong")


def test_data_of_a_newer_program_are_not_written_over(
    place: Path, concern: Concern, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(place)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', %s)", [clock.now()]
        )
    refused(place, "the data base of this installation was written by a newer Pokpong")


def test_data_of_a_newer_program_are_written_over_on_purpose_and_kept_aside(place: Path, concern: Concern) -> None:
    made(place)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', %s)", [clock.now()]
        )
    done = restore.restore(wanted(place), replacing=True, over_newer=True)
    assert "people.9999_later" not in versions.seen()
    with engines.pointed_at(done.aside):
        assert "people.9999_later" in versions.seen()
    backup.engine().drop(done.aside)


def test_a_backup_of_the_other_engine_is_refused(
    place: Path, concern: Concern, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = backup._head
    monkeypatch.setattr(backup, "_head", lambda name, mark: replace(head(name, mark), engine="oracle"))
    made(place)
    refused(place, "the backup is of oracle")


def test_rows_that_are_missing_are_found(place: Path, concern: Concern, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = type(backup.engine()).snapshot

    def miscounted(self: engines.Engine, target: Path) -> engines.Contents:
        contents = snapshot(self, target)
        return replace(contents, counts={**contents.counts, "protection_concern": 7})

    monkeypatch.setattr(type(backup.engine()), "snapshot", miscounted)
    made(place)
    refused(place, "protection_concern holds 1 rows instead of 7")


def test_a_recipient_is_needed(place: Path, settings: Settings) -> None:
    settings.POKPONG_BACKUP_RECIPIENT = ""
    with pytest.raises(BackupRefused, match="POKPONG_BACKUP_RECIPIENT"):
        made(place)
    assert not (place / "backups").exists()


def test_a_folder_that_cannot_be_written_is_said(place: Path) -> None:
    (place / "backups").write_text("a file")
    with pytest.raises(BackupRefused, match="cannot be written"):
        made(place)


def test_two_backups_do_not_run_at_once(place: Path) -> None:
    made(place)
    with backup._one_at_a_time(place / "backups"), pytest.raises(BackupRefused, match="under way"):
        made(place)


def test_what_a_killed_backup_left_is_taken_away(place: Path) -> None:
    left = place / "backups" / ".making-x"
    left.mkdir(parents=True)
    (left / "database").write_bytes(b"rows")
    (place / "backups" / "data").mkdir()
    (place / "backups" / "data" / "x.data.age.partial").touch()
    made(place)
    assert not left.exists()
    assert not list((place / "backups").glob("*/*.partial"))
    assert not list((place / "backups").glob(".making-*"))


# --- trying ----------------------------------------------------------------------------------------------------


def test_trying_a_backup_changes_nothing_but_the_note(place: Path, concern: Concern) -> None:
    made(place)
    factories.a_concern(User.objects.get(username="member"))
    restore.verify(wanted(place))
    assert Concern.objects.count() == 2
    assert epoch.current() == epoch.FIRST
    assert backup_notes.read().verified_name == backup_notes.read().name != ""


# --- the commands ----------------------------------------------------------------------------------------------


def asked(*words: str) -> Namespace:
    return parsing.parser().parse_args(words)


def test_backup_and_restore_by_command(place: Path, concern: Concern, capsys: pytest.CaptureFixture[str]) -> None:
    key = str(place / "identity.txt")
    assert backup_command.run(asked("backup", str(place / "backups"), "--verify", "--identity", key)) == 0
    said = capsys.readouterr().out
    assert "what was saved before" in said
    assert "Drill passed" in said
    with pytest.raises(Stopped, match="--replace"):
        restore_command.run(asked("restore", str(place / "backups"), "--identity", key))
    assert restore_command.run(asked("restore", str(place / "backups"), "--identity", key, "--drill")) == 0
    assert restore_command.run(asked("restore", str(place / "backups"), "--identity", key, "--replace")) == 0
    assert "Everybody signs in anew" in capsys.readouterr().out


def test_one_archive_needs_its_keys(place: Path, concern: Concern) -> None:
    result = made(place)
    words = ["restore", str(result.data), "--identity", str(place / "identity.txt"), "--drill"]
    with pytest.raises(Stopped, match="--keys FILE"):
        restore_command.run(asked(*words))
    assert restore_command.run(asked(*words, "--keys", str(result.keys))) == 0


def test_a_folder_and_an_identity_must_be_named(place: Path, settings: Settings) -> None:
    settings.POKPONG_BACKUP_DIR = ""
    with pytest.raises(Stopped, match="name a folder"):
        backup_command.run(asked("backup"))
    with pytest.raises(Stopped, match="--identity FILE"):
        backup_command.run(asked("backup", str(place), "--verify"))


def test_an_identity_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert backup_command.run(asked("backup", "--new-identity", str(tmp_path / "identity"))) == 0
    assert "POKPONG_BACKUP_RECIPIENT=age1" in capsys.readouterr().out
    assert "AGE-SECRET-KEY" not in capsys.readouterr().out


def test_a_data_base_that_is_behind_is_not_backed_up(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_command, "missing", lambda: ["people.0009"])
    with pytest.raises(Stopped, match="pokpong migrate"):
        backup_command.run(asked("backup", str(place / "backups")))


def test_nothing_is_restored_under_a_running_server(
    place: Path, concern: Concern, monkeypatch: pytest.MonkeyPatch
) -> None:
    def running(data: Path) -> None:
        raise launching.AlreadyRunning("a server runs already")

    made(place)
    monkeypatch.setattr(launching, "refuse_second", running)
    with pytest.raises(Stopped, match="runs already"):
        restore_command.run(
            asked("restore", str(place / "backups"), "--identity", str(place / "identity.txt"), "--replace")
        )
