"""Choosing which column means what."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.doors.exchange import running
from pokpong.doors.exchange.actions.files import map_import, wrong_mapping
from pokpong.doors.exchange.actions.mappings import save_mapping
from pokpong.doors.exchange.bringing.going import Work
from pokpong.doors.exchange.mapping.mappings import ColumnMapping, guess, labels_of
from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.screens.finding import address, crumbs, found
from pokpong.doors.exchange.screens.forms import ColumnsForm, HeadForm
from pokpong.doors.exchange.states import WAITING
from pokpong.doors.exchange.targets import target_named
from pokpong.doors.exchange.uploads import book_of
from pokpong.doors.exchange.workbooks.reading import Book, Sheet
from pokpong.foundation.access.form_pages import done
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.ui.shell import Crumb


@require_http_methods(["GET", "POST"])
@page("import.map")
def choose(request: PageRequest, file: UUID) -> HttpResponse:
    """The columns of the file, each with the field it was taken for."""
    row = found(request, file)
    if row.state not in ("uploaded", "checked", *WAITING[:1]):
        return redirect(address(row))
    try:
        book = book_of(row)
    except Refused as refused:
        return done(request, refused.problems[0].message, address(row))
    mapping = _asked_for(row, book, request)
    form = _form(request, row, book, mapping)
    if form.is_bound and form.is_valid():
        mapped = _mapped(request, form, row, book)
        if mapped is not None:
            running.begin(mapped)
            return redirect(address(row))
    head = HeadForm(initial={"sheet": mapping.sheet, "head": mapping.header_row}, sheets=book.sheets)
    context = {"row": row, "form": form, "head": head, "breadcrumbs": crumbs(Crumb(_("Columns")))}
    return render(request, "exchange/columns.html", context)


def _asked_for(row: Import, book: Book, request: PageRequest) -> ColumnMapping:
    """The mapping kept, or a guess for the sheet and the row of headings that the address names."""
    kept = row.column_mapping
    asked = HeadForm(request.GET, sheets=book.sheets)
    if not request.GET or not asked.is_valid():
        return kept
    sheet, head = asked.cleaned_data["sheet"], asked.cleaned_data["head"]
    if (sheet, head) == (kept.sheet, kept.header_row):
        return kept
    labels = labels_of(_sheet(book, sheet), head)
    return replace(kept, sheet=sheet, header_row=head, columns=guess(target_named(row.target), labels), identity="")


def _sheet(book: Book, name: str) -> Sheet:
    """The sheet with this name, or the first."""
    return next((sheet for sheet in book.sheets if sheet.name == name), book.sheets[0])


def _form(request: PageRequest, row: Import, book: Book, mapping: ColumnMapping) -> ColumnsForm:
    return ColumnsForm(
        request.POST if request.method == "POST" else None,
        target=target_named(row.target),
        sheet=_sheet(book, mapping.sheet),
        mapping=mapping,
        initial={"place": row.place_path, "source": row.source or ""},
    )


def _mapped(request: PageRequest, form: ColumnsForm, row: Import, book: Book) -> Import | None:
    """The import with what was chosen; None when it does not fit, and then the form says why."""
    chosen = form.chosen()
    problems = wrong_mapping(row, chosen, book.sheets)
    if problems:
        form.add_problems(problems)
        return None
    call_id = form.cleaned_data["call_id"]
    mapped = form.perform(
        map_import,
        by=request.user,
        file=row.pk,
        mapping=chosen.as_json(),
        place=form.place_path,
        source=form.cleaned_data.get("source", row.source or ""),
        total=len(Work(book, chosen).lines),
    )
    name = form.cleaned_data["save_as"]
    if mapped is not None and name:
        saving = uuid5(call_id, "save")
        save_mapping(by=request.user, id=row_id_for(saving), name=name, content=chosen.as_json(), call_id=saving)
    return mapped
