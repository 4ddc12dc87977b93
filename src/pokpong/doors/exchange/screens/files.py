"""All files of the reader, kept mappings, and the empty templates."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pokpong.doors.exchange.actions.mappings import drop_mapping
from pokpong.doors.exchange.htcds.tables import TEMPLATE, TEMPLATE_WITH_LISTS
from pokpong.doors.exchange.models import ExportRequest, Import, SavedMapping
from pokpong.doors.exchange.screens.finding import EXPORTS, UPLOADS, crumbs, workbook_answer
from pokpong.doors.exchange.screens.taking_out import address
from pokpong.doors.exchange.screens.words import Exports, Imports
from pokpong.foundation.access.form_pages import done
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.kernel.ids import new_id


@require_GET
@page([UPLOADS, EXPORTS])
def files(request: PageRequest) -> HttpResponse:
    """What was brought in and taken out by the reader."""
    user = request.user
    kept = SavedMapping.objects.visible_to(user).filter(ended_at=None).order_by("name")
    exports = None
    if user.may(EXPORTS):
        rows = ExportRequest.objects.visible_to(user)
        exports = Exports(rows, request.GET, path=request.path, row_url=address)
        seen(request, "export_request", exports.page_rows)
    context = {
        "imports": Imports(Import.objects.visible_to(user), request.GET, path=request.path),
        "exports": exports,
        "kept": list(kept) if user.may(UPLOADS) else [],
        "may_upload": user.may(UPLOADS),
        "about_cases": user.may("case.open"),
        "breadcrumbs": crumbs(),
    }
    return render(request, "exchange/files.html", context)


@require_GET
@page(UPLOADS)
def template(request: PageRequest) -> HttpResponse:
    """The published template, empty."""
    return workbook_answer(TEMPLATE.read_bytes(), "htcds-template")


@require_GET
@page(UPLOADS)
def template_with_lists(request: PageRequest) -> HttpResponse:
    """The published template whose cells offer the answers."""
    return workbook_answer(TEMPLATE_WITH_LISTS.read_bytes(), "htcds-template-with-lists")


@require_POST
@page("mapping.drop")
def drop_kept(request: PageRequest, mapping: UUID) -> HttpResponse:
    """Takes a kept mapping away."""
    drop_mapping(by=request.user, mapping=mapping, call_id=new_id())
    return done(request, _("The mapping was taken away."), reverse("exchange:files"))
