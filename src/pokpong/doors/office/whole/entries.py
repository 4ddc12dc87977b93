"""One entry of a person's whole record, which kinds of entries there are, and whose record it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import Case
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.moves import MACHINES
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import StatusWord
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.sight import Parts

KINDS = {
    "record": _("The person’s record"),
    "concern": _("Concerns"),
    "consent": _("Consents"),
    "case": _("Case and risk"),
    "screening": _("Screenings"),
    "identification": _("Identification"),
    "plan": _("Needs, goals and actions"),
    "service": _("Services"),
    "stay": _("Shelter and return home"),
    "referral": _("Referrals"),
    "follow_up": _("Follow-ups"),
    "note": _("Notes, conferences and files"),
}
# How a state looks, whatever the noun; one that is not named here is an ordinary one.
TONES = {
    state: tone
    for tone, states in {
        "info": "open planned requested sent received reserved reopened asked agreed presumed appealed medium",
        "success": "delivered done met reached accepted in_service in formal held approved decided low",
        "danger": "missed stopped critical",
        "warning": "on_the_way declined expired not_delivered not_completed closing finished high unassessed sent_back",
        "closed": "closed cancelled withdrawn dropped completed left set_aside taken_back given_up not_wanted",
    }.items()
    for state in states.split()
}


def silent() -> str:
    """Of an entry without a text of its own."""
    return ""


@dataclass(frozen=True)
class Whole:
    """Whose record it is, who reads it, and what of it they see. `cases` are the visible ones."""

    actor: Actor
    person: Person
    parts: Parts
    cases: list[Case]


TELLS_TIME = 7  # version of UUIDs


@dataclass(frozen=True)
class Entry:
    """`at` and, within a day, the making of `row` order it.

    `text` is asked for only when the entry is shown: most of what it opens is sealed.
    """

    kind: str
    at: dt.date | dt.datetime
    what: Words
    status: StatusWord | None = None
    url: str = ""
    who: UUID | None = None
    who_words: str = ""
    organisation: UUID | None = None
    text: Callable[[], str] = silent
    row: UUID | None = None

    @property
    def day(self) -> dt.date:
        """In the programme's time zone."""
        return timezone.localtime(self.at).date() if isinstance(self.at, dt.datetime) else self.at

    @property
    def moment(self) -> dt.datetime:
        """For the order: a day without a time counts from when its row was made, or from its beginning."""
        if isinstance(self.at, dt.datetime):
            return self.at
        made = made_on(self.row) if self.row else None
        if made is not None and timezone.localtime(made).date() == self.at:
            return made
        return dt.datetime.combine(self.at, dt.time.min, timezone.get_current_timezone())


def made_on(row: UUID) -> dt.datetime | None:
    """When a row was made, by its identifier (RFC 9562, version 7: the first 48 bits are milliseconds since 1970).

    None for an identifier of another version: whoever names a row may choose one that tells no time.
    """
    if row.version != TELLS_TIME:
        return None
    return dt.datetime.fromtimestamp((row.int >> 80) / 1000, dt.UTC)


def state_of(row: Any) -> StatusWord:
    """The state of a row in words."""
    return StatusWord(MACHINES[row.noun].words[row.state], TONES.get(row.state, "neutral"))


def lines(*texts: object) -> str:
    """What is not empty, one below the other."""
    return "\n".join(str(text) for text in texts if text)
