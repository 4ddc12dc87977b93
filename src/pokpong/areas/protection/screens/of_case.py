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
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import visible_case
from pokpong.foundation.access.pages import PageRequest, seen
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.parts import Words
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
    """The page with one form about one case. `more` may hold `lead`, `with_file`, `danger`, `back`."""
    seen(request, "case", [case])
    context = {"case": case, "form": form, "title": title, "button": button, "back": address(case, part)}
    return render(request, "protection/case_step.html", {**context, "breadcrumbs": crumbs(case, title), **more})


def done(request: PageRequest, case: Case, words: str, part: str = "") -> HttpResponse:
    """Back to the case, with what was done said once."""
    messages.success(request, words)
    return redirect(address(case, part))


def gone(request: PageRequest, words: str) -> HttpResponse:
    """Back to the caseload, from a case that the reader no longer sees."""
    messages.success(request, words)
    return redirect("cases:list")
