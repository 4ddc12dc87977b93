"""The command line: what is understood, what is prepared before Django starts, and what each command refuses."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import webbrowser
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from pokpong.config import catalogues, commands
from pokpong.config.commands import demo, doctor, environment, first_users, migrate, parsing, places, serve
from pokpong.config.commands.environment import Stopped
from pokpong.config.safekeeping import versions
from pokpong.config.serving import launching, ports
from pokpong.config.serving.web import Web
from pokpong.doors.office import running
from pokpong.doors.office.set_up import code
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault import aes, keyring, master
from pokpong.foundation.vault.models import DataKey


@pytest.fixture
def unchanged_environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def asked(*words: str) -> Namespace:
    return parsing.parser().parse_args(words)


# --- what is understood ------------------------------------------------------------------------------------


def test_every_command_has_its_module() -> None:
    for words in (["demo"], ["serve"], ["migrate"], ["import-places"], ["create-first-users"], ["doctor"], ["states"]):
        module = asked(*words).module
        assert (Path(commands.__file__).parent / f"{module}.py").is_file()


@pytest.mark.parametrize(
    "words",
    [[], ["shell"], ["dbshell"], ["demo", "--port", "0"], ["serve", "--port", "x"], ["serve", "--workers", "0"]],
)
def test_what_is_not_understood_is_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parsing.parser().parse_args(words)
    assert end.value.code == 2
    assert "usage: pokpong" in capsys.readouterr().err


def test_the_command_line_runs_from_a_shell() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "pokpong.config.commands", "--help"], capture_output=True, text=True, check=True
    )
    assert "import-places" in found.stdout


# --- before Django starts ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("unchanged_environment")
def test_a_demo_keeps_its_keys_beside_its_data(tmp_path: Path) -> None:
    arguments = asked("demo", "--data", str(tmp_path / "here"))
    environment.prepare(arguments)
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "pokpong.config.settings.demo"
    assert os.environ["POKPONG_DATA"] == str(tmp_path / "here")
    assert os.environ["POKPONG_KEY_FILE"] == str(tmp_path / "here.keys" / "master.key")
    first = os.environ["POKPONG_SECRET_KEY"]
    assert len(first) >= 50
    environment.prepare(arguments)
    assert os.environ["POKPONG_SECRET_KEY"] == first
    assert stat.S_IMODE((tmp_path / "here.keys" / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "here").stat().st_mode) == 0o700


@pytest.mark.usefixtures("unchanged_environment")
def test_a_demo_never_touches_another_data_base(tmp_path: Path) -> None:
    os.environ["POKPONG_DATABASE"] = "postgresql://somebody@real/data"
    environment.prepare(asked("demo", "--data", str(tmp_path / "here")))
    assert "POKPONG_DATABASE" not in os.environ


@pytest.mark.usefixtures("unchanged_environment")
def test_data_whose_key_is_gone_are_not_opened_with_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "pokpong.sqlite3").touch()
    with pytest.raises(Stopped, match=r"master\.key"):
        environment.prepare(asked("demo", "--data", str(tmp_path / "here")))


@pytest.mark.usefixtures("unchanged_environment")
def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Stopped, match="cannot be made"):
        environment.prepare(asked("demo", "--data", str(tmp_path / "file" / "here")))


@pytest.mark.usefixtures("unchanged_environment")
def test_other_commands_take_production_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted, expected in (("", "pokpong.config.settings.production"), ("other.settings", "other.settings")):
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
        monkeypatch.setenv("POKPONG_SETTINGS", wanted) if wanted else monkeypatch.delenv("POKPONG_SETTINGS", False)
        environment.prepare(asked("doctor"))
        assert os.environ["DJANGO_SETTINGS_MODULE"] == expected


def test_unsafe_settings_are_refused_with_every_reason(tmp_path: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), "POKPONG_DATA": str(tmp_path)}
    found = subprocess.run(
        [sys.executable, "-m", "pokpong.config.commands", "serve"],
        capture_output=True,
        text=True,
        env=bare,
        check=False,
    )
    assert found.returncode == 1
    for reason in ("POKPONG_SECRET_KEY", "POKPONG_HOSTS", "POKPONG_DATABASE", "POKPONG_KEY_FILE"):
        assert reason in found.stderr
    assert "Traceback" not in found.stderr


def test_a_server_for_the_network_answers_to_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "own_addresses", lambda: ["192.0.2.7"])
    assert environment.hosts_of("0.0.0.0") == ["localhost", "127.0.0.1", "192.0.2.7"]
    assert environment.hosts_of("127.0.0.1") == ["localhost", "127.0.0.1"]


# --- demo --------------------------------------------------------------------------------------------------


def test_the_table_of_sign_ins() -> None:
    lines = demo.table([("ນາງ ທົດລອງ", "caseworker", "secret"), ("ທ້າວ ທົດລອງ", "admin", "longer-secret")]).splitlines()
    assert len(lines) == 3
    assert lines[1].split() == ["caseworker", "secret", "ນາງ", "ທົດລອງ"]
    assert lines[1].index("secret") == lines[2].index("longer-secret")


@pytest.mark.django_db
def test_a_demo_without_people_prints_the_set_up_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.DATA_DIR = tmp_path
    demo.announce(Web("127.0.0.1", 8400), ["localhost", "127.0.0.1", "192.0.2.7"], tmp_path)
    said = capsys.readouterr().out
    assert "http://localhost:8400/" in said
    assert "http://192.0.2.7:8400/" in said
    assert code.current(tmp_path) in said


@pytest.mark.django_db
def test_a_demo_is_told_once(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.POKPONG_KEY_FILE = str(tmp_path / "keys" / "master.key")
    settings.POKPONG_DEMO_STORY = "pokpong.demo.story.tell"
    told: list[str] = []

    def story() -> None:
        make_user("somebody", "caseworker", "LA16/")
        told.append("told")

    monkeypatch.setattr(demo, "import_string", lambda name: story)
    demo.make(empty=True)
    assert not told
    demo.make(empty=False)
    demo.make(empty=False)
    assert told == ["told"]
    assert (tmp_path / "keys" / "master.key").is_file()


@pytest.mark.django_db
def test_a_story_that_breaks_off_leaves_nothing(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.POKPONG_KEY_FILE = str(tmp_path / "master.key")
    settings.POKPONG_DEMO_STORY = "pokpong.demo.story.tell"

    def story() -> None:
        make_user("somebody", "caseworker", "LA16/")
        raise RuntimeError("broken off")

    monkeypatch.setattr(demo, "import_string", lambda name: story)
    with pytest.raises(RuntimeError):
        demo.make(empty=False)
    assert not User.objects.exists()


# --- the other commands ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_migrate_says_when_nothing_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert migrate.missing() == []
    assert migrate.run(Namespace()) == 0
    assert "current already" in capsys.readouterr().out


@pytest.mark.django_db
def test_places_can_be_imported_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert places.run(Namespace()) == 0
    assert "Everything was there already" in capsys.readouterr().out


def test_a_data_base_that_is_behind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (places, first_users):
        monkeypatch.setattr(f"{module.__name__}.missing", lambda: ["people.0007"], raising=False)
    monkeypatch.setattr(migrate, "missing", lambda: ["people.0007"])
    for command in (places, first_users):
        with pytest.raises(Stopped, match="pokpong migrate"):
            command.run(Namespace(administrator="", supervisor=""))
    with pytest.raises(Stopped, match="1 steps behind"):
        serve.make_ready()


@pytest.mark.django_db
def test_data_of_a_newer_program_are_not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    known = versions.known()
    monkeypatch.setattr(versions, "known", lambda: known - {"people.0001_initial"})
    with pytest.raises(Stopped, match="newer Pokpong"):
        serve.make_ready()


def test_serving_without_the_master_key_is_refused(settings: Settings) -> None:
    settings.POKPONG_MASTER_KEY = ""
    settings.POKPONG_KEY_FILE = ""
    with pytest.raises(Stopped, match="master key"):
        serve.make_ready()


def test_the_web_server_answers_to_the_first_host_named(settings: Settings, tmp_path: Path) -> None:
    settings.ALLOWED_HOSTS = ["*", ".pokpong.example", "other.example"]
    web = serve.web_of(asked("serve", "--port", "8001", "--workers", "3"), tmp_path)
    assert (web.name, web.port, web.workers, web.certificate) == ("pokpong.example", 8001, 3, None)
    assert serve.web_of(asked("serve", "--https"), tmp_path).certificate is not None


ANSWERS = [
    "ນາງ ທົດລອງ ສົມມຸດ",
    "mekong-river-long-42",
    "mekong-river-long-42",
    "ທ້າວ ທົດລອງ ສົມມຸດ",
    "plain-of-jars-and-43",
    "plain-of-jars-and-43",
]


def typing(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> None:
    waiting = iter(answers)
    monkeypatch.setattr("builtins.input", lambda prompt: next(waiting))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)


@pytest.fixture
def two_names(tmp_path: Path, settings: Settings) -> Namespace:
    settings.DATA_DIR = tmp_path
    return Namespace(administrator="First.Admin", supervisor="first.boss")


@pytest.mark.django_db
def test_the_first_two_users(monkeypatch: pytest.MonkeyPatch, two_names: Namespace, tmp_path: Path) -> None:
    code.current(tmp_path)
    typing(monkeypatch, list(ANSWERS))
    assert first_users.run(two_names) == 0
    held = {(User.objects.get(pk=grant.user).username, grant.role) for grant in Grant.objects.filter(state="active")}
    assert held == {("first.admin", "administrator"), ("first.boss", "case_supervisor")}
    assert User.objects.get(username="first.admin").check_password("mekong-river-long-42")
    assert not (running.folder(tmp_path) / "set-up-code.json").exists()
    with pytest.raises(Stopped, match="somebody works here already"):
        first_users.run(two_names)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "typed", "reason"),
    [(2, "something-else-42", "differ"), (1, "short", "(?i)short")],
)
def test_a_password_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, two_names: Namespace, place: int, typed: str, reason: str
) -> None:
    answers = list(ANSWERS)
    answers[place] = typed
    if place == 1:
        answers[2] = typed
    typing(monkeypatch, answers)
    with pytest.raises(Stopped, match=reason):
        first_users.run(two_names)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_one_person_cannot_be_both(monkeypatch: pytest.MonkeyPatch, two_names: Namespace) -> None:
    two_names.supervisor = "first.admin"
    typing(monkeypatch, list(ANSWERS))
    with pytest.raises(Stopped):
        first_users.run(two_names)
    assert not User.objects.exists()


# --- doctor ------------------------------------------------------------------------------------------------


@pytest.fixture
def patient(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything well but for the parts, which do not run."""
    settings.DATA_DIR = tmp_path
    settings.POKPONG_DEMO = True
    monkeypatch.setattr(catalogues, "is_stale", lambda source: False)
    return tmp_path


