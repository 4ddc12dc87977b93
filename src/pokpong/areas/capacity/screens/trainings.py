"""Trainings: the list, one training, planning and changing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.capacity.actions import amend_training, plan_training
from pokpong.areas.capacity.models import Training
from pokpong.areas.capacity.queries.certificates import certificates_of
from pokpong.areas.capacity.queries.trainings import (
    enrolments_of,
    may_see_names,
    sessions_of,
    standing,
    trainers_of,
    trainings_of,
)
from pokpong.areas.capacity.rules.trainings import KEYED, OPEN
from pokpong.areas.capacity.screens import pages
from pokpong.areas.capacity.screens.forms import AmendTrainingForm, TrainingForm
from pokpong.areas.capacity.screens.tables import Trainings, institution
from pokpong.areas.capacity.vocabularies import FUNCTIONS, SEXES
from pokpong.foundation.access.form_pages import done, form_page, found
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.picker import ORGANISATIONS
from pokpong.registers.places.picker import PlacesOf
from pokpong.registers.places.queries import label
from pokpong.registers.programme.plan_words import money_words

STEPS = ("begin", "finish", "close", "resume", "reopen", "cancel")
NEXT = {
    "planned": ("begin", "cancel"),
    "running": ("finish", "cancel"),
    "finished": ("close", "resume"),
    "closed": ("reopen",),
}


@require_GET
@page(("training.read", "training.tied"))
def training_list(request: PageRequest) -> HttpResponse:
    """Trainings of this reader's places, or those they teach."""
    table = Trainings(trainings_of(request.user), request.GET, path=request.path)
    may = request.user.may
    context = {
        "table": table,
        "may_plan": may("training.plan"),
        "may_count": may("training.numbers"),
        "may_see_trainees": may("trainee.read") or may("trainee.tied"),
    }
    return render(request, "capacity/trainings.html", context)


@require_GET
@page(("training.read", "training.tied"))
def training_page(request: PageRequest, training: UUID) -> HttpResponse:
    """One training: dates, sessions, trainers, and for who may see them by name, those enrolled."""
    row = found(trainings_of(request.user).select_related("activity__plan"), training)
    names = may_see_names(request.user, row)
    people = enrolments_of(row, withdrawn=True) if names else []
    if names:
        seen(request, "enrolment", people)
    trainers = trainers_of(row)
    seen(request, "official", [one.official for one in trainers])
    context: dict[str, Any] = {
        "row": row,
        "facts": facts(row),
        "sessions": sessions_of(row),
        "trainers": trainers,
        "may_see_names": names,
        "people": _lines(row, people),
        "enrolled": row.enrolments.exclude(state="withdrawn").count(),
        "history": pages.history(row),
        "steps": steps_for(request.user, row, names),
        "breadcrumbs": pages.crumbs(Crumb(row.name)),
        **doable(request.user, row, names),
    }
    return render(request, "capacity/training.html", context)


def doable(user: User, row: Training, names: bool) -> dict[str, bool]:
    """What this reader may do on the page."""
    open_, keyed = row.state in OPEN, row.state in KEYED
    worked_on = open_ or row.state == "finished"
    may = user.may
    return {
        "may_amend": names and open_ and may("training.amend", row.place_path),
        "may_name_trainer": names and worked_on and may("trainer.name"),
        "may_enrol": names and worked_on and may("enrolment.add"),
        "may_choose_officials": names and worked_on and may("official.read") and may("enrolment.add"),
        "may_choose_members": names and worked_on and may("committee.read") and may("enrolment.add"),
        "may_key": names and keyed and may("session_attendance.record"),
        "may_sessions": names and worked_on and may("training_session.add"),
        "may_open_certificates": may("certificate.issue"),
        "may_certify": names and row.state == "closed" and may("certificate.issue"),
        "has_test": bool(row.curriculum.questions),
    }


