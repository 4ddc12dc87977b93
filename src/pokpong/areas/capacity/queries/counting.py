"""Those who were trained, counted in four ways, from the tables. No name is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.models import SessionAttendance, Training
from pokpong.areas.capacity.queries.trainees import same_person
from pokpong.areas.capacity.rules.attendance import PRESENT
from pokpong.areas.capacity.rules.counting import Attended, Counted, Facts, count
from pokpong.foundation.kernel.paths import under, under_any


@dataclass(frozen=True)
class Asked:
    """What is counted: a period, and a project (None: all), a place (empty: all) and a curriculum's topic (or all)."""

    first: date
    last: date
    project: UUID | None = None
    place: str = ""
    topic: str = ""


def numbers(actor: Any, asked: Asked) -> Counted:
    """The four ways for the trainings of the places in which this actor reads numbers, or which they teach.

    Cancelled trainings, dropped sessions and people who were withdrawn count nowhere. The life of the project begins
    with its first training; without a project it is everything until the end of the period.
    """
    return count(attended(counted_trainings(actor, asked)), asked.first, asked.last)


def counted_trainings(actor: Any, asked: Asked) -> Any:
    rows = Training.objects.exclude(state="cancelled").filter(under_any("place_path", actor.paths("training.numbers")))
    if asked.project is not None:
        rows = rows.filter(project=asked.project)
    if asked.place:
        rows = rows.filter(under("place_path", asked.place))
    if asked.topic:
        rows = rows.filter(curriculum__topics_text__contains=f"|{asked.topic}|")
    return rows


def attended(trainings: Any) -> list[Attended]:
    """Everybody present in any session of these trainings, as persons under the facts of that day."""
    persons = same_person()
    rows = (
        SessionAttendance.objects.filter(session__training__in=trainings.values("pk"), presence=PRESENT)
        .exclude(session__state="dropped")
        .exclude(enrolment__state="withdrawn")
    )
    names = ("sex", "level", "function", "organisation", "institution", "place_path", "enrolled_at", "pk", "trainee")
    found = rows.values_list("session__training", "session", "session__day", *(f"enrolment__{name}" for name in names))
    return [
        Attended(
            person=persons[trainee],
            event=event,
            session=session,
            day=day,
            facts=Facts(sex, level, function, str(organisation or institution), place),
            order=f"{at.isoformat()} {pk}",
        )
        for event, session, day, sex, level, function, organisation, institution, place, at, pk, trainee in found
    ]
