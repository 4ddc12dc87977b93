"""The moves of a concern, walked at random, and what its reporter is told on the way."""

from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.rules.concerns import own_state
from pokpong.areas.protection.states.concerns import CONCERN, ENDED, OWN_WORDS, WAITS_FOR_TRIAGE

STATES = st.sampled_from(sorted(CONCERN.words))


@given(st.lists(st.integers(0, 10), max_size=20))
def test_every_walk_can_still_end_and_open_again(turns: list[int]) -> None:
    state = CONCERN.start
    for turn in turns:
        following = sorted(CONCERN.next_of(state))
        assert following, f"{state} is a dead end"
        state = following[turn % len(following)]
    assert state in ENDED or "closed" in CONCERN.next_of(state)


@given(STATES, st.one_of(st.just(""), STATES))
def test_a_reporter_hears_one_of_three_words(state: str, other: str) -> None:
    assert own_state(state, other) in OWN_WORDS


def test_a_joined_concern_shares_the_state_of_the_other() -> None:
    assert [own_state("joined", other) for other in ("received", "closed", "in_hand", "joined", "")] == [
        *("received", "closed", "in_hand", "in_hand", "in_hand")
    ]


def test_only_a_supervisors_action_leads_out_of_an_ended_state() -> None:
    out = {action for (before, _), actions in CONCERN.table.items() if before in ENDED for action in actions}
    assert out == {"concern.reopen"}


def test_what_waits_for_triage_can_be_triaged() -> None:
    for state in WAITS_FOR_TRIAGE:
        assert CONCERN.allows(state, "in_hand", "concern.triage")
        assert CONCERN.allows(state, "closed", "concern.triage")
