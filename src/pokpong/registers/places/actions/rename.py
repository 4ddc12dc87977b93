"""A place gets another name, or another code: what held before is kept with its dates."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.registers.places.actions.naming import cleaned, locked
from pokpong.registers.places.models import Place, PlaceCode, PlaceName
from pokpong.registers.places.queries import levels
from pokpong.registers.places.rules import (
    check_in_use,
    check_listed_code,
    check_reason,
    check_rename,
    check_since,
)


@action("place.rename")
def rename_place(
    *, by: Actor, place: UUID, base: int, names: dict[str, str], since: date | None, reason: str, call_id: UUID
) -> Place:
    """Gives the place new names from the day `since`; the old ones are kept and still found.

    `base` is the version the editor saw: a name changed since then becomes a conflict. Raises Refused, NotThere.
    """
    row = locked(by, place)
    door.check(place=row.path)
    wanted = {**row.names, **cleaned(names, levels().get(row.level))}
    began = _began(row)
    refuse(
        check_in_use(row.state)
        + check_rename(row.names, wanted)
        + check_since(since, today=clock.today(), earliest=began)
        + check_reason(reason)
    )
    old = dict(row.names)
    former = [name for name in dict.fromkeys([*row.former_names, *old.values()]) if name not in wanted.values()]
    changes = {"names": wanted, "former_names": former, "romanised": _is_romanised(row, wanted)}
    conflicts = amend.amend(row, changes, base=base, fields=changes)
    if not conflicts and since is not None:
        door.add(PlaceName(place=row, names=old, valid_from=began, valid_to=since, reason=reason))
    door.event(row, {"before": old, "after": wanted, "since": str(since), "conflicts": len(conflicts)})
    return row


def _is_romanised(row: Place, names: dict[str, str]) -> bool:
    return row.romanised and names.get("en") == row.names.get("en")


def _began(row: Place) -> date | None:
    """Since when the present names hold, where that is known."""
    last: date | None = row.old_names.order_by("-valid_to").values_list("valid_to", flat=True).first()
    return last or row.valid_from


@action("place.recode")
def recode_place(
    *, by: Actor, place: UUID, scheme: str, code: str, since: date | None, source: str, call_id: UUID
) -> Place:
    """Notes the code that the list `scheme` gives to the place from the day `since`; earlier codes are kept.

    The place's own code and path never change: records name it by them. Raises Refused, NotThere.
    """
    row = locked(by, place)
    door.check(place=row.path)
    known = row.codes.filter(scheme=scheme, code=code).exists()
    refuse(check_listed_code(scheme, code, source, known=known) + check_since(since, today=clock.today()))
    door.add(PlaceCode(place=row, scheme=scheme, code=code, valid_from=since, source=source))
    door.touch(row)
    door.event(row, {"scheme": scheme, "code": code, "since": str(since)})
    return row
