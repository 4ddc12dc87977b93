"""The page: one line of time for everything about a person that the reader may see, to narrow, to page, to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Case
from pokpong.doors.office.whole import nouns, of_person
from pokpong.doors.office.whole.entries import KINDS, Entry, Whole
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.parts import Happening
from pokpong.foundation.ui.table_rows import filtered
from pokpong.foundation.ui.tables import PAGE_SIZES, Filter, Table
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.models import Person
from pokpong.registers.people.screens.common import crumbs, opened
from pokpong.registers.people.screens.links import PersonLink
from pokpong.registers.people.screens.person import READS

SOURCES: tuple[Callable[[Whole], Iterable[Entry]], ...] = (
    of_person.history,
    of_person.consents,
    of_person.concerns,
    nouns.cases,
    *(source.entries for source in nouns.SOURCES),
)


class Entries(Table[Entry]):
    """The latest first. `everything` puts all on one page, for printing."""

    name = "whole"
    caption = gettext_lazy("Everything in the order of time")
    filters = (Filter("kind", gettext_lazy("About what"), tuple(KINDS.items())),)

    @cached_property
    def page_size(self) -> int:
        return max(self.total, 1) if self.given("per") == "all" else super().page_size

    def narrow(self, entries: Sequence[Entry]) -> list[Entry]:
        """Of any entries, those of the kind that was chosen."""
        return list(filtered(entries, self.filters, self.chosen))

    @property
    def is_long(self) -> bool:
        """Whether it fills more than a page."""
        return self.page_count > 1

    @property
    def everything_url(self) -> str:
        return self.address(per="all", page="")

    @property
    def in_parts_url(self) -> str:
        """Back to pages; empty where there was never more than one."""
        return self.address(per="", page="") if self.given("per") == "all" and self.total > PAGE_SIZES[0] else ""


def happenings(rows: Sequence[Entry]) -> list[Happening]:
    """Entries with names of users and organisations: one query for each."""
    users = names_of({row.who for row in rows})
    bodies = names_of_organisations({row.organisation for row in rows if row.organisation})
    return [happening(row, users, bodies) for row in rows]


def happening(entry: Entry, users: dict[UUID, str], bodies: dict[UUID, str]) -> Happening:
    who = [
        entry.who_words,
        users.get(entry.who, "") if entry.who else "",
        bodies.get(entry.organisation, "") if entry.organisation else "",
    ]
    return Happening(
        entry.at, entry.what, " · ".join(filter(None, who)), entry.text(), status=entry.status, url=entry.url
    )


def names_of_organisations(ids: set[UUID]) -> dict[UUID, str]:
    return {row.pk: row.name for row in Organisation.objects.filter(pk__in=ids)}


def entries_of(whole: Whole) -> list[Entry]:
    """The latest first; of one moment, in the order of the sources."""
    found = [entry for source in SOURCES for entry in source(whole)]
    return sorted(found, key=lambda entry: entry.moment, reverse=True)


@require_GET
@page(READS)
def whole_person(request: PageRequest, person: UUID) -> HttpResponse:
    """404 for a person out of sight. What belongs to a case out of sight is left out, and not counted."""
    row, parts = opened(request, person)
    # A record that was merged into this one keeps its cases.
    own = Q(person=row.pk) | Q(person__canonical=row.pk)
    cases = list(Case.objects.visible_to(request.user).filter(own).select_related("person"))
    whole = Whole(request.user, row, parts, cases)
    found = entries_of(whole)
    today = clock.today()
    table = Entries([entry for entry in found if entry.day <= today], request.GET, path=request.path)
    # What is still to come stands above the first page, the soonest first.
    ahead = [entry for entry in table.narrow(found) if entry.day > today][::-1]
    coming = ahead if table.page_number == 1 else []
    shown = happenings([*coming, *table.page_rows])
    seen(request, "person", [row])
    seen(request, "case", cases)
    context = {
        "person": row,
        "name": row.name if "names" in parts else _("name not shown to you"),
        "table": table,
        "coming": shown[: len(coming)],
        "happened": shown[len(coming) :],
        "breadcrumbs": crumbs(request, row, _("Everything in order")),
    }
    return render(request, "office/whole.html", context)


def link(request: PageRequest, person: Person) -> list[PersonLink]:
    """For the page of a person."""
    return [PersonLink(_("Everything in order"), reverse("office:whole_person", args=[person.pk]), "clock", "quiet")]
