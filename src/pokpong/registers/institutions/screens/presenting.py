"""What the pages about institutions show."""

from __future__ import annotations

from collections.abc import Container
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.foundation.access.models import User
from pokpong.foundation.actions import moves
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import Happening, Link, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.models import (
    Committee,
    Membership,
    Official,
    OfficialMerge,
    Organisation,
    ServiceOffer,
)
from pokpong.registers.institutions.queries import one_person, post_history
from pokpong.registers.institutions.screens.tables import checked, status
from pokpong.registers.institutions.states import COMMITTEE, OFFICIAL, ORGANISATION, SERVICE_OFFER
from pokpong.registers.institutions.vocabularies import (
    COMMITTEE_KINDS,
    FOR_WHOM,
    FUNCTIONS,
    ORGANISATION_KINDS,
    SERVICE_KINDS,
    SPOKEN,
)
from pokpong.registers.places.queries import label, labels


def crumbs(list_words: str, list_name: str, *more: Crumb) -> list[Crumb]:
    """The list, and what leads on from it."""
    return [Crumb(list_words, reverse(f"institutions:{list_name}")), *more]


def filled(rows: list[SummaryRow]) -> list[SummaryRow]:
    """The rows that say something."""
    return [row for row in rows if row.value not in ("", None)]


def organisation_facts(row: Organisation) -> list[SummaryRow]:
    parent = Link(row.parent.name, reverse("institutions:organisation", args=[row.parent.pk])) if row.parent else ""
    return filled(
        [
            SummaryRow(_("Name in Lao"), in_language(row.names, "lo")),
            SummaryRow(_("Name in English"), row.names.get("en", "")),
            SummaryRow(_("Abbreviation in Lao"), row.short_names.get("lo", "")),
            SummaryRow(_("Kind"), ORGANISATION_KINDS.words(row.kind)),
            SummaryRow(_("Belongs to"), parent),
            SummaryRow(_("Place"), label(row.place_path)),
            SummaryRow(_("Address"), row.address),
            SummaryRow(_("Telephone number"), row.phone),
            SummaryRow(_("State"), status(ORGANISATION, row)),
        ]
    )


def service_name(row: ServiceOffer) -> str:
    return row.name or SERVICE_KINDS.words(row.kind)


def service_facts(row: ServiceOffer) -> list[SummaryRow]:
    """The service as the directory tells of it, with who checked it last."""
    owner = Link(row.organisation.name, reverse("institutions:organisation", args=[row.organisation.pk]))
    by = User.objects.filter(pk__in=[row.verified_by]).values_list("display_name", flat=True).first()
    return filled(
        [
            SummaryRow(_("Organisation"), owner),
            SummaryRow(_("Kind of service"), SERVICE_KINDS.words(row.kind)),
            SummaryRow(_("For people of"), list(labels(row.place_paths).values())),
            SummaryRow(_("For whom?"), FOR_WHOM.all_words(row.for_whom_codes) or _("Everybody")),
            SummaryRow(_("Conditions"), in_language(row.eligibility)),
            SummaryRow(_("Capacity"), row.capacity),
            SummaryRow(_("Hours"), in_language(row.hours)),
            SummaryRow(_("Languages"), SPOKEN.all_words(row.languages)),
            SummaryRow(_("Telephone number"), row.phone or row.organisation.phone),
            SummaryRow(_("Last checked"), checked(row), note=by or ""),
            SummaryRow(_("State"), status(SERVICE_OFFER, row)),
        ]
    )


def official_facts(row: Official) -> list[SummaryRow]:
    organisation = Link(row.organisation.name, reverse("institutions:organisation", args=[row.organisation.pk]))
    return filled(
        [
            SummaryRow(_("Name"), row.name),
            SummaryRow(_("Name in Latin letters"), row.latin_name),
            SummaryRow(_("Post"), row.post),
            SummaryRow(_("Function"), FUNCTIONS.words(row.function)),
            SummaryRow(_("Organisation"), organisation),
            SummaryRow(_("Place"), label(row.place_path)),
            SummaryRow(_("Telephone number"), row.phone),
            SummaryRow(_("Holds the post since"), row.starts),
            SummaryRow(_("Last day in the post"), row.ends),
            SummaryRow(_("State"), status(OFFICIAL, row)),
        ]
    )


def merge_url(asked: OfficialMerge) -> str:
    return reverse("institutions:official_merge", args=[asked.pk])


def spellings(row: Official, reader: Any) -> list[tuple[Link, str]]:
    """Every other row of the same person that the reader may see, with its post and other spelling."""
    others = Official.objects.visible_to(reader).filter(pk__in=one_person(row)).exclude(pk=row.pk)
    return [
        (
            Link(other.name, reverse("institutions:official", args=[other.pk])),
            " · ".join(text for text in (other.post, other.latin_name) if text),
        )
        for other in others.order_by("sort_key", "pk")
    ]


def asked_about(row: Official, reader: Any) -> list[Link]:
    """What waits for a second person: whether this official is the same as another."""
    asked = OfficialMerge.objects.visible_to(reader).filter(Q(official=row) | Q(into=row), state="asked")
    pairs = [
        (one, one.into if one.official_id == row.pk else one.official)
        for one in asked.select_related("official", "into")
    ]
    return [Link(other.name, merge_url(one)) for one, other in pairs]


def holders(row: Official, visible: Container[UUID]) -> list[Happening]:
    """Everybody who held the post and may be seen, newest first."""
    return [
        Happening(
            holder.starts,
            holder.name,
            who=_("until %(day)s") % {"day": f"{holder.ends:%d/%m/%Y}"} if holder.ends else "",
            status=status(OFFICIAL, holder),
            url=reverse("institutions:official", args=[holder.pk]) if holder != row else "",
        )
        for holder in reversed(post_history(row))
        if holder.pk in visible
    ]


def seats(row: Official, reader: Any) -> list[SummaryRow]:
    """The committees the official sits or sat in, as far as the reader may see them."""
    mine = Membership.objects.visible_to(reader).filter(official__in=one_person(row))
    from_to = mine.select_related("committee").order_by("-starts")
    return [
        SummaryRow(
            seat.committee.name,
            [seat.starts, seat.ends] if seat.ends else [seat.starts],
            note=COMMITTEE_KINDS.words(seat.committee.kind),
        )
        for seat in from_to
    ]


def committee_facts(row: Committee) -> list[SummaryRow]:
    return filled(
        [
            SummaryRow(_("Name in Lao"), in_language(row.names, "lo")),
            SummaryRow(_("Name in English"), row.names.get("en", "")),
            SummaryRow(_("Kind"), COMMITTEE_KINDS.words(row.kind)),
            SummaryRow(_("Place"), label(row.place_path)),
            SummaryRow(_("Mandate"), in_language(row.mandate)),
            SummaryRow(_("Decree"), row.decree),
            SummaryRow(_("Founded on"), row.founded),
            SummaryRow(_("Dissolved on"), row.dissolved),
            SummaryRow(_("State"), status(COMMITTEE, row)),
        ]
    )


def history(row: Organisation | ServiceOffer) -> list[Happening]:
    """The states it went through, newest first, with the reasons."""
    words = moves.MACHINES[row.noun].words
    steps = reversed(moves.history_of(row.pk))
    return [Happening(step.at, words[step.after], text=moves.why_of(step)) for step in steps]
