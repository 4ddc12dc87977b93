"""The page of one person: what this reader may see of them, and what happened, in order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.ui.parts import Happening, StatusWord, SummaryRow
from pokpong.registers.people.models import Contact, Person, Tie
from pokpong.registers.people.queries.belonging import households_of, relatives
from pokpong.registers.people.queries.consents import consents_of
from pokpong.registers.people.queries.sight import Parts
from pokpong.registers.people.queries.timeline import open_conflicts, timeline, user_names
from pokpong.registers.people.rules import ages, vocabulary
from pokpong.registers.people.rules.record import GROUPS
from pokpong.registers.people.screens.beside import beside
from pokpong.registers.people.screens.common import crumbs, opened, person_url
from pokpong.registers.people.screens.links import links_of
from pokpong.registers.people.screens.words import (
    FIELD_WORDS,
    GROUP_WORDS,
    REASON_WORDS,
    part_words,
    purpose_words,
    safety_status,
    shown,
)
from pokpong.registers.places.queries import labels

READS = ["person.tied", "person.read", "glass.break"]


@require_GET
@page(READS)
def person_page(request: PageRequest, person: UUID) -> HttpResponse:
    """A merged record leads to the one that stays, when the reader may see that one."""
    row, parts = opened(request, person)
    stays = Person.objects.visible_to(request.user).filter(pk=row.canonical).first() if row.canonical else None
    if stays is not None and "stay" not in request.GET:
        return redirect(person_url(stays.pk))
    seen(request, "person", [row])
    context = {
        "person": row,
        "name": row.name if "names" in parts else _("name not shown to you"),
        "groups": groups(request, row, parts),
        "breadcrumbs": crumbs(request, None, _("Person")),
        "conflicts": open_conflicts(row) if request.user.may("conflict.settle") else [],
        "conflict_url": _conflict_url(),
        "stays": stays,
        "merged_here": list(Person.objects.visible_to(request.user).filter(canonical=row.pk)),
        "child": row.is_child,
        "parts": parts,
        "links": links_of(request, row),
        "beside": beside(request, row),
        **around(request, row, parts),
        **permissions(request, row),
    }
    return render(request, "people/person.html", context)


def _conflict_url() -> str:
    """Where conflicts are chosen; another floor's page, so its address is a setting."""
    name = getattr(settings, "POKPONG_CONFLICT_PAGE", "")
    return resolve_url(name) if name else ""


def permissions(request: PageRequest, row: Person) -> dict[str, bool]:
    """What this reader may do here, for the buttons. A merged record is only read."""
    may, is_open = request.user.may, row.state == "open"
    supervises = may("tie.end", row.district_path)
    return {
        "may_amend": may("person.amend") and is_open,
        "may_contact": may("person.add_contact") and is_open,
        "may_relate": may("person.relate") and is_open,
        "may_join": may("household.join") and is_open,
        "may_consent": may("consent.give") and is_open,
        "may_see_ties": supervises,
        "may_assign": may("person.assign", row.district_path) and is_open,
        "may_merge": may("person.merge", row.district_path) and is_open,
        "may_part": may("person.part", row.district_path) and not is_open,
    }


def groups(request: PageRequest, row: Person, parts: Parts) -> list[dict[str, Any]]:
    """The groups of fields in the reader's sight, with what they say and where they are changed."""
    may_amend = request.user.may("person.amend") and row.state == "open"
    return [
        {
            "title": GROUP_WORDS[group],
            "rows": [SummaryRow(FIELD_WORDS[name], shown(name, getattr(row, name))) for name in names]
            + ([SummaryRow(_("Age today"), age_words(row))] if group == "birth" else []),
            "edit_url": reverse("people:edit", args=[row.pk, group]) if may_amend else "",
        }
        for group, names in GROUPS.items()
        if group in parts
    ]


def age_words(row: Person) -> str:
    """The age in years and the band, or that it is not known."""
    band = vocabulary.words_of(ages.BAND_WORDS, ages.band_of(row.age))
    return band if row.age is None else _("%(age)s (band %(band)s)") % {"age": row.age, "band": band}


