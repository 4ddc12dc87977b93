"""The summary of a case for its team and supervisors: the parts that were chosen, because a paper leaves the system."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.screens.papers import help_given, holds
from pokpong.areas.protection.screens.papers.office import head
from pokpong.areas.protection.screens.papers.telling import Telling
from pokpong.areas.protection.screens.referrals.words import groups_shown
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.papers.paper import Paper, Section, Signature
from pokpong.foundation.papers.words import Said
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.queries.sight import Parts

KEEP = gettext_lazy(
    "This paper tells of a person whom others may harm. Only those who help read it. Lock it up; destroy it after use."
)
WHO, PRIVATE = ("names", "facts", "birth"), ("home", "health", "documents")
Draw = Callable[["Summary", Telling], Section | None]


@dataclass(frozen=True)
class Summary:
    """A case, which parts of the person its reader sees, what was chosen, who draws it up and where."""

    case: Case
    parts: Parts
    chosen: Collection[str]
    drawn_up_by: str
    office: Organisation | None


def _person(summary: Summary, telling: Telling) -> Section | None:
    rows = _groups(summary, telling, WHO)
    number = (telling.say(gettext_lazy("Number of the person")), Said(summary.case.person.number))
    return Section(telling.say(gettext_lazy("About the person")), rows=[number, *rows])


def _private(summary: Summary, telling: Telling) -> Section | None:
    rows = _groups(summary, telling, PRIVATE)
    return Section(telling.say(PARTS["private"]), rows=rows) if rows else None


def _groups(summary: Summary, telling: Telling, groups: Collection[str]) -> list[tuple[Said, Said]]:
    person, seen = summary.case.person, summary.parts & set(groups)
    return telling.rows(lambda: [row for group in groups_shown(person, seen) for row in group["rows"]])


def _of_case(draw: Callable[[Case, Telling], Section | None]) -> Draw:
    return lambda summary, telling: draw(summary.case, telling)


# Each part: its code in the address, its words, and whether it is ticked at first.
PARTS: dict[str, Words] = {
    "person": gettext_lazy("About the person"),
    "private": gettext_lazy("Home, disability and identity papers"),
    "case": gettext_lazy("The case, its team and the risk"),
    "story": gettext_lazy("What happened, in short"),
    "exploitation": gettext_lazy("What was done to the person"),
    "identification": gettext_lazy("Identification"),
    "plan": gettext_lazy("Needs, goals and actions"),
    "services": gettext_lazy("Services and what they cost"),
    "stays": gettext_lazy("Stays in a shelter and return home"),
    "referrals": gettext_lazy("Referrals"),
    "follow_ups": gettext_lazy("Follow-ups"),
}
USUAL = ("person", "case", "plan", "services", "stays", "referrals", "follow_ups")
DRAWN: dict[str, tuple[Draw, ...]] = {
    "person": (_person,),
    "private": (_private,),
    "case": (_of_case(holds.case_section), _of_case(holds.risk_section)),
    "story": (_of_case(holds.story_section),),
    "exploitation": (_of_case(holds.exploitation_section),),
    "identification": (_of_case(holds.identification_section),),
    "plan": (_of_case(holds.needs_section), _of_case(holds.goals_section), _of_case(holds.actions_section)),
    "services": (_of_case(help_given.services_section),),
    "stays": (_of_case(help_given.stays_section), _of_case(help_given.returns_section)),
    "referrals": (_of_case(help_given.referrals_section),),
    "follow_ups": (_of_case(help_given.follow_ups_section),),
}


def case_summary(summary: Summary, telling: Telling, **screen: Any) -> Paper:
    """`screen` holds what only the page on a screen shows: `variants`, `back_url`."""
    say = telling.say
    number = summary.case.number
    return Paper(
        kind=say(gettext_lazy("Case summary")),
        subject=telling.text(lambda: _("Case %(number)s · confidential") % {"number": number}),
        sections=[*_sections(summary, telling), Section(paragraphs=[say(KEEP)])],
        signatures=[Signature(say(gettext_lazy("Drawn up by")), summary.drawn_up_by)],
        file_stem="case-summary",
        **head(summary.office, telling, clock.today()),
        **screen,
    )


def _sections(summary: Summary, telling: Telling) -> Iterator[Section]:
    for code, draws in DRAWN.items():
        if code in summary.chosen:
            drawn = [section for draw in draws if (section := draw(summary, telling)) is not None]
            yield from drawn or [_empty(code, telling)]


def _empty(code: str, telling: Telling) -> Section:
    return Section(telling.say(PARTS[code]), [telling.say(gettext_lazy("Nothing is recorded."))])
