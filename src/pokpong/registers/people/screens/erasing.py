"""Erasing a record: asking for it, the list of those asked for, and the page on which a second person decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.ui.parts import StatusWord, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.table_rows import Filter
from pokpong.foundation.ui.tables import Column, Table
from pokpong.foundation.vault import epochs
from pokpong.registers.people.actions.erasing import (
    approve_erasure,
    ask_erasure,
    refuse_erasure,
    take_back_erasure,
)
from pokpong.registers.people.models import Erasure
from pokpong.registers.people.queries import erasures as queries
from pokpong.registers.people.rules.erasure import archives_until
from pokpong.registers.people.screens.common import crumbs, opened, person_url
from pokpong.registers.people.screens.forms.erasing import ApproveForm, NoFieldsForm, ReasonForm
from pokpong.registers.people.states import ERASURE
from pokpong.registers.places.queries import labels

READS = ["erasure.read", "erasure.tied"]
TONES = {"asked": "warning", "approved": "danger", "refused": "closed", "taken_back": "closed", "final": "closed"}
STAYS = (
    gettext_lazy("Open facts without a name: sex, age band, nationality, district, states and days. Figures stand."),
    gettext_lazy("Who did what and when, without what it said."),
    gettext_lazy("This erasure: who asked, who approved, when and why."),
    gettext_lazy("Records that are also about somebody else, such as a concern about several people."),
)


def state_word(row: Erasure) -> StatusWord:
    return StatusWord(ERASURE.words[row.state], TONES[row.state])


@page("erasure.ask")
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest, person: UUID) -> HttpResponse:
    """What would go and what would stay, then the reason."""
    row, _parts = opened(request, person)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(
            ask_erasure, by=request.user, id=row_id_for(typed["call_id"]), person=row.pk, why=typed["why"]
        )
        if done is not None:
            messages.success(request, _("Asked. Nothing is erased until a supervisor approves it."))
            return redirect("people:erasure", done.pk)
    persons = queries.records_of(row.pk)
    context = {
        "form": form,
        "number": row.number,
        "gone": queries.parts_of(persons),
        "stays": STAYS,
        "obstacles": [problem.message for problem in queries.in_the_way(persons)],
        "held": queries.holds_on(persons).exists(),
        "back_url": person_url(row.pk),
        "breadcrumbs": crumbs(request, row, _("Erase this record")),
    }
    return render(request, "people/erase.html", context)


class Erasures(Table[Erasure]):
    """Erasures in the reader's sight; numbers only."""

    name = "erasures"
    caption = gettext_lazy("Erasures")
    order = "-asked"
    empty_title = gettext_lazy("Nobody asked to erase a record")
    empty_text = gettext_lazy("When somebody does, it stands here and a task waits for the supervisor.")
    filters = (Filter("state", gettext_lazy("State"), tuple(ERASURE.words.items()), field="state"),)

    @cached_property
    def places(self) -> dict[str, str]:
        return labels({row.place_path for row in self.page_rows})

    @cached_property
    def people(self) -> dict[UUID, str]:
        return names_of({row.asked_by for row in self.page_rows})

    @property
    def columns(self) -> tuple[Column[Erasure], ...]:
        return (
            Column("number", gettext_lazy("Record"), lambda row: row.person.number),
            Column("place", gettext_lazy("District"), lambda row: self.places.get(row.place_path, "")),
            Column("asked", gettext_lazy("Asked on"), lambda row: row.asked_on, sort="asked_on"),
            Column("who", gettext_lazy("By whom"), lambda row: self.people.get(row.asked_by, "")),
            Column("state", gettext_lazy("State"), state_word, sort="state"),
        )


@require_GET
@page(READS)
def erasures(request: PageRequest) -> HttpResponse:
    rows = Erasure.objects.visible_to(request.user).select_related("person")
    table = Erasures(rows, request.GET, path=request.path, row_url=lambda row: reverse("people:erasure", args=[row.pk]))
    seen(request, "erasure", table.page_rows)
    return render(request, "people/erasures.html", {"table": table, "breadcrumbs": [Crumb(_("Erasures"))]})


