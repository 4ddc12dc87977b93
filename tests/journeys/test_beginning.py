"""An empty installation is set up; people are invited, approved, and sign in with slips of paper."""

from __future__ import annotations

import pytest

from tests.engines.browser import PHONE
from tests.engines.installation import Installation
from tests.journeys.conftest import Come
from tests.journeys.people import (
    ADMINISTRATOR,
    CASEWORKER,
    CHIEF,
    MINISTRY,
    NEIGHBOUR,
    PASSWORD,
    SUPERVISOR,
    VILLAGE,
    DemoUser,
    NewSlip,
)
from tests.journeys.steps import SIGN_IN, Somebody, lao

OWN_PASSWORD = "ທົ່ງນາ-ສາຍນ້ຳ-42"
CODE = """
from pathlib import Path
from django.conf import settings
from pokpong.doors.office.set_up import code
print(code.current(Path(settings.DATA_DIR)))
"""
PRINT_TOO_OLD = """
from datetime import timedelta
from pokpong.foundation.access import slip_codes
from pokpong.foundation.access.actions.slips import print_slip
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
who = {{user.username: user for user in User.objects.all()}}
code = slip_codes.digest("{code}")
slip = print_slip(by=who["{printer}"], id=new_id(), user=who["{user}"].pk, code=code, call_id=new_id())
slip.expires = clock.now() - timedelta(minutes=1)
with writing.opened("tests"):  # nobody had any right here long ago, when this slip would have been printed
    slip.save()
"""
# Who is invited, as what, what is typed to find their place, and the place.
INVITED = (
    (SUPERVISOR, "Case supervisor", "ຈຳປາສັກ", "ຈຳປາສັກ"),
    (CASEWORKER, "Caseworker", "ປາກເຊ", "ປາກເຊ"),
    (NEIGHBOUR, "Caseworker", "Xanasomboun", "ຊະນະສົມບູນ"),
    (CHIEF, "Caseworker", "ພະບາດ", "ພະບາດ"),
    (VILLAGE, "Village committee member", "Phabat", "ພະບາດ"),
)
SEES_VICTIMS = (SUPERVISOR, CASEWORKER, NEIGHBOUR, CHIEF)


@pytest.fixture(scope="module")
def slips() -> dict[str, NewSlip]:
    """By user name, as the supervisor hands them out."""
    return {}


def test_an_empty_installation_is_set_up_once(installation: Installation, come: Come) -> None:
    founder = come()
    founder.go("/concerns/")
    founder.reads("Welcome to Pokpong")
    founder.type({"Set-up code": "AAAA-BBBB-CCCC"})
    founder.press("Begin")
    founder.is_told("This is not the code. Copy it from the console of the server.")
    founder.type({"Set-up code": installation.script(CODE).strip()})
    founder.press("Begin")
    founder.page.get_by_label("ລາວ").check()
    founder.press("Continue")
    founder.reads("Places")
    founder.press("Continue")
    founder.type({"Name in Lao": "ຄະນະກຳມະການ ສົມມຸດ"})
    founder.choose("What kind of body is it?", "ກົມ")
    founder.press("Continue")
    first_user(founder, ADMINISTRATOR)
    founder.press("Continue")
    first_user(founder, MINISTRY)
    founder.press("Finish the set-up")
    founder.reads("The set-up is complete")


def first_user(founder: Somebody, user: DemoUser) -> None:
    """The two boxes must hold the same password, and a good one."""
    founder.type({"Name that others see": user.display_name, "User name": user.username})
    founder.type({"New password": PASSWORD, "The new password again": PASSWORD})


def test_afterwards_the_set_up_is_closed(come: Come) -> None:
    stranger = come()
    for address in ("/set-up/", "/set-up/language/", "/set-up/supervisor/", "/set-up/done/"):
        stranger.go(address, status=404)
    stranger.go("/")
    stranger.reads("Sign in")


def test_the_administrator_invites_but_never_sees_a_code(come: Come) -> None:
    administrator = come(username=ADMINISTRATOR.username, password=PASSWORD)
    for user, role, typed, place in INVITED:
        invite(administrator, user, role, typed, place)
        administrator.reads("The user was invited. A case supervisor of the place prints the slip.")
        assert administrator.page.get_by_text(lao("Print a slip"), exact=True).count() == 0
        administrator.go(f"{administrator.page.url}slip/", status=403)
        administrator.go("/")
    for address in ("/concerns/", "/people/", "/account/grants/"):
        administrator.go(address, status=403)


def invite(administrator: Somebody, user: DemoUser, role: str, typed: str, place: str) -> None:
    administrator.menu("Users")
    administrator.follow("Invite a user")
    administrator.type({"Name that others see": user.display_name, "User name": user.username})
    administrator.pick("Place of the roles", typed, place)
    administrator.tick(role)
    administrator.press("Invite")


