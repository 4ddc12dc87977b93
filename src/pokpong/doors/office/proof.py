"""Proof: how far the audit is closed, when it was last checked and what was found; for the auditor."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from pokpong.doors.office import backup_notes, people_here
from pokpong.doors.office.watching.actions import begin_verification, under_way
from pokpong.doors.office.watching.background import JOB
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.agenda import jobs
from pokpong.foundation.audit import chain, checkpoints
from pokpong.foundation.audit.canonical import TABLES
from pokpong.foundation.audit.models import Batch, Event, Verification
from pokpong.foundation.ui.parts import StatusWord, SummaryRow
from pokpong.foundation.ui.tables import Column, Table
from pokpong.foundation.ui.templatetags.ui import lao_date, lao_number

SHOWN: Final = 10  # findings that the page spells out
STATES = {
    "running": StatusWord(gettext_lazy("Being checked"), "info"),
    "well": StatusWord(gettext_lazy("Nothing found"), "success"),
    "broken": StatusWord(gettext_lazy("Something was found"), "danger"),
    "stopped": StatusWord(gettext_lazy("Did not finish"), "warning"),
}
WHAT = {
    "batch": gettext_lazy("Batch"),
    "line": gettext_lazy("Line"),
    "checkpoint": gettext_lazy("Checkpoint file"),
}
KINDS = {
    "altered": gettext_lazy("was altered"),
    "missing": gettext_lazy("is missing"),
    "inserted": gettext_lazy("was put in"),
    "reordered": gettext_lazy("stands in another place than before"),
    "cut_off": gettext_lazy("and everything after it was cut off"),
    "behind": gettext_lazy("is older than the batches: it was put back, or could not be written"),
    "unreadable": gettext_lazy("cannot be read"),
}


def state_word(row: Verification) -> StatusWord:
    """A check that still runs after an hour died with its worker."""
    return STATES["stopped" if row.state == "running" and not under_way() else row.state]


def finding_words(finding: dict[str, Any]) -> str:
    """One finding as a sentence: which thing, which number or id, what happened to it."""
    number = {"batch": str(finding["batch"]), "line": finding["line"], "checkpoint": ""}[finding["what"]]
    if finding["what"] == "checkpoint":
        number = _("(second place)") if finding["place"] == "second" else _("(first place)")
    return " ".join(part for part in (str(WHAT[finding["what"]]), number, str(KINDS[finding["kind"]])) if part)


class Verifications(Table[Verification]):
    """The latest first."""

    name = "verifications"
    caption = gettext_lazy("Checks so far")
    order = "-at"
    empty_title = gettext_lazy("Nobody has checked yet")
    empty_text = gettext_lazy("Press the button above: the result stays here.")

    @cached_property
    def people(self) -> dict[Any, str]:
        return people_here.names({row.by for row in self.page_rows})

    @property
    def columns(self) -> tuple[Column[Verification], ...]:
        return (
            Column("at", gettext_lazy("When"), lambda row: row.at, sort="at"),
            Column("by", gettext_lazy("Checked by"), lambda row: self.people[row.by]),
            Column("state", gettext_lazy("Result"), state_word, sort="state"),
            Column("batches", gettext_lazy("Batches"), lambda row: row.batches, numeric=True),
            Column("lines", gettext_lazy("Lines"), lambda row: row.lines, numeric=True),
            Column("waiting", gettext_lazy("Not closed then"), lambda row: row.waiting, numeric=True),
        )


def checkpoint_rows() -> list[SummaryRow]:
    """What each of the two files says; never where it stands."""
    names = (_("Checkpoint file"), _("Second checkpoint file"))
    found = [SummaryRow(name, _checkpoint(path)) for name, path in zip(names, checkpoints.places(), strict=False)]
    return [*found, *(SummaryRow(name, StatusWord(_("Not set"), "warning")) for name in names[len(found) :])]


def _checkpoint(path: Any) -> StatusWord:
    try:
        mark = checkpoints.read(path)
    except (checkpoints.Unreadable, OSError):
        return StatusWord(_("Cannot be read"), "danger")
    if mark is None:
        return StatusWord(_("Is missing"), "danger")
    return StatusWord(_("Batch %(number)s") % {"number": mark.number}, "success")


def restore_rows(user: User) -> list[SummaryRow]:
    """What the history itself says of the last restore, with what the file of that restore adds."""
    checks = Verification.objects.visible_to(user).values("pk")
    event = Event.objects.filter(name="audit.note_restore", subject__in=checks).order_by("-at").first()
    if event is None:
        return []
    life = backup_notes.life()
    mark = backup_notes.moment(life.mark)
    words = _("What was written after %(mark)s is not here; closed batches that are gone: %(lost)s.")
    note = words % {"mark": lao_date(mark), "lost": lao_number(life.lost)} if mark else ""
    return [SummaryRow(_("Restored from a backup"), event.at, note=note)]


def standing() -> list[SummaryRow]:
    last = Batch.objects.order_by("-number").first()
    return [
        SummaryRow(_("Last batch"), last.number if last else _("none yet")),
        SummaryRow(_("Closed"), last.closed_at if last else ""),
        SummaryRow(_("Lines that wait to be closed"), sum(map(chain.waiting, TABLES))),
        *checkpoint_rows(),
    ]


@require_GET
@page("audit.verify")
def proof(request: PageRequest) -> HttpResponse:
    """How far the audit is closed, and every check with its result."""
    return _shown(request, ActionForm())


def _shown(request: PageRequest, form: ActionForm) -> HttpResponse:
    rows = Verification.objects.visible_to(request.user)
    last = rows.order_by("-at").first()
    context = {
        "rows": [*standing(), *restore_rows(request.user)],
        "last": last,
        "state": state_word(last) if last else None,
        "running": under_way(),
        "findings": [finding_words(finding) for finding in last.findings[:SHOWN]] if last else [],
        "more": max(0, len(last.findings) - SHOWN) if last else 0,
        "table": Verifications(rows, request.GET, path=request.path),
        "form": form,
    }
    return render(request, "office/proof.html", context)


@require_POST
@page("audit.verify")
def verify_now(request: PageRequest) -> HttpResponse:
    """Begins a check in the background; the page shows how far it is."""
    form = ActionForm(request.POST)
    if form.is_valid():
        row = form.perform(begin_verification, by=request.user, id=row_id_for(form.cleaned_data["call_id"]))
        if row is not None:
            jobs.do_later(JOB, row.pk)
            messages.info(request, _("The check has begun. Its result appears on this page."))
            return redirect("office:proof")
    return _shown(request, form)
