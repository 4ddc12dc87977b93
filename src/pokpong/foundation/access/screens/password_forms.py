"""Forms in which somebody types a password."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.access import problems, rules, slip_codes
from pokpong.foundation.access.actions.set_up import FirstUser
from pokpong.foundation.access.actions.slips import slip_of
from pokpong.foundation.access.credentials import folded_username, hashed_password
from pokpong.foundation.access.models import User
from pokpong.foundation.access.screens.fields import NewPassword, Password
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.ui.fields import Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.problems import invalid
from pokpong.foundation.ui.widgets import TextBox


class SignInForm(PokpongForm, LoginForm):  # type: ignore[misc]  # allauth ships no types
    """allauth's own form with our boxes: no mark to remember, no e-mail."""

    login = Text(
        label=_("User name"),
        limit=60,
        widget=TextBox({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = Password(label=_("Password"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # allauth puts its own boxes in; ours are declared above.
        self.fields["login"] = self.base_fields["login"]
        self.fields["password"] = self.base_fields["password"]

    def clean_login(self) -> str:
        # Attempts are counted by user name: ways of writing one name must not count as several.
        return folded_username(self.cleaned_data["login"])


class ReauthenticateForm(PokpongForm):
    """The password once more, before something that needs it."""

    password = Password(label=_("Your password"))

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise invalid(problems.PASSWORD_WRONG)
        return password


class ChangePasswordForm(NewPassword, ActionForm):
    """The present password and a new one."""

    present = Password(label=_("Present password"))
    field_order = ["present", "password1", "password2"]

    def __init__(self, *args: Any, owner: User, **kwargs: Any):
        self.owner = owner
        super().__init__(*args, **kwargs)

    def clean_present(self) -> str:
        present: str = self.cleaned_data["present"]
        # Counted as at sign-in: who finds an open page guesses there no more often than elsewhere.
        if not get_adapter().reauthenticate(self.owner, present):
            raise invalid(problems.PASSWORD_WRONG)
        return present


class WelcomeForm(NewPassword, ActionForm):
    """The code of a slip and the new password."""

    code = forms.CharField(
        label=_("Code of the slip"),
        help_text=_("16 figures in four groups. It is on the slip that your supervisor gave you."),
        max_length=60,
        widget=TextBox({"inputmode": "numeric", "autocomplete": "off", "data-welcome-code": ""}),
    )
    field_order = ["code", "password1", "password2"]

    def clean_code(self) -> str:
        """The digest of the code, when such a slip can be used now."""
        digest = slip_codes.digest(slip_codes.plain(self.cleaned_data["code"]))
        try:
            self.owner = User.objects.get(pk=slip_of(digest).user)
        except Refused as refused:
            raise forms.ValidationError(
                [forms.ValidationError(problem.message, code=problem.code) for problem in refused.problems]
            ) from None
        return digest


class FirstUserForm(NewPassword, PokpongForm):
    """One of the first two users, who types their own password."""

    display_name = Text(label=_("Name that others see"), help_text=_("As it stands on papers."), limit=120)
    username = Text(
        label=_("User name"), help_text=_("Typed at sign-in: 3 to 40 letters, figures, dots or hyphens."), limit=40
    )
    field_order = ["display_name", "username", "password1", "password2"]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        username = folded_username(typed.get("username", ""))
        self.owner = User(username=username, display_name=typed.get("display_name", ""))
        if username and not rules.USER_NAME.fullmatch(username):
            self.add_error("username", invalid(problems.NAME_UNFIT))
        return super().clean()

    def first_user(self, language: str) -> FirstUser:
        """What `set_up.first_users` takes; the form must be valid."""
        typed = self.cleaned_data
        return FirstUser(
            folded_username(typed["username"]), typed["display_name"], hashed_password(typed["password1"]), language
        )
