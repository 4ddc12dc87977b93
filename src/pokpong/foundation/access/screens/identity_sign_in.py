"""Signing in by the provider of identities that settings name: going there, and coming back.

Who comes back goes through the same door as with a password: the walls of `limits`, the second step, a fresh session,
the event, the known device. No account is ever made here.
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pokpong.foundation.access import identities, idle, limits, openid
from pokpong.foundation.access.actions.identities import confirm_identity
from pokpong.foundation.access.actions.signing_in import SIGN_IN, note_failure
from pokpong.foundation.access.identities import Provider
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page, public_page
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotThere, Refused

ASKED = "identity_asked"  # in the session, between going and coming back
LASTS = 10 * 60  # seconds, within which somebody must come back
BACKEND = "pokpong.foundation.access.sign_in.PokpongBackend"
SILENT, REFUSED, UNKNOWN, WAITING, TOO_MANY = "silent", "refused", "unknown", "waiting", "too_many"
STATUS = {SILENT: 502, REFUSED: 403, UNKNOWN: 403, WAITING: 403, TOO_MANY: 429}
log = logging.getLogger(__name__)


@never_cache
@require_safe
@public_page
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider; afterwards to `next`, when that is a page of ours. Raises NotThere when there is none."""
    if request.user.is_authenticated:
        return redirect("/")
    return sent(request, provider_or_404(), on_to=ours(request, request.GET.get("next", "")))


@page("user.confirm_identity")
def confirm(request: PageRequest) -> HttpResponse:
    """To the provider, to show that the identity recorded for me is mine; the password once more before."""
    answer: HttpResponse = _confirm(request)
    return answer


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def _confirm(request: PageRequest) -> HttpResponse:
    provider = identities.provider()
    if provider is None or not waits(request.user):
        return redirect("access:mine")
    return sent(request, provider, owner=str(request.user.pk))


@never_cache
@require_safe
@public_page
def come_back(request: HttpRequest) -> HttpResponse:
    """From the provider. What was asked is good for one return, whatever comes of it. Raises NotThere."""
    provider = provider_or_404()
    kept: dict[str, Any] = request.session.pop(ASKED, {})
    if limits.too_many_wrong(request, limits.IDENTITIES):
        return refused(request, TOO_MANY)
    if not kept or not 0 <= idle.now() - kept["at"] <= LASTS:
        return failed(request, REFUSED, "not asked, or long ago")
    try:
        asked = openid.Asked(kept["state"], kept["nonce"], kept["verifier"])
        subject = openid.subject_of(provider, back(request), asked, request.GET.dict())
    except openid.Silent as reason:
        return failed(request, SILENT, str(reason))
    except openid.NotVouched as reason:
        return failed(request, REFUSED, str(reason))
    identity = identities.digest(provider, subject)
    return confirmed(request, identity, kept["owner"]) if kept["owner"] else let_in(request, identity, kept["on_to"])


def sent(request: HttpRequest, provider: Provider, *, on_to: str = "", owner: str = "") -> HttpResponse:
    """What must come back stays in the session."""
    if limits.too_many_wrong(request, limits.IDENTITIES):
        return refused(request, TOO_MANY)
    try:
        address, asked = openid.begin(provider, back(request))
    except openid.Silent as reason:
        return failed(request, SILENT, str(reason))
    request.session[ASKED] = {**asdict(asked), "at": idle.now(), "on_to": on_to, "owner": owner}
    return HttpResponseRedirect(address)


def let_in(request: HttpRequest, identity: str, on_to: str) -> HttpResponse:
    """Signs in whose confirmed identity it is, as far as the second step.

    It does not count as the password given just now: second factors are not set up on a provider's word alone.
    """
    user = identities.owner_of(identity)
    if user is None or not user.is_active:
        return failed(request, UNKNOWN, "unknown, or works here no more", user)
    if not user.identity_confirmed:
        return failed(request, WAITING, "not confirmed", user)
    if not limits.lets_in(request, user.username):
        return refused(request, TOO_MANY)
    user.backend = BACKEND  # Django asks for it where nobody was asked for a password
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=on_to or None))
    return answer


def confirmed(request: HttpRequest, identity: str, owner: str) -> HttpResponse:
    """For who is signed in still, and went there to confirm."""
    user = request.user
    if not isinstance(user, User) or str(user.pk) != owner:
        return failed(request, REFUSED, "somebody else came back")
    try:
        confirm_identity(by=user, identity=identity, call_id=new_id())
    except Refused as reasons:
        limits.count_wrong(request, limits.IDENTITIES)
        messages.error(request, " ".join(str(problem) for problem in reasons.problems))
    else:
        messages.success(request, _("Confirmed. From now on you can sign in with this service too."))
    return redirect("access:mine")


def failed(request: HttpRequest, why: str, code: str, user: User | None = None) -> HttpResponse:
    """Counts it, notes it without saying about whom, and leaves the event of a sign-in that failed."""
    log.warning("sign-in by the provider of identities: %s (%s)", why, code)
    limits.count_wrong(request, limits.IDENTITIES)
    if why != SILENT and not request.user.is_authenticated:
        note_failure(by=SIGN_IN, username=user.username if user else "", call_id=new_id())
    return refused(request, why)


def refused(request: HttpRequest, why: str) -> HttpResponse:
    """A plain page that says whom to ask; the password works all the same."""
    context = {"why": why, "minutes": int(limits.WAITS.total_seconds() // 60)}
    return render(request, "access/identity_refused.html", context, status=STATUS[why])


def provider_or_404() -> Provider:
    """Raises NotThere."""
    found = identities.provider()
    if found is None:
        raise NotThere("identity")
    return found


def waits(user: User) -> bool:
    """Whether an identity was recorded for this user and is not confirmed yet."""
    return user.identity is not None and not user.identity_confirmed


def back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("access:identity_back"))


def ours(request: HttpRequest, address: str) -> str:
    """`address` when it is a page of this site, else nothing."""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else ""
