"""The work on a case between its opening and its closure: needs, goals, actions, services, closure."""

from __future__ import annotations

from datetime import date

from tests.journeys.referring import kind
from tests.journeys.steps import CASE_NUMBER, Somebody, lao


def number_on(somebody: Somebody) -> str:
    """Of the case whose page this is."""
    [number] = CASE_NUMBER.findall(somebody.page.locator("h1").inner_text())
    return str(number)


def assess_risk(somebody: Somebody, level: str, factor: str, seen: str) -> None:
    somebody.follow("Assess the risk")
    somebody.mark("How high is the risk now?", level)
    somebody.mark("What makes it so?", factor)
    somebody.type({"What you saw and heard, and what protects the person": seen})
    somebody.press("Keep the assessment")
    somebody.sees(seen)


def add_need(somebody: Somebody, domain: str, urgency: str, words: str) -> None:
    somebody.follow("Add the need")
    somebody.mark("What does the person need?", domain)
    somebody.mark("How urgent is it?", urgency)
    somebody.type({"In the person's own words": words})
    somebody.press("Add the need")
    somebody.reads(domain, urgency)


def set_goal(somebody: Somebody, text: str, domain: str) -> None:
    somebody.follow("Set a goal")
    somebody.type({"What shall be reached?": text})
    somebody.choose("What is it about?", lao(domain))
    somebody.press("Set a goal")
    somebody.sees(text)


def plan_action(somebody: Somebody, text: str, due: date) -> None:
    """One's own task."""
    somebody.follow("Plan the action")
    somebody.type({"What is to be done?": text})
    somebody.day("Until when?", due)
    somebody.press("Plan the action")
    somebody.sees(text)


def record_service(somebody: Somebody, code: str, quantity: tuple[str, str], cost: tuple[str, str]) -> None:
    """What was given today. `quantity` and `cost`: how much, and of what, as the catalogue says it."""
    somebody.follow("Record a service")
    somebody.choose("Kind of service", kind(code))
    somebody.type({"How much?": quantity[0], "What did it cost?": cost[0]})
    somebody.choose("Of what?", lao(quantity[1]))
    somebody.choose("Currency", lao(cost[1]))
    somebody.press("Record the service")
    somebody.sees(kind(code))


def ask_closure(somebody: Somebody, summary: str) -> None:
    """On the page of the case: the goals are reached, and the person agrees."""
    somebody.follow("Ask for the closure")
    somebody.mark("Why can the case be closed?", "The goals of the plan are reached")
    somebody.mark("Does the person know, and agree?", "Told, and agrees")
    somebody.type({"What was reached, and what is left?": summary})
    somebody.press("Ask a second person")


def catch_up(somebody: Somebody, words: str) -> None:
    """On the page of a follow-up: the person was reached and is safe."""
    somebody.follow("Write down how the person is")
    somebody.press("Keep the follow-up")
    assert somebody.mistakes(), "who was not asked said nothing"
    somebody.mark("Was the person reached?", "Yes")
    somebody.mark("Is the person safe?", "Yes")
    somebody.mark("How was the person asked?", "Visit at home")
    somebody.type({"What did the person say?": words})
    somebody.press("Keep the follow-up")


def help_on(somebody: Somebody) -> tuple[str, ...]:
    """All that is done for the person, and how the case stands, as its page says it."""
    parts = ("risk", "summary", "plan", "services", "stays", "returns", "referrals", "follow_ups", "team")
    return (somebody.page.locator("main .pk-title").inner_text(), *map(somebody.part, parts))
