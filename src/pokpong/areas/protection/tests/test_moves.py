"""The tables of moves of every noun, walked at random: what is allowed moves, all else is refused whole."""

from __future__ import annotations

import importlib
import pkgutil
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pokpong.config.wiring  # noqa: F401  registers every action
from pokpong.areas.protection import states
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.moves import MACHINES, Moves
from pokpong.foundation.actions.registry import ACTIONS
from pokpong.foundation.kernel.problems import Refused


def machines() -> list[Moves]:
    """Those declared in the room of states."""
    names = [f"{states.__name__}.{found.name}" for found in pkgutil.iter_modules(states.__path__)]
    declared = {id(value) for name in names for value in vars(importlib.import_module(name)).values()}
    return [machine for machine in MACHINES.values() if id(machine) in declared]


MACHINE = st.sampled_from(sorted(machines(), key=lambda machine: machine.noun))


def actions_of(machine: Moves) -> list[str]:
    return sorted({name for allowed in machine.table.values() for name in allowed})


def attempt(row: Any, to: str, action: str) -> bool:
    """Whether the move was made; nothing but the state of `row` can change."""
    call = SimpleNamespace(action=action, by=SimpleNamespace(id=None, device=None))
    with mock.patch.object(door, "under_way", return_value=call), mock.patch.object(moves, "insert") as kept:
        codes = refusals(row, to)
        assert codes in ([], ["move_not_allowed"])
        assert kept.call_count == (0 if codes else 1)
        return not codes


def refusals(row: Any, to: str) -> list[str]:
    try:
        moves.move(row, to)
    except Refused as refused:
        return [problem.code for problem in refused.problems]
    return []


@given(machine=MACHINE, data=st.data())
def test_a_random_walk_follows_the_table_and_nothing_else(machine: Moves, data: st.DataObject) -> None:
    row = SimpleNamespace(noun=machine.noun, state=machine.start, pk=None)
    tries = st.tuples(st.sampled_from(sorted(machine.words)), st.sampled_from([*actions_of(machine), "concern.raise"]))
    for to, action in data.draw(st.lists(tries, max_size=25)):
        before = row.state
        moved = attempt(row, to, action)
        assert moved == (action in machine.table.get((before, to), ()))
        assert row.state == (to if moved else before)


@given(machine=MACHINE, data=st.data())
def test_every_walk_comes_to_an_end_or_can_go_on(machine: Moves, data: st.DataObject) -> None:
    """Following allowed moves only, no state is entered that the table does not name."""
    state = machine.start
    for turn in data.draw(st.lists(st.integers(0, 30), max_size=20)):
        following = sorted(machine.next_of(state))
        if not following:
            break
        state = following[turn % len(following)]
        assert state in machine.words


@pytest.mark.parametrize("machine", machines(), ids=lambda machine: machine.noun)
def test_every_move_belongs_to_an_action_that_exists(machine: Moves) -> None:
    assert [name for name in actions_of(machine) if name not in ACTIONS] == []


def test_the_nouns_of_a_case_have_their_tables() -> None:
    found = {machine.noun for machine in machines()}
    assert found >= {"concern", "case", "referral", "service", "stay", "follow_up", "screening", "identification"}
