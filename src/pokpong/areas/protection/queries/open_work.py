"""What is still under way in a case: it is ended, or said to go on, before the case is closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from pokpong.areas.protection.models import (
    Case,
    Conference,
    FollowUp,
    PlannedAction,
    Referral,
    ReturnHome,
    Service,
    Stay,
)
from pokpong.areas.protection.states.referrals import DRAFT, UNDER_WAY
from pokpong.areas.protection.states.services import RETURN_RUNNING, TAKES_A_BED
from pokpong.foundation.kernel.words import lazy as _


@dataclass(frozen=True)
class Kind:
    """Rows of `model` in these `states` are not finished; `part` is where they stand on the page of the case."""

    words: str | Promise
    model: Any
    states: Collection[str]
    part: str


# Needs and goals may stay open: not every wish is fulfilled. An identification is waited for by nothing.
KINDS = (
    Kind(_("Referrals under way"), Referral, (DRAFT, *UNDER_WAY), "referrals"),
    Kind(_("Services that are planned"), Service, ("planned",), "services"),
    Kind(_("Stays in a shelter"), Stay, TAKES_A_BED, "stays"),
    Kind(_("Returns home under way"), ReturnHome, RETURN_RUNNING, "returns"),
    Kind(_("Actions of the plan"), PlannedAction, ("planned",), "plan"),
    Kind(_("Case conferences that are planned"), Conference, ("planned",), "conferences"),
)


@dataclass(frozen=True)
class OpenWork:
    """Things of one kind that are not finished: words, how many, and the part of the page where they stand."""

    words: str | Promise
    count: int
    part: str


def unfinished(case: Case) -> list[OpenWork]:
    """What must be ended before the case is closed; follow-ups may go on and are not among it."""
    counted = [(kind, kind.model.objects.filter(case=case.pk, state__in=kind.states).count()) for kind in KINDS]
    return [OpenWork(kind.words, count, kind.part) for kind, count in counted if count]


def waiting_follow_ups(case: Case) -> list[FollowUp]:
    """Those planned or missed, the next first."""
    return list(FollowUp.objects.filter(case=case.pk, state__in=("planned", "missed")).order_by("due", "pk"))
