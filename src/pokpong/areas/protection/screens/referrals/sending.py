"""The sender's side of one referral: checking and sending it, the exception, taking it back, notes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pokpong.areas.protection.actions.referrals import (
    add_referral_note,
    confirm_exception,
    refuse_exception,
    send_referral,
    withdraw_referral,
)
from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.queries import referrals as queries
from pokpong.areas.protection.screens.of_case import asked, at_rest, consent_url, crumbs
from pokpong.areas.protection.screens.presenters import known
from pokpong.areas.protection.screens.referrals import steps, words
from pokpong.areas.protection.screens.referrals.forms import (
    ExceptionForm,
    RefuseForm,
    SenderNoteForm,
    SendForm,
    WithdrawForm,
)
from pokpong.areas.protection.screens.referrals.link_lines import links_of
from pokpong.areas.protection.screens.referrals.section import KEY
from pokpong.areas.protection.states.referrals import DRAFT
from pokpong.areas.protection.vocabulary.referrals import EXCEPTIONS
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.people.models import Consent
from pokpong.registers.people.queries.timeline import user_names

READS = ("case.tied", "case.read", "glass.break")


def address(row: Referral) -> str:
    return reverse("referrals:referral", args=[row.pk])


def opened(request: PageRequest, referral: UUID) -> Referral:
    """A referral of a case in the reader's sight. Raises NotThere."""
    row = queries.sent_referral(request.user, referral)
    seen(request, "referral", [row])
    return row


@page(READS)
@require_GET
def referral_page(request: PageRequest, referral: UUID) -> HttpResponse:
    """Everything the sender's side knows of one referral."""
    row = opened(request, referral)
    may = request.user.may
    context: dict[str, Any] = {
        "referral": row,
        "case": row.case,
        "tags": words.tags(row),
        "asked": words.asked_rows(row),
        "basis": basis_rows(request, row),
        "shared": words.shared_words(row),
        "is_shared": bool(queries.shared_parts(row)),
        "answer": words.answer_rows(row),
        "notes": words.notes_shown(queries.notes_of(request.user, row), None),
        "timeline": words.happenings(row),
        "links": links_of(request, row),
        "steps": sender_steps(request, row),
        "answers": steps.links(request.user, row, "referrals"),
        "confirm": row.awaits_confirmation and may("referral.confirm_exception") and row.sent_by != request.user.id,
        "call": {"call_id": new_id()},
        "note_form": SenderNoteForm() if may("referral.note") and row.is_under_way else None,
        "breadcrumbs": crumbs(row.case, _("Referral")),
    }
    return render(request, "protection/referrals/referral.html", context)


def sender_steps(request: PageRequest, row: Referral) -> list[dict[str, str]]:
    """What this reader may do with it as it stands; the first is the usual next one."""
    draft = row.state == DRAFT
    away = _("Put the draft away") if draft else _("Take it back")
    table = (
        ("referral.send", "send", _("Check and send"), draft and row.case.is_at_work),
        ("referral.amend", "change", _("Change the draft"), draft),
        ("referral.withdraw", "withdraw", away, draft or row.is_under_way),
    )
    found = [(name, label) for permission, name, label, fits in table if fits and request.user.may(permission)]
    return [
        {"url": reverse(f"referrals:{name}", args=[row.pk]), "label": label, "kind": "secondary" if number else ""}
        for number, (name, label) in enumerate(found)
    ]


def basis_rows(request: PageRequest, row: Referral) -> list[SummaryRow]:
    """On what the sharing stands: a consent, or an exception and its second person; and the sender's own words."""
    names = user_names([row.made_by, row.sent_by, row.confirmed_by])
    consent = row.consent
    words = _("Consent")
    link = Link(words, reverse("people:consent", args=[consent.pk])) if consent and _sees(request, consent) else words
    confirmed = names.get(row.confirmed_by, "") if row.confirmed_by else ""
    return known(
        [
            SummaryRow(words, link if consent else None, note=_until(consent) if consent else ""),
            SummaryRow(_("Exception"), EXCEPTIONS.get(row.exception, row.exception), note=row.exception_why or ""),
            SummaryRow(_("Confirmed by"), confirmed),
            SummaryRow(_("Why is the person referred?"), (row.reason or "").splitlines(), note=_reason_note(row)),
            SummaryRow(_("Written by"), names.get(row.made_by, "")),
            SummaryRow(_("Sent by"), names.get(row.sent_by, "") if row.sent_by else ""),
        ]
    )


