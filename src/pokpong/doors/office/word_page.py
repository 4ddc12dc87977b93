"""A word of the programme with what it means."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pokpong.doors.office import terms
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.ui.shell import Crumb


@require_GET
@page()
def word(request: PageRequest, term: str) -> HttpResponse:
    """Both languages, other spellings, the meaning, and the words in which it stands. 404 for a word that is none."""
    row = terms.terms().get(term)
    if row is None:
        raise Http404
    context: dict[str, Any] = {
        "row": row,
        "facts": _facts(row),
        "around": terms.around(row),
        "breadcrumbs": [Crumb(_("Search"), reverse("office:search")), Crumb(row.lao)],
    }
    return render(request, "office/word.html", context)


def _facts(row: terms.Term) -> list[SummaryRow]:
    article = row.source == terms.SEED
    source = _("The article of 22 March 2021") if article else _("The programme's own list of words")
    facts = [
        SummaryRow(_("What it means"), row.means),
        SummaryRow(_("Lao word"), row.lao),
        SummaryRow(_("English word"), row.english),
        SummaryRow(_("Also written"), list(row.also)),
        SummaryRow(_("Where it comes from"), source),
    ]
    return [fact for fact in facts if fact.value]
