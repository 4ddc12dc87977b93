"""What the start page says of committees: whoever keeps or leads them sees which ones need to be looked at."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pokpong.doors.office.tests.pages import PROVINCE, browser_of, said
from pokpong.foundation.access.tests.people import make_user
from pokpong.registers.institutions.tests.factories import a_committee, a_seat, an_official, keeper

pytestmark = pytest.mark.django_db
LABEL = "Committees without a chair or a meeting"


@pytest.mark.parametrize("role", ["secretary", "chair"])
def test_a_committee_that_stands_out_is_counted_and_opens(role: str) -> None:
    by = keeper()
    reader = browser_of(make_user(f"the-{role}", role, PROVINCE))
    assert LABEL not in said(reader.get("/"))
    board = a_committee(by)
    a_seat(by, board, an_official(by), role="chair")
    page = said(reader.get("/"))
    assert LABEL in page  # it has never met
    url = f"{reverse('institutions:committees')}?committees-attention=any#table-committees"
    assert url in page
    assert str(board.pk) in reader.get(url).content.decode()
