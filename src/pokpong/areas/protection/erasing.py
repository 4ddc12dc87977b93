"""What this area keeps about one person alone, and what must be ended before it may be erased."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from pokpong.areas.protection.actions.erasing import erase_apart
from pokpong.areas.protection.models import (
    Attachment,
    Case,
    Concern,
    FollowUp,
    Identification,
    Note,
    Referral,
    Screening,
    Service,
    Stay,
)
from pokpong.areas.protection.models.case import concern_reference
from pokpong.areas.protection.states.cases import CASE
from pokpong.foundation.access.models import Glass
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.dates import format_date_short
from pokpong.foundation.vault.models import SealedFile
from pokpong.registers.people import alone
from pokpong.registers.people.models import Tie

CASE_RUNS = ProblemKind(
    "erasure_case_runs", _("A case of this person is not closed. Close it first, so that no help ends by an erasure.")
)
OF_CASE = (
    (Screening, _("Screenings")),
    (Identification, _("Identifications")),
    (Service, _("Services")),
    (Referral, _("Referrals")),
    (Stay, _("Stays in a shelter")),
    (FollowUp, _("Follow-ups")),
    (Note, _("Notes")),
    (Attachment, _("Files")),
)


def in_the_way(persons: Sequence[UUID]) -> list[Problem]:
    return [CASE_RUNS("person")] if Case.objects.running().filter(person__in=persons).exists() else []


def keys(persons: Sequence[UUID]) -> set[UUID]:
    """Beside the person's own key, under which cases and their parts are sealed: files, and emergency openings."""
    cases = Case.objects.filter(person__in=persons)
    files = [attachment.file for attachment in Attachment.objects.filter(case__in=cases)]
    found = set(SealedFile.objects.filter(pk__in=files).values_list("key_id", flat=True))
    opened = Glass.objects.filter(kind=Case.noun, row__in=cases.values("pk"))
    return found | set(cases.values_list("key_id", flat=True)) | set(opened.values_list("key_id", flat=True))


def concerns_alone(persons: Sequence[UUID]) -> list[UUID]:
    """Concerns that led to these persons and to nobody else, with those joined to them."""
    named = {tie.because for tie in Tie.objects.filter(person__in=persons, because_kind=Concern.noun)}
    named |= {case.concern for case in Case.objects.filter(person__in=persons) if case.concern}
    joined = Concern.objects.filter(joined_to__in=named).values_list("pk", flat=True)
    rows = Concern.objects.living().filter(pk__in=named | set(joined)).filter(Q(people_count=None) | Q(people_count=1))
    return sorted(row.pk for row in rows if is_about_no_other(row.pk, persons))


def is_about_no_other(concern: UUID, persons: Sequence[UUID]) -> bool:
    """Whether no tie and no case leads from this concern to another person."""
    tied = Tie.objects.because(Concern.noun, concern).exclude(person__in=persons)
    opened = Case.objects.filter(concern_ref=concern_reference(concern)).exclude(person__in=persons)
    return not tied.exists() and not opened.exists()


def parts(persons: Sequence[UUID]) -> list[alone.Part]:
    cases = list(Case.objects.filter(person__in=persons).order_by("opened_on", "pk"))
    lines = tuple(f"{row.number} · {CASE.words[row.state]} · {format_date_short(row.opened_on)}" for row in cases)
    counted = [(words, model.objects.filter(case__in=cases).count()) for model, words in OF_CASE]
    return [alone.Part(_("Cases"), len(cases), lines), *(alone.Part(words, count) for words, count in counted)]


alone.register("protection", alone.Area(in_the_way, keys, concerns_alone, erase_apart, parts))
