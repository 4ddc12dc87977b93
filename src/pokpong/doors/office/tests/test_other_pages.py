"""Help, the record of the day in Champasak, status, and health."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from pokpong.doors.office import about, backup_notes, health, running, status
from pokpong.doors.office.backup_notes import Note
from pokpong.doors.office.doings import DIRECTORY
from pokpong.doors.office.help_topics import TOPICS, topics_for
from pokpong.doors.office.models import Installation
from pokpong.doors.office.tests.pages import DISTRICT, VILLAGE, browse_as, browser_of, said
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.parts import StatusWord, SummaryRow
from pokpong.foundation.vault import master

pytestmark = pytest.mark.django_db

# --- help --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_finds_help_for_what_it_does(role: str) -> None:
    page = unescape(said(browse_as(role, VILLAGE if role == "village_member" else "").get("/help/")))
    shown = {str(topic.title) for topic in TOPICS if f"{topic.title}</" in page or str(topic.title) in page}
    assert {str(topic.title) for topic in topics_for(ROLES[role].permissions)} <= shown


def test_help_leaves_out_what_a_role_does_not_do() -> None:
    page = said(browse_as("donor").get("/help/"))
    assert "Print a sign-in slip" not in page
    assert "Sign-in, language, password" in page


def test_help_for_another_role() -> None:
    browser = browse_as("donor")
    page = said(browser.get(reverse("office:help_role", args=["case_supervisor"])))
    assert "Print a sign-in slip" in page
    assert "Go there" not in page, "the reader is sent to pages that are closed to them"
    assert browser.get(reverse("office:help_role", args=["nobody"])).status_code == 404


def test_who_holds_no_role_still_finds_help() -> None:
    page = said(browser_of(make_user("waiting")).get("/help/"))
    assert "You hold no role yet" in page


# --- the directory -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_directory_leads_to_what_a_role_may_read(role: str) -> None:
    browser = browse_as(role, VILLAGE if role == "village_member" else "")
    page = said(browser.get("/directory/"))
    for doing in DIRECTORY:
        assert (f'href="{doing.url}"' in page) == (doing.permission in ROLES[role].permissions)
        if doing.permission in ROLES[role].permissions:
            assert browser.get(doing.url).status_code == 200


# --- the day in Champasak ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_record_quotes_briefly_and_names_its_source(language: str) -> None:
    page = said(browse_as("donor", language=language).get("/about/"))
    assert about.QUOTE in page
    assert len(about.QUOTE) < 300
    assert "2021" in page
    for attended in about.ATTENDED:
        assert attended in page


def test_the_record_is_read_only() -> None:
    assert browse_as("administrator").post("/about/").status_code == 405


def test_its_people_are_nowhere_else() -> None:
    package = Path(about.__file__).parents[2]
    for name in ("ບຸດຕະກຸນ", "ຣອນນິ່ງ"):
        sources = [path for path in package.rglob("*.py") if "tests" not in path.parts]
        assert {path.name for path in sources if name in path.read_text("utf-8")} == {"about.py"}


# --- status ------------------------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_the_status_page_is_for_who_keeps_the_program(data: Path) -> None:
    assert browse_as("caseworker", DISTRICT).get("/status/").status_code == 403
    page = said(browse_as("administrator").get("/status/"))
    assert page.count("Does not run") == 3
    assert "not started with “serve”" in page


def shown_backups(data: Path, **note: str) -> str:
    backup_notes.write(Note(**note))
    return said(browse_as("administrator").get("/status/"))


def ago(**span: float) -> str:
    return (clock.now() - dt.timedelta(**span)).isoformat()


def test_before_the_first_backup_the_status_page_says_what_to_do(data: Path) -> None:
    page = said(browse_as("administrator").get("/status/"))
    assert page.count("There was none yet") == 2
    assert "Whoever keeps the server runs “pokpong backup”." in page
    assert "Restored from a backup" not in page


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ({"made": ago(hours=3)}, ["Made", "There was none yet"]),
        ({"made": ago(days=3)}, ["Too old", "It should be made every night"]),
        ({"verified": ago(days=3)}, ["Passed"]),
        ({"verified": ago(days=40)}, ["Too long ago", "--drill"]),
        ({"verified": ago(days=3), "failed": ago(days=1)}, ["Did not pass", "--drill"]),
        ({"verified": ago(days=1), "failed": ago(days=3)}, ["Passed"]),
    ],
)
def test_the_status_page_says_how_backups_stand(data: Path, note: dict[str, str], words: list[str]) -> None:
    page = shown_backups(data, name="pokpong-secret-name", folder="/srv/somewhere", **note)
    for expected in words:
        assert expected in page
    assert "pokpong-secret-name" not in page
    assert "/srv/somewhere" not in page


def test_the_status_page_says_that_the_data_were_restored(data: Path, settings: Settings) -> None:
    settings.POKPONG_EPOCH_FILE = data / "epoch.json"
    (data / "epoch.json").write_text(json.dumps({"restored": "2026-03-05T02:00:00+00:00", "mark": "", "lost": 4}))
    page = said(browse_as("administrator").get("/status/"))
    assert "Restored from a backup" in page
    assert "2026" in page


def test_running_and_silent_parts(data: Path) -> None:
    old = running.present() - running.SILENT_AFTER - 60
    mine = {"pid": os.getpid(), "since": old, "restarts": 2}
    running.write_status(data, {"version": "9.8.7", "parts": {"web": mine, "worker": mine}})
    running.beat(data, "web")
    page = said(browse_as("administrator").get("/status/"))
    assert page.count("Running") == 1
    assert page.count("No sign of life") == 1
    assert page.count("Does not run") == 1
    assert "9.8.7" in page
    assert "2 times" in page


def test_it_tells_no_path_and_no_secret(data: Path, settings: Settings) -> None:
    settings.POKPONG_KEY_FILE = str(data / "secret-place" / "master.key")
    page = said(browse_as("administrator").get("/status/"))
    assert "secret-place" not in page
    assert str(data) not in page
    assert settings.POKPONG_MASTER_KEY not in page


def tone(row: SummaryRow) -> str:
    assert isinstance(row.value, StatusWord)
    return row.value.tone


def test_a_full_disk_and_a_missing_key_stand_out(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 10 * 1024**2

    def refuse(purpose: str) -> bytes:
        raise ImproperlyConfigured(purpose)

    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage)
    assert tone(status.disk_row(data)) == "danger"
    monkeypatch.setattr(master, "purpose_key", refuse)
    assert tone(status.key_row()) == "danger"


# --- health ------------------------------------------------------------------------------------------------


class Silent:
    """Rows of a data base that does not answer."""

    def exists(self) -> bool:
        raise OperationalError("gone")


def test_health_is_told_to_everybody_and_says_nothing_else(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = Client()
    client.get("/healthz")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.post("/healthz").status_code == 405


def test_a_data_base_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, rf: Any) -> None:
    monkeypatch.setattr(Installation, "objects", Silent())
    assert health.healthz(rf.get("/healthz")).status_code == 503
    assert tone(status.data_base_row()) == "danger"
