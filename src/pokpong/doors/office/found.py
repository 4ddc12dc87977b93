"""What a search shows of one register: the things found, and what to do when there are more."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pokpong.foundation.ui.parts import StatusWord

MOST = 12  # rows shown of each kind


@dataclass(frozen=True)
class Row:
    """One thing found."""

    label: str
    url: str
    hint: str = ""
    status: StatusWord | None = None


@dataclass(frozen=True)
class Section:
    """What one register found. `note` says what to do when there is more than can be shown."""

    title: str | Promise
    icon: str
    rows: list[Row] = field(default_factory=list)
    note: str | Promise = ""


def more(found: Sized) -> str:
    """What to do when there is more than is shown."""
    return _("There are more. Write more of the name.") if len(found) > MOST else ""
