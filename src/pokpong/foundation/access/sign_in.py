"""Signing in: user name and password against our users, argon2, and what allauth may and may not do."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.access import known_devices
from pokpong.foundation.access.actions.signing_in import SIGN_IN, note_failure, note_sign_in
from pokpong.foundation.access.credentials import folded_username
from pokpong.foundation.access.models.users import User
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.ui.language import prefer_language


class PokpongBackend(BaseBackend):
    """User name and password. Takes as long for an unknown name as for a known one."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if not username or not password:
            return None
        user: User | None = User.objects.filter(username=folded_username(username)).first()
        if user is None or not user.has_usable_password():
            make_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: Any) -> User | None:
        user: User | None = User.objects.filter(pk=user_id).first()
        return user if user is not None and user.is_active else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by invitation only; passwords change through actions only; sign-ins leave their events."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The user name or the password is not right."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """No address: the list of devices keeps none, and limits count by account and origin (see `limits`)."""
        return "0.0.0.0"  # noqa: S104  no address to listen at, but the word for none

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The password, on our own page."""
        here = {"id": "reauthenticate", "description": "", "url": reverse("account_reauthenticate")}
        return [here] if user.is_authenticated else []

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return folded_username(username)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        note_sign_in(by=SIGN_IN, user=user.pk, call_id=new_id())
        prefer_language(request, user.language)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        known_devices.remember(request, answer, user.username)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        # Somebody locked out goes on typing: that is one story, told by the failures before it.
        if not getattr(request, "axes_locked_out", False):
            note_failure(by=SIGN_IN, username=folded_username(credentials.get("username", "")), call_id=new_id())

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: our pages say themselves what happened, in Lao."""

    def set_password(self, user: User, password: str) -> None:
        """Raises RuntimeError: `user.change_password` and `slip.use` are the only ways."""
        raise RuntimeError("passwords change through actions only")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth decides when a second factor is asked for; what is kept is sealed by `factors`, through actions only."""

    def encrypt(self, text: str) -> str:
        """Raises RuntimeError: the library itself keeps nothing."""
        raise RuntimeError("second factors are kept through actions only")

    def decrypt(self, encrypted_text: str) -> str:
        """Raises RuntimeError: the library itself reads nothing."""
        raise RuntimeError("second factors are opened by `factors` only")
