"""Registering a person."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.ui.fields import Text
from pokpong.registers.people.screens.forms.record import BirthPart, FactsPart, HomePart, NamesPart, Values


class RegisterForm(HomePart, FactsPart, BirthPart, NamesPart, ActionForm):
    """Everything asked at first; the rest is added on the person's page."""

    PLACES: ClassVar[dict[str, str]] = {
        **NamesPart.PLACES,
        **BirthPart.PLACES,
        **HomePart.PLACES,
        "because": "why",
    }
    field_order = [
        "official",
        "nick",
        "other",
        "sex",
        "birth_date",
        "age",
        "precision",
        "nationality",
        "languages",
        "interpreter",
        "district",
        "home",
        "landmark",
        "gender",
        "ethnic_group",
        "why",
    ]

    because_kind = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    because = forms.UUIDField(widget=forms.HiddenInput, required=False)
    why = Text(
        label=_("How did the person come to you?"),
        help_text=_("In a few words. It is the reason why you may see this record."),
        limit=300,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # A record that is the reason needs no words; without one the words are the reason.
        named = self.data.get("because") if self.is_bound else self.initial.get("because")
        if named:
            del self.fields["why"]

    def values(self) -> Values:
        found: Values = {}
        for part in (NamesPart, BirthPart, FactsPart, HomePart):
            found |= part.values(self)
        return found
