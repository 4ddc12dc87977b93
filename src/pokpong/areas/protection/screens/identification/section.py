"""Identification on the page of a case."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import Case, Identification
from pokpong.areas.protection.queries.identification import identifications_of
from pokpong.areas.protection.screens.identification import words
from pokpong.areas.protection.screens.identification.views import SECTION, address
from pokpong.areas.protection.screens.of_case import Section
from pokpong.foundation.access.pages import PageRequest


def sections(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """One card; nothing sealed is opened for it."""
    rows = identifications_of(case)
    standing = any(row.state != "set_aside" for row in rows)
    may_presume = at_work and not standing and request.user.may("identification.presume")
    names = words.organisation_words(row.decided_body or row.body for row in rows) if rows else {}
    context = {
        "rows": [_shown(row, names) for row in rows],
        "presume_url": reverse("identification:presume", args=[case.pk]) if may_presume else "",
    }
    return [Section(SECTION, _("Identification"), "shield", "protection/identification/section.html", context)]


def _shown(row: Identification, names: dict[Any, str]) -> dict[str, Any]:
    return {
        "state": words.state_word(row.state),
        "url": address(row),
        "since": row.decided_on or row.requested_on or row.presumed_on,
        "body": names.get(row.decided_body or row.body, ""),
    }
