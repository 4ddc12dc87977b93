"""What an organisation without an account sees and does through a one-time link: one referral, named fields."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.referrals import add_referral_note
from pokpong.areas.protection.models import Referral, ReferralLink
from pokpong.areas.protection.queries import referral_links as links
from pokpong.areas.protection.queries import referrals as queries
from pokpong.areas.protection.screens.partner.cookies import cookie_of
from pokpong.areas.protection.screens.partner.door import LINK_RATE, over, too_often
from pokpong.areas.protection.screens.referrals import words
from pokpong.areas.protection.screens.referrals.forms import PartnerNoteForm
from pokpong.areas.protection.screens.referrals.steps import STEPS, Step
from pokpong.areas.protection.states.referrals import REFERRAL
from pokpong.areas.protection.visitor import Visitor
from pokpong.foundation.access import row_security
from pokpong.foundation.access.pages import public_page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.audit import log
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.ui.limits import waiting
from pokpong.foundation.ui.parts import SummaryRow

View = Callable[[HttpRequest, Visitor, ReferralLink], HttpResponse]


def through_a_link(view: View) -> Callable[..., HttpResponse]:
    """A page for the one browser in which a link was opened, in the sight of that link alone.

    Without its cookie: to the page that asks for code and PIN. When nothing is shared any more: the page that says so.
    """

    @never_cache
    @public_page
    @functools.wraps(view)
    def run(request: HttpRequest, referral_link: UUID) -> HttpResponse:
        link = links.opened_here(referral_link, cookie_of(request, referral_link))
        if link is None:
            return redirect("partner:enter")
        if wait := waiting(f"link:{link.pk}", *LINK_RATE):
            return too_often(request, wait)
        if links.is_over(link):
            return over(request, link)
        visitor = Visitor.inside(link)
        with row_security.scope_of(visitor):
            return view(request, visitor, link)

    return run


def opened(request: HttpRequest, visitor: Visitor, *, shows_person: bool = False) -> Referral:
    """The referral of the link. That it was shown is noted, with the link as the reader. Raises NotThere."""
    row = queries.received_referral(visitor, visitor.referral)
    match = request.resolver_match
    place = match.view_name if match else ""
    log.reading(actor=visitor.id, kind=Referral.noun, place=place, shown=[row.pk])
    if shows_person:
        log.reading(actor=visitor.id, kind="person", place=place, shown=[row.case.person_id])
    return row


@through_a_link
@require_GET
def referral(request: HttpRequest, visitor: Visitor, link: ReferralLink) -> HttpResponse:
    """What is asked, the named parts of the record, the answer, and words for the sender."""
    row = opened(request, visitor, shows_person=True)
    parts = links.shows(link)
    context: dict[str, Any] = {
        "link": link,
        "referral": row,
        "state": words.state_word(row.state),
        "asked": [*words.asked_rows(row), SummaryRow(_("Whom to ask"), words.sender_words(row))],
        "reason": row.reason if row.share_reason else "",
        "groups": words.groups_shown(row.case.person, parts),
        "contacts": words.contacts_shown(queries.contacts_of(row)) if "contacts" in parts else None,
        "answer": words.answer_rows(row),
        "notes": words.notes_shown(queries.notes_of(visitor, row), row.organisation_id),
        "note_form": PartnerNoteForm(),
        "steps": step_links(visitor, link, row),
    }
    return render(request, "protection/partner/referral.html", context)


def step_links(visitor: Visitor, link: ReferralLink, row: Referral) -> list[dict[str, Any]]:
    """The steps that are possible now; the first is the usual next one."""
    fitting = [
        step for step in STEPS if REFERRAL.allows(row.state, step.to, step.permission) and visitor.may(step.permission)
    ]
    return [
        {
            "url": reverse(f"partner:{step.name}", args=[link.pk]),
            "label": step.title,
            "kind": "secondary" if number else "",
            "fields": {"call_id": new_id()} if step.at_once else None,
        }
        for number, step in enumerate(fitting)
    ]


def step_view(step: Step) -> Callable[..., HttpResponse]:
    """The page of one step, as the organisation's own people have it."""

    @through_a_link
    @require_http_methods(["GET", "POST"])
    def answering(request: HttpRequest, visitor: Visitor, link: ReferralLink) -> HttpResponse:
        row = opened(request, visitor)
        form = step.form(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            given = {name: form.cleaned_data[name] for name in step.asks}
            if form.perform(step.act, by=visitor, referral=row.pk, **given) is not None:
                return _done(request, link, step)
        context = {"form": form, "title": step.title, "lead": step.lead, "danger": step.danger, "back": _back(link)}
        return render(request, "protection/partner/step.html", context)

    return answering


def _done(request: HttpRequest, link: ReferralLink, step: Step) -> HttpResponse:
    """Back to the referral; a step that ends the sharing ends the link too, so its words are said at once."""
    if REFERRAL.next_of(step.to):
        messages.success(request, str(step.done))
        return redirect(_back(link))
    return render(request, "protection/partner/done.html", {"done": step.done})


@through_a_link
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, visitor: Visitor, link: ReferralLink) -> HttpResponse:
    """Words for the sender. A link keeps no notes of its own: whoever reads it next is the sender."""
    row = opened(request, visitor)
    form = PartnerNoteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        kept = form.perform(
            add_referral_note,
            by=visitor,
            id=row_id_for(form.cleaned_data["call_id"]),
            referral=row.pk,
            text=form.cleaned_data["text"],
            shared=True,
        )
        if kept is not None:
            messages.success(request, _("The sender reads your words."))
            return redirect(_back(link))
    context = {"form": form, "title": _("Words for the sender"), "lead": "", "danger": False, "back": _back(link)}
    return render(request, "protection/partner/step.html", context)


def _back(link: ReferralLink) -> str:
    return reverse("partner:referral", args=[link.pk])
