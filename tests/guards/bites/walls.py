"""Breaches of what the data base answers to whom, found behind the walls of PostgreSQL."""

from tests.guards.bites import narrow
from tests.guards.bites.breach import breach
from tests.guards.bites.copies import Copy
from tests.guards.bites.row_security import POLICIES

GUARD = "reach/test_walls.py::test_"
SWEEP = f"{GUARD}what_is_shown_lies_in_what_the_data_base_answers_and_that_in_grants_and_ties"
MAPPINGS = 'Wall("exchange_savedmapping", own=("user",)'
NAMES = 'Wall("people_nameindex", follows=(("person", "people_person"),)'


@breach(f"{GUARD}nobody_is_answered_nothing", "people_nameindex", walls=True)
def a_wall_stands_open(copy: Copy) -> None:
    copy.replace(POLICIES, NAMES, f'{NAMES}, also=("true",)')


@breach(f"{GUARD}every_model_with_a_wall_is_a_model_of_ours", "people_planted")
def a_wall_around_nothing(copy: Copy) -> None:
    copy.replace(POLICIES, "WALLS = (\n", 'WALLS = (\n    Wall("people_planted", own=("user",)),\n')


@breach(SWEEP, "exchange_savedmapping for caseworker, tied: answered without a grant or a tie", walls=True)
def everybody_is_answered(copy: Copy) -> None:
    narrow.stands(copy, "caseworker")
    copy.replace(POLICIES, MAPPINGS, f'{MAPPINGS}, also=("{{user}} IS NOT NULL",)')


@breach(SWEEP, "protection_note for caseworker, tied: shown by the application, kept back", walls=True)
def a_wall_keeps_back_what_is_shown(copy: Copy) -> None:
    narrow.stands(copy, "caseworker")
    copy.replace(POLICIES, '    "protection_note",\n', "")
    copy.replace(POLICIES, "WALLS = (\n", 'WALLS = (\n    Wall("protection_note"),\n')


@breach(f"{GUARD}what_asks_in_a_scope_is_held_where_the_run_asked_for_walls", "assert False is True", walls=True)
def a_scope_is_not_noticed(copy: Copy) -> None:
    copy.replace("foundation/access/row_security/scopes.py", "    return _present.get()\n", "    return None\n")
