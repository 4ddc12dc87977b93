"""Conflicts about projects, donors, money, frameworks, calendars and population in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise

from pokpong.registers.places.queries import label
from pokpong.registers.programme.actions import calendars, donors, projects, results
from pokpong.registers.programme.screens.presenting import FIELD_WORDS, shown

Words = str | Promise
__all__ = ["FIELDS", "PAGES", "TITLES", "shown"]


def _worded(*names: str) -> Mapping[str, Words]:
    return {name: FIELD_WORDS[name] for name in names}


FIELDS: dict[str, Mapping[str, Words]] = {
    "project": _worded(*projects.FIELDS),
    "donor": _worded(*donors.DONOR_FIELDS),
    "funding": _worded(*donors.FUNDING_FIELDS),
    "framework": _worded("names"),
    "result": _worded(*results.FIELDS),
    "calendar": _worded(*calendars.FIELDS),
    "population": _worded("count"),
}
PAGES = {
    "project": "programme:project",
    "donor": "programme:donor",
    "funding": "programme:funding",
    "framework": "programme:framework",
    "result": "programme:result",
    "calendar": "programme:calendar",
    "population": "programme:population_figure",
}
TITLES: dict[str, Callable[[Any], str]] = {
    "project": lambda row: f"{row.code} · {row.name}",
    "donor": lambda row: str(row.name),
    "funding": lambda row: f"{row.project.code} · {row.donor.name}",
    "framework": lambda row: str(row.name),
    "result": lambda row: f"{row.code} · {row.name}",
    "calendar": lambda row: str(row.name),
    "population": lambda row: f"{label(row.place_path)} · {row.year}",
}
