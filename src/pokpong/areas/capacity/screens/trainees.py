"""Trainees: the list, a person's record of training, corrections, coaching at work."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.capacity.actions import amend_coaching, amend_trainee, record_coaching
from pokpong.areas.capacity.models import Coaching, Enrolment, Trainee
from pokpong.areas.capacity.queries.trainees import (
    certificates_of_person,
    coaching_of_person,
    enrolments_of_person,
    top_of,
    trained_by,
    trainees_of,
)
from pokpong.areas.capacity.rules.completion import plain
from pokpong.areas.capacity.screens import pages
from pokpong.areas.capacity.screens.people_forms import (
    AmendCoachingForm,
    AmendTraineeForm,
    CoachingForm,
    TraineeFields,
)
from pokpong.areas.capacity.screens.tables import Trainees, Visits, institution
from pokpong.areas.capacity.vocabularies import FUNCTIONS, LEVELS, SEXES, TOPICS
from pokpong.foundation.access.form_pages import done, form_page, found
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.picker import OFFICIALS, ORGANISATIONS, id_of
from pokpong.registers.places.picker import PlacesOf
from pokpong.registers.places.queries import label

POST_OR_GET = ["GET", "POST"]
SIGHT = ("trainee.read", "trainee.tied")


def address(row: Trainee) -> str:
    return reverse("capacity:trainee", args=[row.pk])


def way(*more: Crumb) -> list[Crumb]:
    return pages.crumbs(Crumb(_("Trainees"), reverse("capacity:trainees")), *more)


def to(row: Trainee, title: str) -> list[Crumb]:
    return way(Crumb(_("Record of training"), address(row)), Crumb(title))


def one(request: PageRequest, key: UUID) -> Trainee:
    row: Trainee = found(trainees_of(request.user).select_related("merged_into", "asked_into"), key)
    seen(request, "trainee", [row])
    return row


@require_GET
@page(SIGHT)
def trainee_list(request: PageRequest) -> HttpResponse:
    """Those trained in this reader's places, or by them."""
    table = Trainees(trainees_of(request.user), request.GET, path=request.path)
    seen(request, "trainee", table.page_rows)
    may_merge = request.user.may("trainee.ask_merge")
    return render(request, "capacity/trainees.html", {"table": table, "may_merge": may_merge, "breadcrumbs": way()})


@require_GET
@page(SIGHT)
def trainee_page(request: PageRequest, trainee: UUID) -> HttpResponse:
    """A person's record: trainings, tests, certificates, coaching, and whom they trained themselves."""
    row = one(request, trainee)
    user = request.user
    enrolments = enrolments_of_person(user, row)
    taught = trained_by(user, row.official_id) if row.official_id else []
    may, known = user.may, row.state != "merged"
    context: dict[str, Any] = {
        "row": row,
        "facts": facts(row),
        "top": top_of(row) if row.state == "merged" else None,
        "enrolments": [_line(enrolment) for enrolment in enrolments],
        "taught": taught,
        "coaching": [(visit, TOPICS.words(visit.topic)) for visit in coaching_of_person(user, row)],
        "certificates": certificates_of_person(user, row),
        "may_open_certificates": may("certificate.issue"),
        "history": pages.history(row),
        "may_amend": known and may("trainee.amend"),
        "may_ask_merge": row.state == "known" and may("trainee.ask_merge"),
        "may_settle": row.state == "merge_asked" and may("trainee.confirm_merge"),
        "may_confirm": row.asked_by != user.id,
        "may_part": row.state == "merged" and may("trainee.part"),
        "may_coach": known and may("coaching.record"),
        "breadcrumbs": way(Crumb(_("Record of training"))),
    }
    return render(request, "capacity/trainee.html", context)


def _line(row: Enrolment) -> dict[str, Any]:
    scores = {score.occasion: score for score in row.scores.all() if score.points is not None}
    told = [f"{scores[key].points.normalize():f}" for key in ("before", "after") if key in scores]
    return {
        "training": row.training,
        "state": pages.status(row),
        "post": ", ".join(filter(None, (row.post, institution(row)))),
        "scores": " → ".join(told),
        "trainers": ", ".join(sorted(one.official.name for one in row.training.trainers.all() if one.state == "named")),
    }


