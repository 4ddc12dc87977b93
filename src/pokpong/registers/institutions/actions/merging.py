"""One official under two spellings: asked by one, confirmed by another, taken apart again. No reference is moved."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.registers.institutions import rules
from pokpong.registers.institutions.actions.cleaning import plain
from pokpong.registers.institutions.models import Official, OfficialMerge
from pokpong.registers.institutions.queries import follow_each_other, one_person

DECIDE_WITHIN = timedelta(days=14)
DECISION = "official.merge"


@action("official.ask_merge")
def ask_merge(*, by: Actor, id: UUID, official: UUID, into: UUID, why: str, call_id: UUID) -> OfficialMerge:
    """Says that `official` is the same person as `into`, whose spelling would be kept. Nothing changes until somebody
    else confirms it. Raises NotThere, NotAllowed, Refused.
    """
    row, kept = _both(by, official, into)
    why = plain(why)
    refuse(
        rules.check_asking(
            same=row.pk == kept.pk,
            merged=row.pk != kept.pk and _merged(row, kept),
            succession=row.pk != kept.pk and follow_each_other(row, kept),
            asked=OfficialMerge.objects.filter(official__in=(row, kept), into__in=(row, kept), state="asked").exists(),
            why=why,
        )
    )
    asked = OfficialMerge(id=id, official=row, into=kept, why=why, asked_by=by.id, asked_at=clock.now())
    door.add(asked)
    moves.begin(asked)
    due = clock.now() + DECIDE_WITHIN
    tasks.ask(asked, tasks.Wanted(kind=DECISION, permission=DECISION, place_path=row.place_path, due=due))
    door.event(asked, {"official": str(row.pk), "into": str(kept.pk)})
    return asked


@action("official.merge")
def merge_officials(*, by: Actor, official_merge: UUID, call_id: UUID) -> OfficialMerge:
    """Confirms what somebody else asked: both rows are one person from now on; lists show the spelling that is kept.

    Seats, posts, accounts and recusals stay where they are and count for the one person. Raises NotThere, NotAllowed,
    Refused.
    """
    asked = _asked(by, official_merge)
    row, kept = _both(by, asked.official_id, asked.into_id)
    refuse(
        rules.check_merging(
            state=asked.state,
            own=by.id == asked.asked_by,
            merged=_merged(row, kept),
            succession=follow_each_other(row, kept),
        )
    )
    moves.move(asked, "merged")
    _end(asked)
    _lead(row, kept)
    door.event(asked, {"official": str(row.pk), "into": str(kept.pk)})
    return asked


@action("official.refuse_merge")
def refuse_merge(*, by: Actor, official_merge: UUID, why: str, call_id: UUID) -> OfficialMerge:
    """They are two people, or whoever asked takes it back. Raises NotThere, NotAllowed, Refused."""
    asked = _asked(by, official_merge)
    decided = [] if asked.state == "asked" else [rules.MERGE_DECIDED("official_merge")]
    refuse(decided + rules.check_reason(why, "why"))
    moves.move(asked, "refused", why=plain(why))
    _end(asked)
    door.event(asked)
    return asked


@action("official.part")
def part_officials(*, by: Actor, official: UUID, why: str, call_id: UUID) -> Official:
    """Takes a merged row apart again: everything that named it is found there as before. Raises NotThere, NotAllowed,
    Refused.
    """
    row: Official = door.locked(Official.objects.visible_to(by), official)
    door.check(place=row.place_path)
    not_merged = [] if row.merged_into_id is not None else [rules.NOT_MERGED("official")]
    refuse(not_merged + rules.check_reason(why, "why"))
    for asked in OfficialMerge.objects.filter(official=row, into=row.merged_into, state="merged"):
        moves.move(asked, "parted", why=plain(why))
        asked.version += 1
        door.save(asked)
    _lead(row, None)
    door.event(row)
    return row


def _both(by: Actor, official: UUID, into: UUID) -> tuple[Official, Official]:
    rows = {key: door.locked(Official.objects.visible_to(by), key) for key in sorted({official, into})}
    for row in rows.values():
        door.check(place=row.place_path)
    return rows[official], rows[into]


def _asked(by: Actor, official_merge: UUID) -> OfficialMerge:
    asked: OfficialMerge = door.locked(OfficialMerge.objects.visible_to(by), official_merge)
    door.check(place=asked.official.place_path)
    door.check(place=asked.into.place_path)
    return asked


def _merged(row: Official, kept: Official) -> bool:
    """A row leads to one other only, and never in a circle."""
    return row.merged_into_id is not None or kept.merged_into_id is not None or kept.pk in one_person(row)


def _end(asked: OfficialMerge) -> None:
    asked.version += 1
    door.save(asked)
    tasks.settle(asked, DECISION)


def _lead(row: Official, kept: Official | None) -> None:
    row.merged_into = kept
    row.version += 1
    door.save(row)
