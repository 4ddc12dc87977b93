"""Conflicts about meetings, decisions, visits, their stops and documents in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.areas.partnership.actions import decisions, meetings, stops, visits
from pokpong.areas.partnership.vocabulary import MEETING_KINDS, STOP_KINDS
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.institutions.picker import OFFICIALS, ORGANISATIONS
from pokpong.registers.places.queries import label

Words = str | Promise
WORDS: dict[str, Words] = {
    "activity_id": _("Activity of the plan"),
    "body": _("Text"),
    "committee_id": _("Committee"),
    "day": _("Day"),
    "due": _("Until when"),
    "ends": _("Last day"),
    "findings": _("Findings"),
    "host_id": _("Who receives"),
    "kind": _("Kind"),
    "officials": _("Officials named in it"),
    "organisation_id": _("Organisation"),
    "owner_id": _("Who does it"),
    "place_path": _("Place"),
    "position": _("Place in the order"),
    "purpose": _("What for"),
    "quorum": _("Quorum, per cent of the members"),
    "starts": _("First day"),
    "subject": _("Subject"),
    "text": _("What was decided"),
    "time": _("Time"),
    "title": _("Title"),
    "venue": _("Where"),
    "words": _("What happens there"),
    "writers": _("Who wrote in it"),
}


def _worded(*names: str) -> dict[str, Words]:
    return {name: WORDS[name] for name in names}


FIELDS: dict[str, Mapping[str, Words]] = {
    "decision": _worded(*decisions.FIELDS),
    "document": _worded("title", "body", "officials", "writers"),
    "meeting": _worded(*meetings.FIELDS),
    "stop": _worded(*stops.FIELDS),
    "visit": _worded(*visits.FIELDS),
}
# A stop stands on the page of its form.
PAGES = {
    "decision": "partnership:decision",
    "document": "partnership:document",
    "meeting": "partnership:meeting",
    "stop": "partnership:amend_stop",
    "visit": "partnership:visit",
}
TITLES: dict[str, Callable[[Any], str]] = {
    "decision": lambda row: f"{row.committee.name if row.committee else label(row.place_path)} · {row.position}",
    "document": lambda row: str(row.name),
    "meeting": lambda row: f"{row.committee.name} · {lao_date(row.day)}",
    "stop": lambda row: f"{STOP_KINDS.words(row.kind)} · {lao_date(row.day)}",
    "visit": lambda row: f"{row.host.name} · {lao_date(row.starts)}",
}
_KINDS: dict[str, Callable[[str], object]] = {"meeting": MEETING_KINDS.words, "stop": STOP_KINDS.words}


def _picked(source: Any) -> Callable[[Any], object]:
    def words(value: Any) -> object:
        found = source.get(str(value)) if value else None
        return found.label if found else ""

    return words


SHOWN: dict[str, Callable[[Any], object]] = {
    "body": lambda value: in_language(value or {}),
    "host_id": _picked(ORGANISATIONS),
    "organisation_id": _picked(ORGANISATIONS),
    "owner_id": _picked(OFFICIALS),
    "officials": lambda value: [_picked(OFFICIALS)(one) for one in value or []],
    "place_path": lambda value: label(value or ""),
    "title": lambda value: in_language(value or {}),
}


def shown_of(kind: str) -> Callable[[str, Any], object]:
    """A value of a field of this kind of record in words."""

    def shown(field: str, value: Any) -> object:
        if field == "kind" and value:
            return _KINDS[kind](value)
        return SHOWN[field](value) if field in SHOWN and value else value

    return shown
