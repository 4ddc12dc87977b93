"""A restore says so in the history that it restores; a drill looks at every value and changes nothing but its note."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.tests import factories
from pokpong.config.commands import backup as backup_command
from pokpong.config.commands import parsing, proving
from pokpong.config.commands import restore as restore_command
from pokpong.config.commands.environment import Stopped
from pokpong.config.safekeeping import backup, engines, epoch, restore, sealing
from pokpong.config.safekeeping.refusing import BackupRefused
from pokpong.doors.office import backup_notes
from pokpong.foundation.access.models import User
from pokpong.foundation.audit import chain, checkpoints
from pokpong.foundation.audit.closing import close_waiting
from pokpong.foundation.audit.models import Event, Verification
from pokpong.foundation.audit.tests.tampering import execute, raw, undone
from pokpong.foundation.audit.verifying import verify
from pokpong.foundation.vault import keyring

PLANTED = "planted damage"


@pytest.fixture
def place(own_database: str, tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """An installation with checkpoint files in two places, where one concern was raised; backups go below it."""
    settings.DATA_DIR = tmp_path / "data"
    settings.POKPONG_FILES_DIR = tmp_path / "data" / "files"
    settings.POKPONG_EPOCH_FILE = tmp_path / "data" / "epoch.json"
    settings.POKPONG_ERASURE_LEDGER = str(tmp_path / "keys" / "erased")
    settings.POKPONG_CHECKPOINT_FILE = str(tmp_path / "data" / "checkpoint")
    settings.POKPONG_CHECKPOINT_SECOND = str(tmp_path / "second" / "checkpoint")
    settings.POKPONG_BACKUP_RECIPIENT = sealing.new_identity(tmp_path / "identity.txt")
    factories.a_concern(factories.member())
    close_waiting(everything=True)
    yield tmp_path
    keyring.forget()


def wanted(place: Path) -> restore.Wanted:
    data, keys = restore.archives_in(place / "backups", "", None)
    return restore_command.wanted(data, keys, place / "identity.txt")


def restored(place: Path) -> restore.Restored:
    done = restore.restore(wanted(place), replacing=True)
    if done.aside and connection.vendor == "postgresql":
        backup.engine().drop(done.aside)
    return done


def drill(place: Path) -> restore.Restored:
    return restore.verify(wanted(place))


def alter_a_closed_line() -> None:
    """Past the trigger, which is there again afterwards."""
    change = ("UPDATE audit_event SET name = 'x' WHERE id = %s", raw(Event.objects.order_by("-at")[0].pk))
    if connection.vendor == "postgresql":
        execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        execute(*change)
        execute("ALTER TABLE audit_event ENABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'audit_event_no_update'")
        (trigger,) = cursor.fetchone()
    execute("DROP TRIGGER audit_event_no_update")
    execute(*change)
    execute(trigger)


def write_on() -> None:
    factories.a_concern(User.objects.get(username="member"))
    close_waiting(everything=True)


# --- what a restore says of itself -------------------------------------------------------------------------------


def test_the_history_says_that_it_was_restored(place: Path) -> None:
    made = backup.make(place / "backups")
    before = chain.head().number
    write_on()
    lost = chain.head().number - before
    done = restored(place)
    assert done.lost == lost > 0
    event = Event.objects.get(name="audit.note_restore")
    row = Verification.objects.get(pk=event.subject)
    assert (row.state, event.actor_kind) == ("well", "program")
    life = backup_notes.life()
    assert (life.backup, life.mark, life.lost) == (made.name, made.mark, lost)
    assert backup_notes.moment(life.restored)


def test_after_a_restore_the_proof_holds_and_later_tampering_is_found(place: Path) -> None:
    backup.make(place / "backups")
    write_on()
    restored(place)
    kept = [checkpoints.read(path) for path in checkpoints.places()]
    assert [one.number for one in kept if one is not None] == [chain.head().number] * 2
    assert verify().is_well
    write_on()
    assert verify().is_well
    with undone():
        execute("UPDATE audit_event SET name = 'x' WHERE name = %s", "audit.note_restore")
        assert [finding.kind for finding in verify().findings] == ["altered"]


def test_a_first_restore_on_a_new_machine_loses_nothing_known(place: Path) -> None:
    backup.make(place / "backups")
    for path in checkpoints.places():
        path.unlink()
    assert restored(place).lost == 0
    assert verify().is_well


def test_a_checkpoint_that_cannot_be_written_is_said_and_the_data_stand(place: Path, settings: Settings) -> None:
    backup.make(place / "backups")
    write_on()
    (place / "no folder").touch()
    settings.POKPONG_CHECKPOINT_SECOND = str(place / "no folder" / "checkpoint")
    done = restored(place)
    assert any("pokpong audit accept" in remark for remark in done.remarks)
    assert done.lost > 0
    assert Concern.objects.count() == 1
    assert epoch.current() == done.epoch


def test_a_history_that_was_broken_before_the_backup_is_said_and_restored_all_the_same(place: Path) -> None:
    alter_a_closed_line()
    backup.make(place / "backups")
    done = restored(place)
    assert any(remark.startswith("history: event") and "was altered" in remark for remark in done.remarks)
    assert Verification.objects.get().state == "broken"
    assert Concern.objects.count() == 1


# --- drills ------------------------------------------------------------------------------------------------------


def test_a_drill_leaves_everything_as_it_is_but_the_note(place: Path) -> None:
    backup.make(place / "backups")
    write_on()
    before = (engines.present(), chain.head(), epoch.current(), Event.objects.count())
    assert drill(place).keys > 0
    assert (engines.present(), chain.head(), epoch.current(), Event.objects.count()) == before
    assert not Event.objects.filter(name="audit.note_restore").exists()
    note = backup_notes.read()
    assert backup_notes.moment(note.verified)
    assert not backup_notes.drill_failed(note)


def test_a_drill_finds_a_sealed_value_that_does_not_open_and_notes_it(place: Path) -> None:
    concern = Concern.objects.get()
    execute("UPDATE protection_concern SET story = %s WHERE id = %s", b"\x01" * 64, raw(concern.pk))
    backup.make(place / "backups")
    with pytest.raises(BackupRefused, match=f"something is wrong with it:\n- broken: concern {concern.pk} story"):
        drill(place)
    assert backup_notes.drill_failed(backup_notes.read())
    assert backup_notes.read().verified == ""


def test_a_drill_finds_a_history_that_was_altered(place: Path) -> None:
    alter_a_closed_line()
    backup.make(place / "backups")
    with pytest.raises(BackupRefused, match=r"history: event .* was altered"):
        drill(place)


def test_a_drill_that_passes_ends_the_failure(place: Path) -> None:
    backup.make(place / "backups")
    backup_notes.write(replace(backup_notes.read(), failed="2020-01-01T00:00:00+00:00"))
    assert backup_notes.drill_failed(backup_notes.read())
    drill(place)
    assert not backup_notes.drill_failed(backup_notes.read())


@pytest.mark.parametrize("broken", ["cut", "identity"])
def test_a_drill_of_what_cannot_be_opened_is_noted_as_failed(place: Path, broken: str) -> None:
    made = backup.make(place / "backups")
    if broken == "cut":
        made.keys.write_bytes(made.keys.read_bytes()[:-50])
    else:
        (place / "identity.txt").unlink()
        sealing.new_identity(place / "identity.txt")
    with pytest.raises(BackupRefused):
        drill(place)
    assert backup_notes.drill_failed(backup_notes.read())


def test_many_faults_are_counted_and_not_all_spelled_out() -> None:
    found = proving.first_of([f"{PLANTED} {number}" for number in range(proving.SAID + 3)])
    assert found[-1] == "and 3 more"
    assert len(found) == proving.SAID + 1


def test_both_commands_say_how_it_went(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key, folder = str(place / "identity.txt"), str(place / "backups")
    backup_command.run(parsing.parser().parse_args(["backup", folder, "--verify", "--identity", key]))
    restore_command.run(parsing.parser().parse_args(["restore", folder, "--identity", key, "--drill"]))
    said = capsys.readouterr().out
    assert said.count("Drill passed: pokpong-") == 2
    restore_command.run(parsing.parser().parse_args(["restore", folder, "--identity", key, "--replace"]))
    assert "the history says that it was restored" in capsys.readouterr().out
    (place / "backups" / "data").rename(place / "elsewhere")
    with pytest.raises(Stopped, match="there is no backup"):
        restore_command.run(parsing.parser().parse_args(["restore", folder, "--identity", key, "--drill"]))


@pytest.mark.parametrize("content", ["", "[]", "{", json.dumps({"restored": 5, "lost": "x"})])
def test_a_file_of_the_epoch_that_says_nothing_counts_as_never_restored(place: Path, content: str) -> None:
    epoch.path().parent.mkdir(parents=True, exist_ok=True)
    epoch.path().write_text(content)
    assert backup_notes.life() == backup_notes.Life()
