"""Who must not know, does not: the typist of an anonymous concern stays sealed, and a chief sees none about himself."""

from __future__ import annotations

import re

import pytest

from tests.engines.browser import PHONE
from tests.engines.installation import Installation
from tests.journeys.conftest import Come
from tests.journeys.people import (
    CASEWORKER,
    CHIEF,
    HERE,
    NEIGHBOUR,
    PASSWORD,
    STAFF,
    SUPERVISOR,
    VILLAGE,
    settle_in,
)
from tests.journeys.raising import Told, raise_concern
from tests.journeys.steps import Somebody, lao
from tests.stolen.loot import database_of, leaks
from tests.stolen.scanner import Secrets

OPEN = Told(story="ຄອບຄົວທ້າຍບ້ານກຽມສົ່ງລູກສາວໄປເຮັດວຽກໂຮງງານກັບນາຍໜ້າທີ່ບໍ່ມີໃບອະນຸຍາດ.")
NAMELESS = Told(
    story="ມີຄົນໃນກຸ່ມກຳມະການຮັບເງິນຈາກນາຍໜ້າ ແລ້ວມິດປາກເລື່ອງເດັກສາມຄົນທີ່ຫາຍໄປ.",
    urgency="Help is needed within a few days",
    anonymous=True,
)
ABOUT_THE_CHIEF = Told(
    story="ນາຍບ້ານບັງຄັບໃຫ້ຫຼານສາວໄປເຮັດວຽກຮັບໃຊ້ຢູ່ເຮືອນພໍ່ຄ້າ ເພື່ອໃຊ້ໜີ້ພະນັນ.",
    levels_out=("Nobody of the village level",),
)
WHY_UNVEIL = "ຜູ້ແຈ້ງອາດຖືກປອງຮ້າຍໃນຄືນນີ້ ຕ້ອງໄປຮັບຕົວທັນທີ"
SECRETS = Secrets(stories=(OPEN.story, NAMELESS.story, ABOUT_THE_CHIEF.story, WHY_UNVEIL), in_clear=STAFF)
CODE = re.compile(r"\b[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}\b")


@pytest.fixture(scope="module", autouse=True)
def everybody(installation: Installation) -> None:
    settle_in(installation)


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """Numbers and addresses of concerns, and the code of the anonymous one, as far as the story has come."""
    return {}


def test_an_anonymous_concern_gives_a_code_once(come: Come, known: dict[str, str]) -> None:
    village = come(PHONE, VILLAGE.username, PASSWORD)
    raise_concern(village, NAMELESS)
    village.reads("Your code, shown only now")
    [known["code"]] = CODE.findall(village.page.locator("main").inner_text())
    village.menu("My concerns")
    village.reads("You have raised no concern by name")
    for address in ("/concerns/thanks/", "/concerns/mine/", "/"):
        village.go(address)
        village.sees_nothing_of(known["code"], NAMELESS.story)


def test_with_the_code_anybody_asks_what_became_of_it(come: Come, known: dict[str, str]) -> None:
    stranger = come(PHONE)
    stranger.go("/concerns/receipt/")
    for wrong in ("", "2222-2222-2222"):
        stranger.type({"Your code": wrong})
        stranger.press("Ask")
        assert stranger.mistakes()
    stranger.type({"Your code": known["code"].lower().replace("-", " ")})
    stranger.press("Ask")
    stranger.reads("This is how it stands", "Received")
    stranger.sees_nothing_of(NAMELESS.story, VILLAGE.display_name, HERE)


def test_nothing_shows_who_typed_it(installation: Installation, come: Come, known: dict[str, str]) -> None:
    for user in (CASEWORKER, SUPERVISOR):
        reader = come(username=user.username, password=PASSWORD)
        [known["nameless"]] = reader.numbers()
        known["nameless address"] = reader.open_concern(known["nameless"])
        reader.sees(NAMELESS.story, lao("Raised anonymously: who typed it is sealed."))
        reader.sees_nothing_of(VILLAGE.display_name, VILLAGE.username)
        reader.follow("Decide what it needs")
        reader.sees_nothing_of(VILLAGE.display_name)
    caseworker = come(username=CASEWORKER.username, password=PASSWORD)
    caseworker.go(f"{known['nameless address']}typist/", status=403)
    concern, typist = id_in(known["nameless address"]), user_called(installation, VILLAGE.username)
    assert rows_with(installation, concern)
    assert rows_with(installation, concern, typist) == []


