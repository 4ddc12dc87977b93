"""Who is alone in the open columns."""

from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.models import Case
from pokpong.registers.people.models import Person
from tests.bench.uniqueness import FACTS, a_crowd, alone, open_facts

DISTRICTS = [f"LA{number:02}/LA{number:02}01/" for number in range(1, 19)]


def test_who_shares_everything_with_somebody_is_not_alone() -> None:
    rows = [("f", "18-24"), ("f", "18-24"), ("m", "18-24"), ("m", "25-34")]
    assert (alone(rows), alone(rows, fewer=3), alone([])) == (0.5, 1.0, 0.0)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=30))
def test_knowing_more_leaves_no_fewer_alone(rows: list[tuple[int, int]]) -> None:
    less = alone(row[:1] for row in rows)
    assert 0 <= less <= alone(rows) <= alone(rows, fewer=5) <= 1
    assert alone(rows + rows) == 0


def test_the_facts_are_open_columns_of_a_person() -> None:
    """A column that is opened one day is counted the same day."""
    columns = open_facts(Person)
    assert set(FACTS) <= set(columns)
    assert {"names", "birth_date", "id", "key_id", "compartment", "number"}.isdisjoint(columns)
    assert {"place_path", "opened_on", "origin"} <= set(open_facts(Case))
    assert {"person_id", "lead", "concern_ref"}.isdisjoint(open_facts(Case))


def test_the_crowd_is_always_the_same() -> None:
    found = a_crowd(300, DISTRICTS)
    assert found == a_crowd(300, DISTRICTS)
    assert {len(facts) for facts in found} == {len(FACTS)}
    assert {facts[-1] for facts in found} <= set(DISTRICTS)
