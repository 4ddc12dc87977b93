"""Enrolling: an official, a trainee who is known, or somebody new. Nobody is taken for somebody else without a word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.actions.reach import locked_training
from pokpong.areas.capacity.actions.trainees import check_facts
from pokpong.areas.capacity.models import Enrolment, Trainee, Training
from pokpong.areas.capacity.queries.trainees import alike, of_official, same_person, top_of
from pokpong.areas.capacity.rules import trainees as rules
from pokpong.areas.capacity.vocabularies import function_of, level_of
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.registers.institutions.actions.cleaning import cleaned
from pokpong.registers.institutions.models import Committee, Official

ENROLLED_IN = ("planned", "running", "finished")
TOLD = ("name", "latin_name", "sex", "function", "organisation_id", "institution", "place_path", "phone")
OF_THE_DAY = ("sex", "function", "level", "organisation_id", "institution", "place_path")


@action("enrolment.add")
def enrol(
    *,
    by: Actor,
    id: UUID,
    training: UUID,
    trainee: UUID | None = None,
    official: UUID | None = None,
    committee: UUID | None = None,
    told: dict[str, Any] | None = None,
    apart: bool = False,
    call_id: UUID,
) -> Enrolment:
    """Enrols somebody: a `trainee`, an `official` (with the post of that day), both when they are one person, or
    somebody new by what is `told` (`TOLD` and `post`). What is told of a known person is what they are on that day.

    A new name that sounds like a known one is refused (`capacity_looks_known`) until `apart` says that it is somebody
    else, or the known one is chosen. Raises Refused, NotAllowed, NotThere.
    """
    row = locked_training(by, training, *ENROLLED_IN)
    post = _official(by, official)
    board = _committee(by, committee)
    facts = cleaned({**_of_official(post), **(told or {})})
    person = _known(by, trainee, post) or _newcomer(by, facts, post, apart=apart)
    _link(person, post)
    again = _not_twice(row, person)
    day = {**{name: getattr(person, name) for name in OF_THE_DAY}, **_told_today(facts)}
    refuse(check_facts(by, {**{name: getattr(person, name) for name in TOLD}, **day}))
    day["level"] = level_of(day["place_path"])
    return _enrolled(
        id, row, person, again, {**day, "official": post, "committee": board, "post": facts.get("post", "")}
    )


def _official(by: Actor, official: UUID | None) -> Official | None:
    found: Official | None = Official.objects.visible_to(by).filter(pk=official).first() if official else None
    if official is not None and found is None:
        raise NotThere(str(official))
    return found


def _committee(by: Actor, committee: UUID | None) -> Committee | None:
    found: Committee | None = Committee.objects.visible_to(by).filter(pk=committee).first() if committee else None
    return found


def _of_official(post: Official | None) -> dict[str, Any]:
    if post is None:
        return {}
    return {
        "name": post.name,
        "latin_name": post.latin_name,
        "function": function_of(post.function),
        "organisation_id": post.organisation_id,
        "place_path": post.place_path,
        "phone": post.phone,
        "post": post.post,
    }


def _known(by: Actor, trainee: UUID | None, post: Official | None) -> Trainee | None:
    """The trainee who was chosen, or who is this official already."""
    if trainee is None:
        return of_official(post.pk) if post is not None else None
    found = Trainee.objects.visible_to(by).filter(pk=trainee).first()
    if found is None:
        raise NotThere(str(trainee))
    return top_of(found)


def _newcomer(by: Actor, facts: Mapping[str, Any], post: Official | None, *, apart: bool) -> Trainee:
    """A trainee who was not known. Raises Refused when the name sounds like somebody's and nobody said who it is."""
    if not facts:
        refuse([rules.WHO_MISSING("trainee")])
    values = {name: facts.get(name, "") for name in TOLD}
    values["organisation_id"] = facts.get("organisation_id")
    values["sex"] = values["sex"] or "unknown"
    problems = check_facts(by, values)
    if not problems and not apart and alike(by, values["name"], values["latin_name"]):
        problems = [rules.LOOKS_KNOWN("name")]
    refuse(problems)
    person = door.add(Trainee(id=new_id(), level=level_of(values["place_path"]), official=post, **values))
    moves.begin(person)
    door.event(person, {"function": person.function})
    return person


def _link(person: Trainee, post: Official | None) -> None:
    """The trainee is this official from now on, if nobody was yet."""
    if post is not None and person.official_id is None:
        amend.apply(door.locked(Trainee.objects.filter(pk=person.pk), person.pk), {"official_id": post.pk})


def _told_today(facts: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: facts[name] for name in OF_THE_DAY if name in facts and facts[name] not in (None, "")}
    if "organisation_id" in found:
        found["institution"] = ""
    elif "institution" in found:
        found["organisation_id"] = None
    return found


def _not_twice(training: Training, person: Trainee) -> Enrolment | None:
    """The enrolment that was withdrawn, if this record has one. Raises Refused for whoever is enrolled."""
    persons = same_person()
    key = persons[person.pk]
    rows = list(training.enrolments.all())
    standing = [row for row in rows if row.counts and persons[row.trainee_id] == key]
    refuse([rules.ENROLLED_ALREADY("trainee")] if standing else [])
    return next((row for row in rows if row.trainee_id == person.pk), None)


def _enrolled(
    id: UUID, training: Training, person: Trainee, again: Enrolment | None, values: dict[str, Any]
) -> Enrolment:
    if again is None:
        row = door.add(Enrolment(id=id, training=training, trainee=person, **values))
        moves.begin(row)
    else:
        row = door.locked(Enrolment.objects.filter(pk=again.pk), again.pk)
        moves.move(row, "enrolled")
        amend.apply(row, {name: value for name, value in _by_id(values).items() if getattr(row, name) != value})
        door.save(row)
    door.event(row, {"training": str(training.pk)})
    return row


def _by_id(values: dict[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in values.items() if name not in ("official", "committee")}
    for name in ("official", "committee"):
        plain[f"{name}_id"] = values[name].pk if values[name] is not None else None
    return plain
