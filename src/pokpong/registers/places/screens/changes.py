"""What the administration does with places: adding, renaming, merging, codes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel.problems import NotAllowed, NotThere
from pokpong.registers.places.actions.add import add_place
from pokpong.registers.places.actions.merge import merge_place
from pokpong.registers.places.actions.rename import recode_place, rename_place
from pokpong.registers.places.models import Place
from pokpong.registers.places.picker import PlacesOf
from pokpong.registers.places.queries import label
from pokpong.registers.places.screens import presenting
from pokpong.registers.places.screens.forms import AddForm, CodeForm, MergeForm, RenameForm
from pokpong.registers.places.screens.proposals import chosen_id
from pokpong.registers.places.screens.tables import address


def _place(request: PageRequest, place: UUID, permission: str) -> Place:
    """Raises NotThere, NotAllowed."""
    rows = Place.objects.visible_to(request.user).filter(pk=place, level__gt=0)
    row: Place | None = rows.select_related("parent").first()
    if row is None:
        raise NotThere(str(place))
    if not request.user.may(permission, row.path):
        raise NotAllowed([])
    return row


def _form_page(request: PageRequest, form: ActionForm, title: str, lead: str, **context: Any) -> HttpResponse:
    return render(request, "places/change.html", {"form": form, "title": title, "lead": lead, **context})


def _about(place: Place, title: str) -> dict[str, Any]:
    return {"breadcrumbs": presenting.crumbs(place, title), "back": address(place)}


@require_http_methods(["GET", "POST"])
@page("place.add")
def add(request: PageRequest) -> HttpResponse:
    """A place known to exist; `?in=` fills in what it lies in."""
    given = {"parent": PlacesOf().get(request.GET.get("in", ""))}
    form = AddForm(request.POST) if request.method == "POST" else AddForm(initial=given)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        row = form.perform(
            add_place,
            by=request.user,
            id=row_id_for(values["call_id"]),
            parent=values["parent"].value,
            names=form.names(),
            code=values["code"],
            since=values["since"],
            although_alike=values["although_alike"],
        )
        if row is not None:
            messages.success(request, _("The place was added."))
            return HttpResponseRedirect(address(row))
    return _form_page(request, form, _("Add a place"), _("It can be used at once, without another confirmation."))


@require_http_methods(["GET", "POST"])
@page("place.rename")
def rename(request: PageRequest, place: UUID) -> HttpResponse:
    """New names from a day on."""
    row = _place(request, place, "place.rename")
    initial = {"name_lo": row.names.get("lo", ""), "name_en": row.names.get("en", ""), "base": row.version}
    form = RenameForm(request.POST) if request.method == "POST" else RenameForm(initial=initial)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        done = form.perform(
            rename_place,
            by=request.user,
            place=row.pk,
            base=values["base"],
            names=form.names(),
            since=values["since"],
            reason=values["reason"],
        )
        if done is not None:
            _say_renamed(request, done, row.version, values["base"])
            return HttpResponseRedirect(address(done))
    lead = _("The old name is kept with its dates, and the place is still found by it.")
    return _form_page(request, form, _("Change the name"), lead, **_about(row, _("Change the name")))


def _say_renamed(request: PageRequest, done: Place, before: int, base: int) -> None:
    if done.version == before and base < before:
        messages.warning(request, _("Somebody changed the name meanwhile. Both are kept until one person chooses."))
    else:
        messages.success(request, _("The new name was kept."))


@require_http_methods(["GET", "POST"])
@page("place.merge")
def merge(request: PageRequest, place: UUID) -> HttpResponse:
    """The place becomes part of another."""
    row = _place(request, place, "place.merge")
    form = MergeForm(request.POST, place=row) if request.method == "POST" else MergeForm(place=row)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        done = form.perform(
            merge_place,
            by=request.user,
            place=row.pk,
            into=chosen_id(values["into"]),
            since=values["since"],
            reason=values["reason"],
        )
        if done is not None:
            messages.success(request, _("The places were merged."))
            return HttpResponseRedirect(address(done))
    lead = _("%(place)s will no longer be offered. Records that name it stay as they are, and lead to the other place.")
    return _form_page(request, form, _("Merge"), lead % {"place": label(row.path)}, **_about(row, _("Merge")))


@require_http_methods(["GET", "POST"])
@page("place.recode")
def recode(request: PageRequest, place: UUID) -> HttpResponse:
    """A code in a list of somebody else."""
    row = _place(request, place, "place.recode")
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if form.is_bound and form.is_valid():
        names = ("scheme", "code", "since", "source")
        done = form.perform(
            recode_place, by=request.user, place=row.pk, **{name: form.cleaned_data[name] for name in names}
        )
        if done is not None:
            messages.success(request, _("The code was kept."))
            return HttpResponseRedirect(address(done))
    lead = _("Pokpong's own code never changes, because records name the place by it.")
    return _form_page(request, form, _("Add a code"), lead, **_about(row, _("Add a code")))
