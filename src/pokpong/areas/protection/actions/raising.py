"""Raising a concern."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions import routing, waiting
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.queries import concerns as queries
from pokpong.areas.protection.rules import concerns as rules
from pokpong.areas.protection.telling import NOBODY, Facts, LeftOut, Told
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, Refused, refuse
from pokpong.foundation.vault import files
from pokpong.foundation.vault.models import SealedFile
from pokpong.registers.places.queries import by_path, present

IN_USE = ("confirmed", "proposed")


@action("concern.raise", doors=("office", "device"))
def raise_concern(
    *,
    by: Actor,
    id: UUID,
    place_path: str,
    facts: Facts,
    told: Told,
    left_out: LeftOut = NOBODY,
    anonymous: bool = False,
    receipt: str = "",
    photo: bytes = b"",
    photo_name: str = "",
    call_id: UUID,
) -> Concern:
    """Takes a concern and asks for its triage. It may lie anywhere: nobody is sent away because of their post.

    `place_path` is a village, district or province; `receipt` the digest of the code of an anonymous one. Anonymous:
    the typist is sealed, and event, move and columns name nobody. Raises Refused with all reasons.
    """
    place_path = present(place_path)
    path, unreachable = routing.routed(place_path, left_out)
    picture, unusable = _cleaned(photo, photo_name)
    refuse([*_wrong(place_path, facts, told, left_out, anonymous), *unreachable, *unusable])
    row = Concern(
        id=id,
        number=queries.free_number(place_path, id),
        anonymous=anonymous,
        receipt=receipt if anonymous else "",
        place_path=place_path,
        route_path=path,
        raised_at=clock.now(),
        raised_by=None if anonymous else by.id,
        typist=by.id if anonymous else None,
        must_not_see=left_out.kept(),
        **facts.columns(),
        **told.columns(),
    )
    deadlines = waiting.due_of(row)
    row.due = deadlines.due
    row.files = [_stored(picture)] if picture is not None else None
    door.add(row)
    moves.begin(row, anonymous=anonymous)
    routing.keep_out(row, left_out)
    waiting.ask_triage(row, deadlines)
    door.event(row, {"urgency": row.urgency}, anonymous=anonymous)
    return row


def _wrong(place_path: str, facts: Facts, told: Told, left_out: LeftOut, anonymous: bool) -> list[Problem]:
    typed: dict[str, Any] = {**facts.columns(), **told.columns()}
    return [
        *wrong_place(place_path),
        *rules.wrong_facts(typed),
        *rules.wrong_day(facts.happened_on, today=clock.today(), unknown=facts.happened_unknown),
        *rules.wrong_anonymity(anonymous, told.reporter),
        *rules.wrong_levels(left_out.levels),
        *rules.wrong_reason(left_out.words, field="left_out_words", required=False),
    ]


def wrong_place(place_path: str) -> list[Problem]:
    """A village, district or province in use."""
    place = by_path(place_path) if place_path else None
    return [] if place is not None and place.state in IN_USE else [rules.PLACE_UNKNOWN("place")]


def _cleaned(content: bytes, name: str) -> tuple[files.CleanFile | None, list[Problem]]:
    if not content:
        return None, []
    try:
        return files.clean(name, content, field="photo"), []
    except Refused as refused:
        return None, refused.problems


def _stored(picture: files.CleanFile) -> dict[str, Any]:
    return described(files.store(picture))


def described(file: SealedFile) -> dict[str, Any]:
    """What a concern keeps of a file, sealed: nothing readable leads from the file back to the concern."""
    return {"id": str(file.pk), "name": file.name, "media_type": file.media_type, "size": file.size}
