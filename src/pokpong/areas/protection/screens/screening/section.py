"""Screenings on the page of a case."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import Case, Screening
from pokpong.areas.protection.queries.screening import screenings_of
from pokpong.areas.protection.screens.of_case import Section
from pokpong.areas.protection.screens.screening import words
from pokpong.areas.protection.screens.screening.views import SECTION, address, resume_address
from pokpong.foundation.access.pages import PageRequest


def sections(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """One card: the newest first; nothing sealed is opened for it."""
    may_begin = at_work and request.user.may("screening.begin")
    context = {
        "rows": [_shown(row) for row in screenings_of(case)],
        "begin_url": reverse("screening:begin", args=[case.pk]) if may_begin else "",
    }
    return [Section(SECTION, _("Screening"), "search", "protection/screening/section.html", context)]


def _shown(row: Screening) -> dict[str, Any]:
    return {
        "on": row.asked_on,
        "tool": words.tool_words(row),
        "url": resume_address(row) if row.is_draft else address(row),
        "state": words.state_word(row.state),
        "result": words.result_label(row),
        "decision": words.decision_word(row.decision),
    }
