"""Backups seen by the administrator, made and tried by who keeps the server, and restored on a machine of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.engines.browser import DESK, Windows
from tests.engines.databases import a_copy, engine
from tests.engines.installation import CommandFailed, Installation, an_installation
from tests.journeys.conftest import Come
from tests.journeys.eyes import Eyes
from tests.journeys.people import ADMINISTRATOR, CASEWORKER, PASSWORD, SUPERVISOR, settle_in
from tests.journeys.steps import CASE_NUMBER, Somebody, lao

STAYS, ERASED = "ນາງ ຮຸ່ງອາລຸນ ຢູ່ຕໍ່", "ນາງ ເດືອນດັບ ຂໍລຶບ"
HELP = """
from pokpong.areas.protection.actions.cases import open_case
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.persons import register_person
caseworker = User.objects.get(username="caseworker")
for name in {names!r}:
    record = {{"names": [{{"text": name}}], "district_path": "LA16/LA1601/"}}
    why = "ມາຂໍຄວາມຊ່ວຍເຫຼືອ ດ້ວຍຕົນເອງ"
    person = register_person(
        by=caseworker, id=new_id(), record=record, because_kind="person", why=why, call_id=new_id()
    )
    case = open_case(
        by=caseworker, id=new_id(), person=person.pk, origin="walk_in", summary="ຕ້ອງການບ່ອນພັກ ທີ່ປອດໄພ", call_id=new_id()
    )
    print(case.number)
