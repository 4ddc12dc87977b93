"""The organisation's side: its queue, and of each referral what was shared with it. Never the case behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.referrals import add_referral_note
from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.models.referral import ReferralQuerySet
from pokpong.areas.protection.queries import referrals as queries
from pokpong.areas.protection.screens.presenters import urgency_word
from pokpong.areas.protection.screens.referrals import steps, words
from pokpong.areas.protection.screens.referrals.forms import NoteForm
from pokpong.areas.protection.screens.referrals.steps import RECEIVER, crumbs
from pokpong.areas.protection.states.referrals import ENDED, REFERRAL, TAKEN_BACK, UNANSWERED, UNDER_WAY
from pokpong.areas.protection.vocabulary.referrals import URGENCIES
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.saved_views import UserViews
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS

NAME = "received"
SHOWN_STATES = [(code, text) for code, text in REFERRAL.words.items() if code not in ("drafted", *TAKEN_BACK)]
SITUATIONS = (
    ("unanswered", gettext_lazy("Waits for our answer")),
    ("late", gettext_lazy("Late")),
    ("helping", gettext_lazy("We are helping")),
    ("open", gettext_lazy("Not yet ended")),
)


def address(row: Referral) -> str:
    return reverse("provider:referral", args=[row.pk])


def in_situation(rows: ReferralQuerySet, situation: str) -> ReferralQuerySet:
    """The rows that wait for an answer, are late, are being helped, or have not ended."""
    today = clock.today()
    late = Q(state__in=UNANSWERED, answer_by__lt=today) | Q(state="accepted", serve_by__lt=today)
    conditions = {
        "unanswered": Q(state__in=UNANSWERED),
        "late": late,
        "helping": Q(state__in=("accepted", "in_service")),
        "open": Q(state__in=UNDER_WAY),
    }
    return rows.filter(conditions[situation])


def sent_within(rows: ReferralQuerySet, days: str) -> ReferralQuerySet:
    return rows.filter(sent_at__gte=clock.now() - timedelta(days=int(days)))


def table_for(senders: dict[UUID, str]) -> type[Table[Referral]]:
    """The class of the queue; who sent a row is known only while the page is made. Nothing of the person is shown."""

    class Received(Table[Referral]):
        name = NAME
        caption = gettext_lazy("Referrals to us")
        columns = (
            Column("number", gettext_lazy("Number"), lambda row: Link(row.number, address(row)), sort="number"),
            Column("due", gettext_lazy("Next step by"), words.due_word, sort="answer_by"),
            Column("urgency", gettext_lazy("Urgency"), lambda row: urgency_word(row.urgency)),
            Column("kind", gettext_lazy("Kind of help"), words.kind_words, sort="kind"),
            Column("from", gettext_lazy("Sent by"), lambda row: senders.get(row.sent_by, "")),
            Column("state", gettext_lazy("State"), lambda row: words.state_word(row.state), sort="state"),
            Column("sent", gettext_lazy("Sent on"), lambda row: row.sent_at, sort="sent_at"),
        )
        filters = (
            Filter("situation", gettext_lazy("Situation"), SITUATIONS, apply=in_situation),
            Filter("urgency", gettext_lazy("Urgency"), tuple(URGENCIES.items())),
            Filter("kind", gettext_lazy("Kind of help"), SERVICE_KINDS.choices()),
            Filter("state", gettext_lazy("State"), SHOWN_STATES),
        )
        order = "due"
        usual = {"situation": "open"}
        usual_words = gettext_lazy("Only those not yet ended")
        empty_title = gettext_lazy("No referral is here")
        empty_text = gettext_lazy("When somebody is referred to your organisation, it appears here and the bell rings.")

    return Received


@page("referral.tied")
@require_GET
def queue(request: PageRequest) -> HttpResponse:
    """All referrals to the reader's organisation, those that wait longest first."""
    rows = Referral.objects.received_by(request.user)
    senders: dict[UUID, str] = {}
    views = UserViews(request.user.id, NAME, request.path)
    table = table_for(senders)(rows, request.GET, path=request.path, saved_views=views)
    senders.update(words.organisations_of_senders(table.page_rows))
    seen(request, "referral", table.page_rows)
    context: dict[str, Any] = {
        "table": table,
        "figures": _figures(rows, request.path),
        "taken_back": [
            {"line": line, "kind": SERVICE_KINDS.words(line.kind)} for line in queries.taken_back_from(request.user)
        ],
        "breadcrumbs": crumbs(),
    }
    return render(request, "protection/referrals/queue.html", context)


def _figures(rows: ReferralQuerySet, path: str) -> list[dict[str, Any]]:
    """How many wait, are late, or are being helped; each leads to its rows."""
    tones = {"unanswered": "info", "late": "warning", "helping": ""}
    return [
        {
            "label": text,
            "value": in_situation(rows, code).count(),
            "tone": tones[code],
            "url": f"{path}?{NAME}-situation={code}#table-{NAME}",
        }
        for code, text in SITUATIONS
        if code in tones
    ]


@page("referral.tied")
@require_GET
def received(request: PageRequest, referral: UUID) -> HttpResponse:
    """One referral: the shared parts of the record while the sharing holds, the message, own notes."""
    row = queries.received_referral(request.user, referral)
    parts = queries.shared_parts(row)
    seen(request, "referral", [row])
    seen(request, "person", [row.case.person] if parts else [])
    context: dict[str, Any] = {
        "referral": row,
        "tags": words.tags(row),
        "asked": [*words.asked_rows(row), SummaryRow(_("Whom to ask"), words.sender_words(row))],
        "message": row.message if parts else "",
        "reason": row.reason if parts and row.share_reason else "",
        "is_shared": bool(parts),
        "until": row.consent.expires_on if row.consent and parts else None,
        "groups": words.groups_shown(row.case.person, parts),
        "contacts": words.contacts_shown(queries.contacts_of(row)) if "contacts" in parts else None,
        "answer": words.answer_rows(row),
        "notes": words.notes_shown(queries.notes_of(request.user, row), row.organisation_id),
        "note_form": NoteForm() if request.user.may("referral.note") else None,
        "timeline": words.happenings_for_receiver(row),
        "steps": steps.links(request.user, row, RECEIVER),
        "has_ended": row.state in ENDED,
        "breadcrumbs": crumbs(row.number),
    }
    return render(request, "protection/referrals/received.html", context)


@page("referral.note")
@require_http_methods(["GET", "POST"])
def note(request: PageRequest, referral: UUID) -> HttpResponse:
    """A note of the organisation; the sender reads it only when it says so."""
    row = queries.received_referral(request.user, referral)
    seen(request, "referral", [row])
    form = NoteForm(request.POST or None)
    if form.is_valid():
        kept = form.perform(
            add_referral_note,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            referral=row.pk,
            text=form.cleaned_data["text"],
            shared=form.cleaned_data["shared"],
        )
        if kept is not None:
            messages.success(request, _("The note is kept."))
            return redirect(address(row))
    context = {
        "referral": row,
        "form": form,
        "title": _("Note"),
        "back": address(row),
        "breadcrumbs": crumbs(_("Note")),
    }
    return render(request, "protection/referrals/step.html", context)
