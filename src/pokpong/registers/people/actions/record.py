"""Bringing what was typed into the shapes a person's record keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.lao.text import canon, has_lao
from pokpong.registers.people.models import Person
from pokpong.registers.people.rules import record as rules
from pokpong.registers.places.queries import by_path

EMPTY_IS_NONE = frozenset(
    {"gender", "birth_date", "birth_estimate", "ethnic_group", "languages", "interpreter", "disability_answers"}
    | {"documents", "home"}
)
SPELT = frozenset({"gender", "ethnic_group"})


def shaped(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept: canonical text, dates as dates, nothing instead of empty."""
    found = dict(values)
    for name in EMPTY_IS_NONE & set(found):
        found[name] = found[name] or None
    for name in SPELT & set(found):
        found[name] = canon(found[name]).strip() if found[name] else None
    if "names" in found:
        found["names"] = [_name(name) for name in found["names"] or [] if str(name.get("text", "")).strip()]
    if found.get("birth_date"):
        found["birth_date"] = Person._meta.get_field("birth_date").to_python(found["birth_date"])
    if found.get("birth_estimate"):
        found["birth_estimate"] = {"as_of": clock.today().isoformat(), **found["birth_estimate"]}
    return found


def _name(name: Mapping[str, str]) -> dict[str, str]:
    text = canon(str(name["text"])).strip()
    return {
        "text": text,
        "kind": str(name.get("kind") or "official"),
        "script": "Laoo" if has_lao(text) else script(text),
    }


def script(text: str) -> str:
    """ISO 15924 code of the first letter: Laoo, Thai, Latn, Hani, or Zyyy for anything else."""
    ranges = (("Laoo", 0x0E80, 0x0EFF), ("Thai", 0x0E00, 0x0E7F), ("Latn", 0x0041, 0x024F), ("Hani", 0x4E00, 0x9FFF))
    points = [ord(letter) for letter in text if letter.isalpha()]
    return next((code for code, first, last in ranges if points and first <= points[0] <= last), "Zyyy")


def with_district(values: Mapping[str, Any]) -> dict[str, Any]:
    """The district of the home where none was given: never anything below it stays open."""
    home = (values.get("home") or {}).get("path", "")
    return {**values, "district_path": values.get("district_path") or cut(home, rules.DISTRICT_LEVELS)}


def place_problems(values: Mapping[str, Any]) -> list[Problem]:
    """Places that are not in the register, and a district that is none."""
    found = []
    home = (values.get("home") or {}).get("path", "")
    if home and by_path(home) is None:
        found.append(rules.HOME_UNKNOWN("home"))
    if "district_path" in values:
        found += _district_problems(values["district_path"])
    return found


def _district_problems(path: str) -> list[Problem]:
    if not path:
        return [rules.DISTRICT_MISSING("district_path")]
    place = by_path(path)
    return [rules.DISTRICT_UNKNOWN("district_path")] if place is None or place.level != rules.DISTRICT_LEVELS else []
