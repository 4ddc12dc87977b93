"""Committees in which nobody, or only few, were trained in a topic."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.models import Enrolment
from pokpong.areas.capacity.queries.trainees import same_person, tops_of
from pokpong.foundation.kernel.paths import under_any
from pokpong.registers.institutions.models import Committee, Membership
from pokpong.registers.institutions.models.official import spellings


@dataclass(frozen=True)
class Gap:
    """One committee: how many people sit in it today, and how many of them completed a training in the topic.

    Somebody who sits there under two spellings is one person.
    """

    committee: Committee
    members: int
    trained: int


def gaps(actor: Any, topic: str, today: date) -> list[Gap]:
    """Every committee of the places in which this actor reads numbers; those with nobody trained first."""
    seen = under_any("place_path", actor.paths("training.numbers"))
    committees = list(Committee.objects.visible_to(actor).filter(seen, state="active").order_by("place_path", "pk"))
    seats = list(Membership.objects.filter(committee__in=committees).on(today).values_list("committee", "official"))
    trained = officials_trained(topic)
    person = tops_of({official for _committee, official in seats} | trained)
    members: dict[UUID, set[UUID]] = defaultdict(set)
    for committee, official in seats:
        members[committee].add(person[official])
    done = {person[official] for official in trained}
    found = [Gap(row, len(members[row.pk]), len(members[row.pk] & done)) for row in committees]
    return sorted(found, key=lambda gap: (gap.trained > 0, gap.trained))


def officials_trained(topic: str) -> set[UUID]:
    """Every official, under every spelling and record of the person, who completed a training in this topic."""
    persons = same_person()
    rows = Enrolment.objects.filter(state="completed", training__curriculum__topics_text__contains=f"|{topic}|")
    done = {persons[trainee] for trainee in rows.values_list("trainee", flat=True)}
    links = Enrolment.objects.exclude(official=None).values_list("trainee", "official")
    own = Enrolment.objects.exclude(trainee__official=None).values_list("trainee", "trainee__official")
    found = {official for trainee, official in [*links, *own] if persons[trainee] in done}
    return spellings(found)
