"""Breaches of the second wall: a table without one, a part that does not follow its case, a scope without a reason."""

from tests.guards.bites.breach import breach
from tests.guards.bites.copies import Copy

GUARD = "test_row_security.py::test_"
POLICIES = "foundation/access/row_security/policies.py"


@breach(f"{GUARD}every_table_has_a_wall_or_a_written_reason", "agenda_planted")
def a_table_nobody_thought_of(copy: Copy) -> None:
    copy.append("foundation/agenda/models.py", 'class Planted(AppendOnlyRow):\n    noun = "planted"')


@breach(f"{GUARD}every_table_has_a_wall_or_a_written_reason", "protection_case")
def a_wall_and_an_excuse(copy: Copy) -> None:
    copy.replace(POLICIES, "UNWALLED = {", 'UNWALLED = {\n    "protection_case": "nobody would ever look there",')


@breach(f"{GUARD}what_hangs_on_a_person_or_a_case_follows_it", "protection_need.case_id")
def a_part_of_a_case_stands_alone(copy: Copy) -> None:
    copy.replace(POLICIES, '    "protection_need",\n', "")
    copy.replace(POLICIES, "UNWALLED = {", 'UNWALLED = {\n    "protection_need": "needs are not very secret",')


@breach(f"{GUARD}every_program_that_sees_everything_is_named_with_its_reason", "planted.py:1 program:burglar")
def a_program_without_a_reason(copy: Copy) -> None:
    copy.write("areas/protection/planted.py", 'row_security.scope("program:burglar")\n')


@breach(f"{GUARD}every_program_that_sees_everything_is_named_with_its_reason", "burglar")
def a_reason_without_a_program(copy: Copy) -> None:
    copy.replace(POLICIES, "PROGRAMS = {", 'PROGRAMS = {\n    "burglar": "comes at night",')
