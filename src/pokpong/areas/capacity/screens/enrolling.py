"""Enrolling on the spot, from a committee, and what becomes of an enrolment."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.capacity.actions import amend_enrolment, enrol, withdraw_enrolment
from pokpong.areas.capacity.models import Enrolment, Trainee, Training
from pokpong.areas.capacity.queries.trainees import alike
from pokpong.areas.capacity.rules.trainees import LOOKS_KNOWN
from pokpong.areas.capacity.screens import pages
from pokpong.areas.capacity.screens.forms import ReasonForm
from pokpong.areas.capacity.screens.members import Members
from pokpong.areas.capacity.screens.people_forms import AmendEnrolmentForm, EnrolForm, EnrolOfficialForm
from pokpong.areas.capacity.screens.tables import institution
from pokpong.areas.capacity.vocabularies import FUNCTIONS, SEXES
from pokpong.foundation.access.form_pages import done, form_page, found
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.models import Committee, Official
from pokpong.registers.institutions.picker import ORGANISATIONS, id_of
from pokpong.registers.institutions.queries import members_on
from pokpong.registers.places.picker import PlacesOf
from pokpong.registers.places.queries import labels

APART = "apart"


@require_http_methods(["GET", "POST"])
@page("enrolment.add")
def on_the_spot(request: PageRequest, training: UUID) -> HttpResponse:
    """Somebody new. When the name sounds like a known one, the page asks who it is before anything is written."""
    row = pages.training_of(request, training)
    form = EnrolForm(request.POST if request.method == "POST" else None, initial=_usual(row))
    known: list[Any] = []
    if form.is_bound and form.is_valid():
        told = {**form.told(), "post": form.cleaned_data["post"]}
        if _enrolled(request, row, form, told=told):
            return done(request, _("The person is enrolled."), reverse("capacity:enrol", args=[row.pk]))
        known = _offered(request, form, told["name"], told["latin_name"])
    title = _("Enrol somebody")
    lead = _("Write the name as on the sign-in sheet. Names are found in any spelling, so that nobody counts twice.")
    crumbs = pages.of_training(row, Crumb(title))
    context: dict[str, Any] = {"known": known, "apart": APART}
    context |= {"form": form, "title": title, "lead": lead, "back": pages.address(row), "breadcrumbs": crumbs}
    return render(request, "capacity/enrol.html", {**context, "row": row})


@require_http_methods(["GET", "POST"])
@page("enrolment.add")
def an_official(request: PageRequest, training: UUID) -> HttpResponse:
    """Somebody of the list of officials: name, post, institution and place are as they stand there today."""
    row = pages.training_of(request, training)
    form = EnrolOfficialForm(request.POST if request.method == "POST" else None, actor=request.user)
    known: list[Any] = []
    if form.is_bound and form.is_valid():
        official = id_of(form.cleaned_data["official"])
        if _enrolled(request, row, form, official=official, told=form.told()):
            return done(request, _("The person is enrolled."), reverse("capacity:enrol_official", args=[row.pk]))
        person = Official.objects.visible_to(request.user).get(pk=official)
        known = _offered(request, form, person.name, person.latin_name)
    title = _("Enrol an official")
    lead = _("Name, post and institution come from the list of officials.")
    crumbs = pages.of_training(row, Crumb(title))
    context: dict[str, Any] = {"known": known, "apart": APART, "form": form, "title": title, "lead": lead, "row": row}
    return render(request, "capacity/enrol.html", {**context, "back": pages.address(row), "breadcrumbs": crumbs})


def _usual(row: Training) -> dict[str, Any]:
    return {"place": PlacesOf().get(row.place_path) if row.place_path else None}


def _enrolled(request: PageRequest, row: Training, form: ActionForm, **who: Any) -> bool:
    chosen = request.POST.get("chosen", "")
    call = pages.call_for(form.cleaned_data["call_id"], chosen)
    form.cleaned_data["call_id"] = call
    done = form.perform(
        enrol,
        by=request.user,
        id=row_id_for(call),
        training=row.pk,
        trainee=id_of(chosen) if chosen and chosen != APART else None,
        apart=chosen == APART,
        **who,
    )
    return done is not None


def _offered(request: PageRequest, form: ActionForm, name: str, latin_name: str) -> list[dict[str, Any]]:
    """Who it may be, when the action asked."""
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    if LOOKS_KNOWN.code not in codes:
        return []
    found = [one.trainee for one in alike(request.user, name, latin_name)]
    seen(request, "trainee", found)
    told = abouts(found)
    return [{"trainee": person, "about": told[person.pk]} for person in found]


def abouts(people: Collection[Trainee]) -> dict[UUID, str]:
    """What tells one trainee from another, for several at once."""
    where = labels([person.place_path for person in people])
    return {
        person.pk: " · ".join(
            filter(
                None,
                (
                    SEXES.words(person.sex),
                    FUNCTIONS.words(person.function),
                    institution(person),
                    where[person.place_path],
                ),
            )
        )
        for person in people
    }


@require_http_methods(["GET", "POST"])
@page("enrolment.add")
def from_committee(request: PageRequest, training: UUID) -> HttpResponse:
    """Members of a committee who are ticked. `?committee=` says which; without it the page lists the committees."""
    row = pages.training_of(request, training)
    chosen = id_of(request.POST.get("committee") or request.GET.get("committee", ""))
    title = _("Enrol members of a committee")
    crumbs = pages.of_training(row, Crumb(title))
    context: dict[str, Any] = {"row": row, "title": title, "back": pages.address(row), "breadcrumbs": crumbs}
    boards = Committee.objects.visible_to(request.user).filter(state="active").order_by("place_path", "pk")
    if chosen is None:
        return render(request, "capacity/committees.html", {**context, "committees": boards})
    board = found(boards, chosen)
    seats = members_on(board, clock.today())
    seen(request, "membership", seats)
    members = Members(row, board, seats, request.POST if request.method == "POST" else None)
    if request.method == "POST" and members.enrol(request.user):
        return done(request, members.told, pages.address(row))
    return render(request, "capacity/members.html", {**context, "members": members, "committee": board})


def _enrolment(request: PageRequest, key: UUID) -> Enrolment:
    rows = Enrolment.objects.visible_to(request.user).select_related("training__curriculum", "trainee", "organisation")
    row: Enrolment = found(rows, key)
    seen(request, "enrolment", [row])
    return row


@require_http_methods(["GET", "POST"])
@page("enrolment.amend")
def amend(request: PageRequest, enrolment: UUID) -> HttpResponse:
    """What somebody was on the days of the training."""
    row = _enrolment(request, enrolment)
    given = {"base": row.version, "post": row.post, "sex": row.sex, "function": row.function}
    given |= {"institution": row.institution, "place": PlacesOf().get(row.place_path) if row.place_path else None}
    given |= {"organisation": ORGANISATIONS.get(str(row.organisation_id)) if row.organisation_id else None}
    form = AmendEnrolmentForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        changes = {**form.facts(), "post": form.cleaned_data["post"]}
        base = form.cleaned_data["base"]
        if form.perform(amend_enrolment, by=request.user, enrolment=row.pk, base=base, changes=changes) is not None:
            return done(request, _("The changes were saved."), pages.address(row.training))
    title = _("What they were on that day")
    crumbs = pages.of_training(row.training, Crumb(title))
    return form_page(request, form, title=title, lead=row.trainee.name, back=pages.address(row.training), crumbs=crumbs)


@require_http_methods(["GET", "POST"])
@page("enrolment.withdraw")
def withdraw(request: PageRequest, enrolment: UUID) -> HttpResponse:
    """Takes somebody out of the training."""
    row = _enrolment(request, enrolment)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(withdraw_enrolment, by=request.user, enrolment=row.pk, reason=reason) is not None:
            return done(request, _("The enrolment was withdrawn."), pages.address(row.training))
    title = _("Withdraw the enrolment")
    crumbs = pages.of_training(row.training, Crumb(title))
    return form_page(
        request, form, title=title, lead=row.trainee.name, back=pages.address(row.training), crumbs=crumbs, button=title
    )
