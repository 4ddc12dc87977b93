"""The deciding body's side: requests to it, and of each only what the person agreed to show.

Never the case, its number, team, notes, shelter, services or follow-ups.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.identification import answer_identification
from pokpong.areas.protection.models import Identification
from pokpong.areas.protection.queries import identification as queries
from pokpong.areas.protection.rules.identification import SHAREABLE
from pokpong.areas.protection.screens.identification import words
from pokpong.areas.protection.screens.identification.forms import AnswerForm
from pokpong.areas.protection.screens.identification.letters import letter_of
from pokpong.areas.protection.states.identification import IDENTIFICATION, SHOWN_TO_BODY, WITH_BODY
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.people.models import Person
from pokpong.registers.people.rules.record import GROUPS
from pokpong.registers.people.screens.person import age_words, contacts
from pokpong.registers.people.screens.words import FIELD_WORDS, GROUP_WORDS, shown

NAME = "requests"
UNSAFE = "unsafe"
STATES = [(code, IDENTIFICATION.words[code]) for code in SHOWN_TO_BODY]


def address(row: Identification) -> str:
    return reverse("body:request", args=[row.pk])


class Requests(Table[Identification]):
    """By the day they were asked; nothing about the person stands in the list."""

    name = NAME
    caption = gettext_lazy("Requests to your body")
    columns = (
        Column("asked", gettext_lazy("Asked on"), lambda row: row.requested_on, sort="requested_on"),
        Column("state", gettext_lazy("State"), lambda row: words.state_word(row.state), sort="state"),
        Column("decided", gettext_lazy("Answered on"), lambda row: row.decided_on, sort="decided_on"),
        Column("open", gettext_lazy("Open"), lambda row: Link(gettext_lazy("Open the request"), address(row))),
    )
    filters = (Filter("state", gettext_lazy("State"), STATES),)
    order = "requested_on"
    empty_title = gettext_lazy("No request waits here")
    empty_text = gettext_lazy("When a person agrees that your body is asked, the request appears here.")


def crumbs(title: str = "") -> list[Crumb]:
    """The way to the queue, and to a page below it."""
    queue = Crumb(_("Identification requests"), reverse("body:queue") if title else "")
    return [Crumb(_("Start page"), "/"), queue, *([Crumb(title)] if title else [])]


@page("identification.tied")
@require_GET
def queue(request: PageRequest) -> HttpResponse:
    """Every request to the reader's body whose consent holds today."""
    table = Requests(Identification.objects.asked_of(request.user), request.GET, path=request.path)
    seen(request, "identification", table.page_rows)
    return render(request, "protection/identification/queue.html", {"table": table, "breadcrumbs": crumbs()})


def found(request: PageRequest, identification: UUID) -> tuple[Identification, list[str]]:
    """A request to the reader's body, and the parts of the record it may show today. Raises NotThere."""
    row = queries.asked_identification(request.user, identification)
    agreed = set(row.consent.fields) if row.consent else set()
    seen(request, "identification", [row])
    return row, [part for part in SHAREABLE if part in row.fields and part in agreed]


@page("identification.tied")
@require_GET
def request_page(request: PageRequest, identification: UUID) -> HttpResponse:
    """One request: the consented parts of the record, the message, the answers so far."""
    row, parts = found(request, identification)
    person = row.case.person
    seen(request, "person", [person])
    answers = [answer for answer in queries.answers_to(row) if answer.body == row.body]
    names = words.organisation_words(answer.body for answer in answers)
    may_answer = row.state in WITH_BODY and request.user.may(queries.ANSWERS)
    context = {
        "identification": row,
        "state": words.state_word(row.state),
        "groups": groups_shown(person, parts),
        "contacts": usable_contacts(person) if "contacts" in parts else None,
        "until": row.consent.expires_on if row.consent else None,
        "answers": [
            words.answer_shown(answer, names, reverse("body:letter", args=[row.pk, answer.pk])) for answer in answers
        ],
        "answer_url": reverse("body:answer", args=[row.pk]) if may_answer else "",
        "timeline": words.happenings_for_body(row),
        "breadcrumbs": crumbs(_("Request")),
    }
    return render(request, "protection/identification/request.html", context)


def groups_shown(person: Person, parts: list[str]) -> list[dict[str, Any]]:
    """The consented groups of the record with what they say today."""
    return [
        {
            "title": GROUP_WORDS[group],
            "rows": [SummaryRow(FIELD_WORDS[name], shown(name, getattr(person, name))) for name in names]
            + ([SummaryRow(_("Age today"), age_words(person))] if group == "birth" else []),
        }
        for group, names in GROUPS.items()
        if group in parts
    ]


def usable_contacts(person: Person) -> list[dict[str, Any]]:
    """Present contacts that are not marked as unsafe: a body must not try those at all."""
    return [one for one in contacts(person) if one["contact"].ended_on is None and one["contact"].safety != UNSAFE]


@page("identification.answer")
@require_http_methods(["GET", "POST"])
def answer(request: PageRequest, identification: UUID) -> HttpResponse:
    """Formal by a letter, or declined with the reason."""
    row, _parts = found(request, identification)
    sent = request.method == "POST"
    form = AnswerForm(request.POST if sent else None, request.FILES if sent else None, initial={"on": clock.today()})
    if sent and form.is_valid():
        name, content = form.paper()
        kept = form.perform(
            answer_identification,
            by=request.user,
            identification=row.pk,
            letter=form.letter(),
            file_name=name,
            file=content,
        )
        if kept is not None:
            messages.success(request, _("Answered. Whoever asked is told."))
            return redirect(address(row))
    context = {"identification": row, "form": form, "breadcrumbs": crumbs(_("Answer"))}
    return render(request, "protection/identification/answer.html", context)


@page("identification.tied")
@require_GET
def letter(request: PageRequest, identification: UUID, answer: UUID) -> HttpResponse:
    """The letter of one answer."""
    row, _parts = found(request, identification)
    return letter_of(request, row, answer)
