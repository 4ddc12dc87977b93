"""How the records that tasks are about are told apart: open columns only, with one query for each kind of record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case, Concern, Identification, Referral
from pokpong.areas.protection.screens.presenters import urgency_word
from pokpong.areas.protection.vocabulary.concerns import URGENCIES
from pokpong.doors.exchange.models import ExportRequest
from pokpong.foundation.access.models import Glass, Grant
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.ui.parts import StatusWord
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.institutions.models import Official, OfficialMerge
from pokpong.registers.people.models import Erasure, SubjectCopy

DANGER = "danger"
CRITICAL = "critical"  # the level of a case's risk that means danger to life
RANKS = {code: rank for rank, code in enumerate(URGENCIES)}  # the most urgent first


@dataclass(frozen=True)
class Subject:
    """`words` tell a record from others of its kind; `urgency` is a code of `URGENCIES`, empty where none is known."""

    words: str = ""
    urgency: str = ""

    @property
    def in_danger(self) -> bool:
        return self.urgency == DANGER

    @property
    def rank(self) -> int | None:
        """0 for the most urgent; None where no urgency is known."""
        return RANKS.get(self.urgency)

    @property
    def urgency_tag(self) -> StatusWord | None:
        return urgency_word(self.urgency) if self.urgency else None


NOTHING = Subject()
Subjects = Mapping[UUID, Subject]
Loader = Callable[[Actor, Collection[UUID]], Subjects]


def concerns(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By number and urgency."""
    rows = Concern.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "number", "urgency")
    return {pk: Subject(number, urgency) for pk, number, urgency in rows}


def grants(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By the role; the place stands in the line of the task."""
    rows = Grant.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "role")
    return {pk: Subject(str(ROLES[role].words)) for pk, role in rows if role in ROLES}


def openings(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By when a record was opened: who reviews that need not be allowed to know which one it was."""
    rows = Glass.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "at")
    return {pk: Subject(_("opened %(when)s") % {"when": lao_date(at)}) for pk, at in rows}


def erasures(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By the number of the record."""
    rows = Erasure.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "person__number")
    return {pk: Subject(number) for pk, number in rows}


def exports(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By their number."""
    rows = ExportRequest.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "number")
    return {pk: Subject(number) for pk, number in rows}


def own_copies(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By the number of the record."""
    rows = SubjectCopy.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "person__number")
    return {pk: Subject(number) for pk, number in rows}


def officials(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By the post, never by the name."""
    rows = Official.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "post")
    return {pk: Subject(post) for pk, post in rows}


def official_merges(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By the post of the one that would be put to the other."""
    rows = OfficialMerge.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "official__post")
    return {pk: Subject(post) for pk, post in rows}


def cases(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By number; in danger where the risk was found to be one to life."""
    rows = Case.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "number", "risk")
    return {pk: Subject(number, DANGER if risk == CRITICAL else "") for pk, number, risk in rows}


def of_case(model: Any) -> Loader:
    """Rows of a noun of a case: by the number of their case."""

    def load(actor: Actor, ids: Collection[UUID]) -> Subjects:
        rows = model.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "case__number", "case__risk")
        return {pk: Subject(number, DANGER if risk == CRITICAL else "") for pk, number, risk in rows}

    return load


def referrals(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By its own number, which both sides know, and its urgency; never by the case."""
    rows = Referral.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "number", "urgency")
    return {pk: Subject(number, urgency) for pk, number, urgency in rows}


def requests(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """For the body that was asked: by the day, and by nothing about the person."""
    rows = Identification.objects.asked_of(actor).filter(pk__in=ids).values_list("pk", "requested_on")
    return {pk: Subject(_("asked on %(day)s") % {"day": lao_date(day)}) for pk, day in rows}
