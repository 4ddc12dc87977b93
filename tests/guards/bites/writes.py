"""Breaches of the one door: writing beside it, opening it elsewhere, raw SQL."""

from tests.guards.bites.breach import breach
from tests.guards.bites.copies import Copy

FILE = "areas/protection/planted.py"


@breach("test_writes.py::test_nothing_else_saves_creates_or_deletes", "planted.py:1 Concern.objects.create")
def a_query_creates(copy: Copy) -> None:
    copy.write(FILE, "Concern.objects.create(state='received')\n")


@breach("test_writes.py::test_nothing_else_saves_creates_or_deletes", "planted.py:1 concern.save")
def a_query_saves(copy: Copy) -> None:
    copy.write(FILE, "concern.save()\n")


@breach(
    "test_writes.py::test_nothing_else_saves_creates_or_deletes", "planted.py:1 Concern.objects.filter(state='').update"
)
def a_query_updates(copy: Copy) -> None:
    copy.write(FILE, "Concern.objects.filter(state='').update(state='closed')\n")


GATE = "test_writes.py::test_the_gate_is_opened_in_few_places"


@breach(GATE, "areas/protection/planted.py")
def a_query_opens_the_gate(copy: Copy) -> None:
    copy.write(FILE, 'from pokpong.foundation.kernel import writing\n\nwith writing.opened("planted"):\n    pass\n')


@breach(GATE, "areas/protection/planted.py")
def a_query_opens_the_gate_by_another_name(copy: Copy) -> None:
    copy.write(FILE, 'from pokpong.foundation.kernel.writing import opened as o\n\nwith o("planted"):\n    pass\n')


@breach("test_writes.py::test_raw_sql_stands_where_it_is_expected", "areas/protection/planted.py:1")
def a_query_speaks_sql(copy: Copy) -> None:
    copy.write(FILE, 'cursor.execute("DELETE FROM protection_concern")\n')
