"""What shows that an activity took place: trainings, meetings, visits. Each area above registers its own finder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from pokpong.registers.programme.models import Activity


@dataclass(frozen=True)
class Evidence:
    """One event that carries an activity, as far as the reader may see it. `done`: it was held, not only planned."""

    kind: str
    words: str | Promise
    day: date | None
    url: str
    done: bool


Find = Callable[[Activity, Any], list[Evidence]]
_finders: dict[str, Find] = {}


def register(kind: str, find: Find) -> None:
    """`find` answers the evidence of one kind for an activity that this actor may see."""
    _finders[kind] = find


def kinds() -> list[str]:
    return list(_finders)


def of(activity: Activity, actor: Any) -> list[Evidence]:
    """The evidence of an activity in every edition of its plan, the newest day first, days unknown last."""
    editions = Activity.objects.visible_to(actor).filter(thread=activity.thread).select_related("plan")
    found = [one for edition in editions for find in _finders.values() for one in find(edition, actor)]
    return sorted(found, key=lambda one: (one.day is not None, one.day or date.min), reverse=True)
