"""A concern raised in a village reaches the right people, and nobody else; late, it goes up; two edits both survive."""

from __future__ import annotations

import pytest

from tests.engines.browser import PHONE
from tests.engines.installation import Installation
from tests.journeys.conftest import Come
from tests.journeys.people import CASEWORKER, HERE, NEIGHBOUR, PASSWORD, STAFF, SUPERVISOR, VILLAGE, settle_in
from tests.journeys.raising import Told, raise_concern
from tests.journeys.steps import lao
from tests.stolen.loot import leaks
from tests.stolen.scanner import Secrets

FIRST = Told(
    story="ເດັກຍິງ ດອກຝ້າຍ ອາຍຸ 15 ປີ ຖືກຊວນໄປຂາຍເຄື່ອງຢູ່ຕະຫຼາດຊາຍແດນ ໂດຍແມ່ລ້ຽງບໍ່ຮູ້ເລື່ອງ.",
    urgency="Help is needed within a few days",
    reporter=("ໝອກຄຳ ຈັນທະສີ", "020 5511 7743"),
    names="ດອກຝ້າຍ ຈັນທະສີ",
    must_not_hear="ລຸງ ຄຳພັນທະວີ ເຮັດວຽກຢູ່ຫ້ອງການບ້ານ",
)
LATE = Told(
    story="ຊາຍໜຸ່ມສອງຄົນຖືກຂັງໄວ້ໃນສາງຢາງພາລາ ແລະ ໂທລະສັບຖືກຍຶດຕັ້ງແຕ່ມື້ວານນີ້.",
    urgency="Somebody is in danger now",
)
WHY = "ໄດ້ໂທຫາຄູປະຈຳຫ້ອງແລ້ວ ຕ້ອງສຳພາດເດັກໃນທີ່ປອດໄພ"
CORRECTED = "ເດັກຍິງ ດອກຝ້າຍ ອາຍຸ 14 ປີ ຖືກຊວນໄປຂາຍເຄື່ອງຢູ່ຕະຫຼາດຊາຍແດນຊ່ອງເມັກ."
OTHERWISE = "ເດັກຍິງ ດອກຝ້າຍ ອາຍຸ 16 ປີ ຖືກຊວນໄປຂາຍເຄື່ອງຢູ່ຮ້ານແຄມທາງຊາຍແດນ."
SECRETS = Secrets(
    names=(FIRST.names, FIRST.reporter[0]),
    phones=(FIRST.reporter[1],),
    stories=(FIRST.story, LATE.story, WHY, CORRECTED, OTHERWISE, FIRST.must_not_hear),
    in_clear=STAFF,
)
LET_TIME_PASS = """
from datetime import timedelta
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.kernel import clock
with clock.standing_at(clock.now() + timedelta(hours={hours})):
    print(tick())
"""


@pytest.fixture(scope="module", autouse=True)
def everybody(installation: Installation) -> None:
    settle_in(installation)


@pytest.fixture(scope="module")
def numbers() -> dict[str, str]:
    """Of the concerns of this story, as far as it has come."""
    return {}


def test_somebody_in_the_village_raises_a_concern(come: Come) -> None:
    village = come(PHONE, VILLAGE.username, PASSWORD)
    raise_concern(village, FIRST)
    village.reads("Thank you. The concern has arrived.")
    village.follow("My concerns")
    village.reads("Received")
    village.sees_nothing_of(FIRST.story, HERE, *FIRST.reporter)


def test_the_caseworker_finds_it_and_decides(come: Come, numbers: dict[str, str]) -> None:
    caseworker = come(username=CASEWORKER.username, password=PASSWORD)
    assert caseworker.rung() == 1
    [numbers["first"]] = caseworker.numbers()
    caseworker.open_concern(numbers["first"])
    caseworker.sees(FIRST.story, *FIRST.reporter, FIRST.names, FIRST.must_not_hear, VILLAGE.display_name)
    caseworker.follow("Decide what it needs")
    caseworker.press("Decide")
    assert caseworker.mistakes().keys() == {"required"}
    caseworker.tick("Screening")
    caseworker.type({"Reason": WHY})
    caseworker.press("Decide")
    caseworker.reads("Decided. The next step stands on the page of the concern.", "In hand", "Screening")


