"""The number of a concern leads to it for who breaks glass, and to nothing for anybody else."""

import pytest

from pokpong.areas.protection import glass
from pokpong.areas.protection.telling import LeftOut
from pokpong.areas.protection.tests.factories import DISTRICT, VILLAGE, a_concern, caseworker, member
from pokpong.foundation.access import glass_finders

pytestmark = pytest.mark.django_db


def test_a_number_as_people_write_it_leads_to_the_concern_and_its_supervisors() -> None:
    caseworker()
    row = a_concern(member(), left_out=LeftOut(levels=(3,)))
    found = glass.find(f" {row.number.lower()} ")
    assert found is not None
    assert (found.row, found.place_path) == (row.pk, DISTRICT)
    assert str(row.pk) in found.url
    assert VILLAGE not in found.url


def test_an_unknown_number_leads_nowhere() -> None:
    a_concern(member())
    assert glass.find("LA16-2026-") is None


def test_it_is_offered_where_glass_is_broken() -> None:
    assert glass_finders.FINDERS["concern"].find is glass.find
