"""What the pages of meetings, visits, decisions and documents are put together from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.partnership.screens.tables import address
from pokpong.foundation.access.form_pages import done, form_page
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import Happening, Link, StatusWord, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.models import Official


@dataclass(frozen=True)
class Line:
    """One row of a card: words, what stands small below, a longer text, a state, and ways on."""

    label: Words
    url: str = ""
    hint: Words = ""
    text: Words = ""
    status: StatusWord | None = None
    links: Sequence[Link] = field(default_factory=tuple)


@dataclass(frozen=True)
class Card:
    """A card of a page: answers, lines or events; without any of them it says `empty`."""

    title: Words
    icon: str
    rows: Sequence[SummaryRow] = ()
    lines: Sequence[Line] = ()
    events: Sequence[Happening] = ()
    empty: Words = ""
    links: Sequence[Link] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.lines or self.events)


@dataclass(frozen=True)
class Notice:
    tone: str
    words: Words


@dataclass(frozen=True)
class RecordPage:
    """`title` is fixed words (it stands in the browser's bar); `heading` what the record is about."""

    title: Words
    heading: Words
    lead: Words
    state: StatusWord
    cards: Sequence[Card]
    steps: Sequence[Link] = ()
    notices: Sequence[Notice] = ()


def record_page(request: PageRequest, page: RecordPage, crumbs: Sequence[Crumb]) -> HttpResponse:
    return render(request, "partnership/record.html", {"page": page, "breadcrumbs": crumbs})


def asked(
    request: PageRequest,
    row: Any,
    form: ActionForm,
    act: Callable[..., Any],
    *,
    title: str,
    said: str,
    arguments: Callable[[dict[str, Any]], dict[str, Any]],
    back: str = "",
    **page: Any,
) -> HttpResponse:
    """Shows the form; sent, it calls the action with `arguments` of what was typed and goes back to the record."""
    url = back or address(row)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.perform(act, by=request.user, **arguments(form.cleaned_data)) is not None:
        return done(request, said, url)
    return form_page(request, form, title=title, back=url, crumbs=way(row, title), **page)


LISTS = {"meeting": "meetings", "visit": "visits", "decision": "decisions", "document": "documents"}


def crumbs_of(noun: str, *more: Crumb) -> list[Crumb]:
    """The list of this kind, and what leads on from it."""
    words = {
        "meeting": _("Meetings"),
        "visit": _("Visits"),
        "decision": _("Decisions"),
        "document": _("Documents"),
    }
    start = Crumb(_("Programme"), reverse("programme:hub"))
    return [start, Crumb(words[noun], reverse(f"partnership:{LISTS[noun]}")), *more]


def way(row: Any, title: str) -> list[Crumb]:
    """From the list over the record to a step of it."""
    words = {"meeting": _("Meeting"), "visit": _("Visit"), "decision": _("Decision"), "document": _("Document")}
    return crumbs_of(row.noun, Crumb(words[row.noun], address(row)), Crumb(title))


def official_words(official: Official) -> str:
    """Name, post and organisation."""
    return f"{official.name} · {official.post} · {official.organisation.name}"


def filled(rows: Sequence[SummaryRow]) -> list[SummaryRow]:
    """The rows that say something."""
    return [row for row in rows if row.value not in ("", None, [])]


def happenings(row: Any, words: dict[str, Words], tones: dict[str, str], *parts: UUID) -> list[Happening]:
    """Newest first: the states it went through with their reasons, and the other steps that `words` names.

    `parts` are rows of it whose events belong here, too.
    """
    machine = moves.MACHINES[row.noun]
    moved = moves.history_of(row.pk)
    events = list(Event.objects.filter(subject__in=[row.pk, *parts], name__in=words))
    names = names_of([*(move.who for move in moved), *(event.actor for event in events)])
    found = [
        Happening(
            move.at,
            _("State changed") if move.before else _("Written down"),
            names.get(move.who, "") if move.who else "",
            moves.why_of(move),
            StatusWord(machine.words[move.after], tones[move.after]),
        )
        for move in moved
    ]
    found += [
        Happening(event.at, words[event.name], names.get(event.actor, "") if event.actor else "") for event in events
    ]
    return sorted(found, key=lambda one: one.when, reverse=True)


def links(*steps: tuple[bool, str, str, Any]) -> list[Link]:
    """The ways that are open: (whether, words, name of the address, key)."""
    return [Link(words, reverse(f"partnership:{name}", args=[key])) for may, words, name, key in steps if may]
