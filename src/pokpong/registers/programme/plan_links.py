"""Ways on from a plan to pages of higher floors, which put them here when the program starts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pokpong.foundation.ui.parts import Link
from pokpong.registers.programme.models import Plan

Way = Callable[[Plan, Any], Link | None]
_ways: list[Way] = []


def register(way: Way) -> None:
    """`way` answers a link for a reader who may follow it, else None."""
    if way not in _ways:
        _ways.append(way)


def links_for(plan: Plan, reader: Any) -> list[Link]:
    return [link for way in _ways if (link := way(plan, reader)) is not None]
