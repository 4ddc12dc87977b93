"""What a deciding body answered: by itself here, or on paper."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_part
from pokpong.areas.protection.actions.identification.asking import ANSWER
from pokpong.areas.protection.models import Identification, IdentificationAnswer
from pokpong.areas.protection.queries import identification as queries
from pokpong.areas.protection.rules import identification as rules
from pokpong.areas.protection.rules.identification import Letter
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.text import canon
from pokpong.foundation.vault import files

READ_ANSWER = "identification.answered"


@action("identification.answer")
def answer_identification(
    *,
    by: Actor,
    identification: UUID,
    letter: Letter,
    file_name: str = "",
    file: bytes = b"",
    call_id: UUID,
) -> Identification:
    """The body that was asked answers: formal with number and day of its letter, or declined with the reason.

    Raises NotThere (also when the consent no longer holds), Refused.
    """
    row: Identification = door.locked(Identification.objects.asked_of(by), identification)
    if row.body is None:
        raise NotThere(str(identification))
    letter = _plain(letter)
    refuse(rules.wrong_letter(letter, clock.today()))
    _answered(by, row, row.body, letter, (file_name, file))
    _tell_sender(row)
    return row


@action("identification.record")
def record_identification(
    *,
    by: Actor,
    identification: UUID,
    body: UUID,
    letter: Letter,
    file_name: str = "",
    file: bytes = b"",
    call_id: UUID,
) -> Identification:
    """Keeps a letter that came on paper from a body that may decide. Raises NotThere, NotAllowed, Refused.

    It may come after the case was closed: that changes nothing in the help.
    """
    row = locked_part(by, Identification, identification, at_work=False)
    letter, known = _plain(letter), queries.organisation(body)
    wrong = rules.wrong_body(known=known is not None, deciding=known is not None and queries.decides(known))
    refuse([*wrong, *rules.wrong_letter(letter, clock.today())])
    _answered(by, row, body, letter, (file_name, file))
    return row


def _plain(letter: Letter) -> Letter:
    return replace(letter, number=canon(letter.number).strip(), reason=canon(letter.reason).strip())


def _answered(by: Actor, row: Identification, body: UUID, letter: Letter, paper: tuple[str, bytes]) -> None:
    kept = files.store(files.clean(*paper)) if paper[1] else None
    moves.move(row, letter.answer)
    row.decided_on, row.decided_body = letter.on or clock.today(), body
    row.version += 1
    door.save(row)
    door.add(
        IdentificationAnswer(
            key_id=row.key_id,
            identification=row,
            answer=letter.answer,
            body=body,
            letter_on=letter.on,
            noted_by=by.id,
            letter_number=letter.number or None,
            reason=letter.reason or None,
            letter=kept.pk if kept else None,
        )
    )
    tasks.settle(row, ANSWER)
    door.event(row, {"answer": letter.answer})


def _tell_sender(row: Identification) -> None:
    """Whoever asked reads the answer; it changes nothing in the help."""
    due = clock.now() + rules.READ_WITHIN
    wanted = tasks.Wanted(kind=READ_ANSWER, permission="case.tied", due=due, user=row.requested_by, by_hand=True)
    tasks.ask(row, wanted)
