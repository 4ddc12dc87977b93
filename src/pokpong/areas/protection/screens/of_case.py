"""What all pages about a part of a case share: finding the case, one form, and the way back to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import visible_case
from pokpong.areas.protection.queries.closures import waiting_closure
from pokpong.areas.protection.rules.cases import ALSO_AT_REST, not_at_work
from pokpong.foundation.access.pages import READING, PageRequest, seen
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.parts import Link, Words
from pokpong.foundation.ui.shell import Crumb


@dataclass(frozen=True)
class Section:
    """One part of the page of a case: its `template` draws a card of its own, under the anchor `key`.

    The template gets every name of `context`, and `case`, `section` and `at_work`.
    """

    key: str
    title: Words
    icon: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


def found(request: PageRequest, case: UUID) -> Case:
    """The case, with its person, as far as the reader may see it. Raises NotThere."""
    return visible_case(request.user, case)


def address(case: Case, part: str = "") -> str:
    """The page of a case; `part` is the key of a section."""
    url = reverse("cases:case", args=[case.pk])
    return f"{url}#{part}" if part else url


def consent_url(case: Case, back: str = "") -> str:
    """Where the person's consent is written down; from there the way leads to `back`, a page of ours.

    A record that was merged is no longer written to: its consents are given on the one that stays.
    """
    url = reverse("people:consent_give", args=[case.person.canonical or case.person_id])
    return f"{url}?{urlencode({'next': back})}" if back else url


def crumbs(case: Case, title: str = "") -> list[Crumb]:
    """The way from the start page to a case, and to a page below it."""
    way = [Crumb(_("Start page"), "/"), Crumb(_("Cases"), reverse("cases:list"))]
    return [*way, Crumb(case.number, address(case)), Crumb(title)] if title else [*way, Crumb(case.number)]


def crumbs_below(title: str) -> list[Crumb]:
    """The way to a page beside the caseload that is about no single case."""
    return [Crumb(_("Start page"), "/"), Crumb(_("Cases"), reverse("cases:list")), Crumb(title)]


def asked(
    request: PageRequest, case: Case, form: PokpongForm, title: str, button: str, *, part: str = "", **more: Any
) -> HttpResponse:
    """The page with one form about one case. `more` may hold `lead`, `with_file`, `danger`, `back`.

    A form that would only be refused, because the case is at rest, is not drawn: the page says so at once.
    """
    if (answer := at_rest(request, case, title, part)) is not None:
        return answer
    seen(request, "case", [case])
    context = {"case": case, "form": form, "title": title, "button": button, "back": address(case, part)}
    return render(request, "protection/case_step.html", {**context, "breadcrumbs": crumbs(case, title), **more})


def at_rest(request: PageRequest, case: Case, title: str, part: str = "") -> HttpResponse | None:
    """The page instead of a form: why this cannot be done in a case at rest, and what to do; None where it can.

    What was sent anyway goes on to the action, which refuses it.
    """
    if case.is_at_work or request.method not in READING or not _is_work(request):
        return None
    seen(request, "case", [case])
    context = {
        "case": case,
        "title": title,
        "reason": not_at_work(case.is_at_work, closing=case.state == "closing")[0].message,
        "ways": [*reopening(request, case), *taking_back(request, case)],
        "back": address(case, part),
        "breadcrumbs": crumbs(case, title),
    }
    return render(request, "protection/case_at_rest.html", context)


def _is_work(request: PageRequest) -> bool:
    """Whether the page is for a step that waits while the case is at rest; pages are kept by the step's name."""
    match = request.resolver_match
    return match is not None and not ALSO_AT_REST & set(getattr(match.func, "permission", []))


def reopening(request: PageRequest, case: Case) -> list[Link]:
    """Where a closed case is opened again, for who may: the supervisors of its place, wherever they work on it."""
    may = case.state == "closed" and request.user.may("case.reopen", case.place_path)
    return [Link(_("Open again"), reverse("cases:reopen", args=[case.pk]))] if may else []


def taking_back(request: PageRequest, case: Case) -> list[Link]:
    """Where a closure that waits is taken back, for who asked for it or leads the case."""
    closure = waiting_closure(case) if case.state == "closing" else None
    own = closure is not None and request.user.pk in (closure.asked_by, case.lead)
    return [Link(_("Take the closure back"), reverse("cases:take_back_closure", args=[case.pk]))] if own else []


def done(request: PageRequest, case: Case, words: str, part: str = "") -> HttpResponse:
    """Back to the case, with what was done said once."""
    messages.success(request, words)
    return redirect(address(case, part))


def gone(request: PageRequest, words: str) -> HttpResponse:
    """Back to the caseload, from a case that the reader no longer sees."""
    messages.success(request, words)
    return redirect("cases:list")
