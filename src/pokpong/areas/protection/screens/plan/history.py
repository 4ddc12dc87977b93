"""Everything that was changed in the plan and the record of a case: moves with their reasons, old values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.plan import parts_of
from pokpong.areas.protection.screens.of_case import address, crumbs, found
from pokpong.areas.protection.screens.plan import steps, words
from pokpong.areas.protection.screens.plan.timeline import names_of_places, place_words
from pokpong.areas.protection.vocabulary import exploitation as exploitation_words
from pokpong.areas.protection.vocabulary import plan as vocabulary
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions import amend, moves
from pokpong.foundation.actions.models import FieldChange, Move
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.tables import Column, Filter, Table

PARTS: dict[str, Words] = {
    "exploitation": gettext_lazy("What was done to the person"),
    "need": gettext_lazy("Need"),
    "goal": gettext_lazy("Goal"),
    "planned_action": gettext_lazy("Action of the plan"),
    "conference": gettext_lazy("Case conference"),
    "follow_up": gettext_lazy("Follow-up"),
    "attachment": gettext_lazy("File"),
}
FIELD_WORDS: dict[str, Words] = {
    "forms": gettext_lazy("What was done to the person?"),
    "industries": gettext_lazy("In which kind of work?"),
    "sex_forms": gettext_lazy("Which kind of sexual exploitation?"),
    "control_methods": gettext_lazy("How was the person controlled?"),
    "recruitment": gettext_lazy("How was the person recruited?"),
    "recruitment_apps": gettext_lazy("Which websites or apps were used to recruit?"),
    "exploitation_apps": gettext_lazy("Which websites or apps were used to exploit?"),
    "countries": gettext_lazy("In which country did it happen?"),
    "relationship": gettext_lazy("Who recruited the person?"),
    "started_on": gettext_lazy("When did it begin?"),
    "ended_on": gettext_lazy("When did it end?"),
    "route": gettext_lazy("The way"),
    "note": gettext_lazy("Note"),
    "domain": gettext_lazy("What is it about?"),
    "urgency": gettext_lazy("How urgent is it?"),
    "text": gettext_lazy("What is to be done?"),
    "target_on": gettext_lazy("Until when?"),
    "need_id": gettext_lazy("For which need?"),
    "owner": gettext_lazy("Who does it?"),
    "due": gettext_lazy("Until when?"),
    "goal_id": gettext_lazy("For which goal?"),
    "planned_on": gettext_lazy("On which day?"),
    "time": gettext_lazy("At what time?"),
    "where": gettext_lazy("Where?"),
    "purpose": gettext_lazy("What is to be decided?"),
    "invited": gettext_lazy("Who is invited"),
    "kind": gettext_lazy("How shall the person be reached?"),
}
CODED: dict[str, Mapping[str, Words]] = {
    "domain": vocabulary.DOMAINS,
    "urgency": vocabulary.URGENCIES,
    "kind": vocabulary.FOLLOW_UP_KINDS,
}


@dataclass(frozen=True)
class Changed:
    """One change: a move (`field` is empty) or the value an answer had until then."""

    when: datetime
    part: str
    field: object
    value: object
    who: str


class History(Table[Changed]):
    name = "history"
    caption = gettext_lazy("What was changed")
    order = "-when"
    columns: ClassVar[Sequence[Column[Changed]]] = (
        Column("when", gettext_lazy("When"), lambda row: row.when, sort=lambda row: row.when),
        Column("part", gettext_lazy("What"), lambda row: PARTS[row.part], sort=lambda row: row.part),
        Column("field", gettext_lazy("Answer"), lambda row: row.field),
        Column("value", gettext_lazy("It said"), lambda row: row.value),
        Column("who", gettext_lazy("Changed by"), lambda row: row.who, sort=lambda row: row.who),
    )
    filters = (Filter("part", gettext_lazy("What"), list(PARTS.items()), field="part"),)
    empty_title = gettext_lazy("Nothing was changed yet")


@page(steps.READS)
@require_GET
def history(request: PageRequest, case: UUID) -> HttpResponse:
    """Moves and old values of every part of the plan and the record."""
    row = found(request, case)
    seen(request, "case", [row])
    context = {
        "case": row,
        "table": History(changes_of(row), request.GET, path=request.path),
        "back": address(row, steps.PLAN),
        "breadcrumbs": crumbs(row, _("What was changed")),
    }
    return render(request, "protection/plan/history.html", context)


def changes_of(case: Case) -> list[Changed]:
    """Newest first. Opens reasons and old values; the same few queries however many there are."""
    ids = parts_of(case)
    values = [(row, amend.old_value(row)) for row in FieldChange.objects.filter(row__in=ids, field__in=FIELD_WORDS)]
    moved = list(Move.objects.filter(row__in=ids).exclude(before=""))
    owners = {UUID(str(value)) for row, value in values if row.field == "owner" and value}
    names = names_of({change.who for change in [*(row for row, _value in values), *moved]} | owners)
    places = names_of_places([step for row, value in values if row.field == "route" for step in value or ()])
    shown = [
        *(_of_move(move, names) for move in moved),
        *(
            Changed(
                row.at,
                row.kind,
                FIELD_WORDS[row.field],
                shown_value(row.field, value, names, places),
                words.name_in(names, row.who),
            )
            for row, value in values
        ),
    ]
    return sorted(shown, key=lambda change: change.when, reverse=True)


def _of_move(move: Move, names: Mapping[UUID, str]) -> Changed:
    machine = words.MACHINES[move.kind]
    state, why = machine.words[move.after], moves.why_of(move)
    who = words.name_in(names, move.who) or _("The clock")
    return Changed(move.at, move.kind, "", [state, *why.splitlines()], who)


def shown_value(field: str, value: Any, names: Mapping[UUID, str], places: Mapping[str, str]) -> object:
    """An old value as people read it. `names` has users by id, `places` places by path."""
    if value in (None, "", []):
        return ""
    if field in CODED:
        return CODED[field].get(value, value)
    if field in exploitation_words.LISTS:
        return exploitation_words.words_of(exploitation_words.LISTS[field], value)
    if field == "owner":
        return names.get(UUID(str(value)), _("Somebody who left"))
    if field == "route":
        return [f"{exploitation_words.STEP_KINDS.get(s['kind'], s['kind'])}: {place_words(s, places)}" for s in value]
    return OLD_WORDS.get(field, _plain)(value)


def _plain(value: Any) -> object:
    return str(value).splitlines()


def _day(value: Any) -> object:
    return date.fromisoformat(str(value))


def _another(_value: Any) -> object:
    return _("Another one")


def _guests(value: Any) -> object:
    return [guest.get("words") or _("Somebody of an organisation or the team") for guest in value]


OLD_WORDS: dict[str, Callable[[Any], object]] = {
    **dict.fromkeys(("started_on", "ended_on", "target_on", "due", "planned_on"), _day),
    **dict.fromkeys(("need_id", "goal_id"), _another),
    "invited": _guests,
    "relationship": lambda code: exploitation_words.word(exploitation_words.RELATIONSHIPS, code),
}
