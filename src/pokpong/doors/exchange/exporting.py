"""The cases that somebody may take out, as a workbook of the standard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from pokpong.areas.protection.models import Case
from pokpong.doors.exchange.actions.exports import note_export
from pokpong.doors.exchange.cases.facts import CaseFacts, facts_of
from pokpong.doors.exchange.cases.ledger import record_of
from pokpong.doors.exchange.htcds.layout import workbook_of
from pokpong.doors.exchange.models import Export
from pokpong.foundation.access.models import Glass, User
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.audit import log
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import under

AT_ONCE: Final = 200


@dataclass(frozen=True)
class Chosen:
    """`facts` of the cases whose persons consent; `left_out` how many do not, or not any more."""

    facts: tuple[CaseFacts, ...]
    left_out: int

    @property
    def ids(self) -> list[UUID]:
        return [one.case.pk for one in self.facts]


def choose(user: User, *, place: str = "", states: Sequence[str] = ()) -> Chosen:
    """The visible cases of a place in these states (none: in any), the oldest first, as far as consent is recorded.

    A record opened by breaking a glass is there to be read in an emergency, never to be taken out.
    """
    broken = Glass.objects.filter(user=user.id, kind=Case.noun, ends__gt=clock.now()).values("row")
    rows: Any = Case.objects.visible_to(user).select_related("person").filter(under("place_path", place))
    rows = rows.exclude(pk__in=broken)
    rows = rows.filter(state__in=list(states)) if states else rows
    every = [one for batch in _batches(list(rows.order_by("opened_on", "id"))) for one in facts_of(user, batch)]
    consented = tuple(one for one in every if one.consented)
    return Chosen(consented, len(every) - len(consented))


def _batches(cases: list[Case]) -> Iterator[list[Case]]:
    for start in range(0, len(cases), AT_ONCE):
        yield cases[start : start + AT_ONCE]


def take_out(user: User, chosen: Chosen, *, purpose: str, call_id: UUID) -> tuple[Export, bytes]:
    """The note of the export and its file; the reading of every case is noted too. Raises Refused, NotThere."""
    noted = note_export(
        by=user,
        id=row_id_for(call_id),
        purpose=purpose,
        cases=chosen.ids,
        left_out=chosen.left_out,
        call_id=call_id,
    )
    log.reading(actor=user.id, kind="case", place="export", shown=chosen.ids)
    return noted, workbook_of(record_of(facts) for facts in chosen.facts)
