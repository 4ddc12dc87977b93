"""Beginning, finishing, closing, cancelling a training; sessions and trainers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.capacity.actions import (
    add_session,
    amend_session,
    begin_training,
    cancel_training,
    close_training,
    drop_session,
    finish_training,
    name_trainer,
    release_trainer,
    reopen_training,
    resume_training,
)
from pokpong.areas.capacity.models import Session, TrainingTrainer
from pokpong.areas.capacity.rules.completion import plain
from pokpong.areas.capacity.screens import pages
from pokpong.areas.capacity.screens.forms import (
    AmendSessionForm,
    ConfirmForm,
    ReasonForm,
    SessionForm,
    TrainerForm,
)
from pokpong.foundation.access.form_pages import done, form_page, found
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.picker import id_of

POST_OR_GET = ["GET", "POST"]


def _step(
    request: PageRequest, training: UUID, act: Any, title: str, lead: str, told: str, *, why: bool = False
) -> HttpResponse:
    row = pages.training_of(request, training)
    kind = ReasonForm if why else ConfirmForm
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = {"reason": form.cleaned_data["reason"]} if why else {}
        if form.perform(act, by=request.user, training=row.pk, **reason) is not None:
            return done(request, told, pages.address(row))
    crumbs = pages.of_training(row, Crumb(title))
    return form_page(request, form, title=title, lead=lead, back=pages.address(row), crumbs=crumbs, button=title)


@require_http_methods(POST_OR_GET)
@page("training.begin")
def begin(request: PageRequest, training: UUID) -> HttpResponse:
    lead = _("From now on attendance and scores can be noted.")
    return _step(request, training, begin_training, _("Begin the training"), lead, _("The training runs."))


@require_http_methods(POST_OR_GET)
@page("training.finish")
def finish(request: PageRequest, training: UUID) -> HttpResponse:
    lead = _("What was written on paper can still be keyed in afterwards.")
    return _step(request, training, finish_training, _("Finish the training"), lead, _("The training is finished."))


@require_http_methods(POST_OR_GET)
@page("training.resume")
def resume(request: PageRequest, training: UUID) -> HttpResponse:
    lead = _("It was finished too early.")
    return _step(request, training, resume_training, _("Let it go on"), lead, _("The training runs again."))


@require_http_methods(POST_OR_GET)
@page("training.close")
def close(request: PageRequest, training: UUID) -> HttpResponse:
    lead = _("Closing settles for each person whether the training was completed. Certificates can then be issued.")
    return _step(request, training, close_training, _("Close the training"), lead, _("The training is closed."))


@require_http_methods(POST_OR_GET)
@page("training.reopen")
def reopen(request: PageRequest, training: UUID) -> HttpResponse:
    lead = _("To correct attendance or scores. It must be closed again afterwards.")
    told = _("The training is open again.")
    return _step(request, training, reopen_training, _("Open it again"), lead, told, why=True)


@require_http_methods(POST_OR_GET)
@page("training.cancel")
def cancel(request: PageRequest, training: UUID) -> HttpResponse:
    lead = _("It does not take place and counts nowhere. This cannot be taken back; plan a new one instead.")
    told = _("The training was cancelled.")
    return _step(request, training, cancel_training, _("Cancel the training"), lead, told, why=True)


# --- sessions ---------------------------------------------------------------------------------------------


@require_http_methods(POST_OR_GET)
@page("training_session.add")
def session_add(request: PageRequest, training: UUID) -> HttpResponse:
    """A new session."""
    row = pages.training_of(request, training)
    form = SessionForm(request.POST if request.method == "POST" else None, initial={"day": row.starts})
    if form.is_bound and form.is_valid():
        key = row_id_for(form.cleaned_data["call_id"])
        if form.perform(add_session, by=request.user, id=key, training=row.pk, **form.values()) is not None:
            return done(request, _("The session was added."), pages.address(row))
    title = _("Add a session")
    crumbs = pages.of_training(row, Crumb(title))
    return form_page(request, form, title=title, back=pages.address(row), crumbs=crumbs)


def _session(request: PageRequest, key: UUID) -> Session:
    row: Session = found(Session.objects.visible_to(request.user).select_related("training__curriculum"), key)
    pages.training_of(request, row.training_id)
    return row


@require_http_methods(POST_OR_GET)
@page("training_session.amend")
def session_amend(request: PageRequest, session: UUID) -> HttpResponse:
    """Changes of a session."""
    row = _session(request, session)
    given = {"base": row.version, "day": row.day, "hours": plain(row.hours)}
    given |= {"name_lo": row.names.get("lo", ""), "name_en": row.names.get("en", "")}
    form = AmendSessionForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        base, values = form.cleaned_data["base"], form.values()
        if form.perform(amend_session, by=request.user, session=row.pk, base=base, changes=values) is not None:
            return done(request, _("The changes were saved."), pages.address(row.training))
    title = _("Change the session")
    crumbs = pages.of_training(row.training, Crumb(title))
    return form_page(request, form, title=title, back=pages.address(row.training), crumbs=crumbs)


@require_http_methods(POST_OR_GET)
@page("training_session.drop")
def session_drop(request: PageRequest, session: UUID) -> HttpResponse:
    """Drops a session that is not held."""
    row = _session(request, session)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.perform(drop_session, by=request.user, session=row.pk) is not None:
        return done(request, _("The session was dropped."), pages.address(row.training))
    title = _("Drop the session")
    lead = _("It is not held, and no longer counts towards the hours.")
    crumbs = pages.of_training(row.training, Crumb(title))
    return form_page(
        request, form, title=title, lead=lead, back=pages.address(row.training), crumbs=crumbs, button=title
    )


# --- trainers ---------------------------------------------------------------------------------------------


@require_http_methods(POST_OR_GET)
@page("trainer.name")
def trainer_name(request: PageRequest, training: UUID) -> HttpResponse:
    """A new trainer."""
    row = pages.training_of(request, training)
    form = TrainerForm(request.POST if request.method == "POST" else None, actor=request.user)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        key, official = row_id_for(typed["call_id"]), id_of(typed["official"])
        if form.perform(name_trainer, by=request.user, id=key, training=row.pk, official=official) is not None:
            return done(request, _("The trainer was named."), pages.address(row))
    title = _("Name a trainer")
    lead = _("A trainer who signs in sees those enrolled in this training, notes attendance and scores.")
    crumbs = pages.of_training(row, Crumb(title))
    return form_page(request, form, title=title, lead=lead, back=pages.address(row), crumbs=crumbs)


@require_http_methods(POST_OR_GET)
@page("trainer.release")
def trainer_release(request: PageRequest, trainer: UUID) -> HttpResponse:
    """Releases a trainer."""
    rows = TrainingTrainer.objects.visible_to(request.user).select_related("training__curriculum", "official")
    row = found(rows, trainer)
    pages.training_of(request, row.training_id)
    seen(request, "official", [row.official])
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.perform(release_trainer, by=request.user, trainer=row.pk) is not None:
        return done(request, _("The trainer was released."), pages.address(row.training))
    title = _("Release the trainer")
    crumbs = pages.of_training(row.training, Crumb(title))
    return form_page(
        request,
        form,
        title=title,
        lead=row.official.name,
        back=pages.address(row.training),
        crumbs=crumbs,
        button=title,
    )