def test_a_role_that_sees_victims_waits_for_the_supervisor(come: Come) -> None:
    supervisor = come(username=MINISTRY.username, password=PASSWORD)
    assert supervisor.rung() == len(SEES_VICTIMS)
    supervisor.own("Roles to approve")
    supervisor.sees(*(user.display_name for user in SEES_VICTIMS))
    supervisor.sees_nothing_of(VILLAGE.display_name)
    for _ in SEES_VICTIMS:
        supervisor.press("Approve")
        supervisor.reads("Approved. The role holds from today.")
    supervisor.reads("No role waits for you")
    assert supervisor.rung() == 0


def test_the_supervisor_prints_a_slip_for_each(come: Come, slips: dict[str, NewSlip]) -> None:
    supervisor = come(username=MINISTRY.username, password=PASSWORD)
    for user, *_ in INVITED:
        slips[user.username] = print_slip(supervisor, user, PASSWORD)
    codes = {slip.code for slip in slips.values()}
    assert len(codes) == len(INVITED)
    supervisor.sees_nothing_of(*codes)


def print_slip(supervisor: Somebody, user: DemoUser, password: str) -> NewSlip:
    """The supervisor's own password is asked for now and then. The code stands on that one page only."""
    supervisor.menu("Users")
    supervisor.follow_to(user.display_name)
    supervisor.follow("Print a slip")
    if supervisor.box("Your password").count():
        supervisor.type({"Your password": password})
        supervisor.press("Confirm")
    supervisor.press("Make the slip")
    supervisor.sees(user.username, user.display_name)
    slip = NewSlip(
        supervisor.page.locator(".slip-code").first.inner_text(),
        supervisor.page.locator(".slip-picture figcaption").inner_text(),
    )
    supervisor.follow("Done")
    supervisor.sees_nothing_of(slip.code)
    return slip


@pytest.mark.parametrize("user", [user for user, *_ in INVITED], ids=lambda user: user.username)
def test_a_slip_leads_to_a_password_of_ones_own(come: Come, slips: dict[str, NewSlip], user: DemoUser) -> None:
    guest = come(PHONE)
    if user is VILLAGE:
        guest.go(slips[user.username].in_the_picture)
        assert "#" not in guest.page.url
    else:
        guest.go("/")
        guest.follow("I have a slip with a code")
        guest.type({"Code of the slip": slips[user.username].code})
    guest.type({"New password": OWN_PASSWORD, "The new password again": OWN_PASSWORD})
    guest.press("Set the password")
    guest.reads("Your password is set. Sign in with it now.")
    assert guest.box("User name").input_value() == user.username
    guest.type({"Password": OWN_PASSWORD})
    guest.press("Sign in")
    guest.sees(user.display_name)
    assert guest.page.url.count("/") == 3


def test_a_slip_works_once_and_only_as_it_is_printed(come: Come, slips: dict[str, NewSlip]) -> None:
    thief = come(PHONE)
    thief.go("/account/welcome/")
    thief.press("Set the password")
    assert len(thief.mistakes()) == 1
    assert thief.page.locator("[data-pk-error-summary] li").count() == 3
    for code, problem in (
        (slips[VILLAGE.username].code, "This slip was used already. Sign in, or ask your supervisor for a new slip."),
        ("1234 5678 9012 3456", "This code is not right. Compare it with the slip, figure by figure."),
    ):
        thief.type({"Code of the slip": code, "New password": PASSWORD, "The new password again": PASSWORD})
        thief.press("Set the password")
        thief.is_told(problem)
        assert thief.box("Code of the slip").input_value() == code
    thief.sign_in(VILLAGE.username, OWN_PASSWORD)  # the password of before still holds


def test_a_slip_that_is_too_old_is_replaced(installation: Installation, come: Come) -> None:
    old = "1111 2222 3333 4444"
    printed = {"printer": MINISTRY.username, "user": VILLAGE.username, "code": old.replace(" ", "")}
    installation.script(PRINT_TOO_OLD.format(**printed))
    forgetful = come(PHONE)
    forgetful.go(SIGN_IN)
    forgetful.follow("I have forgotten my password")
    forgetful.follow("I have a slip with a code")
    assert set_password(forgetful, old) == {"slip_expired"}
    forgetful.is_told("This slip is too old. Ask your supervisor for a new one.")
    supervisor = come(username=SUPERVISOR.username, password=OWN_PASSWORD)
    first, second = (print_slip(supervisor, VILLAGE, OWN_PASSWORD) for _ in range(2))
    assert set_password(forgetful, first.code) == {"slip_replaced"}
    assert set_password(forgetful, second.code) == set()
    forgetful.sign_in(VILLAGE.username, PASSWORD)


def set_password(somebody: Somebody, code: str) -> set[str]:
    """The codes of what is wrong."""
    somebody.type({"Code of the slip": code, "New password": PASSWORD, "The new password again": PASSWORD})
    somebody.press("Set the password")
    return set(somebody.mistakes())
