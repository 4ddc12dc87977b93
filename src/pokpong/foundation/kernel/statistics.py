"""What the data base's planner knows of how full its tables are."""

from __future__ import annotations

from django.db import connection

LOOKED_AT = 1000  # entries of each index: seconds, however large the data base is


def refresh() -> None:
    """Lets SQLite count; PostgreSQL does so by itself.

    Without it SQLite takes every index for equally good, and looks for one's own sixty cases among all that run:
    at a hundred thousand cases a start page took four times as long.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
            cursor.execute("ANALYZE")
