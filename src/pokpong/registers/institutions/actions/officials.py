"""Officials take a post, change what was typed about them, and leave it; who takes it over is linked to them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pokpong.foundation.access.models import User
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions import rules
from pokpong.registers.institutions.actions.cleaning import cleaned, place_in_use
from pokpong.registers.institutions.models import Membership, Official, Organisation
from pokpong.registers.institutions.queries import same_post
from pokpong.registers.institutions.vocabularies import FUNCTIONS

FIELDS = ("name", "latin_name", "post", "function", "organisation_id", "place_path", "phone", "starts")
DAYS_TO_CHECK_ACCOUNT = 3


@action("official.add")
def add_official(
    *,
    by: Actor,
    id: UUID,
    name: str,
    post: str,
    function: str,
    organisation: UUID,
    place: str,
    starts: date | None,
    latin_name: str = "",
    phone: str = "",
    replaces: UUID | None = None,
    call_id: UUID,
) -> Official:
    """Adds an official in a post. `replaces` is the former holder, who must have left before `starts`; the newcomer
    follows them in the history of the post. Raises Refused, NotAllowed, NotThere.
    """
    door.check(place=place)
    former: Official | None = None
    if replaces is not None:
        former = door.locked(Official.objects.visible_to(by), replaces)
    values = cleaned(
        {
            "name": name,
            "latin_name": latin_name,
            "post": post,
            "function": function,
            "organisation_id": organisation,
            "place_path": place,
            "phone": phone,
            "starts": starts,
        }
    )
    problems = check_official(by, values)
    refuse(problems + (rules.check_succession(former.ends, starts) if former is not None else []))
    row = door.add(Official(id=id, predecessor=former, **values))
    moves.begin(row)
    door.event(row, {"post": row.post, "starts": str(starts)})
    return row


@action("official.amend")
def amend_official(*, by: Actor, official: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Official:
    """Changes what was typed (`FIELDS`). Raises Refused, NotAllowed, NotThere."""
    row: Official = door.locked(Official.objects.visible_to(by), official)
    door.check(place=row.place_path)
    wanted = cleaned(changes)
    door.check(place=wanted.get("place_path", row.place_path))
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    refuse(check_official(by, after, row=row) + rules.check_end(after["starts"], row.ends, "starts"))
    amend.amend(row, wanted, base=base, fields=FIELDS)
    door.event(row, {"changed": sorted(wanted)})
    return row


@action("official.leave")
def leave_post(*, by: Actor, official: UUID, on: date | None, reason: str = "", call_id: UUID) -> Official:
    """Ends the post with the last day `on`, and the official's seats in committees with it.

    When an account belongs to the official, somebody is asked to check it. Raises Refused, NotAllowed, NotThere.
    """
    row: Official = door.locked(Official.objects.visible_to(by), official)
    door.check(place=row.place_path)
    refuse(rules.check_leaving(row.starts, row.ends, on, today=clock.today()))
    end_post(row, on, reason)
    door.event(row, {"on": str(on)})
    return row


def end_post(row: Official, on: date | None, reason: str) -> list[Membership]:
    """Ends the post on the day `on`, and with it every seat; under every spelling of the name. The seats that ended."""
    ended = []
    for held in same_post(row):
        if held.ends is not None:
            continue
        moves.move(held, "left", why=reason)
        held.ends = on
        door.save(held)
        for seat in held.memberships.filter(ends=None).select_related("committee").order_by("starts", "pk"):
            amend.apply(seat, {"ends": max(seat.starts, on or seat.starts)})
            ended.append(seat)
        _ask_about_account(held)
    return ended


def _ask_about_account(row: Official) -> None:
    if not User.objects.filter(official=row.pk).exclude(state="left").exists():
        return
    tasks.ask(
        row,
        tasks.Wanted(
            kind="official.left",
            permission="user.deactivate",
            place_path=row.place_path,
            due=clock.now() + timedelta(days=DAYS_TO_CHECK_ACCOUNT),
            by_hand=True,
        ),
    )


def check_official(by: Actor, values: dict[str, Any], *, row: Official | None = None) -> list[Problem]:
    """All reasons against these values."""
    problems = rules.check_person(values["name"], values["latin_name"], values["post"])
    problems += rules.check_code(values["function"], FUNCTIONS, "function")
    problems += rules.check_place(values["place_path"], in_use=place_in_use(values["place_path"]))
    problems += rules.check_phone(values["phone"]) + rules.check_day(values["starts"], "starts")
    kept = row is not None and row.organisation_id == values["organisation_id"]
    active = Organisation.objects.visible_to(by).filter(pk=values["organisation_id"], state="active").exists()
    return problems + ([] if kept or active else [rules.ORGANISATION_CLOSED("organisation")])
