"""My caseload on the start page: the cases whose team the reader is in, by what is due next.

No name stands here: a start page is open on many desks. Number, sex and age group tell one's own cases apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Min
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.models import Case, CaseMember, FollowUp, PlannedAction, Referral, Service, Stay
from pokpong.areas.protection.screens.cases.words import risk_tag
from pokpong.areas.protection.screens.of_case import address
from pokpong.doors.office.panels import Panel
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import Task
from pokpong.foundation.ui.templatetags.ui import lao_date, status_tag
from pokpong.registers.people.rules import vocabulary
from pokpong.registers.people.rules.ages import BAND_WORDS

SHOWN = 8
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Waiting:
    """Rows of one noun of a case that wait for something, and the column of the day it is due."""

    model: Any
    states: tuple[str, ...]
    day: str
    words: Words

    def soonest(self, cases: Collection[UUID]) -> dict[UUID, dt.date]:
        """Of these cases the most pressing ones with their first day, at most `SHOWN`."""
        rows = self.model.objects.filter(case__in=cases, state__in=self.states).exclude(**{self.day: None})
        found = rows.values("case").annotate(first=Min(self.day)).order_by("first", "case")[:SHOWN]
        return {row["case"]: row["first"] for row in found}


WAITING = (
    Waiting(FollowUp, ("planned", "missed"), "due", gettext_lazy("Follow-up")),
    Waiting(PlannedAction, ("planned",), "due", gettext_lazy("Action of the plan")),
    Waiting(Service, ("planned",), "planned_on", gettext_lazy("Service")),
    Waiting(Stay, ("reserved",), "starts_on", gettext_lazy("Reserved bed")),
    Waiting(Referral, ("sent", "received"), "answer_by", gettext_lazy("Answer to a referral")),
)
LOOK_AT_RISK = gettext_lazy("Assess the risk")


@dataclass(frozen=True, order=True)
class Next:
    """What is due next in a case."""

    day: dt.date
    place: int  # which kind comes first on one day
    words: Words = field(compare=False)


@dataclass(frozen=True)
class Load:
    """How many cases there are, and of the most pressing ones what is due next, soonest first."""

    total: int
    upcoming: Mapping[UUID, Next]


def load_of(actor: Actor) -> Load:
    """The cases not closed whose team this actor is in.

    Each kind of work brings its own `SHOWN` soonest cases: one that is in none of these is not among the soonest.
    """
    teams = CaseMember.objects.current().filter(user=actor.id).values("case")
    # Nobody is in more teams than a list holds: named one by one they are found again five times for little.
    running = Case.objects.visible_to(actor).running().filter(pk__in=teams)
    mine = dict(running.order_by("risk_review_on", "pk").values_list("pk", "risk_review_on"))
    reviews = dict(list(mine.items())[:SHOWN])
    found = {case: Next(day, len(WAITING), LOOK_AT_RISK) for case, day in reviews.items()}
    for place, waiting in enumerate(WAITING):
        for case, day in waiting.soonest(mine).items():
            following = Next(day, place, waiting.words)
            found[case] = min(found.get(case, following), following)
    soonest = sorted(found.items(), key=lambda item: (item[1].day, item[1].place, item[0]))
    return Load(len(mine), dict(soonest[:SHOWN]))


def panel(user: User) -> Panel:
    """The card of who works with cases."""
    load = load_of(user)
    rows = Case.objects.in_bulk(list(load.upcoming))
    return Panel(
        _("My caseload"),
        "folder",
        reverse("cases:list") + "?cases-situation=running&cases-mine=team#table-cases",
        _("All my cases"),
        _("No case is entrusted to you"),
        _("A case stands here when you open one, or when a colleague takes you into a team."),
        [line(rows[case], following) for case, following in load.upcoming.items()],
        load.total,
    )


def line(case: Case, following: Next) -> Task:
    late = following.day <= clock.today()
    due = f"{following.words}: {lao_date(following.day)}"
    hint = format_html("{} {}", status_tag(_("Due"), "danger"), due) if late else due
    return Task(_join(case.number, *facts(case)), risk_tag(case.risk), address(case), hint)


def facts(case: Case) -> list[str]:
    """Sex and age group as they were when the case was opened; nothing of what is not known."""
    sex = "" if case.sex == UNKNOWN else vocabulary.words_of(vocabulary.SEXES, case.sex)
    age = "" if case.age_band == UNKNOWN else vocabulary.words_of(BAND_WORDS, case.age_band)
    return [sex, age]


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
