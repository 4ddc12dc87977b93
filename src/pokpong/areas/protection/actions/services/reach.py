"""Finding a row of a case for an action: seeing the case is seeing the row; acting needs more than seeing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.models.facts import FactsOfTheDay, facts_of
from pokpong.foundation.actions import amend, door
from pokpong.foundation.agenda import tasks


def facts_of_today(row: FactsOfTheDay, case: Case) -> None:
    """Sets the facts of the day of what happened now."""
    for name, value in facts_of(case.person).items():
        setattr(row, name, value)


def remind_lead(row: Any, kind: str, day: date | None) -> None:
    """Asks the one responsible for the case to do `kind` by the end of `day`; nothing is asked without a day."""
    if day is not None:
        due = timezone.make_aware(datetime.combine(day, time(23, 59)))
        wanted = tasks.Wanted(kind=kind, permission=kind, due=due, place_path=row.case.place_path, user=row.case.lead)
        tasks.ask(row, wanted)


def keep(row: Any, new: Mapping[str, Any]) -> None:
    """Sets what differs, the old values kept, and saves the row with whatever else was set on it."""
    differing = {name: value for name, value in new.items() if getattr(row, name) != value}
    if differing:
        amend.apply(row, differing)
    else:
        door.save(row)
