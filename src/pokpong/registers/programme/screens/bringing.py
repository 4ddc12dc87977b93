"""Where files of figures are brought in: a door above registers it, as no page here knows one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass
class Door:
    """`url` of the page where a file is chosen; empty where there is none."""

    url: str | Promise = ""


FIGURES = Door()


def use(url: str | Promise) -> None:
    """Puts the door in use."""
    FIGURES.url = url
