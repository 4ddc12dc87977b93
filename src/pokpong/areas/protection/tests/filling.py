"""Filling in the form of a page in tests: what is not typed stays as the page shows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from pokpong.areas.protection.tests.factories_plan import in_days


def typed_on(shown: Any) -> dict[str, Any]:
    """What the page would send back untouched."""
    found: dict[str, Any] = {}
    for bound in shown.context["form"]:
        value = bound.value()
        if isinstance(value, date):
            found |= boxes(bound.name, value)
        elif hasattr(value, "detail"):  # a place
            found[bound.name] = value.value
        elif value not in (None, "", False, []):
            found[bound.name] = value
    return found


def boxes(name: str, when: date) -> dict[str, int]:
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def day(name: str, days: int) -> dict[str, int]:
    """The three boxes of a day some days from now."""
    return boxes(name, in_days(days))


def sent(client: Any, url: str, **typed: Any) -> Any:
    """Opens the page, fills in its form and sends it."""
    return client.post(url, {**typed_on(client.get(url)), **typed})
