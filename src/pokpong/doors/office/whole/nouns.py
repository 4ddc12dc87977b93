"""What a person's whole record takes from their cases: for each noun of a case, how a row becomes an entry."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection import models
from pokpong.areas.protection.screens.of_case import address
from pokpong.areas.protection.screens.services.words import money_words, quantity_of
from pokpong.areas.protection.vocabulary import cases as case_words
from pokpong.areas.protection.vocabulary import plan as plan_words
from pokpong.areas.protection.vocabulary import referrals as referral_words
from pokpong.areas.protection.vocabulary import returns as return_words
from pokpong.areas.protection.vocabulary import screening as screening_words
from pokpong.areas.protection.vocabulary import services as service_words
from pokpong.areas.protection.vocabulary import stays as stay_words
from pokpong.areas.protection.vocabulary.exploitation import words_of
from pokpong.doors.office.whole.entries import TONES, Entry, Whole, lines, state_of
from pokpong.doors.office.whole.source import Source, coded, named, no_status
from pokpong.foundation.ui.parts import StatusWord
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS


def risk_word(row: models.RiskAssessment) -> StatusWord:
    return StatusWord(coded(case_words.RISKS, row.level), TONES.get(row.level, "neutral"))


def correction(row: models.Note) -> StatusWord | None:
    return StatusWord(_("Correction"), "warning") if row.corrects_id else None


def cases(whole: Whole) -> Iterator[Entry]:
    for row in whole.cases:
        words = _("Case %(number)s opened") % {"number": row.number}
        text = partial(case_text, row)
        yield Entry("case", row.opened_on, words, state_of(row), address(row), row.opened_by, text=text, row=row.pk)


def case_text(row: models.Case) -> str:
    return lines(coded(case_words.ORIGINS, row.origin), row.summary)


def closure_text(row: models.Closure) -> str:
    reasons = [coded(case_words.CLOSURE_REASONS, code) for code in row.reasons]
    return lines("; ".join(reasons), row.summary, row.wishes)


def service_text(row: models.Service) -> str:
    told = [coded(service_words.OUTCOMES, row.outcome), coded(service_words.MISSED, row.missed)]
    return lines(" · ".join(part for part in (quantity_of(row), money_words(row.money), *told) if part), row.note)


def follow_up_text(row: models.FollowUp) -> str:
    answers = [
        f"{words} {coded(plan_words.ANSWERS, getattr(row, name))}"
        for name, words in plan_words.WELL_BEING.items()
        if getattr(row, name) != "unknown"
    ]
    return lines(*answers, row.finding)


SOURCES = (
    Source(
        models.RiskAssessment,
        "case",
        "risk",
        named(gettext_lazy("Risk assessed")),
        at=("assessed_on",),
        who=("assessed_by",),
        text=lambda row: lines(", ".join(coded(case_words.RISK_FACTORS, code) for code in row.factors), row.note),
        status=risk_word,
    ),
    Source(
        models.Closure,
        "case",
        "closure",
        named(gettext_lazy("Closure asked for")),
        at=("decided_on", "asked_at"),
        who=("decided_by", "asked_by"),
        text=closure_text,
    ),
    Source(
        models.Exploitation,
        "case",
        "exploitation",
        named(gettext_lazy("What was done to the person was written down")),
        at=("recorded_on",),
        who=("recorded_by",),
        text=lambda row: lines(", ".join(words_of("forms", row.forms)), row.note),
        status=no_status,
    ),
    Source(
        models.Screening,
        "screening",
        "screening",
        named(gettext_lazy("Screening")),
        at=("decided_on", "asked_on"),
        who=("decided_by", "asked_by"),
        text=lambda row: lines(coded(screening_words.DECISIONS, row.decision), row.why),
        page="screening:screening",
    ),
    Source(
        models.Identification,
        "identification",
        "identification",
        named(gettext_lazy("Identification as a victim")),
        at=("decided_on", "requested_on", "presumed_on"),
        who=("requested_by", "presumed_by"),
        organisation=("decided_body", "body"),
        text=lambda row: lines(row.why),
        page="identification:page",
    ),
    Source(
        models.Need,
        "plan",
        "plan",
        lambda row: _("Need: %(what)s") % {"what": coded(plan_words.DOMAINS, row.domain)},
        at=("settled_on", "noted_on"),
        who=("noted_by",),
        text=lambda row: lines(row.note),
    ),
    Source(
        models.Goal,
        "plan",
        "plan",
        lambda row: _("Goal: %(what)s") % {"what": coded(plan_words.DOMAINS, row.domain)},
        at=("settled_on", "set_on"),
        who=("set_by",),
        text=lambda row: lines(row.text),
    ),
    Source(
        models.PlannedAction,
        "plan",
        "plan",
        named(gettext_lazy("Action of the plan")),
        at=("ended_on", "due"),
        who=("owner",),
        text=lambda row: lines(row.text, row.result),
        page="plan:action",
    ),
    Source(
        models.Service,
        "service",
        "services",
        lambda row: SERVICE_KINDS.words(row.kind),
        at=("delivered_on", "planned_on"),
        organisation=("organisation",),
        text=service_text,
        page="services:service",
    ),
    Source(
        models.Stay,
        "stay",
        "stays",
        named(gettext_lazy("Stay in a shelter")),
        at=("left_on", "starts_on"),
        organisation=("organisation",),
        text=lambda row: lines(coded(stay_words.LEFT_FOR, row.left_for), row.note),
        page="services:stay",
    ),
    Source(
        models.ReturnHome,
        "stay",
        "returns",
        lambda row: _("Return home: %(kind)s") % {"kind": coded(return_words.KINDS, row.kind)},
        at=("received_on", "left_on", "agreed_on", "planned_on"),
        organisation=("organisation",),
        text=lambda row: lines(coded(return_words.ASSESSMENTS, row.assessment), row.agreement, row.note),
        page="services:return",
    ),
    Source(
        models.Referral,
        "referral",
        "referrals",
        lambda row: _("Referral: %(kind)s") % {"kind": SERVICE_KINDS.words(row.kind)},
        at=("ended_at", "answered_at", "sent_at", "made_on"),
        who=("sent_by", "made_by"),
        organisation=("organisation_id",),
        text=lambda row: lines(coded(referral_words.OUTCOMES, row.outcome), row.feedback, row.answer),
        page="referrals:referral",
    ),
    Source(
        models.FollowUp,
        "follow_up",
        "follow_ups",
        lambda row: _("Follow-up: %(kind)s") % {"kind": coded(plan_words.FOLLOW_UP_KINDS, row.kind)},
        at=("done_on", "due"),
        who=("done_by",),
        text=follow_up_text,
        page="plan:follow_up",
    ),
    Source(
        models.Note,
        "note",
        "notes",
        lambda row: _("Note: %(kind)s") % {"kind": coded(plan_words.NOTE_KINDS, row.kind)},
        at=("on",),
        who=("written_by",),
        text=lambda row: lines(row.text),
        status=correction,
    ),
    Source(
        models.Conference,
        "note",
        "conferences",
        named(gettext_lazy("Case conference")),
        at=("held_on", "planned_on"),
        who=("called_by",),
        text=lambda row: lines(row.purpose, row.minutes),
        page="plan:conference",
    ),
    Source(
        models.Attachment,
        "note",
        "files",
        lambda row: _("File: %(kind)s") % {"kind": coded(plan_words.ATTACHMENT_KINDS, row.kind)},
        at=("added_on",),
        who=("added_by",),
        text=lambda row: lines(row.name),
    ),
)
