"""Papers on the page of a case: what can be printed now, and what was given a number."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case, IssuedPaper
from pokpong.areas.protection.queries.papers import issued_of, told_villages
from pokpong.areas.protection.screens.of_case import Section
from pokpong.areas.protection.vocabulary.papers import CLOSURE, KINDS, REFERRAL
from pokpong.foundation.access.pages import PageRequest

KEY = "papers"


def sections(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """One card: one query, and two more at the end of a case."""
    context = {
        "papers": [_summary(case), _information(case), *(_ending(case) if not case.is_at_work else [])],
        "issued": [_issued(case, row) for row in issued_of(case)],
    }
    return [Section(KEY, _("Papers"), "print", "protection/papers/section.html", context)]


def _summary(case: Case) -> dict[str, Any]:
    hint = _("For the team and the supervisor. You choose what stands on it.")
    return {"label": _("Case summary"), "url": reverse("papers:summary", args=[case.pk]), "hint": hint}


def _information(case: Case) -> dict[str, Any]:
    hint = _("For the person: what is written down, who sees it, and their rights.")
    return {
        "label": _("Information for the person"),
        "url": reverse("papers:information", args=[case.pk]),
        "hint": hint,
    }


def _ending(case: Case) -> list[dict[str, Any]]:
    letter = {
        "label": _("Closure letter"),
        "url": reverse("papers:closure", args=[case.pk]),
        "hint": _("For the person. Ask first whether it is safe to have this paper at home."),
    }
    villages = [
        {
            "label": _("Letter to the village authority"),
            "url": reverse("papers:village", args=[case.pk, told.consent.pk]),
            "hint": _("Says the name and nothing else. It rests on the person's consent."),
        }
        for told in told_villages(case)
    ]
    return [letter, *villages]


def _issued(case: Case, row: IssuedPaper) -> dict[str, Any]:
    return {"number": row.number, "kind": KINDS.get(row.kind, row.kind), "day": row.issued_on, "url": _url(case, row)}


def _url(case: Case, row: IssuedPaper) -> str:
    """Where it is read; letters of a case that was opened again are no longer drawn."""
    if row.kind == REFERRAL:
        return reverse("papers:letter", args=[row.subject])
    if case.is_at_work:
        return ""
    if row.kind == CLOSURE:
        return reverse("papers:closure", args=[case.pk])
    return reverse("papers:village", args=[case.pk, row.consent_id])