def test_the_supervisor_sees_what_was_decided(come: Come, numbers: dict[str, str]) -> None:
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.open_concern(numbers["first"])
    supervisor.reads("Screening", "In hand")
    supervisor.sees(WHY, CASEWORKER.display_name)


def test_the_reporter_sees_that_it_is_in_hand_and_never_why(come: Come, numbers: dict[str, str]) -> None:
    village = come(PHONE, VILLAGE.username, PASSWORD)
    village.menu("My concerns")
    village.reads("In hand")
    village.sees_nothing_of(WHY, lao("Screening"), numbers["first"], CASEWORKER.display_name, FIRST.story)
    village.go("/concerns/", status=403)


def test_nobody_triages_in_time_and_it_goes_up(installation: Installation, come: Come) -> None:
    raise_concern(come(PHONE, VILLAGE.username, PASSWORD), LATE)
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.sees_nothing_of(lao("Escalated"))
    assert supervisor.bell.locator(".pk-count-late").count() == 0
    before = supervisor.rung()
    assert int(installation.script(LET_TIME_PASS.format(hours=3))) == 1
    supervisor.go("/")
    supervisor.reads("Escalated", "Decide what happens with a concern")
    assert supervisor.bell.locator(".pk-count-late").count() == 1
    assert supervisor.rung() == before
    supervisor.ring()
    supervisor.reads("Escalated")
    supervisor.follow_to(lao("Decide what happens with a concern"))
    supervisor.sees(LATE.story)


def test_the_neighbour_district_finds_nothing(come: Come, numbers: dict[str, str]) -> None:
    caseworker = come(username=CASEWORKER.username, password=PASSWORD)
    address = caseworker.open_concern(numbers["first"])
    neighbour = come(username=NEIGHBOUR.username, password=PASSWORD)
    assert neighbour.rung() == 0
    neighbour.reads("No task waits for you")
    assert neighbour.numbers() == set()
    neighbour.reads("No concern is here")
    neighbour.search(numbers["first"])
    neighbour.reads("Nothing was found that you may see")
    neighbour.ring()
    neighbour.reads("No task waits for you")
    for step in ("", "triage/", "correct/", "close/", "attach/"):
        neighbour.go(f"{address}{step}", status=404)
        neighbour.sees_nothing_of(numbers["first"], FIRST.story)


def test_two_edits_meet_and_one_person_chooses(come: Come, numbers: dict[str, str]) -> None:
    caseworker = come(username=CASEWORKER.username, password=PASSWORD)
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    for editor in (caseworker, supervisor):
        editor.open_concern(numbers["first"])
        editor.follow("Correct what was typed")
    supervisor.type({"What happened?": CORRECTED})
    supervisor.press("Save the corrections")
    supervisor.reads("Saved. The old values are kept in the history.")
    caseworker.type({"What happened?": OTHERWISE})
    caseworker.press("Save the corrections")
    caseworker.reads("Somebody else changed the same answer meanwhile. Choose which one holds.")
    caseworker.follow("Choose")
    caseworker.follow_to(lao("What happened?"))
    caseworker.sees(CORRECTED, OTHERWISE, SUPERVISOR.display_name)
    caseworker.press("Keep my choice")
    assert caseworker.mistakes()
    caseworker.tick("Take the other value")
    caseworker.press("Keep my choice")
    caseworker.reads("Your choice was kept. Both values stand in the history.")
    caseworker.open_concern(numbers["first"])
    caseworker.sees(OTHERWISE, CORRECTED, FIRST.story)  # what holds, and both old values


def test_a_thief_of_the_data_base_learns_nothing_of_it(installation: Installation) -> None:
    assert leaks(installation, SECRETS) == []
