"""What people type, made ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pokpong.foundation.lao.text import canon
from pokpong.registers.places.queries import by_path


def plain(text: str) -> str:
    """Canonical, without spaces around."""
    return canon(text).strip()


def texts(words: Mapping[str, str]) -> dict[str, str]:
    """Canonical texts by language; empty ones left out."""
    found = {language: plain(text) for language, text in words.items()}
    return {language: text for language, text in found.items() if text}


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """Every text of these values made canonical; the rest as it is."""
    return {name: _cleaned(value) for name, value in values.items()}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return texts(value)
    return value


def place_in_use(path: str) -> bool:
    """Whether `path` names a place that new records may name; the empty path is the whole country."""
    found = by_path(path)
    return found is not None and found.state in ("confirmed", "proposed")
