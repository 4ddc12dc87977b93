"""Every action, by every role in three positions, against the table of the design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction

from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import OWN, ROLES
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.actions.registry import ACTIONS
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from tests.guards.reach.positions import Stand
from tests.guards.reach.samples import SAMPLES, Sample
from tests.guards.reach.world import World, make

pytestmark = pytest.mark.django_db
DONE, FORBIDDEN, MISSING = "done", "not allowed", "not there"
NOT_YOURS = "refused: slip_not_your_place"
NOT_YOURS_TO_RESET = "refused: factor_not_your_place"
NOT_ASKED_BY_YOU = "refused: closure_not_yours"
# What only some of those do who see a case: the supervisors (and its lead, who is no stand), or who asked before.
ONLY: dict[str, Callable[[Stand], bool]] = {
    "led": lambda stand: stand.role == "case_supervisor",
    "own export": lambda stand: (stand.role, stand.position) == ("case_supervisor", "tied"),
    "own file": lambda stand: (stand.role, stand.position) == ("caseworker", "tied"),
    "asked": lambda stand: (stand.role, stand.position) == ("caseworker", "tied"),
}


class Undo(Exception):
    """Takes a sample call back, so that the next one meets the same world."""


@dataclass(frozen=True)
class Outcome:
    """What came of one call, and what it left."""

    what: str
    events: int = 0
    receipts: int = 0
    changes: int = 0

    @property
    def is_whole(self) -> bool:
        return bool(self.events and self.receipts and self.changes)


@pytest.fixture
def world() -> World:
    return make()


def user_actions() -> dict[str, Sample]:
    return {name: SAMPLES[name] for name in ACTIONS if set(ACTIONS[name].doors) != {"program"} and name in SAMPLES}


def test_every_action_open_to_users_has_a_sample() -> None:
    missing = {name for name, action in ACTIONS.items() if set(action.doors) != {"program"} and name not in SAMPLES}
    assert not missing
    assert not set(SAMPLES) - set(ACTIONS)


def call(world: World, stand: Stand, name: str) -> Outcome:
    """Does the sample and takes it back."""
    found = Outcome("refused")
    counts = counted()
    try:
        with transaction.atomic():
            stand.user.__dict__.pop("grants", None)
            arguments = SAMPLES[name].arguments(world, stand)
            with row_security.scope_of(stand.user):  # as a request does; the data base then holds the caller too
                ACTIONS[name].function(by=stand.user, call_id=new_id(), **arguments)
            after = counted()
            found = Outcome(DONE, *(now - before for now, before in zip(after, counts, strict=True)))
            raise Undo  # noqa: TRY301  the way out of a transaction
    except Undo:
        return found
    except NotAllowed:
        return Outcome(FORBIDDEN)
    except NotThere:
        return Outcome(MISSING)
    except Refused as refused:
        return Outcome(f"refused: {refused}")


def counted() -> tuple[int, int, int]:
    return Event.objects.count(), Receipt.objects.count(), Change.objects.count()


def expected(stand: Stand, name: str) -> set[str]:
    """What must come of it. Out of sight and not allowed are both a plain no; the pages tell them apart."""
    holds = name in ROLES[stand.role].permissions or name in OWN
    about = SAMPLES[name].about
    if not holds:
        return {FORBIDDEN}
    if about == "here":
        return {DONE} if stand.in_place else {FORBIDDEN, MISSING, NOT_YOURS, NOT_YOURS_TO_RESET}
    if about in {"any", "own"}:
        return {DONE}
    if about in ONLY:
        allowed = stand.sees("case") and ONLY[about](stand)
        return {DONE} if allowed else {FORBIDDEN, MISSING, NOT_ASKED_BY_YOU}
    return {DONE} if stand.sees(about) else {MISSING}


def test_every_role_may_do_exactly_what_the_design_says_and_leaves_its_traces(world: World) -> None:
    """Each call done leaves event, receipt and change; and every sample is really done by somebody.

    One sweep for both: a sample that is always refused would prove nothing.
    """
    wrong = []
    for name in user_actions():
        outcomes = {stand.name: (call(world, stand, name), expected(stand, name)) for stand in world.stands}
        wrong += [
            f"{name} by {who}: {found.what}, not {sorted(wanted)}"
            for who, (found, wanted) in outcomes.items()
            if found.what not in wanted
        ]
        done = [found for found, _wanted in outcomes.values() if found.what == DONE]
        wrong += [f"{name} left {outcome}" for outcome in done if not outcome.is_whole]
        if not done:
            wrong.append(f"{name}: nobody could do it: {sorted({found.what for found, _ in outcomes.values()})}")
    assert not wrong, "\n".join(wrong)


def test_no_user_may_do_what_programs_do(world: World) -> None:
    programs = [name for name, action in ACTIONS.items() if set(action.doors) == {"program"}]
    assert programs
    assert [f"{name} by {stand.name}" for name in programs for stand in world.stands if stand.user.may(name)] == []


def test_somebody_without_a_role_and_somebody_who_left_may_do_nothing_but_keep_their_account(world: World) -> None:
    stand = world.stands[0]
    nobody = User.objects.get(pk=world.ids["newcomer"])
    allowed = [name for name in user_actions() if nobody.may(name)]
    assert allowed == []
    assert stand.user.may("user.choose_language")
