"""Conflicts in words: what a field is called and how its values are shown, for each kind of record that can be edited.

A test holds the table to every kind that an action amends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.screens import history as concern_history
from pokpong.doors.office import conflict_words_of_case as of_case
from pokpong.doors.office import conflict_words_of_partnership as of_partnership
from pokpong.doors.office import conflict_words_of_programme as of_programme
from pokpong.doors.office import conflict_words_of_training as of_training
from pokpong.doors.office import plan_words as of_plans
from pokpong.foundation.actions.actor import Actor
from pokpong.registers.institutions.picker import OFFICIALS, ORGANISATIONS
from pokpong.registers.institutions.vocabularies import (
    COMMITTEE_KINDS,
    FOR_WHOM,
    FUNCTIONS,
    ORGANISATION_KINDS,
    SERVICE_KINDS,
    SPOKEN,
    Vocabulary,
)
from pokpong.registers.people.queries.sight import parts_seen
from pokpong.registers.people.rules.record import GROUP_OF
from pokpong.registers.people.screens import words as person_words
from pokpong.registers.places.queries import label

Words = str | Promise


def always(actor: Actor, row: Any, field: str) -> bool:
    """Who sees the record sees the field."""
    return True


def as_tied(actor: Actor, row: Any, field: str) -> bool:
    """A tie may show only some parts of a person."""
    return GROUP_OF[field] in parts_seen(actor, row)


@dataclass(frozen=True)
class Kind:
    """`title` names the record for who may see it; `url_name` is its page; `shown` words a value of a field."""

    fields: Mapping[str, Words]
    title: Callable[[Any], str]
    url_name: str
    shown: Callable[[str, Any], object]
    key: str = "pk"
    sees: Callable[[Actor, Any, str], bool] = always

    def url(self, row: Any) -> str:
        return reverse(self.url_name, args=[getattr(row, self.key)])


def in_languages(value: Any) -> object:
    """Names or words in several languages, one a line."""
    return [f"{text} ({language})" for language, text in (value or {}).items() if text]


def chosen(source: Any) -> Callable[[Any], object]:
    """The words of a picked row; one that is gone is said to be gone."""

    def words(value: Any) -> object:
        found = source.get(str(value)) if value else None
        return found.label if found else gettext("no longer there") if value else ""

    return words


def coded(vocabulary: Vocabulary) -> Callable[[Any], object]:
    return lambda value: vocabulary.words(value) if value else ""


def several(vocabulary: Vocabulary) -> Callable[[Any], object]:
    return lambda value: [vocabulary.words(code) for code in value or []]


def day(value: Any) -> object:
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else value


def place(value: Any) -> object:
    return label(value) if value else gettext("the whole country")


def places(value: Any) -> object:
    return [place(path) for path in value or []]


def by_field(**words: Callable[[Any], object]) -> Callable[[str, Any], object]:
    """Words for values by field; a field that is not named is shown as it is."""
    return lambda field, value: words[field](value) if field in words else value


NAMES, PLACE, PHONE, ORGANISATION, KIND = _("Names"), _("Place"), _("Telephone"), _("Organisation"), _("Kind")

KINDS: dict[str, Kind] = {
    "concern": Kind(
        fields=concern_history.FIELD_WORDS,
        title=lambda row: row.number,
        url_name="protection:concern",
        shown=concern_history.old_words,
    ),
    "person": Kind(
        fields=person_words.FIELD_WORDS,
        title=lambda row: row.name,
        url_name="people:person",
        shown=person_words.shown,
        sees=as_tied,
    ),
    "user": Kind(
        fields={
            "username": _("User name"),
            "display_name": _("Name that others see"),
            "organisation": ORGANISATION,
            "official": _("Official"),
        },
        title=lambda row: row.display_name,
        url_name="access:user",
        shown=by_field(organisation=chosen(ORGANISATIONS), official=chosen(OFFICIALS)),
    ),
    "place": Kind(
        fields={"names": NAMES},
        title=lambda row: row.name,
        url_name="places:place",
        shown=by_field(names=in_languages),
        key="path",
    ),
    "organisation": Kind(
        fields={
            "kind": KIND,
            "names": NAMES,
            "short_names": _("Short names"),
            "place_path": PLACE,
            "parent_id": _("Belongs to"),
            "phone": PHONE,
            "address": _("Address"),
        },
        title=lambda row: row.name,
        url_name="institutions:organisation",
        shown=by_field(
            kind=coded(ORGANISATION_KINDS),
            names=in_languages,
            short_names=in_languages,
            place_path=place,
            parent_id=chosen(ORGANISATIONS),
        ),
    ),
    "official": Kind(
        fields={
            "name": _("Name"),
            "latin_name": _("Name in Latin letters"),
            "post": _("Post"),
            "function": _("Function"),
            "organisation_id": ORGANISATION,
            "place_path": PLACE,
            "phone": PHONE,
            "starts": _("In the post since"),
        },
        title=lambda row: row.name,
        url_name="institutions:official",
        shown=by_field(function=coded(FUNCTIONS), organisation_id=chosen(ORGANISATIONS), place_path=place, starts=day),
    ),
    "committee": Kind(
        fields={
            "kind": KIND,
            "names": NAMES,
            "mandate": _("Mandate"),
            "decree": _("Decree"),
            "founded": _("Founded"),
        },
        title=lambda row: row.name,
        url_name="institutions:committee",
        shown=by_field(kind=coded(COMMITTEE_KINDS), names=in_languages, mandate=in_languages, founded=day),
    ),
    "service_offer": Kind(
        fields={
            "kind": KIND,
            "names": NAMES,
            "place_paths": _("For which places"),
            "for_whom_codes": _("For whom"),
            "eligibility": _("Conditions"),
            "capacity": _("Capacity"),
            "hours": _("Hours"),
            "languages": _("Languages"),
            "phone": PHONE,
        },
        title=lambda row: row.name,
        url_name="institutions:service",
        shown=by_field(
            kind=coded(SERVICE_KINDS),
            names=in_languages,
            place_paths=places,
            for_whom_codes=several(FOR_WHOM),
            eligibility=in_languages,
            hours=in_languages,
            languages=several(SPOKEN),
        ),
    ),
    **{
        kind: Kind(
            fields=fields,
            title=of_case.title_of(kind),
            url_name=of_case.PAGES[kind],
            shown=of_case.shown_of(kind),
            # The record of exploitation is one a case and stands under the case's address.
            key="case_id" if kind == "exploitation" else "pk",
        )
        for kind, fields in of_case.FIELDS.items()
    },
    **{
        kind: Kind(
            fields=fields,
            title=of_programme.TITLES[kind],
            url_name=of_programme.PAGES[kind],
            shown=of_programme.shown,
        )
        for kind, fields in of_programme.FIELDS.items()
    },
    **{
        kind: Kind(fields=fields, title=of_plans.TITLES[kind], url_name=of_plans.PAGES[kind], shown=of_plans.shown)
        for kind, fields in of_plans.FIELDS.items()
    },
    **{
        kind: Kind(fields, of_training.TITLES[kind], of_training.PAGES[kind], of_training.shown)
        for kind, fields in of_training.FIELDS.items()
    },
    **{
        kind: Kind(fields, of_partnership.TITLES[kind], of_partnership.PAGES[kind], of_partnership.shown_of(kind))
        for kind, fields in of_partnership.FIELDS.items()
    },
}


def field_words(kind: str, field: str) -> str:
    return str(KINDS[kind].fields[field])
