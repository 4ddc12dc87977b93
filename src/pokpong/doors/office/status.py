"""The status page: what runs, since when, and what needs somebody's attention."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.doors.office import backup_notes, running
from pokpong.doors.office.backup_notes import Note
from pokpong.doors.office.models import Installation
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.ui.parts import StatusWord, SummaryRow
from pokpong.foundation.vault import master, rotating

LEAST_DISK = 1024**3  # bytes
NAMES = {
    "web": gettext_lazy("Web pages"),
    "worker": gettext_lazy("Background work"),
    "clock": gettext_lazy("Clock for due dates and reminders"),
}
STATES = {
    "running": StatusWord(gettext_lazy("Running"), "success"),
    "silent": StatusWord(gettext_lazy("No sign of life"), "warning"),
    "stopped": StatusWord(gettext_lazy("Does not run"), "danger"),
}


@dataclass(frozen=True)
class PartLine:
    """One part as the page shows it; moments are None when there is none."""

    name: str | Promise
    status: StatusWord
    since: dt.datetime | None
    life: dt.datetime | None
    restarts: int
    pid: int


def moment(seconds: float) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(seconds, dt.UTC) if seconds else None


def part_lines(data: Path, now: float) -> list[PartLine]:
    return [
        PartLine(
            NAMES[part.name],
            STATES[part.state(now)],
            moment(part.since),
            moment(part.life),
            part.restarts,
            part.pid,
        )
        for part in running.parts(data)
    ]


def data_base_row() -> SummaryRow:
    well, bad = StatusWord(_("Answers"), "success"), StatusWord(_("Does not answer"), "danger")
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    try:
        Installation.objects.exists()
    except DatabaseError:
        return SummaryRow(_("Data base"), bad)
    return SummaryRow(_("Data base"), well, note=names.get(connection.vendor, connection.vendor))


def disk_row(data: Path) -> SummaryRow:
    there = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    few = StatusWord(_("Little is left"), "danger")
    enough = StatusWord(_("Enough"), "success")
    return SummaryRow(
        _("Free disk space"),
        few if free < LEAST_DISK else enough,
        note=_("%(gigabytes)s GB free") % {"gigabytes": f"{free / 1024**3:.1f}"},
    )


def key_row() -> SummaryRow:
    try:
        master.purpose_key("wrap")
    except ImproperlyConfigured:
        return SummaryRow(_("Master key"), StatusWord(_("Cannot be read"), "danger"))
    where = _("in a key file") if settings.POKPONG_KEY_FILE else _("in the environment")
    return SummaryRow(_("Master key"), StatusWord(_("Is there"), "success"), note=where)


def rotation_rows() -> list[SummaryRow]:
    """How far a rotation of the data keys is; nothing while none is under way.

    In tenths: the administrator who reads it must not learn how many records there are.
    """
    found = rotating.standing()
    if not found.due:
        return []
    tenths = 10 * (found.living - found.due) // found.living
    word = StatusWord(_("Under way"), "info")
    return [
        SummaryRow(_("Fresh keys for all records"), word, note=_("About %(tenths)s tenths done") % {"tenths": tenths})
    ]


def backup_row(note: Note) -> SummaryRow:
    """When the last backup was made; never where it lies."""
    if backup_notes.moment(note.made) is None:
        word = StatusWord(_("There was none yet"), "danger")
        return SummaryRow(_("Last backup"), word, note=_("Whoever keeps the server runs “pokpong backup”."))
    if backup_notes.is_older(note.made, backup_notes.OLDEST_BACKUP):
        late = _("It should be made every night: whoever keeps the server looks why it was not.")
        return SummaryRow(
            _("Last backup"), [StatusWord(_("Too old"), "danger"), backup_notes.moment(note.made)], note=late
        )
    return SummaryRow(_("Last backup"), [StatusWord(_("Made"), "success"), backup_notes.moment(note.made)])


def drill_row(note: Note) -> SummaryRow:
    """When a backup was last restored to try it, and whether that went well."""
    label, how = (
        _("Last restore drill"),
        _("Whoever keeps the server runs “pokpong restore DIR --identity FILE --drill”."),
    )
    if backup_notes.moment(note.failed) is not None and backup_notes.drill_failed(note):
        return SummaryRow(label, [StatusWord(_("Did not pass"), "danger"), backup_notes.moment(note.failed)], note=how)
    if backup_notes.moment(note.verified) is None:
        return SummaryRow(label, StatusWord(_("There was none yet"), "warning"), note=how)
    if backup_notes.is_older(note.verified, backup_notes.OLDEST_DRILL):
        return SummaryRow(
            label, [StatusWord(_("Too long ago"), "warning"), backup_notes.moment(note.verified)], note=how
        )
    return SummaryRow(label, [StatusWord(_("Passed"), "success"), backup_notes.moment(note.verified)])


def restore_rows() -> list[SummaryRow]:
    """Nothing where the data never came from a backup."""
    life = backup_notes.life()
    return [SummaryRow(_("Restored from a backup"), backup_notes.moment(life.restored))] if life.restored else []


@require_GET
@page("status.read")
def status(request: PageRequest) -> HttpResponse:
    """Web, worker, clock, data base, disk, key, version and backups. It tells no path and no secret."""
    data = Path(settings.DATA_DIR)
    version = str(running.read_status(data).get("version") or _("not started with “serve”"))
    rows = [data_base_row(), disk_row(data), key_row(), *rotation_rows(), SummaryRow(_("Version"), version)]
    note = backup_notes.read()
    context = {
        "parts": part_lines(data, running.present()),
        "rows": rows,
        "backups": [backup_row(note), drill_row(note), *restore_rows()],
    }
    return render(request, "office/status.html", context)
