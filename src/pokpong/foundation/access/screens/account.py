"""Signing in and out, and changing one's password. allauth's views do the work; the pages are ours."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from pokpong.foundation.access import identities, sessions
from pokpong.foundation.access.actions.own import change_password as change_password_action
from pokpong.foundation.access.credentials import hashed_password
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page, public_page
from pokpong.foundation.access.screens.password_forms import ChangePasswordForm, ReauthenticateForm, SignInForm

NAME_KEPT = "welcome_username"


class SignInView(LoginView):  # type: ignore[misc]  # allauth ships no types
    # Names of our own: allauth's templates come before ours in the order of the installed parts.
    template_name = "access/login.html"

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def get_initial(self) -> dict[str, Any]:
        # Who has just set a password need not type the name again; it waits in the session, not in the address.
        return {**super().get_initial(), "login": self.request.session.get(NAME_KEPT, "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **identity_button(self.request)}


class SignOutView(LogoutView):  # type: ignore[misc]  # allauth ships no types
    template_name = "access/logout.html"


class ConfirmView(ReauthenticateView):  # type: ignore[misc]  # allauth ships no types
    template_name = "access/reauthenticate.html"

    def get_form_class(self) -> type[ReauthenticateForm]:
        return ReauthenticateForm


def identity_button(request: HttpRequest) -> dict[str, str]:
    """The way over the provider of identities, where settings name one."""
    if identities.provider() is None:
        return {}
    on_to = request.GET.get("next", "")
    url = reverse("access:identity") + (f"?{urlencode({'next': on_to})}" if on_to else "")
    return {"identity_url": url, "identity_words": identities.button_words()}


_sign_in, _sign_out, _confirm = SignInView.as_view(), SignOutView.as_view(), ConfirmView.as_view()


@public_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password; nothing to sign up, nothing by e-mail."""
    answer: HttpResponse = _sign_in(request)
    return answer


@public_page
def sign_out(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = _sign_out(request)
    return answer


@page()
def confirm_it_is_you(request: PageRequest) -> HttpResponse:
    """The password once more; then on to what was asked for."""
    answer: HttpResponse = _confirm(request)
    return answer


@sensitive_post_parameters()
@page()
def change_password(request: PageRequest) -> HttpResponse:
    """One's own password; sessions on other devices end."""
    form = ChangePasswordForm(request.POST or None, owner=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.perform(
            change_password_action, by=request.user, password=hashed_password(form.cleaned_data["password1"])
        )
        if user is not None:
            update_session_auth_hash(request, User.objects.get(pk=user.pk))
            sessions.note(request)
            messages.success(request, _("Your password was changed. Other devices are signed out."))
            return redirect("access:mine")
    return render(request, "access/password_change.html", {"form": form})
