"""Rows of answers about a case, its assessments and closures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case, Closure, Concern, RiskAssessment
from pokpong.areas.protection.screens.cases.words import risk_word, words_of
from pokpong.areas.protection.states.closures import CLOSURE
from pokpong.areas.protection.vocabulary import cases as vocabulary
from pokpong.foundation.ui.parts import Link, StatusWord, SummaryRow
from pokpong.registers.places.queries import label

CLOSURE_TONES = {"asked": "warning", "approved": "closed", "sent_back": "info", "taken_back": "neutral"}


def record_rows(actor: Any, case: Case) -> list[SummaryRow]:
    """What was typed when it was opened. The concern is shown to who may see it, by number."""
    origin = vocabulary.ORIGINS.get(case.origin, case.origin)
    return [
        SummaryRow(_("How did the person come to this help?"), origin),
        *([SummaryRow(_("Because of the concern"), link)] if (link := _concern(actor, case)) else []),
        SummaryRow(_("District where the person is helped"), label(case.place_path)),
        SummaryRow(_("Opened on"), case.opened_on),
        *([SummaryRow(_("Closed on"), case.closed_on)] if case.closed_on else []),
    ]


def _concern(actor: Any, case: Case) -> Link | None:
    if not case.concern_ref or not actor.may("concern.read"):
        return None
    found = Concern.objects.visible_to(actor).filter(pk=case.concern).first()
    return Link(found.number, reverse("protection:concern", args=[found.pk])) if found else None


def assessment_rows(assessment: RiskAssessment, names: Mapping[UUID, str]) -> list[SummaryRow]:
    return [
        SummaryRow(_("Risk level"), risk_word(assessment.level)),
        SummaryRow(_("What makes it so?"), words_of(vocabulary.RISK_FACTORS, assessment.factors)),
        SummaryRow(_("What was seen and heard"), (assessment.note or "").splitlines()),
        SummaryRow(_("Assessed on"), assessment.assessed_on),
        SummaryRow(_("Assessed by"), names.get(assessment.assessed_by, "")),
        SummaryRow(_("Look at it again on"), assessment.next_on),
    ]


def closure_word(state: str) -> StatusWord:
    return StatusWord(CLOSURE.words[state], CLOSURE_TONES[state])


def closure_rows(closure: Closure, names: Mapping[UUID, str]) -> list[SummaryRow]:
    rows = [
        SummaryRow(_("State"), closure_word(closure.state)),
        SummaryRow(_("Why can the case be closed?"), words_of(vocabulary.CLOSURE_REASONS, closure.reasons)),
        SummaryRow(_("Does the person know, and agree?"), vocabulary.TOLD.get(closure.told, closure.told)),
        SummaryRow(_("What the person wishes"), (closure.wishes or "").splitlines()),
        SummaryRow(_("What was reached, and what is left?"), closure.summary.splitlines()),
        SummaryRow(_("Follow the person up after the closure"), closure.follow_ups_go_on),
        SummaryRow(_("Closure asked for by"), [names.get(closure.asked_by, ""), closure.asked_at]),
    ]
    if closure.decided_by is not None:
        rows.append(SummaryRow(_("Decided by"), [names.get(closure.decided_by, ""), closure.decided_on]))
    return rows