"""
CLOSE_AND_ERASE = """
from pokpong.areas.protection.actions.closing import approve_closure, ask_closure
from pokpong.areas.protection.models import Case
from pokpong.foundation.access.models import User
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.erasing import approve_erasure, ask_erasure
from pokpong.registers.people.models import Person
caseworker, supervisor = (User.objects.get(username=name) for name in ("caseworker", "supervisor"))
case = Case.objects.get(number={number!r})
words = "ນາງບອກວ່າ ບໍ່ຕ້ອງການຄວາມຊ່ວຍເຫຼືອອີກ"
ask_closure(
    by=caseworker, id=new_id(), case=case.pk, reasons=("own_wish",), told="agrees", summary=words, wishes=words,
    call_id=new_id(),
)
approve_closure(by=supervisor, case=case.pk, call_id=new_id())
person = Person.objects.get(pk=case.person_id)
erasure = ask_erasure(by=caseworker, id=new_id(), person=person.pk, why="ຄຳຮ້ອງຂໍ ສະບັບທີ 7", call_id=new_id())
approve_erasure(by=supervisor, erasure=erasure.pk, number=person.number, call_id=new_id())
tick()
"""


@dataclass
class Kept:
    """What the officer has in a cupboard, and the numbers of the two cases."""

    identity: Path
    stays: str = ""
    erased: str = ""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """With its keys in a folder of their own, a second place for them, and a folder for backups."""
    folder = tmp_path_factory.mktemp("installation")
    with an_installation(
        folder,
        POKPONG_EPOCHS_FILE=str(folder / "keys" / "epochs"),
        POKPONG_EPOCHS_COPY=str(folder / "second"),
        POKPONG_BACKUP_DIR=str(folder / "backups"),
    ) as here:
        settle_in(here)
        yield here
        assert "Traceback" not in here.log()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("cupboard") / "identity.txt")


def test_at_first_the_status_page_says_that_there_is_no_backup(come: Come) -> None:
    administrator = come(username=ADMINISTRATOR.username, password=PASSWORD)
    administrator.menu("Status")
    administrator.reads("Backups", "Last backup", "Last restore drill", "There was none yet")
    administrator.reads("Whoever keeps the server runs “pokpong backup”.")


def test_two_people_are_helped(installation: Installation, come: Come, kept: Kept) -> None:
    kept.stays, kept.erased = installation.script(HELP.format(names=(STAYS, ERASED))).split()
    caseworker = come(username=CASEWORKER.username, password=PASSWORD)
    caseworker.menu("My people")
    caseworker.sees(STAYS, ERASED)


def test_the_officer_makes_a_backup_and_tries_it_and_the_status_page_says_so(
    installation: Installation, come: Come, kept: Kept
) -> None:
    said = installation.command("backup", "--new-identity", str(kept.identity)).splitlines()[0]
    installation.environment["POKPONG_BACKUP_RECIPIENT"] = said.removeprefix("POKPONG_BACKUP_RECIPIENT=")
    assert "what was saved before" in installation.command("backup")
    backups = installation.environment["POKPONG_BACKUP_DIR"]
    drilled = installation.command("restore", backups, "--identity", "-", "--drill", typed=kept.identity.read_text())
    assert "Drill passed" in drilled
    assert not any(name in drilled for name in (STAYS, ERASED))
    administrator = come(username=ADMINISTRATOR.username, password=PASSWORD)
    administrator.menu("Status")
    administrator.reads("Made", "Passed")
    assert lao("There was none yet") not in administrator.page.locator("main").inner_text()
    administrator.sees_nothing_of("backups.json", str(kept.identity), STAYS)
    administrator.unfold("What is a restore drill?")


def test_one_person_is_erased_after_the_backup(installation: Installation, come: Come, kept: Kept) -> None:
    installation.script(CLOSE_AND_ERASE.format(number=kept.erased))
    installation.command("backup", "--keys-only")  # as every night: the second place has the newest ledger
    caseworker = come(username=CASEWORKER.username, password=PASSWORD)
    caseworker.menu("My people")
    caseworker.sees(STAYS)
    caseworker.sees_nothing_of(ERASED)
    with pytest.raises(CommandFailed, match="--replace"):  # nobody's work is written over by mistake
        installation.command(
            "restore", installation.environment["POKPONG_BACKUP_DIR"], "--identity", str(kept.identity)
        )


@contextmanager
def another_machine(first: Installation, folder: Path) -> Iterator[Installation]:
    """Newly installed, with the files of the second place beside its key; nobody was ever here."""
    keys = folder / "keys"
    shutil.copytree(first.environment["POKPONG_EPOCHS_COPY"], keys)
    own = {"POKPONG_DATA": str(folder / "data"), "POKPONG_EPOCHS_FILE": str(keys / "epochs")}
    with a_copy() as database:
        here = Installation(database, folder, {**first.environment, **own, "POKPONG_TEST_DATABASE": database})
        try:
            yield here
        finally:
            here.stop()


def put_in_place(there: Installation, kept: Kept) -> None:
    """What the guide says; the data base that was made by the installing is kept aside, and dropped here."""
    backups = there.environment["POKPONG_BACKUP_DIR"]
    said = there.command("restore", backups, "--identity", str(kept.identity))
    assert "Restored pokpong-" in said
    aside = next(line for line in said.splitlines() if "is kept as" in line).split("is kept as ")[1].split(":")[0]
    engine().drop(aside)
    there.start()


def test_on_another_machine_work_goes_on_and_the_erased_stay_erased(
    installation: Installation, browser: Browser, looked_at: Eyes, kept: Kept, tmp_path: Path
) -> None:
    with another_machine(installation, tmp_path) as there:
        put_in_place(there, kept)
        windows = Windows(browser, there.url)
        supervisor, caseworker, administrator = (Somebody(windows(DESK), looked_at) for _ in range(3))
        supervisor.sign_in(SUPERVISOR.username, PASSWORD)
        supervisor.menu("Cases")
        assert kept.stays in CASE_NUMBER.findall(supervisor.page.locator("main").inner_text())
        supervisor.follow_to(kept.stays)
        supervisor.sees(STAYS)
        caseworker.sign_in(CASEWORKER.username, PASSWORD)
        caseworker.menu("My people")
        caseworker.sees(STAYS)
        caseworker.sees_nothing_of(ERASED)
        administrator.sign_in(ADMINISTRATOR.username, PASSWORD)
        administrator.menu("Status")
        administrator.reads("Restored from a backup")
        windows.close()
        assert windows.watch.complaints == []
        assert looked_at.complaints == []
        assert "Traceback" not in there.log()
