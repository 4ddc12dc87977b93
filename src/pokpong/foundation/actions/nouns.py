"""Nouns by name: which model stands behind the kind that receipts, changes and events speak of."""

from functools import cache
from typing import Any

from django.apps import apps

from pokpong.foundation.kernel.rows import Gated


@cache
def by_name() -> dict[str, type[Any]]:
    """Every gated model by its noun. Raises ValueError when two models share one."""
    found: dict[str, type[Any]] = {}
    for model in apps.get_models():
        if issubclass(model, Gated):
            if model.noun in found:
                raise ValueError(f"two models are called {model.noun!r}")
            found[model.noun] = model
    return found


def model_of(noun: str) -> type[Any]:
    """Raises KeyError."""
    return by_name()[noun]
