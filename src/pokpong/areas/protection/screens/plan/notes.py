"""Notes: all of them, written, corrected by another note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.plan import write_note
from pokpong.areas.protection.models import Case, Note
from pokpong.areas.protection.queries.plan import notes_of
from pokpong.areas.protection.screens.of_case import address, crumbs, found
from pokpong.areas.protection.screens.plan import steps
from pokpong.areas.protection.screens.plan.forms import NoteForm
from pokpong.areas.protection.vocabulary.plan import NOTE_KINDS
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.tables import Column, Filter, Table


class Notes(Table[Note]):
    name = "notes"
    caption = gettext_lazy("Notes of this case")
    order = "-on"
    filters = (Filter("kind", gettext_lazy("Kind"), list(NOTE_KINDS.items()), field="kind"),)
    empty_title = gettext_lazy("No note yet")
    empty_text = gettext_lazy("Write down conversations and visits while you remember them.")


def columns_of(names: dict[UUID, str], *, may_write: bool) -> list[Column[Note]]:
    found: list[Column[Note]] = [
        Column("on", _("Day"), lambda note: note.on, sort="on,written_at"),
        Column("kind", _("Kind"), lambda note: NOTE_KINDS.get(note.kind, note.kind), sort="kind,on"),
        Column("text", _("Note"), _text),
        Column("who", _("Written by"), lambda note: names.get(note.written_by, "")),
    ]
    return [*found, Column("correct", _("Correction"), _correction)] if may_write else found


def _text(note: Note) -> object:
    corrected = [StatusWord(_("Corrected by a newer note"), "closed")] if is_corrected(note) else []
    return [*corrected, *note.text.splitlines()]


def is_corrected(note: Note) -> bool:
    return getattr(note, "corrected_by", None) is not None


def _correction(note: Note) -> object:
    return "" if is_corrected(note) else Link(_("Correct"), reverse("plan:correct_note", args=[note.pk]))


@page(steps.READS)
@require_GET
def all_notes(request: PageRequest, case: UUID) -> HttpResponse:
    """Every note, also those that were corrected since."""
    row = found(request, case)
    may_write = row.is_at_work and request.user.may("note.write")
    table = _table(request, row, may_write=may_write)
    seen(request, "note", table.page_rows)
    context = {
        "case": row,
        "table": table,
        "write_url": reverse("plan:write_note", args=[row.pk]) if may_write else "",
        "back": address(row, steps.NOTES),
        "breadcrumbs": crumbs(row, _("Notes")),
    }
    return render(request, "protection/plan/notes.html", context)


def _table(request: PageRequest, case: Case, *, may_write: bool) -> Notes:
    writers = names_of(list(notes_of(case).order_by().values_list("written_by", flat=True).distinct()))

    class NotesOfCase(Notes):
        columns: ClassVar[Sequence[Column[Note]]] = columns_of(writers, may_write=may_write)

    return NotesOfCase(notes_of(case), request.GET, path=request.path)


@page("note.write")
@require_http_methods(["GET", "POST"])
def write(request: PageRequest, case: UUID) -> HttpResponse:
    return _written(request, found(request, case), None)


@page("note.write")
@require_http_methods(["GET", "POST"])
def correct(request: PageRequest, note: UUID) -> HttpResponse:
    """The old note stays as it was, below the new one."""
    old = steps.part(request, Note, note)
    return _written(request, old.case, old)


def _written(request: PageRequest, case: Case, old: Note | None) -> HttpResponse:
    initial = {"kind": old.kind, "on": old.on, "text": old.text} if old else {}
    return steps.step(
        request,
        case,
        steps.filled(NoteForm, request, initial=initial),
        write_note,
        lambda typed: {
            "id": steps.new_id_of(typed),
            "case": case.pk,
            **{name: typed[name] for name in ("kind", "text", "on")},
            "corrects": old.pk if old else None,
        },
        _("The note was kept."),
        title=_("Correct a note") if old else _("Write a note"),
        button=_("Keep the note"),
        part=steps.NOTES,
    )
