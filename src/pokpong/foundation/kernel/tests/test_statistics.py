"""The planner's counts."""

from __future__ import annotations

import pytest
from django.db import connection

from pokpong.foundation.kernel import statistics


@pytest.mark.django_db
def test_the_data_base_counts_its_tables() -> None:
    statistics.refresh()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'places_place'")
            assert cursor.fetchall()
