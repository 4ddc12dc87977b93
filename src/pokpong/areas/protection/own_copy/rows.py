"""The rows of this area that are about a person, as far as the maker of a copy sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from pokpong.areas.protection.models import Case, Concern, Conference
from pokpong.foundation.access.scope import once
from pokpong.foundation.kernel.words import Words, in_language
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS
from pokpong.registers.people.models import Tie
from pokpong.registers.people.own_copy import Asked, Field, given
from pokpong.registers.people.screens.words import PART_WORDS

Rows = Callable[[Asked], Iterable[Any]]


def cases(asked: Asked) -> Iterable[Case]:
    return Case.objects.visible_to(asked.actor).filter(person__in=asked.persons).order_by("opened_on", "id")


def of_case(model: Any, *order: str, through: str = "") -> Rows:
    """`through`: the column that leads to the row that has the case."""
    column = f"{through}__case__in" if through else "case__in"

    def rows(asked: Asked) -> Any:
        own = Case.objects.visible_to(asked.actor).filter(person__in=asked.persons)
        return model.objects.visible_to(asked.actor).filter(**{column: own}).order_by(*order, "id")

    return rows


def concerns(asked: Asked) -> Iterable[Concern]:
    """Those the persons are known by, as far as the maker of the copy sees them; nobody notes that they were read."""
    return Concern.objects.visible_to(asked.actor).filter(pk__in=concerns_of(asked.persons)).order_by("id")


def concerns_of(persons: Sequence[UUID]) -> set[UUID]:
    ties = Tie.objects.filter(person__in=persons, because_kind=Concern.noun)
    known = {row.concern for row in Case.objects.filter(person__in=persons) if row.concern}
    return known | {tie.because for tie in ties}


def sees_all(asked: Asked) -> bool:
    """Every case of the persons. A concern out of sight is not told to whoever makes the copy, nor counted."""
    every = Case.objects.filter(person__in=asked.persons).count()
    return bool(every == Case.objects.visible_to(asked.actor).filter(person__in=asked.persons).count())


def others(persons: Sequence[UUID]) -> list[str]:
    """Who is named in the concerns, who told them, and the guests of conferences."""
    found = list[str]()
    for concern in Concern.objects.living().filter(pk__in=concerns_of(persons)):
        reporter = concern.reporter or {}
        found += [*(concern.names or "").splitlines(), reporter.get("name", ""), reporter.get("contact", "")]
    for conference in Conference.objects.living().filter(case__person__in=persons):
        found += [str(guest.get("words", "")) for guest in conference.guests]
    return found


def body(name: str, label: Words, column: str = "") -> Field:
    """An organisation by its id in `column`, shown by its name."""
    return given(name, label, lambda row: names_of_organisations().get(getattr(row, column or name), ""))


def names_of_organisations() -> dict[UUID, str]:
    """In the language that is active; read once for a page."""
    rows = once(("own_copy.organisations",), lambda: dict(Organisation.objects.values_list("pk", "names")))
    return {key: in_language(names) for key, names in rows.items()}


def service(name: str, label: Words) -> Field:
    """A kind of the service directory."""
    return given(name, label, lambda row: SERVICE_KINDS.words(getattr(row, name)))


def parts(name: str, label: Words) -> Field:
    """Groups of the person's record."""
    return given(name, label, lambda row: [str(words) for code, words in PART_WORDS if code in getattr(row, name)])


FACTS_OF_THE_DAY = "sex age_band nationality disability language_family district_path"
