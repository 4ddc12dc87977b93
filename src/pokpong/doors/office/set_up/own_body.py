"""The office or organisation that runs this installation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.doors.office.set_up.actions import INSTALLER
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.ui.fields import Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.registers.institutions.actions.organisations import add_organisation
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.vocabularies import HIDDEN_KINDS, ORGANISATION_KINDS
from pokpong.registers.places.picker import place_field

KINDS = [(code, words) for code, words in ORGANISATION_KINDS.choices() if code not in HIDDEN_KINDS]


class OwnBodyForm(PokpongForm):
    name_lo = Text(label=_("Name in Lao"), limit=200)
    name_en = Text(label=_("Name in English"), required=False, limit=200)
    kind = forms.ChoiceField(label=_("What kind of body is it?"), choices=[("", "–"), *KINDS])
    place = place_field(
        label=_("Where is it responsible?"),
        help_text=_("Type a part of the name and choose. Leave it empty for the whole country."),
        required=False,
    )

    def answer(self) -> dict[str, Any]:
        """What the session keeps: plain text only."""
        place = self.cleaned_data["place"]
        return {**self.cleaned_data, "place": place.value if place else ""}


def add(answer: dict[str, Any]) -> Organisation:
    """Adds the body. Raises Refused."""
    call_id = new_id()
    names = {"lo": answer["name_lo"], "en": answer["name_en"]}
    return add_organisation(
        by=INSTALLER,
        id=row_id_for(call_id),
        kind=answer["kind"],
        names={language: name for language, name in names.items() if name},
        place=answer["place"],
        call_id=call_id,
    )
