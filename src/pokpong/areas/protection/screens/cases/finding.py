"""Finding a case by its number or its person's name. What is searched is posted: no address or log keeps a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import by_visible_number
from pokpong.areas.protection.screens.cases.words import names_shown, risk_word, state_word
from pokpong.areas.protection.screens.of_case import address, crumbs_below
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.ui.fields import Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.parts import StatusWord
from pokpong.registers.people.queries import finding
from pokpong.registers.places.queries import labels

READS = ("case.tied", "case.read")


class FindForm(PokpongForm):
    text = Text(
        label=_("Case number or name of the person"),
        help_text=_("In Lao or Latin letters, also only the beginning of a name."),
        limit=120,
        legacy=True,
    )


@dataclass(frozen=True)
class Hit:
    """One case found, as the page shows it."""

    url: str
    number: str
    name: str
    place: str
    risk: StatusWord
    state: StatusWord


@dataclass(frozen=True)
class Found:
    """Best first. `too_many`: more persons have such a name than are opened at once."""

    hits: list[Hit] = field(default_factory=list)
    too_many: bool = False


@page(READS, only_reads=True)
@require_http_methods(["GET", "POST"])
def search(request: PageRequest) -> HttpResponse:
    """A number leads to its case at once; a name to the cases of the persons found."""
    form, found = FindForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        exact = by_visible_number(request.user, text)
        if exact is not None:
            return redirect(address(exact))
        found = by_name(request, text)
    context = {"form": form, "found": found, "breadcrumbs": crumbs_below(_gettext("Find a case"))}
    return render(request, "protection/cases/search.html", context)


def by_name(request: PageRequest, text: str, people: finding.Found | None = None) -> Found:
    """The cases of persons in the reader's sight with such a name; notes whose names are shown.

    `people`: where they were looked for already.
    """
    people = people or finding.find(request.user, text)
    order: dict[UUID, int] = {hit.person.pk: place for place, hit in enumerate(people.hits)}
    rows = Case.objects.visible_to(request.user).filter(person__in=order).select_related("person")
    cases = sorted(rows, key=lambda row: (order[row.person_id], row.state == "closed", row.opened_on))
    names = names_shown(request.user, [row.person for row in cases])
    cases = [row for row in cases if row.person_id in names]
    seen(request, "case", cases)
    seen(request, "person", [row.person for row in cases])
    places = labels({row.place_path for row in cases})
    hits = [
        Hit(
            address(row),
            row.number,
            names[row.person_id],
            places[row.place_path],
            risk_word(row.risk),
            state_word(row.state),
        )
        for row in cases
    ]
    return Found(hits, people.too_many)
