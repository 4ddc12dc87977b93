"""The order of a person's whole record, whatever identifiers its rows were given."""

import datetime as dt
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import pytest

from pokpong.doors.office.whole.entries import Entry, made_on
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

DAY = dt.date(2026, 3, 22)


def test_an_identifier_tells_when_its_row_was_made() -> None:
    made = made_on(new_id())
    assert made is not None
    assert abs(made - clock.now()) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("row", [uuid4(), uuid5(NAMESPACE_URL, "named"), UUID(int=2**128 - 1)])
def test_an_identifier_of_another_kind_tells_nothing_and_breaks_nothing(row: UUID) -> None:
    assert made_on(row) is None
    assert Entry("note", DAY, "x", row=row).moment.date() <= DAY
