"""Two edits of one field that wait for a choice, in a case and in its parts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from pokpong.areas.protection.models import (
    Case,
    Conference,
    Exploitation,
    FollowUp,
    Goal,
    Need,
    PlannedAction,
    Referral,
    ReturnHome,
    Service,
    Stay,
)
from pokpong.foundation.actions.models import Conflict

# The parts of a case that are corrected by an action.
AMENDED = (Exploitation, Need, Goal, PlannedAction, Conference, FollowUp, Service, Stay, ReturnHome, Referral)


def open_conflicts(case: Case) -> list[Conflict]:
    """Those of a visible case and of its parts, the oldest first. One query."""
    rows = Q(row=case.pk)
    for model in AMENDED:
        rows |= Q(kind=model.noun, row__in=_parts(model, case))
    return list(Conflict.objects.filter(rows, state="open").order_by("at", "pk"))


def _parts(model: Any, case: Case) -> Any:
    return model.objects.filter(case=case.pk).values("pk")
