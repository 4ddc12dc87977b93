"""Committees and their members, today and on any day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.templatetags.ui import lao_number
from pokpong.registers.institutions import attention, committee_cards
from pokpong.registers.institutions.actions.committees import (
    add_committee,
    amend_committee,
    begin_membership,
    end_membership,
)
from pokpong.registers.institutions.models import Committee, Membership
from pokpong.registers.institutions.picker import id_of
from pokpong.registers.institutions.queries import members_on
from pokpong.registers.institutions.screens import presenting
from pokpong.registers.institutions.screens.days import asked_day
from pokpong.registers.institutions.screens.people_forms import (
    AmendCommitteeForm,
    CommitteeForm,
    EndSeatForm,
    SeatForm,
)
from pokpong.registers.institutions.screens.tables import Committees, attention_words
from pokpong.registers.institutions.vocabularies import COMMITTEE_ROLES


def address(row: Committee) -> str:
    return reverse("institutions:committee", args=[row.pk])


def crumbs(*more: Crumb) -> list[Crumb]:
    return presenting.crumbs(_("Committees"), "committees", *more)


def _way(row: Committee, title: str) -> list[Crumb]:
    return crumbs(Crumb(row.name, address(row)), Crumb(title))


@require_GET
@page("committee.read")
def committee_list(request: PageRequest) -> HttpResponse:
    """Committees of this reader's places."""
    rows = Committee.objects.visible_to(request.user)
    context = {
        "table": Committees(rows, request.GET, path=request.path),
        "may_add": request.user.may("committee.add"),
        "standing_out": standing_out_words(rows),
    }
    return render(request, "institutions/committees.html", context)


def standing_out_words(rows: Iterable[Committee]) -> list[tuple[str, str]]:
    """For each reason to look at some committees how many there are, with the address that lists them."""
    counts = Counter(reason for why in attention.reasons(rows, clock.today()).values() for reason in why)
    said = {
        attention.NO_CHAIR: _("Committees without a chair: %(n)s"),
        attention.NO_MEETING: _("Committees that have not met for a quarter: %(n)s"),
    }
    base = f"{reverse('institutions:committees')}?committees-attention="
    return [
        (words % {"n": lao_number(counts[reason])}, f"{base}{reason}#table-committees")
        for reason, words in said.items()
        if counts[reason]
    ]


@require_GET
@page("committee.read")
def committee_page(request: PageRequest, committee: UUID) -> HttpResponse:
    """What it is for, and who sits in it: today, or on the day asked for."""
    row = found(Committee.objects.visible_to(request.user), committee)
    form, day = asked_day(request)
    members = members_on(row, day)
    seen(request, "membership", members)
    user, active = request.user, row.state == "active"
    context: dict[str, Any] = {
        "row": row,
        "facts": presenting.committee_facts(row),
        "members": [(COMMITTEE_ROLES.words(seat.role), seat) for seat in members],
        "attention": attention_words(attention.reasons([row], clock.today()).get(row.pk, ())),
        "day": day,
        "day_form": form,
        "cards": committee_cards.cards_of(request, row),
        "may_amend": active and user.may("committee.amend", row.place_path),
        "may_begin": active and user.may("membership.begin", row.place_path),
        "may_end": user.may("membership.end", row.place_path),
        "breadcrumbs": crumbs(Crumb(row.name)),
    }
    return render(request, "institutions/committee.html", context)


@require_http_methods(["GET", "POST"])
@page("committee.add")
def add(request: PageRequest) -> HttpResponse:
    """A new committee."""
    form = CommitteeForm(request.POST) if request.method == "POST" else CommitteeForm()
    if form.is_bound and form.is_valid():
        place = form.cleaned_data["place"]
        row = form.perform(
            add_committee,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            place=place.value if place else "",
            **form.values(),
        )
        if row is not None:
            return done(request, _("The committee was added."), address(row))
    title = _("Add a committee")
    return form_page(request, form, title=title, back=reverse("institutions:committees"), crumbs=crumbs(Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("committee.amend")
def amend(request: PageRequest, committee: UUID) -> HttpResponse:
    """Changes of a committee; dissolving it."""
    row = found(Committee.objects.visible_to(request.user), committee)
    require(request, "committee.amend", row.place_path)
    form = AmendCommitteeForm(request.POST) if request.method == "POST" else AmendCommitteeForm(initial=_given(row))
    if form.is_bound and form.is_valid():
        changed = form.perform(
            amend_committee,
            by=request.user,
            committee=row.pk,
            base=form.cleaned_data["base"],
            changes=form.values(),
            dissolved=form.cleaned_data["dissolved"],
        )
        if changed is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Change the committee")
    return form_page(request, form, title=title, back=address(row), crumbs=_way(row, title))


def _given(row: Committee) -> dict[str, Any]:
    return {
        "base": row.version,
        "kind": row.kind,
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
        "mandate_lo": row.mandate.get("lo", ""),
        "mandate_en": row.mandate.get("en", ""),
        "decree": row.decree,
        "founded": row.founded,
    }


@require_http_methods(["GET", "POST"])
@page("membership.begin")
def begin(request: PageRequest, committee: UUID) -> HttpResponse:
    """A new member."""
    row = found(Committee.objects.visible_to(request.user), committee)
    require(request, "membership.begin", row.place_path)
    form = SeatForm(request.POST if request.method == "POST" else None, actor=request.user)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        seat = form.perform(
            begin_membership,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            committee=row.pk,
            official=id_of(typed["official"]),
            role=typed["role"],
            starts=typed["starts"],
        )
        if seat is not None:
            return done(request, _("The member was added."), address(row))
    title = _("Add a member")
    return form_page(request, form, title=title, lead=row.name, back=address(row), crumbs=_way(row, title))


@require_http_methods(["GET", "POST"])
@page("membership.end")
def end(request: PageRequest, membership: UUID) -> HttpResponse:
    """Ends a membership."""
    rows = Membership.objects.visible_to(request.user).select_related("committee", "official")
    seat = found(rows, membership)
    board = seat.committee
    require(request, "membership.end", board.place_path)
    seen(request, "membership", [seat])
    form = EndSeatForm(request.POST) if request.method == "POST" else EndSeatForm()
    if form.is_bound and form.is_valid():
        on = form.cleaned_data["on"]
        if form.perform(end_membership, by=request.user, membership=seat.pk, on=on) is not None:
            return done(request, _("The membership was ended. It stays in the history."), address(board))
    title = _("End the membership")
    lead = f"{seat.official.name} · {COMMITTEE_ROLES.words(seat.role)}"
    return form_page(request, form, title=title, lead=lead, back=address(board), crumbs=_way(board, title))
