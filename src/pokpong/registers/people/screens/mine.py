"""My people: a table by open columns; names are opened for the rows of the page that is shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.saved_views import UserViews
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.sight import parts_of_many
from pokpong.registers.people.rules import ages, vocabulary
from pokpong.registers.people.screens.common import person_url
from pokpong.registers.places.queries import labels


class MyPeople(Table[Any]):
    name = "people"
    caption = _("Persons I work with")
    columns = (
        Column("name", _("Name"), lambda row: row.shown_name),
        Column("sex", _("Sex"), lambda row: row.get_sex_display(), sort="sex"),
        Column("age_band", _("Age"), lambda row: row.get_age_band_display(), sort="age_band"),
        Column("district", _("District"), lambda row: row.shown_district, sort="district_path"),
        Column("registered", _("Registered on"), lambda row: row.registered_on, sort="registered_on"),
    )
    filters = (
        Filter("sex", _("Sex"), vocabulary.SEXES, field="sex"),
        Filter("age_band", _("Age"), ages.BAND_WORDS, field="age_band"),
        Filter("nationality", _("Nationality"), vocabulary.NATIONALITIES, field="nationality"),
    )
    order = "-registered"
    empty_title = _("No person yet")
    empty_text = _("Persons appear here when you register them, or when somebody entrusts them to you.")


def open_names(actor: Actor, rows: list[Any]) -> list[Person]:
    """Sets what the table shows of each row; answers with the rows whose names were opened."""
    parts = parts_of_many(actor, rows)
    places = labels({row.district_path for row in rows})
    for row in rows:
        row.shown_name = row.name if "names" in parts[row.pk] else _("name not shown to you")
        row.shown_district = places.get(row.district_path, "")
    return [row for row in rows if "names" in parts[row.pk]]


@require_GET
@page(["person.tied", "person.read"])
def mine(request: PageRequest) -> HttpResponse:
    """Everybody in the reader's sight."""
    rows = Person.objects.visible_to(request.user).filter(state="open")
    table = MyPeople(
        rows,
        request.GET,
        path=request.path,
        row_url=lambda row: person_url(row.pk),
        saved_views=UserViews(request.user.id, MyPeople.name, request.path),
    )
    seen(request, "person", open_names(request.user, table.page_rows))
    context = {
        "table": table,
        "may_register": request.user.may("person.register"),
        "register_url": reverse("people:register"),
    }
    return render(request, "people/mine.html", context)
