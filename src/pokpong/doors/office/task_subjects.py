"""How the records that tasks are about are told apart: open columns only, with one query for each kind of record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.screens.presenters import urgency_word
from pokpong.areas.protection.vocabulary.concerns import URGENCIES
from pokpong.foundation.access.models import Glass, Grant
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.ui.parts import StatusWord
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.institutions.models import Official

DANGER = "danger"
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


def officials(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By the post, never by the name."""
    rows = Official.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "post")
    return {pk: Subject(post) for pk, post in rows}
