"""A supervisor takes away the lost second factor of somebody who stands before them."""

from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pokpong.foundation.access.actions.second_factor import reset_factor
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.screens.factor_forms import ResetForm
from pokpong.foundation.access.screens.one_user import user_form, user_or_404


@page("second_factor.reset")
def reset(request: PageRequest, user: UUID) -> HttpResponse:
    """Why, and that they are really there. The supervisor gives the own password again: it opens an account."""
    answer: HttpResponse = _reset(request, user)
    return answer


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def _reset(request: PageRequest, user: UUID) -> HttpResponse:
    found = user_or_404(request, user)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(
            reset_factor, by=request.user, user=found.pk, reason=typed["reason"], in_person=typed["in_person"]
        )
        if done is not None:
            messages.success(request, _("The second factor is gone. This user sets up a new one after signing in."))
            return redirect("access:user", user=found.pk)
    title = _("Reset the second factor")
    return user_form(request, found, form, title, _("Take the second factor away"), danger=True)
