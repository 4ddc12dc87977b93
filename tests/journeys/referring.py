"""Referring a person to a service, and doing what the service does with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import override

from pokpong.registers.institutions.vocabularies import SERVICE_KINDS
from tests.journeys.steps import Somebody, lao

NUMBER = re.compile(r"R-\w{4}-\w{4}")


@dataclass(frozen=True)
class Sent:
    """A referral on the sender's side: its page and its number."""

    address: str = ""
    number: str = ""


def kind(code: str) -> str:
    """A kind of service as a reader of Lao sees it."""
    with override("lo"):
        return SERVICE_KINDS.words(code)


def choose_service(somebody: Somebody, code: str, organisation: str) -> None:
    """From the page of the case to the draft for one service of one organisation."""
    somebody.follow("Refer to a service")
    offered = somebody.page.locator("main").get_by_role("row").filter(has_text=organisation)
    somebody._click(offered.get_by_role("link", name=kind(code), exact=True))


def refer(somebody: Somebody, code: str, organisation: str, message: str, why: str = "") -> Sent:
    """Writes it, reads what would be shared, and sends it."""
    choose_service(somebody, code, organisation)
    somebody.type({"What does the organisation need to know to help?": message, "Why is the person referred?": why})
    somebody.press("Keep and check")
    somebody.reads("It never sees the case, its number, the team or other services.", "The person agreed to this")
    somebody.sees(organisation, kind(code), message)
    somebody.press("Send")
    somebody.reads(
        "The referral was sent. You hear of the answer in your tasks.", "The organisation sees at this moment:"
    )
    return Sent(somebody.address, number_on(somebody))


def number_on(somebody: Somebody) -> str:
    """Of the referral whose page this is."""
    [number] = NUMBER.findall(somebody.page.locator("h1").inner_text())
    return str(number)


def open_received(provider: Somebody, number: str) -> str:
    """From the queue of the organisation; its address there."""
    provider.menu("Referrals to us")
    provider.follow_to(number)
    provider.sees(number)
    return provider.address


def note(somebody: Somebody, text: str, *, for_the_sender: bool) -> None:
    """On the page of the referral, by the organisation."""
    somebody.type({"Note": text})
    if for_the_sender:
        somebody.tick("The sender may read it")
    somebody.press("Keep the note")
    somebody.sees(text)
    if not for_the_sender:
        somebody.sees(lao("only for your organisation"))


def begin_to_help(provider: Somebody, words: str = "") -> None:
    """On the page of the referral: accepts it, with words for the sender, and begins."""
    provider.follow("Accept")
    provider.type({"Words for the sender": words})
    provider.press("Accept")
    provider.press("Help has begun")


def complete(provider: Somebody, feedback: str) -> None:
    """On the page of the referral: the help was given in full. Nothing of the person is shown afterwards."""
    provider.follow("Complete")
    provider.press("Complete")
    assert provider.mistakes(), "it says what came of it"
    provider.tick("The help was given in full")
    provider.type({"Feedback for the sender": feedback})
    provider.press("Complete")
    provider.reads("Completed. The sender reads your feedback.", "The sharing has ended")
