"""Form fields for places, organisations and officials, which higher floors provide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.access import problems
from pokpong.foundation.access.directories import SHELF
from pokpong.foundation.kernel.problems import ProblemKind
from pokpong.foundation.ui.fields import CANDIDATES, PlaceField
from pokpong.foundation.ui.problems import invalid
from pokpong.foundation.ui.widgets import PlaceAnswer, PlaceChoice, PlaceSource


class OnShelf:
    """The directory of one kind that is in use when it is asked, not when the form was declared."""

    def __init__(self, kind: str):
        self.kind = kind

    @property
    def source(self) -> PlaceSource:
        source: PlaceSource = getattr(SHELF, self.kind)
        return source

    def find(self, text: str, limit: int) -> Sequence[PlaceChoice]:
        return self.source.find(text, limit)

    def get(self, value: str) -> PlaceChoice | None:
        return self.source.get(value)


class PlaceUnless(PlaceField):
    """A place that another answer of the same form can stand for: the page shows it as required, the form decides."""

    def clean(self, value: PlaceAnswer | None) -> PlaceChoice | None:
        """The place; None when nothing was typed."""
        answer = value or PlaceAnswer()
        return super().clean(answer) if answer.value or answer.text.strip() else None


class DirectoryField(PlaceField):
    """An organisation or an official: its name is typed and looked up when the page is sent. Cleaned value: its id."""

    def __init__(self, *, kind: str, unknown: ProblemKind, **kwargs: Any):
        super().__init__(source=OnShelf(kind), **kwargs)
        self.unknown = unknown

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return UUID(chosen.value) if chosen is not None else None

    def prepare_value(self, value: Any) -> Any:
        return self.source.get(str(value)) if isinstance(value, UUID) else super().prepare_value(value)

    def look_up(self, text: str) -> PlaceChoice:
        found = list(self.source.find(text, CANDIDATES)) if text else []
        if len(found) == 1:
            return found[0]
        self.widget.candidates = found
        raise invalid(problems.SEVERAL_HAVE_THIS_NAME if found else self.unknown)


def organisation_field() -> DirectoryField:
    return DirectoryField(
        kind="organisations",
        unknown=problems.ORGANISATION_UNKNOWN,
        label=_("Organisation"),
        help_text=_("Where this person works. Type a part of the name."),
        required=False,
    )


def official_field() -> DirectoryField:
    return DirectoryField(
        kind="officials",
        unknown=problems.OFFICIAL_UNKNOWN,
        label=_("Official in the register"),
        help_text=_("Only when this person stands in the register of officials."),
        required=False,
    )


class Password(forms.CharField):
    """A password as typed: no canonical form, no spaces taken away."""

    def __init__(self, *, new: bool = False, **kwargs: Any):
        kind = "new-password" if new else "current-password"
        kwargs.setdefault("max_length", 200)
        super().__init__(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": kind}), **kwargs)


class NewPassword(forms.Form):
    """Two boxes for a new password, and the rules of the installation. Mixed into forms of ours."""

    password1 = Password(
        new=True,
        label=_("New password"),
        help_text=_("At least 10 letters or figures. Several words are easy to remember."),
    )
    password2 = Password(new=True, label=_("The new password again"))
    owner: Any = None

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        first, second = answers.get("password1"), answers.get("password2")
        if first and second and first != second:
            self.add_error("password2", invalid(problems.PASSWORDS_DIFFER))
        elif first:
            self.check_strength(first)
        return answers

    def check_strength(self, password: str) -> None:
        try:
            password_validation.validate_password(password, self.owner)
        except forms.ValidationError as weak:
            self.add_error("password1", weak)
