"""Searching by name. What is searched is posted: it never stands in an address, a log or the history of a browser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.ui.fields import Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.registers.people.queries.finding import BEGINS, EXACT, FOLDED, SOUNDS, Found, Hit, find
from pokpong.registers.people.queries.sight import parts_of_many
from pokpong.registers.people.rules import ages, vocabulary
from pokpong.registers.people.screens.common import crumbs
from pokpong.registers.people.screens.mine import open_names
from pokpong.registers.places.picker import place_field

ANY = [("", _("Any"))]
HOW_WORDS = {
    EXACT: _("the same name"),
    FOLDED: _("the same name, spelt otherwise"),
    BEGINS: _("begins like it"),
    SOUNDS: _("sounds alike"),
}


class SearchForm(PokpongForm):
    text = Text(
        label=_("Name or record number"),
        help_text=_("In Lao or Latin letters, also a nickname or only the beginning."),
        limit=120,
        legacy=True,
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=[*ANY, *vocabulary.SEXES], required=False)
    age_band = forms.ChoiceField(label=_("Age"), choices=[*ANY, *ages.BAND_WORDS], required=False)
    district = place_field(level=2, label=_("District"), required=False)


@require_http_methods(["GET", "POST"])
@page(["person.tied", "person.read"], only_reads=True)
def search(request: PageRequest) -> HttpResponse:
    """The form, and under it what was found in the reader's sight."""
    form = SearchForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        district = typed["district"].value if typed["district"] else ""
        found = shown(request, find(request.user, typed["text"], typed["sex"], typed["age_band"], district))
    context = {
        "form": form,
        "found": found,
        "may_register": request.user.may("person.register"),
        "breadcrumbs": crumbs(request, None, _gettext("Search persons")),
    }
    return render(request, "people/search.html", context)


def shown(request: PageRequest, found: Found) -> dict[str, Any]:
    """What the page shows of an answer; leaves the reading event. A hit whose names are closed is left out."""
    parts = parts_of_many(request.user, [hit.person for hit in found.hits])
    hits: list[Hit] = [hit for hit in found.hits if "names" in parts[hit.person.pk]]
    open_names(request.user, [hit.person for hit in hits])
    seen(request, "person", [hit.person for hit in hits])
    return {"too_many": found.too_many, "hits": [(hit.person, HOW_WORDS[hit.how]) for hit in hits]}