def around(request: PageRequest, row: Person, parts: Parts) -> dict[str, Any]:
    """Contacts, relatives, household, consents, ties and the timeline, as far as the reader sees them."""
    found: dict[str, Any] = {}
    if "contacts" in parts:
        found["contacts"] = contacts(row)
    if "relations" in parts:
        found["relatives"] = relatives_shown(request, row)
    if "household" in parts:
        found["households"] = households_shown(request, row)
    if "consents" in parts:
        found["consents"] = consents(row)
    if "history" in parts:
        found["timeline"] = [Happening(event.at, event.words, event.who) for event in timeline(row)]
    if request.user.may("tie.end", row.district_path):
        found["ties"] = ties(row)
    return found


def contacts(row: Person) -> list[dict[str, Any]]:
    """Present contacts, the safe ones first, then those no longer used."""
    order = [code for code, _words in vocabulary.SAFETY]
    rows = sorted(Contact.objects.filter(person=row.pk), key=lambda c: (c.ended_on is not None, order.index(c.safety)))
    return [
        {
            "contact": contact,
            "kind": vocabulary.words_of(vocabulary.CONTACT_KINDS, contact.kind),
            "status": StatusWord(_("No longer used"), "closed") if contact.ended_on else safety_status(contact.safety),
            "how": how_rows(contact),
        }
        for contact in rows
    ]


def how_rows(contact: Contact) -> list[tuple[str, str]]:
    words = {
        "when": _("When:"),
        "by_whom": _("Who may call:"),
        "pretext": _("What to say:"),
        "never": _("Never:"),
    }
    return [(words[name], contact.how[name]) for name in words if contact.how.get(name)]


def relatives_shown(request: PageRequest, row: Person) -> list[dict[str, Any]]:
    found = relatives(request.user, row)
    seen(request, "person", [relative.known for relative in found if relative.known])
    return [
        {
            "relation": relative.relation,
            "words": vocabulary.words_of(vocabulary.RELATION_KINDS, relative.relation.kind),
            "outward": relative.outward,
            "name": relative.name or _("a person you do not see"),
            "url": person_url(relative.known.pk) if relative.known else "",
            "fields": {"call_id": new_id()},
        }
        for relative in found
    ]


def households_shown(request: PageRequest, row: Person) -> list[dict[str, Any]]:
    found = households_of(request.user, row)
    places = labels({home.household.place_path for home in found})
    seen(request, "household", [home.household for home in found])
    return [
        {"home": home, "place": places[home.household.place_path], "fields": {"call_id": new_id()}} for home in found
    ]


def consents(row: Person) -> list[dict[str, Any]]:
    today = clock.today()
    return [
        {
            "consent": consent,
            "purpose": purpose_words(consent.purpose),
            "recipients": ", ".join(entry["name"] for entry in consent.recipients),
            "status": consent_status(consent, today),
        }
        for consent in consents_of(row)
    ]


def consent_status(consent: Any, today: Any) -> StatusWord:
    """Withdrawn, run out, or holding."""
    if hasattr(consent, "withdrawal"):
        return StatusWord(_("Withdrawn"), "danger")
    if consent.expires_on <= today:
        return StatusWord(_("Run out"), "closed")
    return StatusWord(_("Holds"), "success")


def ties(row: Person) -> list[dict[str, Any]]:
    """Who else may see this person and why; for the supervisor."""
    rows = list(Tie.objects.filter(person=row.pk).select_related("consent__withdrawal").order_by("ends", "starts"))
    names = user_names(tie.user for tie in rows)
    rows.sort(key=lambda tie: not tie.holds)
    return [
        {
            "tie": tie,
            "who": names.get(tie.user, _("an organisation")) if tie.user else _("an organisation"),
            "because": REASON_WORDS.get(tie.because_kind, _("another record")),
            "parts": part_words(tie.fields),
        }
        for tie in rows
    ]
