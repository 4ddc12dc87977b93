"""The lock of an idle page: what its script sends, the page that asks who is there, and what was typed before."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from pokpong.foundation.access import factors, idle, problems, slip_codes, totp
from pokpong.foundation.access.actions.second_factor import note_wrong_factor
from pokpong.foundation.access.actions.signing_in import SIGN_IN
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.screens.factor_forms import UnlockForm
from pokpong.foundation.access.screens.second_step import code_is_right
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault.aes import SealBroken

WRONG_MOST = 5  # then the session ends, and signing in has limits of its own


@require_POST
@page()
def lock(request: PageRequest) -> HttpResponse:
    """What the script of an idle page sends: `back`, the page, and `fields`, what was typed, as JSON."""
    back = request.POST.get("back", "/")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    if not request.session.get(idle.LOCKED):
        idle.lock(request, request.user, back, fields_in(request.POST.get("fields", "")))
    return HttpResponse(status=204)


def fields_in(text: str) -> idle.Fields:
    """Names and values as the script sends them; nothing for anything else."""
    try:
        found: Any = json.loads(text)
        return [(str(name), str(value)) for name, value in found if "password" not in str(name)]
    except (ValueError, TypeError):
        return []


@sensitive_post_parameters()
@page()
def locked(request: PageRequest) -> HttpResponse:
    """Who is there? The password, or a code of the app, and the page goes on where it was."""
    if not request.session.get(idle.LOCKED):
        return redirect("/")
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_owner(request.user, form.cleaned_data["secret"]):
            return redirect(idle.unlock(request))
        note_wrong_factor(by=SIGN_IN, user=request.user.pk, call_id=new_id())
        if wrong_again(request) >= WRONG_MOST:
            logout(request)
            messages.error(request, _("Too many wrong tries. Sign in again."))
            return redirect("account_login")
        form.add_problems([problems.SECRET_WRONG("secret")])
    return render(request, "access/locked.html", {"form": form, "kept": idle.KEPT in request.session})


def is_owner(user: User, secret: str) -> bool:
    figures = slip_codes.plain(secret)
    if len(figures) == totp.FIGURES == len("".join(secret.split())):
        return not factors.too_many_wrong(user.pk) and code_is_right(user, figures)
    return user.check_password(secret)


def wrong_again(request: PageRequest) -> int:
    count: int = request.session.get(idle.WRONG, 0) + 1
    request.session[idle.WRONG] = count
    return count


@require_POST
@page()
def kept(request: PageRequest) -> HttpResponse:
    """What was typed at the page `path` before it was locked, once, for its script to put back."""
    try:
        fields = idle.take(request, request.user, request.POST.get("path", ""))
    except SealBroken:
        fields = []
    return JsonResponse({"fields": fields})