def facts(row: Trainee) -> list[SummaryRow]:
    """What is known of them now."""
    rows = [
        SummaryRow(_("Name in Latin letters"), row.latin_name),
        SummaryRow(_("Sex"), SEXES.words(row.sex)),
        SummaryRow(_("Function"), FUNCTIONS.words(row.function)),
        SummaryRow(_("Level"), LEVELS.words(row.level)),
        SummaryRow(_("Institution"), institution(row)),
        SummaryRow(_("Place"), label(row.place_path)),
        SummaryRow(_("Telephone number"), row.phone),
        SummaryRow(
            _("Official"),
            Link(row.official.post, reverse("institutions:official", args=[row.official_id])) if row.official else "",
        ),
        SummaryRow(_("State"), pages.status(row)),
    ]
    return [fact for fact in rows if fact.value not in ("", None)]


@require_http_methods(POST_OR_GET)
@page("trainee.amend")
def amend(request: PageRequest, trainee: UUID) -> HttpResponse:
    """Corrections."""
    row = one(request, trainee)
    bound = request.POST if request.method == "POST" else None
    form = AmendTraineeForm(bound, initial=_given(row), actor=request.user)
    if form.is_bound and form.is_valid():
        changes = _changes(form)
        base = form.cleaned_data["base"]
        if form.perform(amend_trainee, by=request.user, trainee=row.pk, base=base, changes=changes) is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Correct the trainee")
    lead = _("What they were at a training held is corrected there, not here.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=to(row, title))


def _changes(form: TraineeFields) -> dict[str, Any]:
    official = form.cleaned_data.get("official")
    return {**form.told(), **({"official_id": id_of(official)} if official else {})}


def _given(row: Trainee) -> dict[str, Any]:
    names = ("name", "latin_name", "sex", "function", "institution", "phone")
    return {
        "base": row.version,
        **{name: getattr(row, name) for name in names},
        "organisation": ORGANISATIONS.get(str(row.organisation_id)) if row.organisation_id else None,
        "place": PlacesOf().get(row.place_path) if row.place_path else None,
        "official": OFFICIALS.get(str(row.official_id)) if row.official_id else None,
    }


# --- coaching ---------------------------------------------------------------------------------------------


@require_GET
@page(SIGHT)
def visits(request: PageRequest) -> HttpResponse:
    """Visits of coaches."""
    rows = Coaching.objects.visible_to(request.user).select_related("trainee", "coach")
    table = Visits(rows, request.GET, path=request.path)
    seen(request, "coaching", table.page_rows)
    context = {"table": table, "breadcrumbs": pages.crumbs(Crumb(_("Coaching at work")))}
    return render(request, "capacity/coaching.html", context)


@require_http_methods(POST_OR_GET)
@page("coaching.record")
def coach(request: PageRequest, trainee: UUID) -> HttpResponse:
    """A new visit."""
    row = one(request, trainee)
    own = getattr(request.user, "official", None)
    given = {"coach": OFFICIALS.get(str(own)) if own else None}
    form = CoachingForm(request.POST if request.method == "POST" else None, initial=given, actor=request.user)
    if form.is_bound and form.is_valid():
        values = form.values()
        key = row_id_for(form.cleaned_data["call_id"])
        coach_id = values.pop("coach_id")
        given_by = {"by": request.user, "id": key, "trainee": row.pk, "coach": coach_id}
        if form.perform(record_coaching, **given_by, **values) is not None:
            return done(request, _("The visit was recorded."), address(row))
    title = _("Record coaching")
    return form_page(request, form, title=title, lead=row.name, back=address(row), crumbs=to(row, title))


@require_http_methods(POST_OR_GET)
@page("coaching.amend")
def coaching_amend(request: PageRequest, coaching: UUID) -> HttpResponse:
    """Changes of a visit."""
    row = found(Coaching.objects.visible_to(request.user).select_related("trainee", "coach"), coaching)
    seen(request, "coaching", [row])
    given = {name: getattr(row, name) for name in ("day", "topic", "observed", "agreed")}
    given |= {"base": row.version, "hours": plain(row.hours), "coach": OFFICIALS.get(str(row.coach_id))}
    form = AmendCoachingForm(request.POST if request.method == "POST" else None, initial=given, actor=request.user)
    if form.is_bound and form.is_valid():
        base, changes = form.cleaned_data["base"], form.values()
        if form.perform(amend_coaching, by=request.user, coaching=row.pk, base=base, changes=changes) is not None:
            return done(request, _("The changes were saved."), reverse("capacity:coaching"))
    title = _("Change the visit")
    back = reverse("capacity:coaching")
    crumbs = pages.crumbs(Crumb(_("Coaching at work"), back), Crumb(title))
    return form_page(request, form, title=title, lead=row.trainee.name, back=back, crumbs=crumbs)
