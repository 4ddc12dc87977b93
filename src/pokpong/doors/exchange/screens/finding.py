"""Finding the reader's own file, and the way to it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.doors.exchange.models import Import
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.papers.workbook import CONTENT_TYPE
from pokpong.foundation.ui.shell import Crumb

UPLOADS = "import.upload"
EXPORTS = "export_request.read"


def found(request: PageRequest, file: UUID) -> Import:
    """Raises NotThere."""
    row: Import | None = Import.objects.visible_to(request.user).filter(pk=file).first()
    if row is None:
        raise NotThere(str(file))
    return row


def address(row: Import) -> str:
    return reverse("exchange:file", args=[row.pk])


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way from the start page; without more it ends at the list of files."""
    way = [Crumb(_("Start page"), "/")]
    title = _("Files in and out")
    return [*way, Crumb(title, reverse("exchange:files")), *more] if more else [*way, Crumb(title)]


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    """A workbook to keep; `name` is ASCII and names nobody."""
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
