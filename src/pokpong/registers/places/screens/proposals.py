"""Proposing a missing place, and deciding about proposals."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db.models import Min
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.actions.models import Move
from pokpong.foundation.kernel.problems import NotAllowed, NotThere
from pokpong.foundation.lao.text import canon
from pokpong.foundation.ui.addresses import ours
from pokpong.registers.places.actions.confirm import confirm_place
from pokpong.registers.places.actions.propose import propose_place
from pokpong.registers.places.models import Place
from pokpong.registers.places.picker import PlacesOf, choices
from pokpong.registers.places.queries import by_path, label, labels, look_alikes, waiting
from pokpong.registers.places.rules import LOOKS_ALIKE
from pokpong.registers.places.screens import presenting
from pokpong.registers.places.screens.forms import ConfirmForm, ProposeForm
from pokpong.registers.places.screens.tables import Proposals, address


@require_http_methods(["GET", "POST"])
@page("place.propose")
def propose(request: PageRequest) -> HttpResponse:
    """A missing village; `?district=` and `?name=` fill the form in, `?next=` is where to go on with the new place."""
    form = ProposeForm(request.POST) if request.method == "POST" else ProposeForm(initial=_given(request))
    if form.is_bound and form.is_valid():
        row = form.perform(
            propose_place,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            parent=form.cleaned_data["parent"].value,
            names=form.names(),
            although_alike=form.cleaned_data["although_alike"],
        )
        if row is not None:
            messages.success(request, _("The place was proposed. It can be used at once."))
            return HttpResponseRedirect(_after(request, row))
    return render(request, "places/propose.html", {"form": form, "alike": _alike(form), "next": _next(request)})


def _given(request: PageRequest) -> dict[str, object]:
    name = request.GET.get("name", "")[:120]
    return {"parent": PlacesOf(2).get(request.GET.get("district", "")), "name_lo": name}


def _next(request: PageRequest) -> str:
    return ours((request.POST if request.method == "POST" else request.GET).get("next", ""))


def _after(request: PageRequest, row: Place) -> str:
    back = _next(request)
    if not back:
        return address(row)
    return f"{back}{'&' if '?' in back else '?'}{urlencode({'place': row.path})}"


def _alike(form: ProposeForm) -> list[Place]:
    """The places that the form was refused for."""
    codes = [error.code for error in form.errors.as_data().get("name_lo", [])] if form.is_bound else []
    parent = by_path(form.cleaned_data["parent"].value) if LOOKS_ALIKE.code in codes else None
    typed = {language: canon(form.data.get(f"name_{language}", "")).strip() for language in ("lo", "en")}
    return [] if parent is None else look_alikes(parent, typed)


@require_GET
@page("place.confirm")
def waiting_list(request: PageRequest) -> HttpResponse:
    """Proposals of this reader's places."""
    rows = list(waiting(request.user))
    around = labels([row.parent.path for row in rows if row.parent])
    proposed = _proposed_on(rows)
    for row in rows:
        row.within = around[row.parent.path if row.parent else ""]
        row.proposed_on = proposed.get(row.pk)
    return render(request, "places/waiting.html", {"table": Proposals(rows, request.GET, path=request.path)})


def _proposed_on(rows: list[Place]) -> dict[UUID, datetime]:
    """When each of these places was proposed, read with one query."""
    moved = Move.objects.filter(kind=Place.noun, row__in=[row.pk for row in rows])
    return dict(moved.values_list("row").annotate(first=Min("at")))


@require_http_methods(["GET", "POST"])
@page("place.confirm")
def confirm(request: PageRequest, place: UUID) -> HttpResponse:
    """Confirms a proposal, merges it or refuses it."""
    row = Place.objects.visible_to(request.user).filter(pk=place).select_related("parent").first()
    if row is None or row.state != "proposed":
        raise NotThere(str(place))
    if not request.user.may("place.confirm", row.path):
        raise NotAllowed([])
    initial = {"name_lo": row.names.get("lo", ""), "name_en": row.names.get("en", "")}
    form = ConfirmForm(request.POST, place=row) if request.method == "POST" else ConfirmForm(initial=initial, place=row)
    if form.is_bound and form.is_valid():
        done = form.perform(
            confirm_place,
            by=request.user,
            place=row.pk,
            decision=form.cleaned_data["decision"],
            into=chosen_id(form.cleaned_data["into"]),
            names=form.names(),
            reason=form.cleaned_data["reason"],
        )
        if done is not None:
            messages.success(request, _("Your decision was kept."))
            return HttpResponseRedirect(address(done))
    alike = look_alikes(row.parent, row.names, apart_from=row) if row.parent else []
    context = {
        "place": row,
        "label": label(row.path),
        "form": form,
        "alike": choices(alike),
        "own": row.proposed_by == request.user.id,
        "breadcrumbs": presenting.crumbs(row, _("Decide")),
        "facts": presenting.facts(row),
    }
    return render(request, "places/confirm.html", context)


def chosen_id(choice: object) -> UUID | None:
    """The id of the place that a picker answered with."""
    found = by_path(choice.value) if hasattr(choice, "value") else None
    return found.pk if found is not None else None
