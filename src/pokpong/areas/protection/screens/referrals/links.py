"""The sender's side of one-time links: making one, the page that shows it once, taking it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from pokpong.areas.protection import link_codes
from pokpong.areas.protection.actions.referrals import make_link, revoke_link
from pokpong.areas.protection.models import Referral, ReferralLink
from pokpong.areas.protection.queries import referral_links as queries
from pokpong.areas.protection.queries.referrals import receivers_of
from pokpong.areas.protection.rules import referral_links as rules
from pokpong.areas.protection.screens.of_case import crumbs
from pokpong.areas.protection.screens.referrals.forms import SHARED
from pokpong.areas.protection.screens.referrals.sending import address, opened
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel.problems import NotThere, Problem
from pokpong.foundation.papers.qr import qr_svg
from pokpong.foundation.ui.fields import Text
from pokpong.registers.people.screens.words import part_words

DAYS = (1, 3, 7, 14, 30)


class LinkForm(ActionForm):
    """Who gets the link, what it shows, and for how long."""

    recipient = Text(
        label=gettext_lazy("Who gets the link?"),
        help_text=gettext_lazy("The name or post of one person in the organisation. Only your side reads it."),
        limit=rules.RECIPIENT_LIMIT,
        legacy=True,
    )
    shown = forms.MultipleChoiceField(
        label=gettext_lazy("What does the link show of the person?"),
        help_text=gettext_lazy("At most what this referral shares. Fewer is safer."),
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("For how many days?"),
        help_text=gettext_lazy("It ends earlier when the consent ends or the referral is over."),
        coerce=int,
        initial=rules.USUAL_DAYS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, parts: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown: Any = self.fields["shown"]
        shown.choices = [(code, words) for code, words in SHARED if code in parts]
        shown.initial = sorted(parts)
        days: Any = self.fields["days"]
        days.choices = [
            (count, ngettext("%(count)d day", "%(count)d days", count) % {"count": count}) for count in DAYS
        ]

    def add_problems(self, found: Any) -> None:
        """A page that is sent twice says so: what it made is never shown again."""
        super().add_problems([_beside(problem) for problem in found])


def _beside(problem: Problem) -> Problem:
    if problem.code == "id_taken":
        return rules.SHOWN_ONCE()
    return replace(problem, field="shown") if problem.field == "fields" else problem


@page("referral_link.make")
@require_http_methods(["GET", "POST"])
@sensitive_variables("code", "pin")
def make(request: PageRequest, referral: UUID) -> HttpResponse:
    """Asks, then shows the link and its PIN on this one page: they are kept nowhere."""
    row = opened(request, referral)
    parts = queries.parts_shared(row)
    if not parts:
        messages.warning(request, str(rules.NOT_SHARED().message))
        return redirect(address(row))
    form = LinkForm(request.POST if request.method == "POST" else None, parts=parts)
    if form.is_valid():
        code, pin = link_codes.new_code(), link_codes.new_pin()
        link = _made(request, row, form, code, pin)
        if link is not None:
            return render(request, "protection/referrals/link_made.html", _shown_once(request, row, link, code, pin))
    context = {
        "referral": row,
        "case": row.case,
        "form": form,
        "signs_in": bool(receivers_of(row.organisation_id)),
        "back": address(row),
        "breadcrumbs": crumbs(row.case, _("One-time link")),
    }
    return render(request, "protection/referrals/link_make.html", context)


def _made(request: PageRequest, row: Referral, form: LinkForm, code: str, pin: str) -> ReferralLink | None:
    link = row_id_for(form.cleaned_data["call_id"])
    return form.perform(
        make_link,
        by=request.user,
        id=link,
        referral=row.pk,
        fields=tuple(form.cleaned_data["shown"]),
        recipient=form.cleaned_data["recipient"],
        days=form.cleaned_data["days"],
        code=link_codes.digest_of_code(code),
        pin=link_codes.digest_of_pin(link, pin),
    )


def _shown_once(request: PageRequest, row: Referral, link: ReferralLink, code: str, pin: str) -> dict[str, Any]:
    """The link for the paper or the message, and apart from it the PIN."""
    seen(request, "referral_link", [link])
    place = request.build_absolute_uri(reverse("partner:enter"))
    # Behind the # sign nothing is sent to any server, so the code stands in no log.
    whole = f"{place}#{link_codes.grouped(code)}"
    return {
        "referral": row,
        "case": row.case,
        "link": link,
        "place": place,
        "code": link_codes.grouped(code),
        "whole": whole,
        "picture": qr_svg(whole, _("The link, to be read by a telephone")),
        "pin": f"{pin[:3]} {pin[3:]}",
        "shown": part_words(link.fields),
        "back": address(row),
        "breadcrumbs": crumbs(row.case, _("One-time link")),
    }


@page("referral_link.revoke")
@require_POST
def revoke(request: PageRequest, referral_link: UUID) -> HttpResponse:
    """One press, asked twice where there is a script."""
    link = ReferralLink.objects.visible_to(request.user).filter(pk=referral_link).first()
    if link is None:
        raise NotThere(str(referral_link))
    row = opened(request, link.referral_id)
    form = ActionForm(request.POST)
    if form.perform(revoke_link, by=request.user, link=link.pk) is not None:
        messages.success(request, _("The link was taken back. It opens nothing any more."))
    else:
        messages.warning(request, str(rules.ENDED().message))
    return redirect(f"{address(row)}#links")
