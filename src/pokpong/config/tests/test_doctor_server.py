"""What the doctor says of the data base server, the hashes, the clock and the backups; each one well and unwell."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from argparse import Namespace
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from pytest_django import Settings

from pokpong.config.commands import doctor, doctor_server, doctor_words, serve
from pokpong.config.safekeeping import folders
from pokpong.config.safekeeping.manifest import KEYS
from pokpong.doors.office import backup_notes
from pokpong.doors.office.backup_notes import Note
from pokpong.foundation.access import row_security
from pokpong.foundation.audit import checkpoints
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id

ROWS = {
    "rolsuper": (False, False),
    "count": (0,),
    "SHOW log_statement": ("none",),
    "SHOW log_min_duration_statement": ("-1",),
    "SHOW log_min_duration_sample": ("-1",),
    "pg_stat_ssl": (True,),
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[object, ...]]:
    """A PostgreSQL server that answers so; a test changes an answer."""
    said: dict[str, tuple[object, ...]] = dict(ROWS)
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setattr(doctor_server, "row", lambda query: next(row for word, row in said.items() if word in query))
    return said


@pytest.fixture
def here(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.POKPONG_BACKUP_DIR = str(tmp_path / "backups")
    return tmp_path


# --- roles, logs, the way there ----------------------------------------------------------------------------------


def test_a_role_of_its_own(server: dict[str, tuple[object, ...]]) -> None:
    assert doctor_server.role() == ""


@pytest.mark.parametrize(
    ("word", "answer", "reason"),
    [("rolsuper", (True, False), "superuser"), ("rolsuper", (False, True), "row security"), ("count", (3,), "owns")],
)
def test_a_role_that_may_too_much(
    server: dict[str, tuple[object, ...]], word: str, answer: tuple[object, ...], reason: str
) -> None:
    server[word] = answer
    assert reason in doctor_server.role()
    assert "roles.sql" in doctor_server.role()


@pytest.mark.parametrize(
    ("name", "value"),
    [("log_statement", "all"), ("log_min_duration_statement", "250ms"), ("log_min_duration_sample", "0")],
)
def test_a_server_that_writes_statements_down(server: dict[str, tuple[object, ...]], name: str, value: str) -> None:
    assert doctor_server.statement_log() == ""
    server[f"SHOW {name}"] = (value,)
    assert name in doctor_server.statement_log()


def test_a_way_that_is_not_encrypted(server: dict[str, tuple[object, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    server["pg_stat_ssl"] = (False,)
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    assert doctor_server.way_to_data_base() == ""
    monkeypatch.setitem(connection.settings_dict, "HOST", "10.0.0.7")
    assert "not encrypted" in doctor_server.way_to_data_base()
    server["pg_stat_ssl"] = (True,)
    assert doctor_server.way_to_data_base() == ""


@pytest.mark.django_db
def test_the_queries_are_understood() -> None:
    """On SQLite there is nothing to ask; the tests' own PostgreSQL role is a superuser that owns everything."""
    if connection.vendor == "postgresql":
        assert "superuser" in doctor_server.role()
        assert "owns the tables" in doctor_server.role()
        assert doctor_server.statement_log() == ""
        assert doctor_server.rows_guarded() != ""
    else:
        looks = (doctor_server.role, doctor_server.statement_log, doctor_server.rows_guarded)
        assert [look() for look in looks] == ["", "", ""]
    assert doctor_server.way_to_data_base() == ""


# --- hashes and time ---------------------------------------------------------------------------------------------


def test_hashes_that_are_guessed_too_fast(settings: Settings) -> None:
    assert "guessed too fast" in doctor_server.password_hashes()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert doctor_server.password_hashes() == ""
    settings.PASSWORD_HASHERS = ["pokpong.config.tests.test_doctor_server.Weak"]
    assert "guessed too fast" in doctor_server.password_hashes()


class Weak:
    memory_cost, time_cost = 1024, 2


