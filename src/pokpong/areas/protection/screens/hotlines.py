"""Numbers to call at once, as far as the installation has set any."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from pokpong.foundation.kernel.words import in_language


@dataclass(frozen=True)
class Hotline:
    """A number and whose it is, in the reader's language."""

    name: str
    number: str


def hotlines() -> list[Hotline]:
    """From `POKPONG_HOTLINES`, a list of {"name": {language: text}, "number": text}; empty unless set."""
    found: list[Any] = settings.POKPONG_HOTLINES
    return [Hotline(in_language(line["name"]), line["number"]) for line in found]