def steps_for(user: User, row: Training, names: bool) -> list[tuple[str, str, str]]:
    """Words, address and kind of each step that comes next, for who may take it."""
    words = {
        "begin": _("Begin the training"),
        "finish": _("Finish the training"),
        "close": _("Close the training"),
        "resume": _("Let it go on"),
        "reopen": _("Open it again"),
        "cancel": _("Cancel the training"),
    }
    possible = NEXT.get(row.state, ()) if names else ()
    return [
        (words[step], reverse(f"capacity:{step}", args=[row.pk]), "secondary" if number else "")
        for number, step in enumerate(step for step in possible if user.may(f"training.{step}"))
    ]


def _lines(row: Training, people: list[Any]) -> list[dict[str, Any]]:
    lacking = standing(row) if people else {}
    certificates = certificates_of(row) if people else {}
    return [
        {
            "enrolment": person,
            "about": " · ".join(
                filter(
                    None, (SEXES.words(person.sex), FUNCTIONS.words(person.function), person.post, institution(person))
                )
            ),
            "state": pages.status(person),
            "lacks": lacking.get(person.pk, []),
            "certificate": certificates.get(person.pk),
            "unknown_sex": person.sex == "unknown" and person.counts,
        }
        for person in people
    ]


def facts(row: Training) -> list[SummaryRow]:
    """What was typed about it."""
    money = row.money
    rows = [
        SummaryRow(_("Curriculum"), f"{row.curriculum.name} · {_('Edition')} {row.curriculum.edition}"),
        SummaryRow(_("First day"), row.starts),
        SummaryRow(_("Last day"), row.ends),
        SummaryRow(_("Place"), label(row.place_path)),
        SummaryRow(_("Venue"), row.venue),
        SummaryRow(_("Held by"), row.organisation.name if row.organisation else ""),
        SummaryRow(_("Project"), f"{row.project.code} · {row.project.name}" if row.project else ""),
        SummaryRow(_("Activity of the plan"), f"{row.activity.code} · {row.activity.name}" if row.activity else ""),
        SummaryRow(_("Cost"), money_words(money.amount, money.currency) if money else ""),
        SummaryRow(_("State"), pages.status(row)),
    ]
    return [one for one in rows if one.value not in ("", None)]


@require_http_methods(["GET", "POST"])
@page("training.plan")
def plan(request: PageRequest) -> HttpResponse:
    """A new training."""
    form = TrainingForm(request.POST if request.method == "POST" else None, actor=request.user)
    if form.is_bound and form.is_valid():
        values = form.values()
        row = form.perform(
            plan_training,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            place=values.pop("place_path"),
            **{name.removesuffix("_id"): value for name, value in values.items()},
        )
        if row is not None:
            return done(request, _("The training was planned, with its sessions."), pages.address(row))
    title = _("Plan a training")
    back = reverse("capacity:trainings")
    return form_page(request, form, title=title, back=back, crumbs=pages.crumbs(Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("training.amend")
def amend(request: PageRequest, training: UUID) -> HttpResponse:
    """Changes of a training that is planned or running."""
    row = pages.training_of(request, training)
    bound = request.POST if request.method == "POST" else None
    form = AmendTrainingForm(bound, initial=_given(row), actor=request.user)
    if form.is_bound and form.is_valid():
        base, values = form.cleaned_data["base"], form.values()
        changed = form.perform(amend_training, by=request.user, training=row.pk, base=base, changes=values)
        if changed is not None:
            return done(request, _("The changes were saved."), pages.address(row))
    title = _("Change the training")
    crumbs = pages.of_training(row, Crumb(title))
    return form_page(request, form, title=title, back=pages.address(row), crumbs=crumbs)


def _given(row: Training) -> dict[str, Any]:
    return {
        "base": row.version,
        "curriculum": str(row.curriculum_id),
        "curriculum_choice": (str(row.curriculum_id), row.curriculum.name),
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
        "place": PlacesOf().get(row.place_path) if row.place_path else None,
        "venue": row.venue,
        "starts": row.starts,
        "ends": row.ends,
        "organisation": ORGANISATIONS.get(str(row.organisation_id)) if row.organisation_id else None,
        "project": str(row.project_id or ""),
        "project_choice": (str(row.project_id), row.project.name) if row.project else None,
        "activity": str(row.activity_id or ""),
        "cost": row.cost,
        "currency": row.currency,
    }
