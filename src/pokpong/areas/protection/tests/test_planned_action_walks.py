"""Random walks: in whatever order things are tried, a row moves exactly when the table of moves allows it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from pokpong.areas.protection.actions.plan import (
    cancel_follow_up,
    do_follow_up,
    do_planned_action,
    drop_planned_action,
    reopen_goal,
    reopen_need,
    reopen_planned_action,
    restore_attachment,
    settle_goal,
    settle_need,
    withdraw_attachment,
)
from pokpong.areas.protection.actions.plan.conferences import cancel_conference, hold_conference
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.states import plan as states
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.checks import codes
from pokpong.areas.protection.tests.factories import caseworker
from pokpong.areas.protection.tests.factories_plan import (
    WORDS,
    a_conference,
    a_file,
    a_follow_up,
    a_goal,
    a_need,
    an_action,
    in_days,
)
from pokpong.foundation.access.models import User
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused

pytestmark = pytest.mark.django_db
STEPS = 14
# By noun: how one is made, its table, and each try: the action's name, the state it leads to, how it is called.
Try = tuple[str, str, Callable[..., Any], dict[str, Any]]
Made = Callable[[User, Case], Any]
DONE = {"how": "visit", "reached": True, "answers": {"safe": "yes"}}
NOUNS: dict[str, tuple[Made, Moves, list[Try]]] = {
    "need": (
        a_need,
        states.NEED,
        [
            ("need.settle", "met", settle_need, {"outcome": "met"}),
            ("need.settle", "not_wanted", settle_need, {"outcome": "not_wanted"}),
            ("need.reopen", "open", reopen_need, {}),
        ],
    ),
    "goal": (
        a_goal,
        states.GOAL,
        [
            ("goal.settle", "reached", settle_goal, {"outcome": "reached"}),
            ("goal.settle", "given_up", settle_goal, {"outcome": "given_up", "reason": WORDS}),
            ("goal.reopen", "open", reopen_goal, {}),
        ],
    ),
    "planned_action": (
        an_action,
        states.PLANNED_ACTION,
        [
            ("planned_action.do", "done", do_planned_action, {}),
            ("planned_action.drop", "dropped", drop_planned_action, {"reason": WORDS}),
            ("planned_action.reopen", "planned", reopen_planned_action, {}),
        ],
    ),
    "attachment": (
        a_file,
        states.ATTACHMENT,
        [
            ("attachment.withdraw", "withdrawn", withdraw_attachment, {"reason": WORDS}),
            ("attachment.restore", "kept", restore_attachment, {"reason": WORDS}),
        ],
    ),
    "conference": (
        a_conference,
        states.CONFERENCE,
        [
            ("conference.hold", "held", hold_conference, {"minutes": WORDS}),
            ("conference.cancel", "cancelled", cancel_conference, {"reason": WORDS}),
        ],
    ),
    "follow_up": (
        lambda by, case: a_follow_up(by, case, due=in_days(401)),
        states.FOLLOW_UP,
        [
            ("follow_up.do", "done", do_follow_up, DONE),
            ("follow_up.cancel", "cancelled", cancel_follow_up, {"reason": WORDS}),
        ],
    ),
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_an_action_moves_a_row_exactly_when_the_table_allows_it(noun: str, seed: int) -> None:
    chance, bob = random.Random(f"{noun}{seed}"), caseworker()
    make, machine, tries = NOUNS[noun]
    row = make(bob, a_case(bob))
    state, moved = machine.start, 1
    for _step in range(STEPS):
        name, to, act, arguments = chance.choice(tries)
        if machine.allows(state, to, name):
            state, moved = act(by=bob, call_id=new_id(), **{noun: row.pk}, **arguments).state, moved + 1
            assert state == to
        else:
            with pytest.raises(Refused) as refused:
                act(by=bob, call_id=new_id(), **{noun: row.pk}, **arguments)
            assert codes(refused) == {"move_not_allowed"}
        row.refresh_from_db()
        assert row.state == state
    assert [move.after for move in moves.history_of(row.pk)][-1] == state
    assert len(moves.history_of(row.pk)) == moved
