"""Pages that ask for one thing and do it: close, open again, correct, add a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions import amend_concern, attach_file, close_concern, reopen_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.screens.concerns import address, crumbs, found
from pokpong.areas.protection.screens.forms import AttachForm, CloseForm, CorrectForm, ReopenForm, typed_before
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.audit import log
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.vault import files
from pokpong.foundation.vault.models import SealedFile
from pokpong.registers.places.picker import PlacesOf

SHOWN_INLINE = {"image/jpeg"}


def asked(request: PageRequest, row: Concern, form: PokpongForm, title: str, button: str, **more: Any) -> HttpResponse:
    """The page with one form about one concern."""
    seen(request, "concern", [row])
    context = {"concern": row, "form": form, "title": title, "button": button, "back": address(row)}
    return render(request, "protection/step.html", {**context, "breadcrumbs": crumbs(row, title), **more})


@page("concern.close")
@require_http_methods(["GET", "POST"])
def close(request: PageRequest, concern: UUID) -> HttpResponse:
    row = found(request, concern)
    form = CloseForm(request.POST or None, initial={"outcome": request.GET.get("outcome", "")})
    if form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("outcome", "reason")}
        if form.perform(close_concern, by=request.user, concern=row.pk, **answers) is not None:
            messages.success(request, _("The concern is closed."))
            return redirect(address(row))
    return asked(request, row, form, _("Close"), _("Close the concern"))


@page("concern.reopen")
@require_http_methods(["GET", "POST"])
def reopen(request: PageRequest, concern: UUID) -> HttpResponse:
    row = found(request, concern)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(reopen_concern, by=request.user, concern=row.pk, reason=reason) is not None:
            messages.success(request, _("The concern is open again and waits for a decision."))
            return redirect(address(row))
    return asked(request, row, form, _("Open again"), _("Open the concern again"))


@page("concern.amend")
@require_http_methods(["GET", "POST"])
def correct(request: PageRequest, concern: UUID) -> HttpResponse:
    """Corrects what was typed. What somebody else changed meanwhile is not overwritten but put to a choice."""
    row = found(request, concern)
    form = CorrectForm(request.POST or None, initial={**typed_before(row, _base(request, row)), **_added(request)})
    if form.is_valid():
        base = form.cleaned_data["base"]
        changes = form.corrected()
        if form.perform(amend_concern, by=request.user, concern=row.pk, changes=changes, base=base) is not None:
            return _after_correction(request, row)
    return asked(request, row, form, _("Correct what was typed"), _("Save the corrections"))


def _added(request: PageRequest) -> dict[str, Any]:
    """The village that was just added to the list takes the place of its typed name."""
    place = request.GET.get("place", "")
    return {"place": place, "missing_village": ""} if place and PlacesOf().get(place) else {}


def _base(request: PageRequest, row: Concern) -> int:
    """The version the editor saw: the present one when the page is drawn, else what the page carried."""
    sent = request.POST.get("base", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else row.version


def _after_correction(request: PageRequest, row: Concern) -> HttpResponse:
    if Conflict.objects.filter(row=row.pk, who=request.user.id, state="open").exists():
        messages.warning(request, _("Somebody else changed the same answer meanwhile. Choose which one holds."))
    else:
        messages.success(request, _("Saved. The old values are kept in the history."))
    return redirect(address(row))


@page("concern.attach")
@require_http_methods(["GET", "POST"])
def attach(request: PageRequest, concern: UUID) -> HttpResponse:
    row = found(request, concern)
    sent = request.method == "POST"
    form = AttachForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        kept = form.perform(attach_file, by=request.user, concern=row.pk, name=file.name, content=file.read())
        if kept is not None:
            messages.success(request, _("The file was added, sealed."))
            return redirect(address(row))
    return asked(request, row, form, _("Add a file"), _("Add the file"), with_file=True)


@page("concern.read")
@require_GET
def file(request: PageRequest, concern: UUID, file: UUID) -> HttpResponse:
    """One attached file; pictures are shown, papers are handed over to be kept. Leaves a reading event."""
    row = found(request, concern)
    kept = next((one for one in row.attached if one["id"] == str(file)), None)
    sealed: SealedFile | None = SealedFile.objects.filter(pk=file).first() if kept else None
    if kept is None or sealed is None:
        raise NotThere(str(file))
    log.reading(actor=request.user.id, kind="file", place="protection:file", shown=[sealed.pk])
    inline = sealed.media_type in SHOWN_INLINE and "download" not in request.GET
    response = HttpResponse(files.content_of(sealed), content_type=sealed.media_type)
    name = f"{row.number}-{row.attached.index(kept) + 1}{'.jpg' if sealed.media_type in SHOWN_INLINE else '.pdf'}"
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
