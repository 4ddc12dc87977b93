"""Plain values that components show. Pages build them; templates only draw them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

Words = str | Promise

TONE_ICONS = {
    "neutral": "dot",
    "info": "clock",
    "success": "check",
    "warning": "warning",
    "danger": "danger",
    "closed": "lock",
}


@dataclass(frozen=True)
class StatusWord:
    """A state in words, with a tone of `TONE_ICONS`. Colour never stands alone: the icon and the word say the same.

    Raises ValueError for an unknown tone.
    """

    label: Words
    tone: str = "neutral"
    icon: str = ""

    def __post_init__(self) -> None:
        if self.tone not in TONE_ICONS:
            raise ValueError(f"{self.tone!r} is not a tone")

    @property
    def sign(self) -> str:
        return self.icon or TONE_ICONS[self.tone]


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    label: Words
    url: str


@dataclass(frozen=True)
class Happening:
    """One entry of a timeline, newest first by convention: when, what, who, and an optional longer text."""

    when: dt.date | dt.datetime
    what: Words
    who: Words = ""
    text: Words = ""
    status: StatusWord | None = None
    url: str = ""


@dataclass(frozen=True)
class Task:
    """One line of a task list: without an address it cannot be started yet, and `hint` says why."""

    label: Words
    status: StatusWord
    url: str = ""
    hint: Words = ""


@dataclass(frozen=True)
class SummaryRow:
    """One answer on a page of answers to check; `change_url` leads back to its question."""

    label: Words
    value: object
    change_url: str = ""
    note: Words = ""


@dataclass(frozen=True)
class Difference:
    """One field of two versions or of two likely doubles, side by side."""

    key: str
    label: Words
    left: object
    right: object

    @property
    def differs(self) -> bool:
        return self.left != self.right


@dataclass(frozen=True)
class Versions:
    """Two versions side by side. With `choose` the reader picks one of them for every field that differs."""

    left_title: Words
    right_title: Words
    rows: Sequence[Difference] = field(default_factory=tuple)
    choose: bool = False
