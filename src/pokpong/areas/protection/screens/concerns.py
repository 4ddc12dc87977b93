"""One concern: what is known, what happened, what can be done, by this reader."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.queries import concerns as queries
from pokpong.areas.protection.queries.cases import of_concern as case_of_concern
from pokpong.areas.protection.queries.opening import helped_of, persons_behind
from pokpong.areas.protection.screens import presenters
from pokpong.areas.protection.screens.history import changes_of, happenings_of, tasks_of
from pokpong.areas.protection.screens.officials import names_of_left_out
from pokpong.areas.protection.states.concerns import CONCERN
from pokpong.areas.protection.telling import LeftOut
from pokpong.areas.protection.vocabulary import concerns as vocabulary
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.places.queries import labels

# Which action a button starts, the address of its page, its words, and whether it may be pressed in a state.
STEPS = (
    ("concern.triage", "protection:triage", gettext_lazy("Decide what it needs"), ("received", "reopened")),
    ("concern.close", "protection:close", gettext_lazy("Close"), ("in_hand",)),
    ("concern.reopen", "protection:reopen", gettext_lazy("Open again"), ("closed", "joined")),
    ("concern.triage", "protection:triage", gettext_lazy("Decide anew"), ("in_hand",)),
    ("concern.amend", "protection:amend", gettext_lazy("Correct what was typed"), ("received", "reopened", "in_hand")),
    ("concern.attach", "protection:attach", gettext_lazy("Add a file"), ("received", "reopened", "in_hand")),
    ("concern.recuse", "protection:recuse", gettext_lazy("Leave somebody out"), tuple(CONCERN.words)),
    ("concern.compartment", "protection:compartment", gettext_lazy("Closed circle"), tuple(CONCERN.words)),
)
# What comes next in a state: the one filled button. The others, and deciding anew, stay possible beside it.
NEXT = {
    "received": "concern.triage",
    "reopened": "concern.triage",
    "in_hand": "concern.close",
    "closed": "concern.reopen",
    "joined": "concern.reopen",
}


def found(request: PageRequest, concern: UUID) -> Concern:
    """The concern, if this reader may see it. Raises NotThere."""
    row: Concern | None = Concern.objects.visible_to(request.user).filter(pk=concern).first()
    if row is None:
        raise NotThere(str(concern))
    return row


def crumbs(concern: Concern, *more: str) -> list[Crumb]:
    """The way to a page of this concern."""
    here = Crumb(concern.number, address(concern) if more else "")
    start, inbox = Crumb(_("Start page"), "/"), Crumb(_("Concerns raised"), reverse("protection:inbox"))
    return [start, inbox, here, *map(Crumb, more)]


def address(concern: Concern) -> str:
    return reverse("protection:concern", args=[concern.pk])


@page("concern.read")
@require_GET
def concern_page(request: PageRequest, concern: UUID) -> HttpResponse:
    """Everything about one concern; opening it leaves a reading event."""
    row = found(request, concern)
    doubles = list(queries.joined_into(request.user, row))
    into = Concern.objects.visible_to(request.user).filter(pk=row.joined_to).first() if row.joined_to else None
    seen(request, "concern", [row])
    answers, told = facts(row), presenters.told_rows(presenters.columns_of(row))[1:]
    context: dict[str, Any] = {
        "concern": row,
        "state": presenters.state_word(row.state),
        "urgency": presenters.urgency_word(row.urgency),
        "overdue": _("Overdue"),
        "decision": presenters.decision_words(row.decision),
        "next_step": vocabulary.NEXT_STEPS.get(row.decision, ""),
        "outcome": vocabulary.OUTCOMES.get(row.outcome, ""),
        "facts": presenters.known(answers),
        "told": presenters.known(told),
        "not_known": presenters.not_known([*answers, *told]),
        "left_out": _left_out(row),
        "timeline": happenings_of(row),
        "tasks": tasks_of(row),
        "changes": changes_of(row) if request.user.may("concern.amend", row.route_path) else [],
        "joined": [Link(double.number, address(double)) for double in doubles],
        "into": Link(into.number, address(into)) if into else None,
        "files": _files(row),
        "steps": _steps(request, row),
        "may_unveil": row.anonymous and request.user.may("concern.unveil_typist", row.route_path),
        "conflict_url": _conflict_url(request, row),
        "persons": _persons(request, row),
        "case": _case(request, row),
        "register_url": _register_url(request, row),
        "village_url": _village_url(request, row),
        "breadcrumbs": crumbs(row),
    }
    return render(request, "protection/concern.html", context)


def facts(row: Concern) -> list[SummaryRow]:
    """The coded answers with the words of the place; a village typed by hand stands before it."""
    named = labels([row.place_path])[row.place_path]
    where = ", ".join(part for part in (row.missing_village, named) if part)
    return presenters.fact_rows(presenters.columns_of(row), where)


def _left_out(row: Concern) -> list[str]:
    left_out = LeftOut.of(row.must_not_see)
    return presenters.left_out_words(left_out, names_of_left_out(left_out))


def _conflict_url(request: PageRequest, row: Concern) -> str:
    """Where two versions wait for a choice; that page stands on a higher floor, so its address is a setting."""
    if not request.user.may("conflict.settle") or not Conflict.objects.filter(row=row.pk, state="open").exists():
        return ""
    return resolve_url(settings.POKPONG_CONFLICT_PAGE)


def _persons(request: PageRequest, row: Concern) -> list[dict[str, Any]]:
    """Those who were registered because of this concern, as far as this reader may see them, and who may get a case."""
    people = persons_behind(request.user, row.pk)
    helped = helped_of(people)
    may_open = request.user.may("case.open")
    return [
        {
            "label": _("Person %(number)s") % {"number": number},
            "url": reverse("people:person", args=[person.pk]),
            "open_url": reverse("cases:open", args=[person.pk]) if may_open and person.pk not in helped else "",
        }
        for number, person in enumerate(people, start=1)
    ]


def _case(request: PageRequest, row: Concern) -> Link | None:
    """The case that was opened because of this concern, for who may see it."""
    found = case_of_concern(request.user, row.pk)
    return Link(found.number, reverse("cases:case", args=[found.pk])) if found else None


def _register_url(request: PageRequest, row: Concern) -> str:
    """Where a person is registered with this concern as the reason; empty when this reader does not."""
    if row.has_ended or not request.user.may("person.register"):
        return ""
    return f"{reverse('people:register')}?{urlencode({'because_kind': row.noun, 'because': str(row.pk)})}"


def _village_url(request: PageRequest, row: Concern) -> str:
    """Where the village that was typed by hand is added; its name stays sealed and out of the address."""
    if not row.missing_village or not request.user.may("place.propose") or row.has_ended:
        return ""
    back = {"district": row.district_path, "next": reverse("protection:amend", args=[row.pk])}
    return f"{reverse('places:propose')}?{urlencode(back)}"


def _files(row: Concern) -> list[dict[str, Any]]:
    return [
        {**file, "url": reverse("protection:file", args=[row.pk, file["id"]]), "kilobytes": -(-file["size"] // 1024)}
        for file in row.attached
    ]


def _steps(request: PageRequest, row: Concern) -> list[dict[str, Any]]:
    """What this reader may do with the concern as it stands."""
    return [
        {
            "label": words,
            "url": reverse(name, args=[row.pk]),
            "kind": "" if NEXT.get(row.state) == permission else "secondary",
        }
        for permission, name, words, states in STEPS
        if row.state in states and request.user.may(permission, row.route_path)
    ]
