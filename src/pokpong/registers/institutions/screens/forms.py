"""Forms about organisations and services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.ui.fields import LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import TextBox
from pokpong.registers.institutions import rules
from pokpong.registers.institutions.picker import id_of, organisation_field
from pokpong.registers.institutions.screens.places import PlaceLines
from pokpong.registers.institutions.states import ORGANISATION
from pokpong.registers.institutions.vocabularies import FOR_WHOM, ORGANISATION_KINDS, SERVICE_KINDS, SPOKEN
from pokpong.registers.places.picker import place_field

ALL = ("", _("All"))
CHOOSE = ("", _("Choose one"))


def select(choices: Any, first: tuple[str, Any] = CHOOSE, **kwargs: Any) -> forms.ChoiceField:
    """One of a vocabulary, as a list; words are looked up in the reader's language each time."""
    return forms.ChoiceField(choices=lambda: [first, *choices()], **kwargs)


def ticks(choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


def phone() -> Text:
    return Text(
        label=_("Telephone number"),
        required=False,
        limit=rules.LONGEST_PHONE,
        widget=TextBox({"inputmode": "tel"}),
    )


class OrganisationFields(PokpongForm):
    """Abstract: what is typed about an organisation."""

    name_lo = Text(label=_("Name in Lao"), limit=rules.LONGEST_NAME, legacy=True)
    name_en = Text(label=_("Name in English"), limit=rules.LONGEST_NAME, required=False)
    short_name_lo = Text(label=_("Abbreviation in Lao"), help_text=_("As in paper numbers."), limit=40, required=False)
    kind = select(ORGANISATION_KINDS.choices, label=_("Kind"))
    place = place_field(
        label=_("Place"),
        help_text=_("Where its office is. Empty: the whole country. For shelters the district only."),
        required=False,
    )
    parent = organisation_field(label=_("Belongs to"), required=False)
    phone = phone()
    address = Text(label=_("Address"), help_text=_("Never for shelters."), limit=300, required=False)

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        return {
            "kind": typed["kind"],
            "names": {"lo": typed["name_lo"], "en": typed["name_en"]},
            "short_names": {"lo": typed["short_name_lo"]},
            "place_path": typed["place"].value if typed["place"] else "",
            "parent_id": id_of(typed["parent"]),
            "phone": typed["phone"],
            "address": typed["address"],
        }


class OrganisationForm(OrganisationFields, ActionForm):
    """A new organisation."""


class AmendOrganisationForm(OrganisationFields, AmendForm):
    """Changes of an organisation."""

    state = forms.ChoiceField(
        label=_("State"), choices=list(ORGANISATION.words.items()), widget=forms.RadioSelect, required=False
    )
    reason = Text(label=_("Reason"), help_text=_("When the state changes."), limit=300, required=False)


class ServiceFields(PokpongForm):
    """Abstract: what is typed about a service."""

    kind = select(SERVICE_KINDS.choices, label=_("Kind of service"))
    name_lo = Text(
        label=_("Name in Lao"), help_text=_("Only when the kind does not say it."), limit=160, required=False
    )
    name_en = Text(label=_("Name in English"), limit=160, required=False)
    places = PlaceLines(
        label=_("For people of which places?"),
        help_text=_("One place a line, like “ແຂວງຈຳປາສັກ”. Empty with the box below ticked: the whole country."),
        required=False,
    )
    everywhere = forms.BooleanField(label=_("For the whole country"), required=False)
    for_whom = ticks(FOR_WHOM.choices, label=_("For whom?"), help_text=_("Nothing ticked: for everybody."))
    eligibility_lo = LongText(label=_("Conditions, in Lao"), limit=rules.LONGEST_TEXT, required=False)
    eligibility_en = LongText(label=_("Conditions, in English"), limit=rules.LONGEST_TEXT, required=False)
    capacity = forms.IntegerField(
        label=_("Capacity"), help_text=_("How many people at the same time."), required=False, min_value=0
    )
    hours_lo = Text(label=_("Hours, in Lao"), help_text=_("Days and times."), limit=300, required=False)
    hours_en = Text(label=_("Hours, in English"), limit=300, required=False)
    languages = ticks(SPOKEN.choices, label=_("Languages spoken"))
    phone = phone()

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        return {
            "kind": typed["kind"],
            "names": {"lo": typed["name_lo"], "en": typed["name_en"]},
            "place_paths": [""] if typed["everywhere"] else typed["places"],
            "for_whom_codes": typed["for_whom"],
            "eligibility": {"lo": typed["eligibility_lo"], "en": typed["eligibility_en"]},
            "capacity": typed["capacity"],
            "hours": {"lo": typed["hours_lo"], "en": typed["hours_en"]},
            "languages": typed["languages"],
            "phone": typed["phone"],
        }


class ServiceForm(ServiceFields, ActionForm):
    """A new service."""


class AmendServiceForm(ServiceFields, AmendForm):
    """Changes of a service."""


class VerifyForm(ActionForm):
    """That what the directory says was checked."""


class EndServiceForm(ActionForm):
    reason = LongText(label=_("Reason"), limit=300)


class DirectoryForm(PokpongForm):
    """What service is looked for."""

    place = place_field(label=_("For people of"), help_text=_("The place where the person lives."), required=False)
    kind = select(SERVICE_KINDS.choices, ALL, label=_("Kind of service"), required=False)
    for_whom = select(FOR_WHOM.choices, ALL, label=_("For whom?"), required=False)
    language = select(SPOKEN.choices, ALL, label=_("Language"), required=False)