def advice(what: str) -> str:
    return next(finding.advice for finding in doctor.examine() if finding.what == what)


@pytest.mark.django_db
def test_a_healthy_installation(patient: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_user("somebody", "administrator")
    mine = {"pid": os.getpid(), "since": running.present(), "restarts": 0}
    running.write_status(patient, {"parts": dict.fromkeys(running.PARTS, mine)})
    assert doctor.run(Namespace()) == 0
    assert "LOOK" not in capsys.readouterr().out


@pytest.mark.django_db
def test_an_installation_without_people_or_parts(patient: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.run(Namespace()) == 1
    said = capsys.readouterr().out
    assert "create-first-users" in said
    assert "pokpong serve" in said


@pytest.mark.django_db
def test_a_missing_master_key(patient: Path, settings: Settings) -> None:
    settings.POKPONG_MASTER_KEY = ""
    settings.POKPONG_KEY_FILE = str(patient / "nowhere")
    assert "cannot be read" in advice("master key")


@pytest.mark.django_db
def test_the_key_of_another_data_base(patient: Path) -> None:
    with writing.opened("tests"):
        keyring.new_data_key()
        assert doctor.key_fits() == ""
        foreign = new_id()
        DataKey.objects.create(id=foreign, wrapped=aes.seal(aes.new_key(), aes.new_key(), foreign.bytes))
    assert "belongs to another data base" in doctor.key_fits()


@pytest.mark.django_db
def test_a_table_that_lost_its_lock(patient: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.append_only() == ""
    there = doctor.triggers() - {"audit_event_no_update"}
    monkeypatch.setattr(doctor, "triggers", lambda: there)
    assert "audit_event" in doctor.append_only()


@pytest.mark.django_db
def test_a_command_that_cannot_be_run(patient: Path, settings: Settings) -> None:
    settings.POKPONG_NOTIFY_COMMAND = "/nowhere/send --now"
    assert "/nowhere/send" in advice("command of the daily summary")


@pytest.mark.django_db
def test_a_full_disk(patient: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Namespace(free=5 * 1024**2))
    assert "only 5 MB" in advice("free disk space")


@pytest.mark.django_db
def test_unsafe_settings_are_named(patient: Path, settings: Settings) -> None:
    settings.POKPONG_DEMO = False
    settings.SECRET_KEY = "short"
    assert any("POKPONG_SECRET_KEY" in words for words in doctor.safety())


def test_a_refused_command_prints_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(arguments: Namespace) -> None:
        raise ImproperlyConfigured("no key")

    monkeypatch.setattr(environment, "prepare", refuse)
    assert commands.main(["doctor"]) == 1
    assert capsys.readouterr().err == "pokpong doctor: no key\n"


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    master.write_key_file(tmp_path / "master.key")
    with pytest.raises(FileExistsError):
        master.write_key_file(tmp_path / "master.key")


def test_a_browser_that_cannot_be_opened(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(url: str) -> bool:
        raise webbrowser.Error("none")

    monkeypatch.setattr(webbrowser, "open", refuse)
    launching.open_browser("http://localhost:8400/")
    assert "http://localhost:8400/" in capsys.readouterr().out
