"""Pictures of who stands above whom: organisations with their offices, a committee around its chair."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pokpong.foundation.access.form_pages import found
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions import charts
from pokpong.registers.institutions.models import Committee, Organisation
from pokpong.registers.institutions.queries import members_on
from pokpong.registers.institutions.screens import presenting
from pokpong.registers.institutions.screens.days import asked_day
from pokpong.registers.institutions.vocabularies import COMMITTEE_ROLES


@require_GET
@page("organisation.read")
def whole_chart(request: PageRequest) -> HttpResponse:
    """Every organisation in existence."""
    crumbs = presenting.crumbs(_("Organisations"), "organisations", Crumb(_("Organisation chart")))
    return _forest(request, charts.organisations(request.user, clock.today()), _("Organisation chart"), crumbs)


@require_GET
@page("organisation.read")
def organisation_chart(request: PageRequest, organisation: UUID) -> HttpResponse:
    """One organisation with everything below it."""
    row = found(Organisation.objects.visible_to(request.user).select_related("parent"), organisation)
    crumbs = presenting.crumbs(
        _("Organisations"),
        "organisations",
        Crumb(row.name, reverse("institutions:organisation", args=[row.pk])),
        Crumb(_("Organisation chart")),
    )
    forest = charts.organisations(request.user, clock.today(), row)
    return _forest(request, forest, row.name, crumbs, above=row.parent)


def _forest(
    request: PageRequest, forest: charts.Forest, title: str, crumbs: list[Crumb], above: Organisation | None = None
) -> HttpResponse:
    if forest.people:
        seen(request, "official", forest.people)
    context: dict[str, Any] = {
        "forest": forest,
        "title": title,
        "above": above,
        "day": clock.today(),
        "breadcrumbs": crumbs,
    }
    return render(request, "institutions/chart.html", context)


@require_GET
@page("committee.read")
def committee_chart(request: PageRequest, committee: UUID) -> HttpResponse:
    """Who sits in a committee today or on the day asked for: the chair above, then by role."""
    row = found(Committee.objects.visible_to(request.user), committee)
    form, day = asked_day(request)
    members = members_on(row, day)
    seen(request, "membership", members)
    ranks = [(role, COMMITTEE_ROLES.words(role), seats) for role, seats in charts.ranks(members)]
    context: dict[str, Any] = {
        "row": row,
        "ranks": ranks,
        "led": any(role == "chair" for role, _words, _seats in ranks),
        "day": day,
        "day_form": form,
        "breadcrumbs": presenting.crumbs(
            _("Committees"),
            "committees",
            Crumb(row.name, reverse("institutions:committee", args=[row.pk])),
            Crumb(_("Committee chart")),
        ),
    }
    return render(request, "institutions/committee_chart.html", context)
