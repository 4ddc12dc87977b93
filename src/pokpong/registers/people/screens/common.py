"""What every page about a person needs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.actions.problems import NOT_ALLOWED
from pokpong.foundation.kernel.problems import NotAllowed
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.sight import Parts, parts_seen, visible_person


def opened(request: PageRequest, person: UUID, *parts: str) -> tuple[Person, Parts]:
    """A person in the reader's sight, and which parts of it they see. Raises NotThere, NotAllowed without `parts`."""
    row = visible_person(request.user, person)
    seen_parts = parts_seen(request.user, row)
    if not set(parts) <= seen_parts:
        raise NotAllowed([NOT_ALLOWED()])
    return row, seen_parts


def person_url(person: UUID) -> str:
    return reverse("people:person", args=[person])


def crumbs(request: PageRequest, person: Person | None, here: Any) -> list[Crumb]:
    """My people > this person > here. The person's crumb says no name: it would stand in every printed page."""
    found = [Crumb(_("My people"), reverse("people:mine"))]
    if person is not None:
        found.append(Crumb(_("Person"), person_url(person.pk)))
    return [*found, Crumb(here)]


def form_page(
    request: PageRequest, form: Any, *, title: Any, person: Person, send: Any, lead: Any = "", **more: Any
) -> HttpResponse:
    """A page with one form about a person."""
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "send": send,
        "person": person,
        "back_url": person_url(person.pk),
        "breadcrumbs": crumbs(request, person, title),
        **more,
    }
    return render(request, "people/form.html", context)
