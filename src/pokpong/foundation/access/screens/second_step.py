"""The second step of signing in: who knows the password also shows a code of their app, a passkey or a paper code."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pokpong.foundation.access import factors, passkeys, problems
from pokpong.foundation.access.actions.second_factor import note_use, note_wrong_factor, use_recovery_code
from pokpong.foundation.access.actions.signing_in import SIGN_IN
from pokpong.foundation.access.factors import APP
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import public_page
from pokpong.foundation.access.screens.factor_forms import SecondStepForm
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused


@public_page
def second_step(request: HttpRequest) -> HttpResponse:
    """For who has just given the right password; everybody else is led to the sign-in page."""
    answer: HttpResponse = _second_step(request)
    return answer


@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]  # allauth ships no types
def _second_step(request: Any) -> HttpResponse:
    stage = request._login_stage
    user: User = User.objects.get(pk=stage.login.user.pk)
    form = SecondStepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if factors.too_many_wrong(user.pk):
            minutes = int(factors.WRONG_WITHIN.total_seconds() // 60)
            form.add_problems([problems.CODE_TOO_MANY("code", minutes=minutes)])
        elif shows_factor(request, user, form):
            record_authentication(request, user, "mfa")
            answer: HttpResponse = stage.exit()
            return answer
    context = {
        "form": form,
        "asked": passkeys.ask_to_prove(request, user),
        "has_app": any(factor.kind == APP for factor in factors.factors_of(user.pk)),
        "code_first": bool(form.errors),
    }
    return render(request, "access/second_step.html", context)


def shows_factor(request: HttpRequest, user: User, form: SecondStepForm) -> bool:
    """Whether the answer is right; a wrong one leaves its event and its reason beside the field."""
    answer = form.cleaned_data["credential"]
    if answer:
        key = passkeys.proved(request, user, answer)
        if key is not None:
            note_use(by=SIGN_IN, user=user.pk, factor=key.id, call_id=new_id())
            return True
        wrong = problems.KEY_WRONG()
    elif code_is_right(user, form.cleaned_data["code"], on_paper=form.is_recovery_code):
        return True
    else:
        wrong = problems.CODE_WRONG("code")
    note_wrong_factor(by=SIGN_IN, user=user.pk, call_id=new_id())
    form.add_problems([wrong])
    return False


def code_is_right(user: User, code: str, *, on_paper: bool = False) -> bool:
    """Whether this code of the app, or of the paper, is good now; afterwards it is good no more."""
    try:
        if on_paper:
            digest = factors.code_digest(user.pk, code)
            use_recovery_code(by=SIGN_IN, user=user.pk, code=digest, call_id=new_id())
            return True
        app = next((factor for factor in factors.factors_of(user.pk) if factor.kind == APP), None)
        if app is None:
            return False
        note_use(by=SIGN_IN, user=user.pk, factor=app.id, code=code, call_id=new_id())
    except Refused:
        return False
    return True
