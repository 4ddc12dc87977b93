"""Referrals on the page of a case."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case, Referral
from pokpong.areas.protection.queries.referrals import of_case
from pokpong.areas.protection.screens.of_case import Section
from pokpong.areas.protection.screens.referrals import words
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.ui.parts import StatusWord

KEY = "referrals"


def sections(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """Who was asked for what, and how it stands. No sealed text is opened here."""
    context = {
        "referrals": [_line(row) for row in of_case(case)],
        "add_url": reverse("referrals:choose", args=[case.pk])
        if at_work and request.user.may("referral.draft")
        else "",
    }
    return [Section(KEY, _("Referrals"), "arrow-right", "protection/referrals/section.html", context)]


def _line(row: Referral) -> dict[str, object]:
    return {
        "url": reverse("referrals:referral", args=[row.pk]),
        "label": f"{words.kind_words(row)} · {row.organisation.name}",
        "number": row.number,
        "due": row.due,
        "tags": [
            words.state_word(row.state),
            *([StatusWord(_("Late"), "danger")] if row.is_late else []),
            *([StatusWord(_("Waits for a second person"), "warning")] if row.awaits_confirmation else []),
        ],
    }
