"""One topic of the help page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Topic:
    """`permission` is empty for what everybody does; `steps` are whole sentences, in order."""

    permission: str
    title: str | Promise
    steps: tuple[str | Promise, ...]
    url_name: str = ""
