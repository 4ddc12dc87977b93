"""A case as pages show it: words and tones of its codes, and the person's name where the reader may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.models import Case, CaseMember
from pokpong.areas.protection.states.cases import CASE
from pokpong.areas.protection.vocabulary import cases as vocabulary
from pokpong.foundation.ui.parts import StatusWord
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.sight import parts_of_many

RISK_TONES = {"unassessed": "warning", "low": "success", "medium": "info", "high": "warning", "critical": "danger"}
STATE_TONES = {"open": "info", "reopened": "info", "closing": "warning", "closed": "closed"}
NAME_HIDDEN = gettext_lazy("name not shown to you")


def state_word(state: str) -> StatusWord:
    return StatusWord(CASE.words[state], STATE_TONES[state])


def risk_word(level: str) -> StatusWord:
    return StatusWord(vocabulary.RISKS[level], RISK_TONES[level])


def risk_tag(level: str) -> StatusWord:
    """The level where it stands alone: it says of what it is the level."""
    return StatusWord(_("Risk: %(level)s") % {"level": vocabulary.RISKS[level]}, RISK_TONES[level])


def review_word(case: Case) -> object:
    """When the risk is looked at again, with red words once the day has come; nothing for a closed case."""
    if not case.is_running:
        return None
    return [StatusWord(_("Due now"), "danger"), case.risk_review_on] if case.is_review_due else case.risk_review_on


def words_of(vocabulary: Mapping[str, object], codes: Iterable[str]) -> list[str]:
    """Codes in words; one that is no longer in the list is shown as it is."""
    return [str(vocabulary.get(code, code)) for code in codes]


def names_shown(actor: Any, persons: Iterable[Person]) -> dict[UUID, str]:
    """The names of those persons whom this reader sees and whose name they may read. The page notes the reading."""
    rows = list({person.pk: person for person in persons}.values())
    seen = Person.objects.visible_to(actor).filter(pk__in=[row.pk for row in rows])
    visible = list(seen)
    parts = parts_of_many(actor, visible)
    return {row.pk: row.name for row in visible if "names" in parts[row.pk]}


def member_words(member: CaseMember) -> str:
    return str(vocabulary.TEAM_ROLES.get(member.role, member.role))
