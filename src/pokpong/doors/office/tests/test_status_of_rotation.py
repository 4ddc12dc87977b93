"""How far the data keys are rotated, as the administrator reads it."""

from __future__ import annotations

import pytest
from django.utils import translation

from pokpong.doors.office import status
from pokpong.foundation.vault import rotating
from pokpong.foundation.vault.rotating import Standing


@pytest.mark.parametrize(("living", "due", "tenths"), [(14_317, 9_021, 3), (3, 1, 6), (40, 40, 0)])
def test_it_is_told_in_tenths_and_not_how_many_records_there_are(
    monkeypatch: pytest.MonkeyPatch, living: int, due: int, tenths: int
) -> None:
    monkeypatch.setattr(rotating, "standing", lambda: Standing(living, due))
    with translation.override("en"):
        (row,) = status.rotation_rows()
        assert str(row.note) == f"About {tenths} tenths done"


def test_nothing_is_told_while_none_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotating, "standing", lambda: Standing(7, 0))
    assert status.rotation_rows() == []