@page(READS)
@require_http_methods(["GET", "POST"])
def erasure(request: PageRequest, erasure: UUID) -> HttpResponse:
    """Who asked, why, what goes; for the second person the field in which the number is typed."""
    row = queries.visible_erasure(request.user, erasure)
    decides = _decides(request, row)
    form = ApproveForm(request.POST or None)
    if request.method == "POST" and decides and form.is_valid():
        typed = form.cleaned_data["number"]
        if form.perform(approve_erasure, by=request.user, erasure=row.pk, number=typed) is not None:
            messages.success(request, _("Erased. It is final when the keys are turned, at the latest tomorrow."))
            return redirect("people:erasure", row.pk)
    seen(request, "erasure", [row])
    persons = queries.records_of(row.person_id)
    is_own = row.asked_by == request.user.pk
    context = {
        "erasure": row,
        "number": row.person.number,
        "status": state_word(row),
        "rows": rows_of(row),
        "gone": queries.parts_of(persons),
        "stays": STAYS,
        "is_gone": row.state in {"approved", "final"},
        "archives": archive_words(row),
        "form": form if decides else None,
        "obstacles": [problem.message for problem in queries.in_the_way(persons)] if row.state == "asked" else [],
        "held": row.state == "asked" and queries.holds_on(persons).exists(),
        "may_take_back": row.state == "asked" and is_own and request.user.may("erasure.take_back"),
        "waits_for_other": row.state == "asked" and is_own,
        "person_url": person_url(row.person_id) if row.state in {"asked", "refused", "taken_back"} else "",
        "breadcrumbs": _crumbs(),
    }
    return render(request, "people/erasure.html", context)


def _decides(request: PageRequest, row: Erasure) -> bool:
    may = request.user.may("erasure.approve", row.place_path)
    return may and row.state == "asked" and row.asked_by != request.user.pk


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Erasures"), reverse("people:erasures")), Crumb(_("Erasure"))]


def rows_of(row: Erasure) -> list[SummaryRow]:
    names = names_of({row.asked_by, row.decided_by})
    last = history_of(row.pk)[-1]
    return [
        SummaryRow(_("Record"), row.person.number),
        SummaryRow(_("Asked by"), names.get(row.asked_by, "")),
        SummaryRow(_("Asked on"), row.asked_on),
        SummaryRow(_("Why?"), row.reason),
        *([SummaryRow(_("Decided by"), names.get(row.decided_by, ""))] if row.decided_by else []),
        *([SummaryRow(_("Decided on"), row.decided_on)] if row.decided_on else []),
        *([SummaryRow(_("Why not?"), why_of(last))] if row.state == "refused" else []),
        *([SummaryRow(_("Final since"), row.final_on)] if row.final_on else []),
    ]


def archive_words(row: Erasure) -> dict[str, Any] | None:
    """Until when key archives from before exist, and whether they still open anything."""
    day = row.final_on or row.decided_on
    if row.state not in {"approved", "final"} or day is None:
        return None
    waits = row.state == "approved"
    until = archives_until(day, settings.POKPONG_KEY_ARCHIVE_DAYS)
    return {"until": until, "open": waits, "stuck": waits and not epochs.can_turn()}


@page("erasure.refuse")
@require_http_methods(["GET", "POST"])
def refuse(request: PageRequest, erasure: UUID) -> HttpResponse:
    return _one_step(
        request, erasure, ReasonForm, refuse_erasure, _("Refuse the erasure"), _("Refused. Who asked sees your words.")
    )


@page("erasure.take_back")
@require_http_methods(["GET", "POST"])
def take_back(request: PageRequest, erasure: UUID) -> HttpResponse:
    return _one_step(
        request, erasure, NoFieldsForm, take_back_erasure, _("Take the erasure back"), _("Nothing will be erased.")
    )


def _one_step(
    request: PageRequest, erasure: UUID, kind: type[ActionForm], act: Any, title: str, said: str
) -> HttpResponse:
    row = queries.visible_erasure(request.user, erasure)
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in form.fields if name != "call_id"}
        if form.perform(act, by=request.user, erasure=row.pk, **typed) is not None:
            messages.success(request, said)
            return redirect("people:erasure", row.pk)
    context = {
        "form": form,
        "title": title,
        "lead": row.person.number,
        "send": title,
        "back_url": reverse("people:erasure", args=[row.pk]),
        "breadcrumbs": _crumbs(),
    }
    return render(request, "people/erasure_step.html", context)
