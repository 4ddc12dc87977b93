"""What waits for a choice between two edits, on the page of a case: its own answers and those of its parts."""

from __future__ import annotations

from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.conflicts import open_conflicts
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.templatetags.ui import lao_date

KIND_WORDS: dict[str, Words] = {
    "case": _("Case"),
    "exploitation": _("Record of exploitation"),
    "need": _("Need"),
    "goal": _("Goal"),
    "planned_action": _("Action of the plan"),
    "conference": _("Case conference"),
    "follow_up": _("Follow-up"),
    "service": _("Service for a person"),
    "stay": _("Stay in a shelter"),
    "return": _("Return home"),
    "referral": _("Referral"),
}


def choices(request: PageRequest, case: Case) -> list[Link]:
    """The page of each open conflict, by the kind of record and the day; none for who may not choose.

    Those pages stand on a higher floor, so their address is a setting.
    """
    if not request.user.may("conflict.settle"):
        return []
    return [
        Link(f"{KIND_WORDS[found.kind]}, {lao_date(found.at)}", resolve_url(settings.POKPONG_CONFLICT_CHOICE, found.pk))
        for found in open_conflicts(case)
    ]
