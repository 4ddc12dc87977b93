"""Choices that are known only when the page is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Lets the field `name` of `form` offer these choices."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)
