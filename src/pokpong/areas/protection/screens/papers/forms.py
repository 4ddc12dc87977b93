"""Choosing what stands on the summary of a case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.screens.papers.summary import PARTS, USUAL
from pokpong.foundation.ui.forms import PokpongForm


class SummaryForm(PokpongForm):
    """Sent by GET: what was chosen stands in the address as codes, so that PDF and Word show the same."""

    include = forms.MultipleChoiceField(
        label=_("What shall stand on the paper?"),
        help_text=_("A paper can be lost or copied. Choose only what its reader needs."),
        choices=list(PARTS.items()),
        initial=list(USUAL),
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("In which language?"),
        choices=[("lo", "ລາວ"), ("en", "English"), ("lo-en", _("Lao with English"))],
        initial="lo",
        widget=forms.RadioSelect,
        required=False,
    )