def user_called(installation: Installation, username: str) -> str:
    users = [row.cells for row in database_of(installation).rows() if row.table == "access_user"]
    [found] = [user for user in users if user["username"] == username]
    return str(found["id"])


def rows_with(installation: Installation, *ids: str) -> list[str]:
    """The tables that have a row in which all of these ids stand together."""
    sought = [one.replace("-", "") for one in ids]  # data bases write ids with hyphens or without
    rows = ((row.table, row.text.replace("-", "")) for row in database_of(installation).rows())
    return [table for table, text in rows if all(one in text for one in sought)]


def test_the_supervisor_unveils_with_a_reason_that_stays(come: Come, known: dict[str, str]) -> None:
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.open_concern(known["nameless"])
    supervisor.follow("Ask who typed this")
    supervisor.press("Show who typed it")
    assert supervisor.mistakes()
    supervisor.sees_nothing_of(VILLAGE.display_name)
    supervisor.type({"Reason": WHY_UNVEIL})
    supervisor.press("Show who typed it")
    supervisor.reads("Shown once, and noted for good")
    supervisor.sees(VILLAGE.display_name)
    supervisor.follow("Back to the concern")
    supervisor.reads("It was asked who typed this")
    supervisor.sees(SUPERVISOR.display_name)
    supervisor.sees_nothing_of(VILLAGE.display_name)


def test_a_concern_about_the_chief_skips_his_level(come: Come, known: dict[str, str]) -> None:
    village = come(PHONE, VILLAGE.username, PASSWORD)
    raise_concern(village, OPEN)
    raise_concern(village, ABOUT_THE_CHIEF)
    caseworker = come(username=CASEWORKER.username, password=PASSWORD)
    chief = come(PHONE, CHIEF.username, PASSWORD)
    shown_to_the_chief = chief.numbers()
    [known["chief"]] = caseworker.numbers() - shown_to_the_chief
    known["chief address"] = caseworker.open_concern(known["chief"])
    caseworker.sees(ABOUT_THE_CHIEF.story, lao("It is handled above the level where it happened."))
    assert shown_to_the_chief, "the chief sees the others of his village"


def test_the_chief_finds_nothing_of_it(come: Come, known: dict[str, str]) -> None:
    chief = come(PHONE, CHIEF.username, PASSWORD)
    finds_nothing(chief, known)
    assert len(chief.numbers()) == chief.rung(), "one task for each concern that he does see"


def test_neither_does_the_neighbour(come: Come, known: dict[str, str]) -> None:
    neighbour = come(username=NEIGHBOUR.username, password=PASSWORD)
    finds_nothing(neighbour, known)
    assert neighbour.numbers() == set()


def finds_nothing(somebody: Somebody, known: dict[str, str]) -> None:
    """On no page and behind no address."""
    somebody.sees_nothing_of(known["chief"], ABOUT_THE_CHIEF.story)
    assert known["chief"] not in somebody.numbers()
    somebody.search(known["chief"])
    somebody.reads("Nothing was found that you may see")
    somebody.ring()
    somebody.sees_nothing_of(id_in(known["chief address"]))
    for step in ("", "triage/", "correct/", "leave-out/", "typist/"):
        answer = somebody.page.goto(f"{known['chief address']}{step}")
        assert answer is not None
        assert answer.status in {403, 404}
        assert answer.status == 404 or step in {"leave-out/", "typist/"}, "a page that his role has"
        somebody.sees_nothing_of(known["chief"], ABOUT_THE_CHIEF.story)
    somebody.go("/")


def id_in(address: str) -> str:
    """The id of the concern at an address."""
    return address.rstrip("/").rsplit("/", 1)[-1]


def test_a_thief_of_the_data_base_learns_nothing_of_it(installation: Installation) -> None:
    assert leaks(installation, SECRETS) == []
