"""The parts of a case's page that are about the case itself: risk, summary and closure at the head; team and history
at the end."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case, RiskAssessment
from pokpong.areas.protection.queries.cases import team_of
from pokpong.areas.protection.queries.closures import last_closure
from pokpong.areas.protection.screens.cases.history import happenings_of
from pokpong.areas.protection.screens.cases.shown import assessment_rows, closure_rows, record_rows
from pokpong.areas.protection.screens.cases.words import member_words, risk_word
from pokpong.areas.protection.screens.of_case import Section
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.access.queries import names_of

MOST_EARLIER = 10
MOST_HAPPENINGS = 40


def head_sections(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """Risk and summary; the closure once one was asked for."""
    return [_risk(request, case, at_work), _summary(request, case, at_work), *_closure(case)]


def _risk(request: PageRequest, case: Case, at_work: bool) -> Section:
    found = list(RiskAssessment.objects.filter(case=case.pk).order_by("-assessed_on", "-at")[: MOST_EARLIER + 1])
    names = names_of({assessment.assessed_by for assessment in found})
    context = {
        "rows": assessment_rows(found[0], names) if found else [],
        "earlier": [
            {"row": row, "risk": risk_word(row.level), "who": names.get(row.assessed_by, "")} for row in found[1:]
        ],
        "may_assess": at_work and request.user.may("case.assess_risk"),
    }
    return Section("risk", _("Risk"), "shield", "protection/cases/risk.html", context)


def _summary(request: PageRequest, case: Case, at_work: bool) -> Section:
    context = {
        "rows": record_rows(request.user, case),
        "may_amend": at_work and request.user.may("case.amend"),
    }
    return Section("summary", _("Summary"), "document", "protection/cases/summary.html", context)


def _closure(case: Case) -> list[Section]:
    closure = last_closure(case)
    if closure is None:
        return []
    people = {closure.asked_by, *([closure.decided_by] if closure.decided_by else [])}
    rows = closure_rows(closure, names_of(people))
    return [Section("closure", _("Closure"), "lock", "protection/cases/closure.html", {"rows": rows})]


def tail_sections(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """Team and history."""
    return [_team(request, case, at_work), _history(request, case)]


def _team(request: PageRequest, case: Case, at_work: bool) -> Section:
    members = team_of(case)
    names = names_of({member.user for member in members})
    leads = request.user.pk == case.lead or request.user.may("case.read", case.place_path)
    keeps = at_work and leads
    context: dict[str, Any] = {
        "members": [
            {
                "row": member,
                "name": names.get(member.user, _("Somebody who left")),
                "role": member_words(member),
                "may_end": at_work and member.user != case.lead and (leads or member.user == request.user.pk),
            }
            for member in members
        ],
        "may_add": keeps and request.user.may("case.add_member"),
        "may_hand_over": keeps and request.user.may("case.hand_over"),
        "may_recuse": request.user.may("case.recuse", case.place_path),
        "may_circle": request.user.may("case.compartment", case.place_path),
    }
    return Section("team", _("Team"), "people", "protection/cases/team.html", context)


def _history(request: PageRequest, case: Case) -> Section:
    happenings = happenings_of(case)
    context = {
        "timeline": happenings[:MOST_HAPPENINGS],
        "more": max(0, len(happenings) - MOST_HAPPENINGS),
        "may_see_old": request.user.may("case.amend"),
    }
    return Section("history", _("What was done"), "clock", "protection/cases/timeline.html", context)
