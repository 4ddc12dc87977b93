"""One's own sessions: where one is signed in, and how to end it there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pokpong.foundation.access.actions.own import end_session as end_session_action
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.screens.forms import PressForm
from pokpong.foundation.ui import confirmation


@require_POST
@page("user.end_session")
def end_session(request: PageRequest, session: int) -> HttpResponse:
    """Signs me out on this one device."""
    if not confirmation.is_confirmed(request):
        return confirmation.ask(
            request,
            title=_("Sign out on this device?"),
            text=_("Whoever uses your account there must sign in again."),
            yes=_("Yes, sign out there"),
            back_url=reverse("access:mine"),
        )
    if PressForm(request.POST).perform(end_session_action, by=request.user, session=session) is not None:
        messages.success(request, _("That device is signed out."))
    return redirect("access:mine")
