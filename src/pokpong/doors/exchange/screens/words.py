"""What tables and pages about files show."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pokpong.doors.exchange.models import Export, ExportRequest, Import
from pokpong.doors.exchange.screens.finding import address
from pokpong.doors.exchange.states import EXPORT, IMPORT
from pokpong.doors.exchange.targets import all_targets
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.tables import Column, Filter, Table

TONES = {
    "uploaded": "warning",
    "checking": "info",
    "checked": "warning",
    "running": "info",
    "done": "success",
    "dropped": "closed",
}


EXPORT_TONES = {
    "asked": "warning",
    "released": "success",
    "refused": "danger",
    "taken_back": "closed",
    "used_up": "closed",
    "expired": "closed",
}


def export_word(row: ExportRequest) -> StatusWord:
    return StatusWord(EXPORT.words[row.state], EXPORT_TONES[row.state])


def state_word(row: Import) -> StatusWord:
    return StatusWord(IMPORT.words[row.state], TONES[row.state])


def target_word(row: Import) -> Any:
    return all_targets()[row.target].words


class Imports(Table[Import]):
    name = "imports"
    caption = _("Files that I brought")
    columns = (
        Column[Import]("at", _("Brought"), lambda row: row.at, sort="at"),
        Column[Import]("name", _("Workbook"), lambda row: Link(row.name, address(row))),
        Column[Import]("target", _("About"), target_word, sort="target"),
        Column[Import]("state", _("State"), state_word, sort="state"),
        Column[Import]("opened", _("New"), lambda row: row.opened, numeric=True),
        Column[Import]("asked", _("To be answered"), lambda row: row.asked, numeric=True),
        Column[Import]("rejected", _("Rejected"), lambda row: row.rejected, numeric=True),
    )
    filters = (Filter("state", _("State"), tuple(IMPORT.words.items())),)
    order = "-at"
    empty_title = _("You have brought no file yet")
    empty_text = _("Take the empty template, fill it in and bring it here, or bring a list in your own layout.")


class Exports(Table[ExportRequest]):
    """Exports in the reader's sight: one's own, and those of the places one supervises."""

    name = "exports"
    caption = _("Exports")
    filters = (Filter("state", _("State"), tuple(EXPORT.words.items())),)
    order = "-at"
    empty_title = _("Nobody asked to take cases out")
    empty_text = _("When somebody does, it stands here, and a task waits for who releases it.")

    @cached_property
    def people(self) -> dict[UUID, str]:
        return names_of({row.asked_by for row in self.page_rows})

    @property
    def columns(self) -> tuple[Column[ExportRequest], ...]:
        return (
            Column("at", _("Asked for on"), lambda row: row.asked_at, sort="asked_at"),
            Column("number", _("Number"), lambda row: row.number),
            Column("who", _("Who asked"), lambda row: self.people.get(row.asked_by, "")),
            Column("purpose", _("For whom and what"), lambda row: row.purpose),
            Column("state", _("State"), export_word, sort="state"),
            Column("copies", _("Copies"), lambda row: row.copies, numeric=True),
        )


class Copies(Table[Export]):
    name = "copies"
    caption = _("Copies that were taken")
    columns = (
        Column[Export]("at", _("On"), lambda row: row.at, sort="at"),
        Column[Export]("written", _("Cases"), lambda row: row.written, numeric=True),
        Column[Export]("left_out", _("Without consent, left out"), lambda row: row.left_out, numeric=True),
    )
    order = "-at"
    empty_title = _("Nothing was taken out")


class Rejected(Table[CellProblem]):
    name = "rejected"
    caption = _("Rejected rows, with every reason")
    columns = (
        Column[CellProblem]("row", _("Row"), lambda found: found.row, sort=lambda found: found.row, numeric=True),
        Column[CellProblem]("column", _("Column"), lambda found: found.column or "–"),
        Column[CellProblem]("reason", _("Reason"), lambda found: found.problem.message),
    )
    order = "row"
    empty_title = _("No row was rejected")
