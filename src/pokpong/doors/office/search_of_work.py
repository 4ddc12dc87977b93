"""The search among what is planned and held together, from activities to trainings. Nobody is found by name."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.capacity.queries.trainings import find_trainings
from pokpong.areas.partnership.queries.decisions import find_decisions
from pokpong.areas.partnership.queries.meetings import find_meetings
from pokpong.areas.partnership.queries.visits import find_visits
from pokpong.doors.office.found import MOST, Row, Section, more
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.lao.text import fold
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.programme.queries.plans import find_activities


def meetings(request: PageRequest, text: str) -> Iterable[Section]:
    """By what they are about."""
    found = find_meetings(request.user, text, MOST + 1)
    rows = [
        Row(row.subject, reverse("partnership:meeting", args=[row.pk]), f"{row.committee.name} · {lao_date(row.day)}")
        for row in found[:MOST]
    ]
    yield Section(_("Meetings"), "committee", rows, more(found))


def decisions(request: PageRequest, text: str) -> Iterable[Section]:
    """By what was decided; who does it stands on its own page."""
    found = find_decisions(request.user, text, MOST + 1)
    rows = [
        Row(
            row.text,
            reverse("partnership:decision", args=[row.pk]),
            " · ".join(part for part in (row.committee.name if row.committee else "", lao_date(row.due)) if part),
        )
        for row in found[:MOST]
    ]
    yield Section(_("Decisions"), "check", rows, more(found))


def visits(request: PageRequest, text: str) -> Iterable[Section]:
    """By what they are for."""
    found = find_visits(request.user, text, MOST + 1)
    rows = [
        Row(row.purpose, reverse("partnership:visit", args=[row.pk]), f"{row.host.name} · {lao_date(row.starts)}")
        for row in found[:MOST]
    ]
    yield Section(_("Visits"), "place", rows, more(found))


def trainings(request: PageRequest, text: str) -> Iterable[Section]:
    """By their name, their curriculum or where they are held; nobody who was trained is found here."""
    found = find_trainings(request.user, text, MOST + 1)
    rows = [Row(row.name, reverse("capacity:training", args=[row.pk]), lao_date(row.starts)) for row in found[:MOST]]
    yield Section(_("Trainings"), "book", rows, more(found))


def activities(request: PageRequest, text: str) -> Iterable[Section]:
    """Of the plans in sight, by code or name."""
    found = find_activities(request.user, text, MOST + 1) if fold(text) else []
    rows = [
        Row(f"{row.code} {row.name}", reverse("programme:activity", args=[row.pk]), row.plan.name)
        for row in found[:MOST]
    ]
    yield Section(_("Activities"), "calendar", rows, more(found))


OF_WORK = (activities, meetings, decisions, visits, trainings)
