"""Forms of second factors, of the lock of an idle page, and of a supervisor's reset."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.access import recovery_codes, slip_codes, totp
from pokpong.foundation.access.screens.fields import Password
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.ui.fields import LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import TextBox

FIGURES = {"inputmode": "numeric", "autocomplete": "one-time-code"}


class Figures(forms.CharField):
    """A code of figures, Lao or Arabic, with or without spaces."""

    def clean(self, value: str | None) -> str:
        return slip_codes.plain(super().clean(value))


class AppForm(ActionForm):
    """The first code that an app shows."""

    code = Figures(label=_("The six figures that the app shows"), max_length=20, widget=TextBox(FIGURES))


class PasskeyForm(ActionForm):
    """A name for the passkey; the browser's script adds the rest."""

    name = Text(
        label=_("Name of this passkey"),
        help_text=_("So that you know it again, such as: my telephone."),
        limit=60,
    )
    credential = forms.CharField(widget=forms.HiddenInput({"data-passkey-answer": ""}), required=False)


class SecondStepForm(PokpongForm):
    """The second factor at sign-in: a code of the app, or one from paper."""

    code = Figures(
        label=_("Six figures of your app, or a recovery code"),
        max_length=30,
        widget=TextBox(FIGURES),
    )
    credential = forms.CharField(widget=forms.HiddenInput({"data-passkey-answer": ""}), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = not self.data.get("credential")

    @property
    def is_recovery_code(self) -> bool:
        return len(self.cleaned_data["code"]) == recovery_codes.FIGURES != totp.FIGURES


class UnlockForm(PokpongForm):
    """Who is there again."""

    secret = Password(
        label=_("Your password, or the six figures of your app"),
    )


class ResetForm(ActionForm):
    """Why, and that the person is really there."""

    reason = LongText(label=_("Reason"), help_text=_("It is kept in the history."), limit=500)
    in_person = forms.BooleanField(
        label=_("The person stands before me, and I know who it is or have seen a document"), required=False
    )
