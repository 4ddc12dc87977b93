"""The way in with a one-time link: its code and the PIN, once, in one browser."""

from __future__ import annotations

import math
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection import link_codes
from pokpong.areas.protection.actions.referrals import enter_link, turn_away
from pokpong.areas.protection.models import ReferralLink
from pokpong.areas.protection.queries import referral_links as queries
from pokpong.areas.protection.rules import referral_links as rules
from pokpong.areas.protection.screens.partner import cookies
from pokpong.areas.protection.visitor import Visitor
from pokpong.foundation.access import row_security
from pokpong.foundation.access.pages import public_page
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import ProblemKind, Refused
from pokpong.foundation.ui.fields import Text
from pokpong.foundation.ui.limits import waiting
from pokpong.foundation.ui.views import render_failure
from pokpong.foundation.ui.widgets import TextBox

# Ninety-nine bits cannot be guessed; the limits keep the tries of one link, and of one origin, from costing anything.
ORIGIN_RATE = (60, 900)  # so many codes in so many seconds; a village shares one address
LINK_RATE = (120, 600)
GONE, REFUSED = 410, 403
CODE_UNKNOWN = ProblemKind("link_unknown", _("No link has this code. Check each letter and figure."))
PIN_WRONG = ProblemKind("link_pin_wrong", _("This PIN is not right. Tries that are left: %(left)s."))


class EnterForm(ActionForm):
    """The code, which a script takes from behind the # sign, and the PIN."""

    code = Text(
        label=_("Code of the link"),
        help_text=_("The letters and figures after the # sign of the link. Capitals and dashes do not matter."),
        limit=300,
        widget=TextBox({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "data-code": ""}),
    )
    pin = Text(
        label=_("PIN"),
        help_text=_("Six figures. You got them in another way than the link: by telephone, or told to your face."),
        limit=20,
        widget=TextBox({"autocomplete": "off", "inputmode": "numeric", "data-pin": ""}),
    )


@never_cache
@sensitive_post_parameters()
@public_page
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Asks for both; the right PIN opens the link here, and nowhere else from then on."""
    form = EnterForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _asked(request, form)
    if wait := waiting(f"link-origin:{request.META.get('REMOTE_ADDR', '')}", *ORIGIN_RATE):
        return too_often(request, wait)
    link = queries.by_code(form.cleaned_data["code"])
    if link is None:
        form.add_problems([CODE_UNKNOWN("code")])
        return _asked(request, form)
    return _knocked(request, form, link)


def _asked(request: HttpRequest, form: EnterForm) -> HttpResponse:
    return render(request, "protection/partner/enter.html", {"form": form})


def _knocked(request: HttpRequest, form: EnterForm, link: ReferralLink) -> HttpResponse:
    call_id: UUID = form.cleaned_data["call_id"]
    if wait := waiting(f"link:{link.pk}", *LINK_RATE):
        return too_often(request, wait)
    if queries.is_over(link):
        return over(request, link)
    if _is_its_browser(request, link, call_id):
        return _led_in(link, call_id)
    if link.is_open:
        return _turned_away(request, link, call_id)
    return _answered(request, form, link, call_id)


def _answered(request: HttpRequest, form: EnterForm, link: ReferralLink, call_id: UUID) -> HttpResponse:
    """What came of the PIN."""
    after = _tried(link, form, call_id)
    if after is None or not after.is_live:
        return over(request, after or queries.by_code(form.cleaned_data["code"]) or link)
    if after.is_open:
        return _led_in(after, call_id)
    form.add_problems([PIN_WRONG("pin", left=rules.tries_left(after.wrong_pins))])
    return _fresh(request, form)


def _is_its_browser(request: HttpRequest, link: ReferralLink, call_id: UUID) -> bool:
    """By the cookie; or because this very page opened it, and its answer was lost on the way."""
    known = (cookies.cookie_of(request, link.pk), link_codes.cookie_for(call_id))
    return any(queries.is_its_browser(link, cookie) for cookie in known)


def _tried(link: ReferralLink, form: EnterForm, call_id: UUID) -> ReferralLink | None:
    """The link after the PIN was tried; None when somebody else was faster, or it ended meanwhile."""
    try:
        with row_security.scope("program:one_time_link"):
            return enter_link(
                by=Visitor.at_the_door(link),
                link=link.pk,
                pin=link_codes.digest_of_pin(link.pk, form.cleaned_data["pin"]),
                browser=link_codes.digest_of_cookie(link_codes.cookie_for(call_id)),
                call_id=call_id,
            )
    except Refused:
        return None


def _fresh(request: HttpRequest, form: EnterForm) -> HttpResponse:
    """The page again, as another call: the next PIN is another try, not the same one sent twice."""
    typed = cast("QueryDict", form.data).copy()
    typed["call_id"], typed["pin"] = str(new_id()), ""
    form.data = typed
    return _asked(request, form)


def _led_in(link: ReferralLink, call_id: UUID) -> HttpResponse:
    answer = redirect("partner:referral", referral_link=link.pk)
    secret = link_codes.cookie_for(call_id)
    if queries.is_its_browser(link, secret):
        cookies.keep(answer, link, secret)
    return answer


def _turned_away(request: HttpRequest, link: ReferralLink, call_id: UUID) -> HttpResponse:
    """Another browser than the one in which it was opened: noted, and the sender is told."""
    try:
        with row_security.scope("program:one_time_link"):
            turn_away(by=Visitor.at_the_door(link), link=link.pk, call_id=call_id)
    except Refused:
        return over(request, link)
    return render(request, "protection/partner/used.html", status=REFUSED)


def over(request: HttpRequest, link: ReferralLink) -> HttpResponse:
    """Nothing is shown through it any more; the words say why as far as the holder may know."""
    return render(request, "protection/partner/over.html", {"locked": link.state == "locked"}, status=GONE)


def too_often(request: HttpRequest, wait: float) -> HttpResponse:
    minutes = math.ceil(wait / 60)
    told = ngettext("Wait %(count)d minute, then try again.", "Wait %(count)d minutes, then try again.", minutes)
    answer = render_failure(request, 429, {"wait": told % {"count": minutes}})
    answer.headers["Retry-After"] = str(math.ceil(wait))
    return answer
