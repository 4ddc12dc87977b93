"""What happened to a case, in words: moves with their reasons, other steps, old values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.screens.cases.words import state_word
from pokpong.areas.protection.screens.of_case import address, crumbs, found
from pokpong.areas.protection.vocabulary import cases as vocabulary
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions import amend, moves
from pokpong.foundation.actions.models import FieldChange, Move
from pokpong.foundation.audit.models import Event
from pokpong.foundation.audit.queries import history
from pokpong.foundation.ui.parts import Happening
from pokpong.registers.places.queries import label

EVENT_WORDS = {
    "case.amend": gettext_lazy("Corrected"),
    "case.assess_risk": gettext_lazy("The risk was assessed"),
    "case.add_member": gettext_lazy("A colleague joined the team"),
    "case.end_member": gettext_lazy("A colleague left the team"),
    "case.hand_over": gettext_lazy("The case was handed over"),
    "case.recuse": gettext_lazy("Somebody was left out"),
    "case.compartment": gettext_lazy("The closed circle was changed"),
    "conflict.settle": gettext_lazy("One of two versions was chosen"),
}
FIELD_WORDS = {
    "summary": gettext_lazy("Summary"),
    "origin": gettext_lazy("How did the person come to this help?"),
    "place_path": gettext_lazy("District where the person is helped"),
    "opened_on": gettext_lazy("Opened on"),
    "lead": gettext_lazy("Responsible"),
}
CODED: dict[str, Mapping[str, object]] = {"origin": vocabulary.ORIGINS}
OLD_WORDS: dict[str, Callable[[Any], object]] = {
    "place_path": label,
    "lead": lambda user: names_of([UUID(str(user))]).get(UUID(str(user)), _("Somebody who left")),
    "summary": lambda text: str(text).splitlines(),
}


def happenings_of(case: Case) -> list[Happening]:
    """Newest first. Events that are also moves stand once, with their reason."""
    moved = moves.history_of(case.pk)
    events = list(history(case.pk).filter(name__in=EVENT_WORDS))
    names = names_of({user for user in [*(move.who for move in moved), *(event.actor for event in events)] if user})
    shown = [*(_of_move(move, names) for move in moved), *(_of_event(event, names) for event in events)]
    return sorted(shown, key=lambda happening: happening.when, reverse=True)


def _of_move(move: Move, names: Mapping[UUID, str]) -> Happening:
    words = _("Case opened") if not move.before else _("State changed")
    who = names.get(move.who, "") if move.who else ""
    return Happening(move.at, words, who, moves.why_of(move), state_word(move.after))


def _of_event(event: Event, names: Mapping[UUID, str]) -> Happening:
    who = names.get(event.actor, "") if event.actor else ""
    return Happening(event.at, EVENT_WORDS[event.name], who)


@dataclass(frozen=True)
class OldValue:
    """A value before an edit."""

    when: datetime
    field: object
    value: object
    who: str


def changes_of(case: Case) -> list[OldValue]:
    """Every value that was replaced, newest first."""
    rows = FieldChange.objects.filter(row=case.pk, field__in=FIELD_WORDS).order_by("-at", "-id")
    changes = list(rows)
    names = names_of({row.who for row in changes})
    return [
        OldValue(row.at, FIELD_WORDS[row.field], old_words(row.field, amend.old_value(row)), names.get(row.who, ""))
        for row in changes
    ]


def old_words(field: str, value: Any) -> object:
    """An old value as people read it."""
    if value is None or value == "":
        return ""
    if field in CODED:
        return str(CODED[field].get(value, value))
    return OLD_WORDS[field](value) if field in OLD_WORDS else value


@page("case.amend")
@require_GET
def old_values(request: PageRequest, case: UUID) -> HttpResponse:
    """Everything that was done, and every old value of the case."""
    row = found(request, case)
    seen(request, "case", [row])
    context = {
        "case": row,
        "changes": changes_of(row),
        "timeline": happenings_of(row),
        "back": address(row, "history"),
        "breadcrumbs": crumbs(row, _("History")),
    }
    return render(request, "protection/cases/old_values.html", context)
