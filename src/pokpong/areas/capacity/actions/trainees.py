"""What is known of a trainee is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.models import Trainee
from pokpong.areas.capacity.queries.trainees import of_official
from pokpong.areas.capacity.rules import trainees as rules
from pokpong.areas.capacity.vocabularies import FUNCTIONS, SEXES, level_of
from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions.actions.cleaning import cleaned, place_in_use
from pokpong.registers.institutions.models import Official, Organisation
from pokpong.registers.institutions.rules import ORGANISATION_CLOSED

FIELDS = (
    *("name", "latin_name", "sex", "function", "organisation_id", "institution", "place_path", "phone"),
    "official_id",
)


@action("trainee.amend")
def amend_trainee(*, by: Actor, trainee: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Trainee:
    """Corrects what is known of a trainee (`FIELDS`). What they were at a training stays as it was noted there.

    Raises Refused, NotAllowed, NotThere.
    """
    row: Trainee = door.locked(Trainee.objects.visible_to(by), trainee)
    refuse([rules.MERGED("trainee")] if row.state == "merged" else [])
    wanted = cleaned(changes)
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    kept = row.organisation_id == after["organisation_id"]
    refuse(check_facts(by, after, organisation_kept=kept) + _check_official(by, row, after["official_id"]))
    if "place_path" in wanted:
        wanted["level"] = level_of(wanted["place_path"])
    amend.amend(row, wanted, base=base, fields=(*FIELDS, "level"))
    door.event(row, {"changed": sorted(wanted)})
    return row


def _check_official(by: Actor, row: Trainee, official: UUID | None) -> list[Problem]:
    if official is None or official == row.official_id:
        return []
    known = Official.objects.visible_to(by).filter(pk=official).exists()
    holder = of_official(official)
    taken = holder is not None and holder.pk != row.pk
    return ([] if known else [rules.CODE_UNKNOWN("official")]) + ([rules.OFFICIAL_TAKEN("official")] if taken else [])


def check_facts(by: Actor, values: Mapping[str, Any], *, organisation_kept: bool = True) -> list[Problem]:
    """All reasons against these values."""
    problems = rules.check_trainee(values, FUNCTIONS.rows, SEXES.rows)
    place = values["place_path"]
    problems += [] if not place or place_in_use(place) else [rules.PLACE_UNKNOWN("place")]
    organisation = values["organisation_id"]
    if organisation is None:
        return problems
    rows = Organisation.objects.all() if organisation_kept else Organisation.objects.filter(state="active")
    there = rows.filter(pk=organisation).exists()
    return problems + ([] if there else [ORGANISATION_CLOSED("organisation")])
