"""One call of every action about projects, donors, frameworks, calendars and population."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.guards.reach.positions import HERE
from tests.guards.reach.records import REASON
from tests.guards.reach.sampling import Sample, new, of

NAMES = {"lo": "ຊື່ທົດສອບ"}
DAYS = {"starts": date(2025, 1, 1), "ends": date(2026, 12, 31)}
CALENDAR: dict[str, Any] = {"start_month": 7, "start_day": 1, "parts": ["quarter"], "year_names": {"lo": "ປີ {year}"}}
FIGURES = [{"sex": "female", "age_band": "5-9", "count": 70}]

SAMPLES: dict[str, Sample] = {
    "project.add": new("here", code="SWEEP-3", names=NAMES, lead="@organisation", places=[HERE], **DAYS),
    "project.amend": of("here", project="@project", base=1, changes={"names": NAMES}),
    "project.change_state": of("here", project="@project", to="running"),
    "donor.add": new("any", names=NAMES),
    "donor.amend": of("any", donor="@donor", base=1, changes={"names": NAMES}),
    "funding.add": new("here", project="@project", donor="@donor", currency="USD", amount=Decimal(5), **DAYS),
    "funding.amend": of("here", funding="@funding", base=1, changes={"reference": "X"}),
    "funding.withdraw": of("here", funding="@funding", reason=REASON),
    "framework.add": new("here", project="@bare_project", names=NAMES),
    "framework.amend": of("here", framework="@framework", base=1, changes={"names": NAMES}),
    "framework.agree": of("here", framework="@framework"),
    "framework.revise": new("here", framework="@framework_in_force"),
    "result.add": new("here", framework="@framework", level="ir", code="IR9", names=NAMES, parent="@top_result"),
    "result.amend": of("here", result="@result", base=1, changes={"names": NAMES}),
    "result.place": of("here", result="@result", position=2, parent="@top_result"),
    "result.retire": of("here", result="@result", reason=REASON),
    "result.resume": of("here", result="@retired_result"),
    "calendar.add": new("any", code="july", names=NAMES, **CALENDAR),
    "calendar.amend": of("any", calendar="@calendar", base=1, changes={"names": NAMES}),
    "period.make": new("any", calendar="@calendar", year=2030),
    "population.record": new("here", place=HERE, year=2024, source="ທົດສອບ", figures=FIGURES),
    "population.amend": of("here", population="@population", base=1, count=9),
    "population.withdraw": of("here", population="@population", reason=REASON),
}
