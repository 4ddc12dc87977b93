"""The cases that somebody may take out, as a workbook of the standard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from pokpong.areas.protection.models import Case
from pokpong.doors.exchange.actions.exports import not_open, note_export
from pokpong.doors.exchange.cases.facts import CaseFacts, facts_of
from pokpong.doors.exchange.cases.ledger import record_of
from pokpong.doors.exchange.htcds.layout import workbook_of
from pokpong.doors.exchange.marking import mark_of
from pokpong.doors.exchange.models import Export, ExportRequest
from pokpong.doors.exchange.wanted import cases_of
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.audit import log
from pokpong.foundation.kernel.problems import refuse

AT_ONCE: Final = 200


@dataclass(frozen=True)
class Chosen:
    """`facts` of the cases whose persons consent; `left_out` how many do not, or not any more."""

    facts: tuple[CaseFacts, ...]
    left_out: int

    @property
    def ids(self) -> list[UUID]:
        return [one.case.pk for one in self.facts]


def choose(user: User, rows: QuerySet[Case]) -> Chosen:
    """Of these cases, the oldest first, those whose persons consent; `user` reads them."""
    found = list(rows.select_related("person").order_by("opened_on", "id"))
    every = [one for batch in _batches(found) for one in facts_of(user, batch)]
    consented = tuple(one for one in every if one.consented)
    return Chosen(consented, len(every) - len(consented))


def _batches(cases: list[Case]) -> Iterator[list[Case]]:
    for start in range(0, len(cases), AT_ONCE):
        yield cases[start : start + AT_ONCE]


def take_out(user: User, asked: ExportRequest, *, call_id: UUID) -> tuple[Export, bytes]:
    """The note of one copy and its file, which is made now and kept nowhere; the reading of every case is noted too.

    Raises Refused, NotThere, NotAllowed.
    """
    refuse(not_open(asked))
    chosen = choose(user, cases_of(asked))
    noted = note_export(
        by=user,
        id=row_id_for(call_id),
        export_request=asked.pk,
        cases=chosen.ids,
        left_out=chosen.left_out,
        call_id=call_id,
    )
    log.reading(actor=user.id, kind="case", place="export", shown=chosen.ids)
    mark, sheet = mark_of(noted)
    return noted, workbook_of((record_of(facts) for facts in chosen.facts), mark=mark, further=[sheet])
