"""The report on the overall situation of a place (ລາຍງານສະພາບລວມ), in Lao and English.

A report leaves the house: its figures are held to the threshold of what leaves the government.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pokpong.areas.partnership.drafting.draft import Draft, Part, in_each, listed, on_day, text
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.numbers import number_in
from pokpong.insight.indicators.queries import ShownTable, last_closing, shown_tables
from pokpong.insight.indicators.rules import OUTSIDE
from pokpong.insight.reports import live
from pokpong.insight.reports.figures import Cell, covers_place, drawn
from pokpong.insight.reports.sight import has_figures, names_of
from pokpong.registers.institutions import attention


def situation_of(actor: Any, path: str, today: date) -> Draft:
    """The text as it stands today, in each language."""

    def make(language: str) -> tuple[str, Sequence[Part]]:
        place = names_of([path])[path] or _("The whole country")
        title = _("The overall situation of preventing and combating trafficking in persons: %(place)s")
        return title % {"place": place}, [
            text(_("As at %(day)s the situation is as follows.") % {"day": on_day(today, language)}),
            *listed(_("Committees"), _committees(actor, path, today, language)),
            *listed(_("Implementation plans"), _plans(actor, path)),
            *listed(_("Trainings"), _trainings(actor, path, today, language)),
            *listed(_("Decisions"), _decisions(actor, path, today)),
            *_figures(path, language),
            text(_("This is reported for information and for guidance.")),
        ]

    return in_each(make, [])


def _committees(actor: Any, path: str, today: date, language: str) -> list[str]:
    found = live.committees(actor, path, today)
    said = {"total": found.total, "no_chair": found.no_chair, "no_meeting": found.no_meeting}
    lines = [
        _("%(total)s committees work. %(no_chair)s have no chair; %(no_meeting)s have not met for a quarter.") % said
    ]
    for line in found.lines:
        if line.last is not None and attention.NO_MEETING not in line.reasons:
            when = {"name": in_language(line.row.names, language), "day": on_day(line.last, language)}
            lines.append(_("%(name)s: last meeting on %(day)s.") % when)
    return lines


def _plans(actor: Any, path: str) -> list[str]:
    found = live.plans(actor, path)
    if not found.total:
        return [_("No plan is in force.")]
    said = {"total": found.total, "on_track": found.on_track, "late": found.late}
    return [_("%(total)s plans are in force: %(on_track)s on track, %(late)s with late activities.") % said]


def _trainings(actor: Any, path: str, today: date, language: str) -> list[str]:
    found = live.trainings(actor, path, today)
    said = {
        "finished": found.finished,
        "running": found.running,
        "planned": found.planned,
        "people": number_in(language, found.people),
    }
    words = _(
        "This year %(finished)s trainings were finished, %(running)s are running and %(planned)s are planned. "
        "%(people)s different people took part."
    )
    return [words % said]


def _decisions(actor: Any, path: str, today: date) -> list[str]:
    found = live.decisions(actor, path, today)
    words = _("%(open)s decisions are still to be done; the day of %(overdue)s of them has passed.")
    return [words % {"open": found.open, "overdue": found.overdue}]


def _figures(path: str, language: str) -> list[Part]:
    closing = last_closing()
    title = _("What was done for people")
    if closing is None or not has_figures(path):
        return listed(title, [_("No figures were published for this place yet.")])
    tables = [table for table in shown_tables(closing, OUTSIDE).values() if covers_place(table, path)]
    period = {"first": on_day(closing.begins, language), "last": on_day(closing.ends, language)}
    lines = [_("Counted from %(first)s to %(last)s.") % period, *(_figure(table, path, language) for table in tables)]
    limit = max((table.threshold for table in tables), default=0)
    why = _(
        "Numbers below %(limit)s, and those that would tell of them, are not published: nobody may be known by them."
    )
    return listed(title, [*lines, why % {"limit": limit}])


def _figure(table: ShownTable, path: str, language: str) -> str:
    """The total, and its parts as far as they are shown."""
    found = drawn(table, path)
    total, *cells = found.lines[0].cells
    parts = [f"{head} {_said(cell, language)}" for head, cell in zip(found.heads[1:], cells, strict=True)]
    told = [part for part, cell in zip(parts, cells, strict=True) if cell.number]
    more = f" ({'; '.join(told)})" if told else ""
    return f"{table.table.title}: {_said(total, language)}{more}"


def _said(cell: Cell, language: str) -> str:
    if cell.number is None:
        return _("not published")
    number = number_in(language, cell.number)
    if cell.since is None:
        return number
    return _("%(number)s (as at %(day)s)") % {"number": number, "day": on_day(cell.since, language)}
