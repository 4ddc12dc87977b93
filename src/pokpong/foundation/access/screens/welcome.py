"""The page that a slip leads to, and help for who has forgotten the password. For anybody."""

from __future__ import annotations

from axes.utils import reset
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from pokpong.foundation.access import limits, problems
from pokpong.foundation.access.actions.slips import WELCOME, use_slip
from pokpong.foundation.access.credentials import hashed_password
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import public_page
from pokpong.foundation.access.screens.account import NAME_KEPT
from pokpong.foundation.access.screens.password_forms import WelcomeForm


@never_cache
@sensitive_post_parameters()
@public_page
def welcome(request: HttpRequest) -> HttpResponse:
    """The code of a slip and a password of one's own; then sign in."""
    form = WelcomeForm(request.POST or None)
    if request.method == "POST":
        if limits.too_many_wrong(request, limits.SLIPS):
            form.add_problems([problems.SLIP_TOO_MANY("code", minutes=int(limits.WAITS.total_seconds() // 60))])
        elif form.is_valid():
            user = form.perform(
                use_slip,
                by=WELCOME,
                code=form.cleaned_data["code"],
                password=hashed_password(form.cleaned_data["password1"]),
            )
            if user is not None:
                return welcomed(request, user)
        if form.has_error("code", problems.SLIP_UNKNOWN.code):
            limits.count_wrong(request, limits.SLIPS)
    return render(request, "access/welcome.html", {"form": form})


def welcomed(request: HttpRequest, user: User) -> HttpResponse:
    # Whoever was locked out by typing the old password wrong can use the new one at once.
    reset(username=user.username)
    request.session[NAME_KEPT] = user.username
    messages.success(request, _("Your password is set. Sign in with it now."))
    return redirect("account_login")


@public_page
def forgotten(request: HttpRequest) -> HttpResponse:
    """What to do without a password: no e-mail is needed, the supervisor prints a slip."""
    return render(request, "access/forgotten.html")
