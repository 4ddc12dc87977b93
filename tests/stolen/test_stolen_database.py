"""A thief has every file of both engines, and no key: no name, number, home or story, and no way to a village.

The same search over a copy with sealing off finds every one of them: what is not found above is really not there.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import psycopg
import pytest
from django.conf import settings

from pokpong.demo import secrets as demo
from pokpong.demo.people import EVERYBODY, PASSWORD, VILLAGE
from pokpong.demo.registers import OFFICIALS, ORGANISATIONS
from pokpong.foundation.vault import master
from tests.engines.databases import engine_name
from tests.engines.installation import Installation, an_installation
from tests.engines.postgresql import OWNER, throw_away_server
from tests.stolen import deeds
from tests.stolen.key_paths import TRANSACTION, breaches
from tests.stolen.loot import database_of, leaks, loot
from tests.stolen.scanner import Secrets
from tests.stolen.visitor import Visitor

pytestmark = pytest.mark.every_engine

TOLD = Secrets(
    names=(*demo.names(), *deeds.SECRETS.names),
    phones=(*demo.phones(), *deeds.SECRETS.phones),
    homes=(*demo.homes(), *deeds.SECRETS.homes),
    stories=(*demo.stories(), *deeds.SECRETS.stories),
    in_clear=(
        *(user.display_name for user in EVERYBODY),
        *(official.name for official in OFFICIALS),
        *(name for organisation in ORGANISATIONS for name in (organisation.lo, organisation.en)),
    ),
)
VISITORS = ("village", "caseworker", "supervisor", "auditor", "admin")
# Even a server that writes down every change it is sent, and every statement that fails.
TALKATIVE = ("log_statement = 'mod'", "log_min_messages = 'warning'")
SECONDS_TO_START = 30
SEARCHES = ("/search/", "/people/search/")
PLANTED = """
from urllib.parse import quote
from uuid import UUID
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock, writing
with writing.opened("tests"):
    Task(kind="plant", subject_kind="person", subject=UUID("{person}"), permission="task.read",
         place_path="{village}", due=clock.now()).save(force_insert=True)
"""


@pytest.fixture
def nobody_else_writes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """On PostgreSQL a server of the test's own: all data bases of one server share its write-ahead log."""
    with contextlib.ExitStack() as stack:
        if engine_name() == "postgresql":
            address = stack.enter_context(throw_away_server())
            with connected(address) as server:
                for setting in TALKATIVE:
                    server.execute(f"ALTER ROLE {OWNER} SET {setting}".encode())
            monkeypatch.setenv("POKPONG_TEST_PG", address)
        yield


def connected(address: str) -> psycopg.Connection:
    """The port opens a moment before the server takes sessions."""
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            return psycopg.connect(address, autocommit=True)
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


# Somebody of every storyline: more of the same would tell a thief nothing else.
ONE_OF_EACH = """
from pokpong.demo.cases.people import everybody
from pokpong.demo.story import tell
tell(people=tuple({who.storyline: who for who in everybody()}.values()))
"""


@contextlib.contextmanager
def an_office(folder: Path, **environment: str) -> Iterator[tuple[Installation, UUID]]:
    """An installation in which the story was told and more was done; with the id of a person it helps."""
    temporary = folder / "temporary"
    temporary.mkdir()
    with an_installation(folder, TMPDIR=str(temporary), **environment) as here, in_use(here):
        here.script(ONE_OF_EACH)
        _, person = here.script("from tests.stolen.deeds import do\ndo()").split()
        try:
            yield here, UUID(person)
        finally:
            print(here.log()[-6000:])  # shown when the test fails


@contextlib.contextmanager
def in_use(here: Installation) -> Iterator[None]:
    """A reader that does not leave: SQLite keeps everything written from now on in its write-ahead log, too."""
    if engine_name() == "postgresql":
        yield
        return
    with contextlib.closing(sqlite3.connect(here.database)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people_person").fetchone()
        yield


def visit(here: Installation) -> dict[str, Visitor]:
    """People of each role look around and search; names are typed where they belong and where they do not."""
    visitors = {name: Visitor(here.url) for name in VISITORS}
    for name, visitor in visitors.items():
        visitor.sign_in(name, PASSWORD)
        visitor.walk()
    caseworker = visitors["caseworker"]
    for name in (*deeds.SECRETS.names, *demo.names()[:3]):
        for page in SEARCHES:
            caseworker.fill_in(page, text=name)
    caseworker.fill_in("/concerns/raise/", story=deeds.TOLD, names=deeds.VICTIM, reporter_contact=deeds.PHONE)
    for mistake in ("/nowhere/{}/", "/people/search/?text={}", "/?{}"):
        caseworker.open(mistake.format(quote(deeds.VICTIM_LATIN)))
        caseworker.open(mistake.format(quote(deeds.VICTIM)))
    return visitors


def never_stored() -> list[bytes]:
    """The master key, keys that hang from it, and a password."""
    master_key = settings.POKPONG_MASTER_KEY
    derived = [master.purpose_key(purpose) for purpose in ("wrap", "beside", "digest:receipt")]
    return [master_key.encode(), b64decode(master_key), *derived, PASSWORD.encode()]


def test_a_stolen_data_base_tells_of_nobody(nobody_else_writes: None, tmp_path: Path) -> None:
    with an_office(tmp_path) as (here, person):
        visitors = visit(here)
        assert "Traceback" not in here.log()
        assert deeds.VICTIM in visitors["caseworker"].text, "nobody opened the record, so nothing could have leaked"
        assert leaks(here, TOLD) == []
        assert [label for label, blob in loot(here) if any(key in blob for key in never_stored())] == []
        rows = list(database_of(here).rows())
        assert {"people_person", "people_tie", "protection_concern", "audit_event"} <= {row.table for row in rows}
        assert (engine_name() == "postgresql") == any(TRANSACTION.search(row.text) for row in rows)
        assert [str(breach) for breach in breaches(rows)] == []

        here.script(PLANTED.format(person=person, village=VILLAGE))
        found = {breach.person: breach.tables for breach in breaches(database_of(here).rows())}
        assert found[person.hex] == ("people_person", "agenda_task")


def test_the_same_search_finds_everything_where_sealing_is_off(nobody_else_writes: None, tmp_path: Path) -> None:
    with an_office(tmp_path, DJANGO_SETTINGS_MODULE="tests.stolen.unsealed") as (here, person):
        found = leaks(here, TOLD)
        assert set(TOLD) - {finding.secret for finding in found} == set()
        assert person.hex in {breach.person for breach in breaches(database_of(here).rows())}
        for place, secret in places_of(here).items():
            assert secret in {finding.secret for finding in found if place in finding.label}, place


def places_of(here: Installation) -> dict[str, str]:
    """Parts of labels, and what must be found there: each kind of file is really read."""
    files = {"installation/data/files/": deeds.PAPER, "SQL/people_person": deeds.HOME}
    if engine_name() == "postgresql":
        return {**files, "cluster/base/": deeds.VICTIM, "cluster/pg_wal/": deeds.VICTIM, "cluster log": deeds.HOME}
    return {**files, Path(here.database).name: deeds.VICTIM, "-wal": deeds.VICTIM}