@pytest.mark.django_db
def test_a_clock_that_was_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_server, "synchronised", lambda: "yes")
    assert doctor_server.time_of_day() == ""
    with writing.opened("tests"):
        later = clock.now() + dt.timedelta(hours=3)
        Event(name="x", actor_kind="user", subject_kind="x", subject=new_id(), call="", at=later).save(
            force_insert=True
        )
    assert "it is behind" in doctor_server.time_of_day()


@pytest.mark.django_db
def test_a_clock_that_nobody_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_server, "synchronised", lambda: "no")
    assert "set-ntp" in doctor_server.time_of_day()


def test_a_system_that_does_not_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert doctor_server.synchronised() == ""


# --- backups and proof -------------------------------------------------------------------------------------------


def ago(**span: float) -> str:
    return (clock.now() - dt.timedelta(**span)).isoformat()


@pytest.mark.parametrize(
    ("made", "reason"),
    [("", "there was none yet"), (ago(days=3), "the last one is of"), (ago(hours=20), "")],
    ids=["none", "old", "fresh"],
)
def test_the_last_backup(here: Path, made: str, reason: str) -> None:
    backup_notes.write(Note(made=made))
    assert doctor_server.last_backup().startswith(reason)
    assert bool(doctor_server.last_backup()) == bool(reason)


def test_a_folder_for_backups(here: Path, settings: Settings) -> None:
    backup_notes.write(Note(made=ago(hours=1)))
    settings.POKPONG_BACKUP_DIR = str(here / "data" / "backups")
    assert "inside the data" in doctor_server.last_backup()
    settings.POKPONG_BACKUP_DIR = ""
    assert "POKPONG_BACKUP_DIR" in doctor_server.last_backup()


@pytest.mark.parametrize(
    ("verified", "reason"),
    [("", "there was none yet"), (ago(days=40), "none has passed since"), (ago(days=9), "")],
    ids=["none", "old", "fresh"],
)
def test_the_restore_drill(here: Path, verified: str, reason: str) -> None:
    backup_notes.write(Note(verified=verified))
    assert doctor_server.restore_drill().startswith(reason)
    assert bool(doctor_server.restore_drill()) == bool(reason)


def test_a_drill_that_failed_counts_until_one_passes(here: Path) -> None:
    backup_notes.write(Note(verified=ago(days=9), failed=ago(days=1)))
    assert "did not pass" in doctor_server.restore_drill()
    backup_notes.write(Note(verified=ago(hours=1), failed=ago(days=1)))
    assert doctor_server.restore_drill() == ""


def test_a_note_that_cannot_be_read_is_none(here: Path) -> None:
    backup_notes.path().parent.mkdir()
    backup_notes.path().write_text('{"made": 1, "unknown": 2}')
    assert backup_notes.read() == Note()


def test_keys_from_before_the_last_turn(here: Path, settings: Settings) -> None:
    settings.POKPONG_EPOCHS_FILE = str(here / "epochs")
    assert doctor_server.keys_of_epoch() == ""
    (here / "epochs").write_text("keys\n")
    assert "--keys-only" in doctor_server.keys_of_epoch()
    archive = folders.path_for(here / "backups", KEYS, folders.new_name(clock.now(), "abcdef"))
    archive.parent.mkdir(parents=True)
    archive.touch()
    assert doctor_server.keys_of_epoch() == ""
    later = clock.now().timestamp() + 3600
    os.utime(here / "epochs", (later, later))
    assert "--keys-only" in doctor_server.keys_of_epoch()


def test_the_first_turn_comes_before_the_master_key_is_copied(here: Path, settings: Settings) -> None:
    settings.POKPONG_EPOCHS_FILE = str(here / "epochs")
    assert "keys turn-epoch" in doctor_server.first_turn()
    (here / "epochs").write_text("keys\n")
    assert doctor_server.first_turn() == ""
    settings.POKPONG_EPOCHS_FILE = settings.POKPONG_KEY_FILE = ""
    assert "changes the master key" in doctor_server.first_turn()


