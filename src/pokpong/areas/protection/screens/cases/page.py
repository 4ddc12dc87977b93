"""The page of one case: what holds now, what comes next, and every part of the help, in the order of the work."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import acts_in, consent_recorded
from pokpong.areas.protection.screens.cases.conflicts import choices
from pokpong.areas.protection.screens.cases.next_steps import next_steps
from pokpong.areas.protection.screens.cases.section import head_sections, tail_sections
from pokpong.areas.protection.screens.cases.words import NAME_HIDDEN, names_shown, risk_tag, state_word
from pokpong.areas.protection.screens.identification import section as identification
from pokpong.areas.protection.screens.of_case import Section, consent_url, crumbs, found
from pokpong.areas.protection.screens.papers import section as papers
from pokpong.areas.protection.screens.plan import section as plan
from pokpong.areas.protection.screens.referrals import section as referrals
from pokpong.areas.protection.screens.screening import section as screening
from pokpong.areas.protection.screens.services import section as services
from pokpong.foundation.access.pages import PageRequest, page, seen

READS = ("case.tied", "case.read", "glass.break")
# Short enough to stand side by side on a wide screen.
HALVES = {"risk", "summary", "screening", "identification", "stays", "returns"}
# In the order of the work.
FAMILIES = (
    head_sections,
    screening.sections,
    identification.sections,
    plan.sections,
    services.sections,
    referrals.sections,
    plan.follow_up_sections,
    plan.note_sections,
    papers.sections,
    tail_sections,
)


@page(READS)
@require_GET
def case_page(request: PageRequest, case: UUID) -> HttpResponse:
    """Everything this reader may see of one case; opening it leaves a reading event."""
    row = found(request, case)
    names = names_shown(request.user, [row.person])
    seen(request, "case", [row])
    seen(request, "person", [row.person] if names else [])
    acts, missing = acts_in(request.user, row), row.is_running and not consent_recorded(row)
    sections = sections_of(request, row, at_work=acts and row.is_at_work)
    parts = [_drawn(request, row, section, at_work=acts and row.is_at_work) for section in sections]
    context: dict[str, Any] = {
        "case": row,
        "person": row.person,
        "name": names.get(row.person_id, NAME_HIDDEN),
        "person_url": reverse("people:person", args=[row.person_id]) if names else "",
        "state": state_word(row.state),
        "risk": risk_tag(row.risk),
        "only_looks": not acts,
        "next_steps": next_steps(request, row, sections, acts=acts, consent_missing=missing),
        "consent_url": consent_url(row) if acts and request.user.may("consent.give") else "",
        "consent_missing": missing,
        "conflicts": choices(request, row),
        "case_parts": parts,
        "rows": [(half, list(run)) for half, run in groupby(parts, key=lambda part: part["key"] in HALVES)],
        "breadcrumbs": crumbs(row),
    }
    return render(request, "protection/cases/case.html", context)


def sections_of(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """The parts of the page, each made by its own family of screens. `at_work`: this reader may work on it now."""
    return [section for give in FAMILIES for section in give(request, case, at_work=at_work)]


def _drawn(request: PageRequest, case: Case, section: Section, *, at_work: bool) -> dict[str, Any]:
    context = {**section.context, "case": case, "section": section, "at_work": at_work}
    return {"key": section.key, "title": section.title, "html": render_to_string(section.template, context, request)}
