"""Lists of the programme."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.lao.text import fold
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.institutions.screens.tables import WHERE, PlacedTable
from pokpong.registers.places.queries import labels
from pokpong.registers.programme.models import Calendar, Donor, Funding, Period, Population, Project
from pokpong.registers.programme.plan_words import money_words
from pokpong.registers.programme.rules.calendar import KIND_WORDS
from pokpong.registers.programme.rules.population import ALL, SEX_WORDS
from pokpong.registers.programme.screens.presenting import from_to, status
from pokpong.registers.programme.states import FUNDING, POPULATION, PROJECT


def called(rows: Any, text: str) -> Any:
    """The rows with `text` in a name or code."""
    wanted = fold(text)
    return rows.filter(search__contains=wanted) if wanted else rows.none()


def of_source(rows: Any, text: str) -> Any:
    wanted = fold(text)
    return rows.filter(source_folded__contains=wanted) if wanted else rows.none()


def of_year(rows: Any, text: str) -> Any:
    return rows.filter(year=int(text)) if text.isascii() and text.isdecimal() and len(text) == 4 else rows.none()


class Projects(Table[Any]):
    """Each row is told the labels of its places, `where`, which costs two queries for a page."""

    name = "projects"
    caption = _("Projects")
    columns = (
        Column[Project]("code", _("Code"), lambda row: row.code, sort="code"),
        Column[Project](
            "name",
            _("Name"),
            lambda row: Link(row.name, reverse("programme:project", args=[row.pk])),
            sort="sort_key",
        ),
        Column[Project]("lead", _("Lead organisation"), lambda row: row.lead.name, sort="lead__sort_key"),
        Column[Any]("places", _("Places"), lambda row: row.where),
        Column[Project]("days", _("First and last day"), lambda row: from_to(row.starts, row.ends), sort="starts"),
        Column[Project]("state", _("State"), status, sort="state"),
    )
    filters = (
        Filter("name", _("Name or code"), apply=called),
        Filter("state", _("State"), list(PROJECT.words.items())),
    )
    order = "name"
    empty_title = _("No project here")
    empty_text = _("Take the filters away, or add the project that is missing.")

    @property
    def body(self) -> Any:
        named = labels([path for row in self.page_rows for path in row.place_paths])
        for row in self.page_rows:
            row.where = [named[path] for path in row.place_paths]
        return super().body


class Donors(Table[Donor]):
    name = "donors"
    caption = _("Donors")
    columns = (
        Column[Donor](
            "name", _("Name"), lambda row: Link(row.name, reverse("programme:donor", args=[row.pk])), sort="sort_key"
        ),
        Column[Donor](
            "organisation",
            _("Organisation"),
            lambda row: row.organisation.name if row.organisation else "",
            sort="organisation__sort_key",
        ),
    )
    filters = (Filter("name", _("Name"), apply=called),)
    order = "name"
    empty_title = _("No donor here")
    empty_text = _("Take the filters away, or add the donor that is missing.")


class Fundings(Table[Funding]):
    name = "fundings"
    caption = _("Money agreed")
    columns = (
        Column[Funding]("donor", _("Donor"), lambda row: row.donor.name, sort="donor__sort_key"),
        Column[Funding]("project", _("Project"), lambda row: row.project.code, sort="project__code"),
        Column[Funding](
            "amount",
            _("Amount"),
            lambda row: Link(money_words(row.amount, row.currency), reverse("programme:funding", args=[row.pk])),
            sort="currency,amount",
            numeric=True,
        ),
        Column[Funding]("days", _("First and last day"), lambda row: from_to(row.starts, row.ends), sort="starts"),
        Column[Funding]("reference", _("Number of the agreement"), lambda row: row.reference),
        Column[Funding]("state", _("State"), status, sort="state"),
    )
    filters = (Filter("state", _("State"), list(FUNDING.words.items())),)
    order = "donor"
    empty_title = _("No money noted")
    empty_text = _("What donors agreed to pay stands here, each in its own currency.")


class Calendars(Table[Calendar]):
    name = "calendars"
    caption = _("Calendars in use")
    columns = (
        Column[Calendar](
            "name", _("Name"), lambda row: Link(row.name, reverse("programme:calendar", args=[row.pk])), sort="code"
        ),
        Column[Calendar]("begins", _("The year begins on"), lambda row: f"{row.start_day}/{row.start_month}"),
        Column[Calendar](
            "parts", _("Parts of the year"), lambda row: ", ".join(str(KIND_WORDS[part]) for part in row.parts)
        ),
    )
    order = "name"
    empty_title = _("No calendar yet")
    empty_text = _("Take over one of those that come with Pokpong, or add your own.")


class Periods(Table[Period]):
    name = "periods"
    caption = _("Periods")
    columns = (
        Column[Period]("name", _("Name"), lambda row: row.name),
        Column[Period]("kind", _("Kind"), lambda row: KIND_WORDS[row.kind], sort="kind"),
        Column[Period]("starts", _("First day"), lambda row: row.starts, sort="starts"),
        Column[Period]("ends", _("Last day"), lambda row: row.ends, sort="ends"),
    )
    filters = (
        Filter("year", _("Year"), apply=of_year),
        Filter("kind", _("Kind"), list(KIND_WORDS.items())),
    )
    order = "-starts"
    empty_title = _("No periods yet")
    empty_text = _("Make the periods of a year; the years of plans and figures follow them.")


def band_words(band: str) -> object:
    return _("All ages") if band == ALL else band


class Populations(PlacedTable):
    name = "population"
    caption = _("Figures of population")
    columns = (
        WHERE,
        Column[Population]("year", _("Year"), lambda row: str(row.year), sort="year"),
        Column[Population]("sex", _("Sex"), lambda row: SEX_WORDS[row.sex], sort="sex"),
        Column[Population]("age", _("Age group"), lambda row: band_words(row.age_band), sort="age_from,age_band"),
        Column[Population]("count", _("Number of people"), lambda row: row.count, sort="count", numeric=True),
        Column[Population](
            "source",
            _("Source"),
            lambda row: Link(row.source, reverse("programme:population_figure", args=[row.pk])),
            sort="source",
        ),
        Column[Population]("state", _("State"), status, sort="state"),
    )
    filters = (
        Filter("year", _("Year"), apply=of_year),
        Filter("sex", _("Sex"), list(SEX_WORDS.items())),
        Filter("source", _("Source"), apply=of_source),
        Filter("state", _("State"), list(POPULATION.words.items())),
    )
    order = "place"
    usual = {"state": "stated"}
    usual_words = _("Figures in use")
    empty_title = _("No figure here")
    empty_text = _("Take the filters away, type figures in, or bring a file of them.")


__all__ = [
    "Calendars",
    "Donors",
    "Fundings",
    "Periods",
    "Populations",
    "Projects",
    "band_words",
]
