"""A case worker sets up a second factor, signs in with it in every way, is locked out of an open page, and loses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, expect

from pokpong.foundation.access import totp
from tests.engines.browser import DESK, PHONE, Windows
from tests.engines.installation import Installation
from tests.journeys.eyes import Eyes
from tests.journeys.people import CASEWORKER, PASSWORD, SUPERVISOR, settle_in
from tests.journeys.steps import SIGN_IN, Somebody, lao

MINE = "/account/"
FACTOR = "/account/second-factor/"
STEP = "/account/second-step/"
IDLE_SECONDS = 20
HALF_WRITTEN = "ຍັງຂຽນບໍ່ແລ້ວ"
REQUIRED = {"POKPONG_SECOND_FACTOR": "required"}
KNOWN: dict[str, Any] = {}  # what the case worker's telephone and paper know, from one story to the next


@pytest.fixture(scope="module")
def at_work(installation: Installation) -> Installation:
    settle_in(installation)
    installation.restart(**REQUIRED)
    return installation


@pytest.fixture
def come_here(browser: Browser, at_work: Installation) -> Iterator[Any]:
    """As `come`, at the name `localhost`: browsers make passkeys for names with a secure context only."""
    windows = Windows(browser, at_work.url.replace("127.0.0.1", "localhost"))
    eyes = Eyes()

    def somebody(size: Any = DESK) -> Somebody:
        return Somebody(windows(size), eyes)

    yield somebody
    windows.close()
    complaints = [*windows.watch.complaints, *eyes.complaints]
    if complaints:
        pytest.fail("pages are not as they must be:\n" + "\n".join(complaints), pytrace=False)


def enters(here: Somebody, username: str = CASEWORKER.username) -> None:
    """User name and password, up to the second step."""
    here.go(SIGN_IN)
    here.type({"User name": username, "Password": PASSWORD})
    here.press("Sign in")


def authenticator(here: Somebody) -> CDPSession:
    """A telephone that makes passkeys and confirms by itself, as far as the browser can tell."""
    cdp = here.page.context.new_cdp_session(here.page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    KNOWN["authenticator"] = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return cdp


def code_now() -> str:
    """What the app shows: a code that was not used yet."""
    counter = totp.counter_now()
    if counter <= KNOWN.get("counter", 0):
        counter = KNOWN["counter"] + 1  # half a minute early, as a fast clock would be
    KNOWN["counter"] = counter
    return totp.code_at(KNOWN["secret"], counter)


def test_who_sees_victims_sets_up_an_app_before_anything_else(come_here: Any) -> None:
    worker = come_here(PHONE)
    enters(worker)
    assert worker.page.url.endswith(FACTOR)
    worker.go("/people/")
    assert worker.page.url.endswith(FACTOR)
    worker.reads("Your role sees persons or keeps users. Set up a second factor now; after that you can go on to work.")
    worker.follow("Set up an app")
    KNOWN["secret"] = worker.page.locator(".factor-secret").inner_text().replace(" ", "")
    worker.type({"The six figures that the app shows": "000000"})
    worker.press("Set up")
    assert "second_code_wrong" in worker.mistakes()
    worker.type({"The six figures that the app shows": code_now()})
    worker.press("Set up")
    worker.reads("Your second factor is set up.")
    KNOWN["paper"] = worker.page.locator(".factor-codes code").all_inner_texts()
    assert len(KNOWN["paper"]) == 10
    worker.follow("I have them on paper: go on")
    assert worker.page.url.endswith("/")


def test_the_app_and_a_paper_code_let_in_and_a_used_one_does_not(come_here: Any) -> None:
    worker = come_here()
    enters(worker)
    assert worker.page.url.endswith(STEP)
    worker.type({"Six figures of your app, or a recovery code": code_now()})
    worker.press("Go on with the code")
    assert STEP not in worker.page.url
    for number, lets_in in ((0, True), (0, False), (1, True)):
        again = come_here()
        enters(again)
        again.type({"Six figures of your app, or a recovery code": KNOWN["paper"][number]})
        again.press("Go on with the code")
        assert (STEP not in again.page.url) is lets_in


def test_a_passkey_is_made_and_lets_in(come_here: Any) -> None:
    worker = come_here()
    enters(worker)
    worker.type({"Six figures of your app, or a recovery code": KNOWN["paper"][2]})
    worker.press("Go on with the code")
    worker.go(FACTOR)
    worker.follow("Set up a passkey")
    cdp = authenticator(worker)
    worker.type({"Name of this passkey": "ໂທລະສັບ ສົມມຸດ"})
    worker.press("Make the passkey")
    worker.sees("ໂທລະສັບ ສົມມຸດ")
    assert len(cdp.send("WebAuthn.getCredentials", {"authenticatorId": KNOWN["authenticator"]})["credentials"]) == 1
    worker.page.context.clear_cookies()
    enters(worker)
    worker.reads("Confirm with the passkey of your telephone or computer.")
    worker.press("Use the passkey")
    assert STEP not in worker.page.url
    worker.go(MINE)
    worker.reads("Set up already")


def test_a_device_is_signed_out_from_another(come_here: Any) -> None:
    here, lost = come_here(), come_here(PHONE)
    for somebody, number in ((here, 3), (lost, 4)):
        enters(somebody)
        somebody.type({"Six figures of your app, or a recovery code": KNOWN["paper"][number]})
        somebody.press("Go on with the code")
    here.go(MINE)
    here.reads("Where I am signed in", "This device")
    before = here.page.locator("form[action*='/sessions/'] button").count()
    here.page.get_by_role("button", name=lao("Sign out there"), exact=True).first.click()
    here.press("Yes, sign out there", within=here.page.locator("dialog[open]"))
    here.reads("That device is signed out.")
    assert here.page.locator("form[action*='/sessions/'] button").count() < before
    lost.go(MINE)
    assert SIGN_IN in lost.page.url


@pytest.fixture
def impatient(at_work: Installation) -> Iterator[None]:
    """Meanwhile a page locks itself after some seconds."""
    at_work.restart(**REQUIRED, POKPONG_IDLE_MINUTES=str(IDLE_SECONDS / 60))
    yield
    at_work.restart(**REQUIRED)


def test_a_page_left_open_locks_and_brings_back_what_was_typed(impatient: None, come_here: Any) -> None:
    worker = come_here()
    enters(worker)
    worker.type({"Six figures of your app, or a recovery code": KNOWN["paper"][5]})
    worker.press("Go on with the code")
    worker.go("/account/contact/")
    worker.page.locator("[name=notify_address]").fill(HALF_WRITTEN)
    worker.page.wait_for_url(re.compile("/account/locked/"), timeout=60_000)
    worker.eyes.look(worker.page)
    worker.reads("What you had typed is kept, sealed, and comes back when you go on.")
    worker.sees_nothing_of(HALF_WRITTEN)
    worker.type({"Your password, or the six figures of your app": PASSWORD})
    worker.press("Go on")
    assert worker.page.url.endswith("/account/contact/")
    expect(worker.page.locator("[name=notify_address]")).to_have_value(HALF_WRITTEN)
    worker.reads("What you had typed is here again. Check it before you send it.")


def test_a_lost_telephone_is_reset_in_person(come_here: Any) -> None:
    supervisor = come_here()
    enters(supervisor, SUPERVISOR.username)
    supervisor.follow("Set up an app")
    secret = supervisor.page.locator(".factor-secret").inner_text().replace(" ", "")
    supervisor.type({"The six figures that the app shows": totp.code_at(secret, totp.counter_now())})
    supervisor.press("Set up")
    supervisor.follow("I have them on paper: go on")
    supervisor.menu("Users")
    supervisor.follow_to(CASEWORKER.display_name)
    supervisor.follow("Reset the second factor")
    supervisor.type({"Your password": PASSWORD})
    supervisor.press("Confirm")
    supervisor.type({"Reason": "ໂທລະສັບເສຍ (ສົມມຸດ)"})
    supervisor.press("Take the second factor away")
    assert "not_in_person" in supervisor.mistakes()
    supervisor.tick("The person stands before me, and I know who it is or have seen a document")
    supervisor.press("Take the second factor away")
    supervisor.reads("The second factor is gone. This user sets up a new one after signing in.")
    worker = come_here()
    enters(worker)
    assert worker.page.url.endswith(FACTOR)
    worker.sees(SUPERVISOR.display_name)
