"""Lists of meetings, visits, decisions and documents."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pokpong.areas.partnership.models import Decision, Document, Meeting, Visit
from pokpong.areas.partnership.states import DECISION, DOCUMENT, MEETING, TONES, VISIT
from pokpong.areas.partnership.vocabulary import DOCUMENT_KINDS, MEETING_KINDS
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import under_any
from pokpong.foundation.lao.text import fold
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.tables import Column, Filter
from pokpong.registers.institutions.models import Committee
from pokpong.registers.institutions.screens.tables import WHERE, PlacedTable, WordChoices
from pokpong.registers.places.finding import find

MOST_PLACES = 12
PERIODS = (
    ("coming", _("From today on")),
    ("30", _("Last 30 days")),
    ("365", _("Last 12 months")),
)
OVERDUE = "overdue"


def address(row: Any) -> str:
    """The page of a meeting, visit, decision or document."""
    return reverse(f"partnership:{row.noun}", args=[row.pk])


def status(machine: Any, row: Any) -> StatusWord:
    return StatusWord(machine.words[row.state], TONES[row.state])


def decision_status(row: Decision) -> StatusWord:
    if row.is_late(clock.today()):
        return StatusWord(_("Overdue"), "warning")
    return status(DECISION, row)


def called(rows: Any, text: str) -> Any:
    """The rows with `text` in what they are about."""
    wanted = fold(text)
    return rows.filter(search__contains=wanted) if wanted else rows.none()


def of_committee(rows: Any, text: str) -> Any:
    """The rows of the committees that are called so. Committees are few, and their names carry no index."""
    wanted = fold(text)
    boards = Committee.objects.filter(pk__in=rows.order_by().values("committee"))
    found = [board.pk for board in boards if any(wanted in fold(name) for name in board.names.values())]
    return rows.filter(committee__in=found)


def in_place(rows: Any, text: str) -> Any:
    """The rows in one of the places that are called so."""
    return rows.filter(under_any("place_path", [place.path for place in find(text, limit=MOST_PLACES)]))


def _within(column: str, rows: Any, period: str) -> Any:
    today = clock.today()
    if period == "coming":
        return rows.filter(**{f"{column}__gte": today})
    return rows.filter(**{f"{column}__gte": today - timedelta(days=int(period)), f"{column}__lte": today})


def meetings_within(rows: Any, period: str) -> Any:
    return _within("day", rows, period)


def visits_within(rows: Any, period: str) -> Any:
    return _within("starts", rows, period)


def decisions_within(rows: Any, period: str) -> Any:
    return _within("due", rows, period)


def documents_within(rows: Any, period: str) -> Any:
    return _within("made_on", rows, period)


def decisions_in_state(rows: Any, state: str) -> Any:
    """By state; overdue is an open one whose day is over."""
    return rows.overdue(clock.today()) if state == OVERDUE else rows.filter(state=state)


class Meetings(PlacedTable):
    name = "meetings"
    caption = _("Meetings")
    columns = (
        Column[Meeting]("subject", _("What it is about"), lambda row: Link(row.subject, address(row))),
        Column[Meeting]("committee", _("Committee"), lambda row: row.committee.name),
        Column[Meeting]("kind", _("Kind"), lambda row: MEETING_KINDS.words(row.kind), sort="kind"),
        WHERE,
        Column[Meeting]("day", _("Day"), lambda row: row.day, sort="day"),
        Column[Meeting]("state", _("State"), lambda row: status(MEETING, row), sort="state"),
    )
    filters = (
        Filter("subject", _("What it is about"), apply=called),
        Filter("committee", _("Committee"), apply=of_committee),
        Filter("kind", _("Kind"), WordChoices(MEETING_KINDS)),
        Filter("state", _("State"), list(MEETING.words.items())),
        Filter("period", _("Period"), PERIODS, apply=meetings_within),
        Filter("place", _("Place"), apply=in_place),
    )
    order = "-day"
    empty_title = _("No meeting here")
    empty_text = _("Take the filters away, or plan a meeting of a committee.")


class Visits(PlacedTable):
    name = "visits"
    caption = _("Visits")
    columns = (
        Column[Visit]("purpose", _("Purpose"), lambda row: Link(row.purpose, address(row))),
        Column[Visit]("host", _("Received by"), lambda row: row.host.name, sort="host__sort_key"),
        WHERE,
        Column[Visit]("starts", _("First day"), lambda row: row.starts, sort="starts"),
        Column[Visit]("state", _("State"), lambda row: status(VISIT, row), sort="state"),
    )
    filters = (
        Filter("purpose", _("Purpose"), apply=called),
        Filter("state", _("State"), list(VISIT.words.items())),
        Filter("period", _("Period"), PERIODS, apply=visits_within),
        Filter("place", _("Place"), apply=in_place),
    )
    order = "-starts"
    empty_title = _("No visit here")
    empty_text = _("Take the filters away, or plan a visit.")


class Decisions(PlacedTable):
    name = "decisions"
    caption = _("Decisions")
    columns = (
        Column[Decision]("text", _("What was decided"), lambda row: Link(row.text, address(row))),
        Column[Decision]("owner", _("Who does it"), lambda row: row.owner.name, sort="owner__sort_key"),
        Column[Decision]("committee", _("Committee"), lambda row: row.committee.name if row.committee else ""),
        WHERE,
        Column[Decision]("due", _("Until when"), lambda row: row.due, sort="due"),
        Column[Decision]("state", _("State"), decision_status, sort="state"),
    )
    filters = (
        Filter("text", _("What was decided"), apply=called),
        Filter("committee", _("Committee"), apply=of_committee),
        Filter("state", _("State"), [(OVERDUE, _("Overdue")), *DECISION.words.items()], apply=decisions_in_state),
        Filter("period", _("Period"), PERIODS, apply=decisions_within),
        Filter("place", _("Place"), apply=in_place),
    )
    order = "due"
    usual = {"state": "open"}
    usual_words = _("Only those that are open")
    empty_title = _("No decision here")
    empty_text = _("Decisions are written down on the page of a meeting or visit.")


class Documents(PlacedTable):
    name = "documents"
    caption = _("Documents")
    columns = (
        Column[Document]("title", _("Title"), lambda row: Link(row.name, address(row))),
        Column[Document]("kind", _("Kind"), lambda row: DOCUMENT_KINDS.get(row.kind, row.kind), sort="kind"),
        Column[Document]("number", _("Number"), lambda row: row.number),
        WHERE,
        Column[Document]("made", _("Drafted on"), lambda row: row.made_on, sort="made_on"),
        Column[Document]("state", _("State"), lambda row: status(DOCUMENT, row), sort="state"),
    )
    filters = (
        Filter("kind", _("Kind"), list(DOCUMENT_KINDS.items())),
        Filter("state", _("State"), list(DOCUMENT.words.items())),
        Filter("period", _("Period"), PERIODS, apply=documents_within),
        Filter("place", _("Place"), apply=in_place),
    )
    order = "-made"
    empty_title = _("No document here")
    empty_text = _("Documents are drafted on the page of a meeting or visit.")
