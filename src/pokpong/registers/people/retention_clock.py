"""What the clock does about records whose time has run out: once a day the list, once a week one task a district."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from uuid import UUID, uuid5

from django.utils import timezone

from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.agenda.ticking import each_tick
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere
from pokpong.registers.people.actions.retention import RETENTION, REVIEW, clear, fall_due, remind, settle
from pokpong.registers.people.models import Person, RetentionDue
from pokpong.registers.people.queries import retention as queries
from pokpong.registers.people.rules.retention import Due, RulesBroken
from pokpong.registers.places.models import Place

log = logging.getLogger(__name__)
# The last day that was looked through; a restart looks again, and finds nothing new.
_looked: dict[str, dt.date] = {}


@each_tick
def tick_retention() -> int:
    """Returns how many rows it moved. Once a day everything is looked through, else nothing is asked."""
    today = clock.today()
    if _looked.get("on") == today:
        return 0
    try:
        moved = look(today)
    except RulesBroken as reason:
        log.warning("the list of records whose time has run out is not kept: %s", reason)
        return 0
    _looked["on"] = today
    return moved


def look(today: dt.date) -> int:
    """Keeps the list and the tasks in step with the ledger; the same again on the same day changes nothing."""
    return sum(_keep_list(persons, today) for persons in queries.old_records()) + _keep_tasks(today)


def _keep_list(persons: list[Person], today: dt.date) -> int:
    due = queries.due_of(persons)
    listed = {row.person_id: row for row in RetentionDue.objects.filter(person__in=persons)}
    return sum(_keep(person.pk, due[person.pk], listed.get(person.pk), today) for person in persons)


def _keep(person: UUID, due: Due | None, listed: RetentionDue | None, today: dt.date) -> int:
    is_due = due is not None and due.due_on <= today
    if is_due == (listed is not None) and (listed is None or due == Due(listed.kind, listed.due_on)):
        return 0
    act = fall_due if is_due else clear
    try:
        act(by=RETENTION, person=person, call_id=uuid5(person, f"{act.__name__}:{due}:{today}"))
    except NotThere:
        return 0  # another clock came first
    return 1


def _keep_tasks(today: dt.date) -> int:
    """At most one task a week for each district, and only when something new is due there since the last one."""
    newest, asked = _newest(), _asked()
    places = dict(Place.objects.filter(path__in={*newest, *asked}).values_list("path", "pk"))
    monday = today - dt.timedelta(days=today.weekday())
    moved = 0
    for path, place in sorted(places.items()):
        last, open_task = asked.get(path, (None, False))
        if path in newest and not open_task and (last is None or (last < monday and newest[path] > last)):
            remind(by=RETENTION, place=place, call_id=uuid5(place, f"{REVIEW}:{monday}"))
            moved += 1
        elif path not in newest and open_task:
            settle(by=RETENTION, place=place, call_id=uuid5(place, f"{REVIEW}:settled:{last}:{today}"))
            moved += 1
    return moved


def _newest() -> dict[str, dt.date]:
    """By district: the last day on which a record came to wait for a decision there."""
    found: dict[str, dt.date] = {}
    rows = queries.waiting().values_list("person__district_path", "found_on", "kept_until")
    for path, found_on, kept_until in rows:
        since = max(found_on, kept_until + dt.timedelta(days=1)) if kept_until else found_on
        found[path] = max(since, found.get(path, since))
    return found


def _asked() -> dict[str, tuple[dt.date | None, bool]]:
    """By place path: the day of the last task, and whether one still waits."""
    found: dict[str, list[tuple[dt.date, bool]]] = defaultdict(list)
    for path, made_at, state in Task.objects.filter(kind=REVIEW).values_list("place_path", "made_at", "state"):
        found[path].append((timezone.localtime(made_at).date(), state in WAITING))
    return {path: (max(day for day, _open in rows), any(waits for _day, waits in rows)) for path, rows in found.items()}
