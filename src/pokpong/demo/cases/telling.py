"""Tells the cases: all steps of everybody, in the order of their days."""

from __future__ import annotations

from datetime import timedelta

from pokpong.demo.cases.people import Helped, everybody
from pokpong.demo.cases.scene import Scene
from pokpong.demo.cases.storylines import steps_of
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock

BEGINNING = 200  # days ago: before the first case


def tell_cases(users: dict[str, User], people: tuple[Helped, ...] | None = None) -> None:
    """Every storyline of these people (everybody), through the actions, at the hours when it would have happened."""
    now, happenings = clock.now(), []
    for number, who in enumerate(everybody() if people is None else people):
        for order, (days, step) in enumerate(steps_of(Scene(who, users))):
            happenings.append((-days, number, order, step))
    for days, _number, order, step in sorted(happenings, key=lambda happening: happening[:3]):
        with clock.standing_at(now + timedelta(days=days) - timedelta(minutes=60 - order)):
            step()
