"""A file is brought, looked through, brought in, put aside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pokpong.doors.exchange import running
from pokpong.doors.exchange.actions.files import KEPT_DAYS, drop_import, start_import, upload_import
from pokpong.doors.exchange.activities.targets import NAME as ACTIVITIES
from pokpong.doors.exchange.mapping.headers import WHOLE_FILE
from pokpong.doors.exchange.mapping.rejects import error_workbook
from pokpong.doors.exchange.models import Import, SavedMapping
from pokpong.doors.exchange.screens.finding import UPLOADS, address, crumbs, found, workbook_answer
from pokpong.doors.exchange.screens.forms import UploadForm
from pokpong.doors.exchange.screens.words import Rejected, state_word, target_word
from pokpong.doors.exchange.states import WAITING
from pokpong.doors.exchange.targets import targets_for
from pokpong.doors.exchange.uploads import work_of
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.foundation.access.form_pages import done
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotThere, Refused
from pokpong.foundation.ui.shell import Crumb


@require_http_methods(["GET", "POST"])
@page(UPLOADS)
def upload(request: PageRequest) -> HttpResponse:
    """Choosing a file."""
    user = request.user
    kept = list(SavedMapping.objects.visible_to(user).filter(ended_at=None).order_by("name"))
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*posted, targets=targets_for(user), kept=kept, initial=asked_for(request))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        row = form.perform(
            upload_import,
            by=user,
            id=row_id_for(data["call_id"]),
            target=data["target"],
            name=data["file"].name,
            content=data["file"].read(),
            mapping=UUID(data["mapping"]) if data.get("mapping") else None,
            source=data["source"],
            fixed={"plan": data["plan"]} if data["plan"] and data["target"] == ACTIVITIES else None,
        )
        if row is not None:
            return redirect(reverse("exchange:columns", args=[row.pk]))
    return render(request, "exchange/upload.html", {"form": form, "breadcrumbs": crumbs(Crumb(_("Bring a file")))})


def asked_for(request: PageRequest) -> dict[str, str]:
    """What the address asks for: a plan leads here with its code."""
    return {name: request.GET[name] for name in ("target", "plan") if name in request.GET}


@require_GET
@page(UPLOADS)
def file_page(request: PageRequest, file: UUID) -> HttpResponse:
    """Where a file stands: what would become of its rows, or became of them."""
    row = found(request, file)
    result = running.result_of(row)
    context: dict[str, Any] = {
        "row": row,
        "state": state_word(row),
        "target": target_word(row),
        "changes": row.target == ACTIVITIES,
        "waiting": row.state in WAITING,
        "looked_through": row.state in ("checked", "done"),
        "rejected": Rejected(_of_rows(result.problems), request.GET, path=request.path),
        "about_file": [found.problem.message for found in result.problems if found.row == WHOLE_FILE],
        "remarks": [found.problem.message for found in result.remarks],
        "unread": [(found.column, found.problem.params["label"]) for found in result.unread],
        "questions": _questions(row) if row.state == "done" else [],
        "kept_days": KEPT_DAYS,
        "has_file": row.file is not None,
        "breadcrumbs": crumbs(Crumb(_("Workbook"))),
    }
    return render(request, "exchange/file.html", context)


def _of_rows(problems: list[CellProblem]) -> list[CellProblem]:
    return [found for found in problems if found.row != WHOLE_FILE]


def _questions(row: Import) -> list[tuple[int, str]]:
    numbers = sorted(int(number) for number in row.open_questions)
    return [(number, reverse("exchange:row", args=[row.pk, number])) for number in numbers]


@require_POST
@page("import.start")
def start(request: PageRequest, file: UUID) -> HttpResponse:
    """Begins to bring the rows in."""
    row = found(request, file)
    if row.state in ("checked", "running"):
        running.begin(start_import(by=request.user, file=row.pk, call_id=new_id()))
    return redirect(address(row))


@require_POST
@page("import.drop")
def drop(request: PageRequest, file: UUID) -> HttpResponse:
    """Puts the file aside."""
    row = found(request, file)
    if row.state not in ("dropped", "running"):
        drop_import(by=request.user, file=row.pk, call_id=new_id())
    return done(request, _("The file was put aside and deleted."), reverse("exchange:files"))


@require_GET
@page(UPLOADS)
def rejected(request: PageRequest, file: UUID) -> HttpResponse:
    """The workbook of the rejected rows, to be corrected and sent again."""
    row = found(request, file)
    problems = _of_rows(running.result_of(row).problems)
    if not problems:
        raise NotThere(str(file))
    try:
        work = work_of(row)
    except Refused:
        raise NotThere(str(file)) from None
    content = error_workbook(work.sheet, row.column_mapping.header_row, problems, _("Reasons"))
    return workbook_answer(content, "rejected-rows")
