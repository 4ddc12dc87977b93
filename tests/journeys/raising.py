"""Raising a concern, page by page, as somebody in a village does it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.journeys.people import HERE
from tests.journeys.steps import Somebody, lao


@dataclass(frozen=True)
class Told:
    """What somebody tells. `urgency`, `channel`: as the catalogue says it. `reporter`: name, and how to reach them."""

    story: str
    urgency: str = "It can wait for the usual work"
    channel: str = "In person"
    reporter: tuple[str, str] = ("", "")
    names: str = ""
    must_not_hear: str = ""
    levels_out: tuple[str, ...] = ()
    anonymous: bool = False


def raise_concern(somebody: Somebody, told: Told) -> None:
    """From the start page to the last button."""
    somebody.go("/")
    somebody.menu("Raise a concern")
    tell_what(somebody, told)
    somebody.press("Continue")
    somebody.reads("Who must not see it?")
    somebody.tick(*told.levels_out)
    somebody.type({"Must anybody else not hear of it?": told.must_not_hear})
    somebody.press("Continue")
    somebody.reads("Check your answers", "Nothing has been sent yet.")
    somebody.sees(told.story, HERE, *filter(None, (*told.reporter, told.names, told.must_not_hear)))
    somebody.press("Send the concern")


def tell_what(somebody: Somebody, told: Told) -> None:
    """The first page."""
    somebody.type({"What happened?": told.story})
    somebody.pick("Where did it happen?", "Phabat", HERE)
    somebody.tick(told.urgency)
    somebody.choose("How did you hear of it?", lao(told.channel))
    name, contact = told.reporter
    somebody.type({"Name of who told it": name, "How to reach them safely": contact})
    if told.anonymous:
        somebody.tick("I want to stay anonymous")
    if told.names:
        somebody.unfold("If you know more about the people")
        somebody.type({"Names of the people concerned": told.names})