def test_a_second_place_for_the_epoch_keys(here: Path, settings: Settings) -> None:
    settings.POKPONG_EPOCHS_FILE = str(here / "epochs")
    settings.POKPONG_EPOCHS_COPY = ""
    assert doctor_server.second_place() == ""
    (here / "epochs").write_text("keys\n")
    assert "POKPONG_EPOCHS_COPY" in doctor_server.second_place()


def test_a_checkpoint_in_one_place_only(here: Path, settings: Settings) -> None:
    settings.POKPONG_CHECKPOINT_FILE = str(here / "checkpoint")
    settings.POKPONG_CHECKPOINT_SECOND = ""
    assert "POKPONG_CHECKPOINT_SECOND" in doctor_server.checkpoint()
    settings.POKPONG_CHECKPOINT_SECOND = str(here / "second")
    assert doctor_server.checkpoint() == ""
    (here / "second").write_text("no checkpoint")
    assert "cannot be read" in doctor_server.checkpoint()
    assert [path.name for path in checkpoints.places()] == ["checkpoint", "second"]


# --- the whole -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_doctor_says_what_is_unsafe(here: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.POKPONG_DEMO = False
    assert doctor.run(Namespace()) == 1
    said = capsys.readouterr().out
    assert "UNSAFE  settings" in said
    assert "UNSAFE  hashes of passwords" in said
    assert " LOOK   last backup" in said


@pytest.mark.django_db
def test_production_serves_nothing_while_something_is_unsafe(settings: Settings) -> None:
    settings.POKPONG_PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match="hashes of passwords"):
        serve.make_ready()


PLANTED: list[tuple[str, str, tuple[object, ...]]] = [
    ("role at the data base", "rolsuper", (True, False)),
    ("role at the data base", "rolsuper", (False, True)),
    ("role at the data base", "count", (1,)),
    ("log of the data base", "SHOW log_statement", ("all",)),
    ("log of the data base", "SHOW log_min_duration_statement", ("0",)),
    ("log of the data base", "SHOW log_min_duration_sample", ("0",)),
    ("way to the data base", "pg_stat_ssl", (False,)),
]


@pytest.fixture
def sound(
    server: dict[str, tuple[object, ...]], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> dict[str, tuple[object, ...]]:
    """A server with nothing unsafe around its data base."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    monkeypatch.setitem(connection.settings_dict, "HOST", "10.0.0.7")
    monkeypatch.setattr(row_security, "gaps", list)
    doctor.refuse_unsafe()
    return server


@pytest.mark.parametrize(("what", "word", "answer"), PLANTED)
def test_what_is_unsafe_around_the_data_base_is_named_and_refused(
    sound: dict[str, tuple[object, ...]], what: str, word: str, answer: tuple[object, ...]
) -> None:
    sound[word] = answer
    with pytest.raises(ImproperlyConfigured) as refused:
        doctor.refuse_unsafe()
    assert f"- {what}: " in str(refused.value)
    assert doctor_words.in_lao(what) in str(refused.value)


def test_rows_that_nobody_guards_are_named_and_refused(
    sound: dict[str, tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_security, "gaps", lambda: ["people_person has no policy"])
    with pytest.raises(ImproperlyConfigured, match="rows of the data base: people_person has no policy"):
        doctor.refuse_unsafe()


def test_every_look_around_the_data_base_was_planted() -> None:
    planted = {what for what, _word, _answer in PLANTED} | {"rows of the data base", "hashes of passwords"}
    assert planted == {what for what, _look in doctor.AROUND_DATA_BASE}


@pytest.mark.django_db
def test_every_look_says_in_lao_what_to_do(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doctor.run(Namespace())
    looks = [finding.what for finding in doctor.examine()]
    assert {what for what in looks if not doctor_words.in_lao(what)} == {"settings"}
    said = capsys.readouterr().out
    assert doctor_words.in_lao("last backup") in said
    assert doctor_words.in_lao("master key") not in said
