"""One's own second factor: an app, passkeys, recovery codes."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from pokpong.foundation.access import factors, passkeys, problems, queries, recovery_codes, totp
from pokpong.foundation.access.actions.second_factor import add_app, add_passkey, new_codes, remove_factor
from pokpong.foundation.access.factors import APP, Factor
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.screens.factor_forms import AppForm, PasskeyForm
from pokpong.foundation.access.screens.forms import PressForm
from pokpong.foundation.access.screens.mine import own_crumbs
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.papers.qr import qr_svg
from pokpong.foundation.ui import confirmation
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.vault import aes, master

P = ParamSpec("P")
SECRET = "app_secret"  # noqa: S105  where the secret of an app not yet confirmed stands in the session, sealed
JUST_NOW = 300  # seconds


def stale(request: HttpRequest) -> bool:
    """Whether it was some while ago that this user showed who they are, at sign-in or since."""
    shown = [record["at"] for record in get_authentication_records(request, request.user)]
    return not shown or time.time() - max(shown) > JUST_NOW


def own_page(
    permission: str,
) -> Callable[
    [Callable[Concatenate[PageRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """A page of one's own security: the password once more, unless it was typed just now."""

    def wrap(
        view: Callable[Concatenate[PageRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        asked = reauthentication_required(enabled=stale)(view)
        return sensitive_post_parameters()(page(permission)(asked))

    return wrap


@page()
def overview(request: PageRequest) -> HttpResponse:
    """Which second factors I have."""
    user = request.user
    held = factors.factors_of(user.pk)
    left = factors.codes_left(user.pk)
    context = {
        "held": [(factor, name_of(factor)) for factor in held],
        "has_app": any(factor.kind == APP for factor in held),
        "left": left,
        "must": factors.must_have_factor(user),
        "last_must_stay": len(held) == 1 and factors.must_have_factor(user),
        "form": PressForm(),
        "reset": reset_words(user.pk),
        "breadcrumbs": own_crumbs(Crumb(_("Second factor"))),
    }
    return render(request, "access/second_factor.html", context)


def name_of(factor: Factor) -> str:
    return _("App on a telephone") if factor.kind == APP else str(factor.data["name"])


def reset_words(user: UUID) -> dict[str, object] | None:
    """That and when somebody took my second factor away, so that I can object."""
    event = factors.last_reset(user)
    if event is None:
        return None
    who = queries.names_of([event.actor]).get(event.actor, "") if event.actor else ""
    return {"day": event.at, "who": who}


# --- an app --------------------------------------------------------------------------------------------------
@own_page("second_factor.add_app")
def set_up_app(request: PageRequest) -> HttpResponse:
    """The picture for the app; then its first code."""
    form = AppForm(request.POST or None)
    secret = pending_secret(request)
    if request.method == "POST" and form.is_valid():
        done = form.perform(add_app, by=request.user, secret=secret, code=form.cleaned_data["code"])
        if done is not None:
            request.session.pop(SECRET, None)
            return set_up(request, form.cleaned_data["call_id"])
    address = totp.address(request.user.username, secret)
    context = {
        "form": form,
        "picture": qr_svg(address, _("The secret for the app, to be read by a telephone")),
        "secret": totp.grouped(secret),
        "breadcrumbs": factor_crumbs(_("Set up an app")),
    }
    return render(request, "access/second_factor_app.html", context)


def pending_secret(request: PageRequest) -> str:
    """The secret that the page shows until its app has proved that it has it; sealed where it waits."""
    key, place = master.purpose_key("second-factor"), f"pending|{request.user.pk}".encode()
    waiting = request.session.get(SECRET)
    if waiting:
        return aes.open_sealed(key, base64.b64decode(waiting), place).decode()
    secret = totp.new_secret()
    request.session[SECRET] = base64.b64encode(aes.seal(key, secret.encode(), place)).decode()
    return secret


# --- passkeys ------------------------------------------------------------------------------------------------
@own_page("second_factor.add_passkey")
def set_up_passkey(request: PageRequest) -> HttpResponse:
    """A passkey of this telephone, this computer or a key on a ring."""
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        credential = passkeys.made(request, form.cleaned_data["credential"])
        if credential is None:
            form.add_problems([problems.KEY_WRONG()])
        elif form.perform(add_passkey, by=request.user, name=form.cleaned_data["name"], credential=credential):
            return set_up(request, form.cleaned_data["call_id"])
    context = {
        "form": form,
        "asked": passkeys.ask_to_make(request, request.user),
        "breadcrumbs": factor_crumbs(_("Set up a passkey")),
    }
    return render(request, "access/second_factor_passkey.html", context)


def set_up(request: PageRequest, call_id: UUID) -> HttpResponse:
    """After the first factor its recovery codes are made and shown at once."""
    messages.success(request, _("Your second factor is set up."))
    if factors.codes_left(request.user.pk):
        return redirect("access:second_factor")
    return show_codes(request, row_id_for(call_id))


# --- recovery codes ------------------------------------------------------------------------------------------
@require_POST
@own_page("second_factor.new_codes")
def make_codes(request: PageRequest) -> HttpResponse:
    """Ten new codes, shown once; the earlier ones end."""
    form = PressForm(request.POST)
    if not confirmation.is_confirmed(request):
        return confirmation.ask(
            request,
            title=_("Make new recovery codes?"),
            text=_("All earlier recovery codes stop working. The new ones are shown once: have paper ready."),
            yes=_("Yes, make new codes"),
            back_url=reverse("access:second_factor"),
        )
    if not form.is_valid() or not factors.has_factor(request.user.pk):
        return redirect("access:second_factor")
    return show_codes(request, form.cleaned_data["call_id"])


def show_codes(request: PageRequest, call_id: UUID) -> HttpResponse:
    codes = recovery_codes.new_codes()
    digests = [factors.code_digest(request.user.pk, code) for code in codes]
    new_codes(by=request.user, codes=digests, call_id=call_id)
    context = {
        "codes": [recovery_codes.grouped(code) for code in codes],
        "breadcrumbs": factor_crumbs(_("Recovery codes")),
    }
    return render(request, "access/recovery_codes.html", context)


@require_POST
@own_page("second_factor.remove")
def remove(request: PageRequest, factor: int) -> HttpResponse:
    """Takes one away."""
    if not confirmation.is_confirmed(request):
        return confirmation.ask(
            request,
            title=_("Take this second factor away?"),
            text=_("You can no longer sign in with it. With the last one its recovery codes go too."),
            yes=_("Yes, take it away"),
            back_url=reverse("access:second_factor"),
            danger=True,
        )
    form = PressForm(request.POST)
    if form.perform(remove_factor, by=request.user, factor=factor) is not None:
        messages.success(request, _("The second factor was taken away."))
    else:
        for words in form.non_field_errors():
            messages.error(request, str(words))
    return redirect("access:second_factor")


def factor_crumbs(here: str) -> list[Crumb]:
    return own_crumbs(Crumb(_("Second factor"), reverse("access:second_factor")), Crumb(here))
