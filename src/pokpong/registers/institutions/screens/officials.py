"""Officials: the list, a person in a post, handing a post over. Each look at names leaves a reading event."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.actions.officials import add_official, amend_official, leave_post
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.models.official import OfficialQuerySet
from pokpong.registers.institutions.picker import ORGANISATIONS, official_choices
from pokpong.registers.institutions.queries import find_officials, kept_spelling, post_history
from pokpong.registers.institutions.screens import presenting
from pokpong.registers.institutions.screens.official_pages import address, crumbs, way
from pokpong.registers.institutions.screens.people_forms import AmendOfficialForm, LeaveForm, OfficialForm
from pokpong.registers.institutions.screens.tables import Officials
from pokpong.registers.places.picker import PlacesOf

SUGGESTIONS = 12


def _rows(request: PageRequest) -> OfficialQuerySet:
    return Official.objects.visible_to(request.user).select_related("organisation", "predecessor", "merged_into")


@require_GET
@page("official.read")
def official_list(request: PageRequest) -> HttpResponse:
    """Officials of this reader's places."""
    table = Officials(_rows(request).once(), request.GET, path=request.path)
    seen(request, "official", table.page_rows)
    may_add = request.user.may("official.add")
    return render(request, "institutions/officials.html", {"table": table, "may_add": may_add})


@require_GET
@page("official.read")
def official_page(request: PageRequest, official: UUID) -> HttpResponse:
    """One person in one post, who held it before and after, and the committees."""
    row = found(_rows(request), official)
    visible = set(_rows(request).values_list("pk", flat=True).filter(pk__in=[p.pk for p in post_history(row)]))
    shown = [holder for holder in post_history(row) if holder.pk in visible]
    seen(request, "official", shown)
    user, place = request.user, row.place_path
    other = kept_spelling(row)
    alone = row.merged_into_id is None
    context: dict[str, Any] = {
        "row": row,
        "facts": presenting.official_facts(row),
        "holders": presenting.holders(row, visible),
        "seats": presenting.seats(row, user),
        "may_amend": user.may("official.amend", place),
        "may_leave": alone and row.state == "serving" and user.may("official.leave", place),
        "may_hand_over": alone and row.state == "serving" and user.may("official.hand_over", place),
        "may_ask_merge": alone and user.may("official.ask_merge", place),
        "may_part": not alone and user.may("official.part", place),
        "kept": other if other != row else row.merged_into,
        "spellings": presenting.spellings(row, user),
        "asked": presenting.asked_about(row, user),
        "may_follow": alone and row.state == "left" and not row.successors.exists() and user.may("official.add", place),
        "breadcrumbs": crumbs(Crumb(row.post)),
    }
    return render(request, "institutions/official.html", context)


def _add(request: PageRequest, form: OfficialForm, replaces: Official | None = None) -> Official | None:
    if not form.is_valid():
        return None
    values = form.values()
    return form.perform(
        add_official,
        by=request.user,
        id=row_id_for(form.cleaned_data["call_id"]),
        organisation=values.pop("organisation_id"),
        place=values.pop("place_path"),
        replaces=replaces.pk if replaces is not None else None,
        **values,
    )


@require_http_methods(["GET", "POST"])
@page("official.add")
def add(request: PageRequest) -> HttpResponse:
    """A new official; `?organisation=` fills the organisation in."""
    given = ORGANISATIONS.get(request.GET.get("organisation", ""))
    form = OfficialForm(request.POST) if request.method == "POST" else OfficialForm(initial={"organisation": given})
    if form.is_bound and (row := _add(request, form)) is not None:
        return done(request, _("The official was added."), address(row))
    title = _("Add an official")
    return form_page(request, form, title=title, back=reverse("institutions:officials"), crumbs=crumbs(Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("official.add")
def follow(request: PageRequest, official: UUID) -> HttpResponse:
    """Who takes the post over."""
    former = found(_rows(request), official)
    require(request, "official.add", former.place_path)
    same = ("post", "function", "organisation", "place")
    given = {name: value for name, value in _given(former).items() if name in same}
    form = OfficialForm(request.POST) if request.method == "POST" else OfficialForm(initial=given)
    if form.is_bound and (row := _add(request, form, former)) is not None:
        return done(request, _("The post was handed over. Its history is kept."), address(row))
    title = _("Hand the post over")
    lead = _("Write who takes the post over. It must begin after the last day of the former holder.")
    return form_page(request, form, title=title, lead=lead, back=address(former), crumbs=way(former, title))


@require_http_methods(["GET", "POST"])
@page("official.amend")
def amend(request: PageRequest, official: UUID) -> HttpResponse:
    """Changes of what was typed about an official."""
    row = found(_rows(request), official)
    require(request, "official.amend", row.place_path)
    form = AmendOfficialForm(request.POST) if request.method == "POST" else AmendOfficialForm(initial=_given(row))
    if form.is_bound and form.is_valid():
        changed = form.perform(
            amend_official, by=request.user, official=row.pk, base=form.cleaned_data["base"], changes=form.values()
        )
        if changed is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Change the official")
    lead = _("For somebody else in the same post, end it and hand it over instead.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=way(row, title))


def _given(row: Official) -> dict[str, Any]:
    return {
        "base": row.version,
        "name": row.name,
        "latin_name": row.latin_name,
        "post": row.post,
        "function": row.function,
        "organisation": ORGANISATIONS.get(str(row.organisation_id)),
        "place": PlacesOf().get(row.place_path) if row.place_path else None,
        "phone": row.phone,
        "starts": row.starts,
    }


@require_http_methods(["GET", "POST"])
@page("official.leave")
def leave(request: PageRequest, official: UUID) -> HttpResponse:
    """Ends the post."""
    row = found(_rows(request), official)
    require(request, "official.leave", row.place_path)
    form = LeaveForm(request.POST) if request.method == "POST" else LeaveForm()
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        left = form.perform(leave_post, by=request.user, official=row.pk, on=typed["on"], reason=typed["reason"])
        if left is not None:
            return done(request, _("The post was ended. It can now be handed over."), address(row))
    title = _("End the post")
    lead = _("Seats in committees end on the same day. An administrator is asked to check the account, if any.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=way(row, title))


@require_GET
@page("official.read")
def find_json(request: PageRequest) -> JsonResponse:
    """Suggestions for pickers: officials of this reader's places who serve today."""
    found_rows = find_officials(request.user, request.GET.get("q", "")[:200], SUGGESTIONS)
    rows = [row for row in found_rows if row.state == "serving"]
    seen(request, "official", rows)
    return JsonResponse({"results": [choice.as_json() for choice in official_choices(rows)]})