def _until(consent: Consent) -> str:
    """When it ends, or on which day it was withdrawn."""
    withdrawal = getattr(consent, "withdrawal", None)
    if withdrawal is not None:
        return f"{_('Withdrawn')} {lao_date(withdrawal.withdrawn_on)}"
    return _("ends on %(day)s") % {"day": lao_date(consent.expires_on)}


def _reason_note(row: Referral) -> str:
    return _("The organisation reads it too.") if row.share_reason else _("The organisation does not see it.")


@page("referral.send")
@require_http_methods(["GET", "POST"])
def send(request: PageRequest, referral: UUID) -> HttpResponse:
    """What would be shared, and on which consent; or the exception that allows it."""
    row = opened(request, referral)
    if (answer := at_rest(request, row.case, _("Check and send"), KEY)) is not None:
        return answer
    consent = queries.consent_for(row) if row.state == DRAFT else row.consent
    form: ActionForm = (SendForm if consent else ExceptionForm)(request.POST or None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("exception", "why") if name in form.fields}
        if form.perform(send_referral, by=request.user, referral=row.pk, **given) is not None:
            messages.success(request, _("The referral was sent. You hear of the answer in your tasks."))
            return redirect(address(row))
    context = {
        "referral": row,
        "case": row.case,
        "form": form,
        "consent": consent,
        "consent_url": consent_url(row.case, request.path) if request.user.may("consent.give") else "",
        "paper_url": reverse("people:consent_paper", args=[consent.pk]) if consent and _sees(request, consent) else "",
        "asked": words.asked_rows(row),
        "shared": words.shared_words(row),
        "back": address(row),
        "breadcrumbs": crumbs(row.case, _("Check and send")),
    }
    return render(request, "protection/referrals/send.html", context)


def _sees(request: PageRequest, consent: Consent) -> bool:
    """One given on a record that was merged into this person's may be out of the reader's sight."""
    return bool(Consent.objects.visible_to(request.user).filter(pk=consent.pk).exists())


@page("referral.withdraw")
@require_http_methods(["GET", "POST"])
def withdraw(request: PageRequest, referral: UUID) -> HttpResponse:
    row = opened(request, referral)
    form = WithdrawForm(request.POST or None)
    draft = row.state == DRAFT
    if form.is_valid():
        why = form.cleaned_data["why"]
        if form.perform(withdraw_referral, by=request.user, referral=row.pk, why=why) is not None:
            messages.success(request, _("The referral was taken back. Nothing of it is shared any more."))
            return redirect(address(row))
    title = _("Put the draft away") if draft else _("Take the referral back")
    lead = "" if draft else _("The organisation no longer sees anything of it. Tell it when help has begun already.")
    return asked(request, row.case, form, title, title, part=KEY, lead=lead, danger=True)


@page("referral.confirm_exception")
@require_POST
def confirm(request: PageRequest, referral: UUID) -> HttpResponse:
    """One press: the second person has read why."""
    row = opened(request, referral)
    form = ActionForm(request.POST)
    if form.perform(confirm_exception, by=request.user, referral=row.pk) is not None:
        messages.success(request, _("The exception is confirmed."))
        return redirect(address(row))
    return asked(request, row.case, form, _("Confirm the exception"), _("Confirm the exception"), part=KEY)


@page("referral.refuse_exception")
@require_http_methods(["GET", "POST"])
def refuse(request: PageRequest, referral: UUID) -> HttpResponse:
    row = opened(request, referral)
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if form.perform(refuse_exception, by=request.user, referral=row.pk, why=why) is not None:
            messages.success(request, _("The sharing has stopped. The sender is told."))
            return redirect(address(row))
    lead = _("The sharing stops at once. What the organisation has read already stays read.")
    title = _("Refuse the exception")
    return asked(request, row.case, form, title, title, part=KEY, lead=lead, danger=True)


@page("referral.note")
@require_http_methods(["GET", "POST"])
def note(request: PageRequest, referral: UUID) -> HttpResponse:
    row = opened(request, referral)
    form = SenderNoteForm(request.POST or None)
    if form.is_valid():
        kept = form.perform(
            add_referral_note,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            referral=row.pk,
            text=form.cleaned_data["text"],
        )
        if kept is not None:
            messages.success(request, _("The note is kept. The organisation reads it."))
            return redirect(address(row))
    return asked(request, row.case, form, _("Note"), _("Keep the note"), part=KEY)
