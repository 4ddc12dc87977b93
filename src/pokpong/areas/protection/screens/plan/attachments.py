"""Files of a case: add, open, withdraw, put back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.plan import add_attachment, restore_attachment, withdraw_attachment
from pokpong.areas.protection.models import Attachment
from pokpong.areas.protection.screens.of_case import found
from pokpong.areas.protection.screens.plan import steps
from pokpong.areas.protection.screens.plan.forms import AttachForm, ReasonForm
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.audit import log
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.vault import files
from pokpong.foundation.vault.models import SealedFile

SHOWN_INLINE = {"image/jpeg": ".jpg"}


@page("attachment.add")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    sent = request.method == "POST"
    form = AttachForm(request.POST if sent else None, request.FILES if sent else None)
    return steps.step(
        request,
        row,
        form,
        add_attachment,
        lambda typed: {
            "id": steps.new_id_of(typed),
            "case": row.pk,
            "kind": typed["kind"],
            "name": typed["name"],
            "file_name": typed["file"].name,
            "content": typed["file"].read(),
        },
        _("The file was added, sealed."),
        title=_("Add a file"),
        button=_("Add the file"),
        part=steps.FILES,
        with_file=True,
    )


@page(steps.READS)
@require_GET
def show(request: PageRequest, attachment: UUID) -> HttpResponse:
    """One file; pictures are shown, papers are handed over to be kept. Leaves a reading event.

    A withdrawn one is not opened any more.
    """
    row = steps.part(request, Attachment, attachment)
    sealed: SealedFile | None = SealedFile.objects.filter(pk=row.file).first() if row.is_kept else None
    if sealed is None:
        raise NotThere(str(attachment))
    log.reading(actor=request.user.id, kind="file", place="plan:attachment", shown=[sealed.pk])
    inline = sealed.media_type in SHOWN_INLINE and "download" not in request.GET
    response = HttpResponse(files.content_of(sealed), content_type=sealed.media_type)
    # The name of a file is sealed and stays out of the reader's downloads folder.
    name = f"{row.case.number}-{row.pk.hex[-6:]}{SHOWN_INLINE.get(sealed.media_type, '.pdf')}"
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@page("attachment.withdraw")
@require_http_methods(["GET", "POST"])
def withdraw(request: PageRequest, attachment: UUID) -> HttpResponse:
    row = steps.part(request, Attachment, attachment)
    return steps.step(
        request,
        row.case,
        steps.filled(ReasonForm, request),
        withdraw_attachment,
        lambda typed: {"attachment": row.pk, "reason": typed["reason"]},
        _("Withdrawn. Nobody can open the file now; it can be put back."),
        title=_("Withdraw a file"),
        button=_("Withdraw the file"),
        part=steps.FILES,
        lead=row.name,
        danger=True,
    )


@page("attachment.restore")
@require_http_methods(["GET", "POST"])
def restore(request: PageRequest, attachment: UUID) -> HttpResponse:
    row = steps.part(request, Attachment, attachment)
    return steps.step(
        request,
        row.case,
        steps.filled(ReasonForm, request),
        restore_attachment,
        lambda typed: {"attachment": row.pk, "reason": typed["reason"]},
        _("The file can be opened again."),
        title=_("Put a file back"),
        button=_("Put the file back"),
        part=steps.FILES,
        lead=row.name,
    )
