"""Services delivered by province and kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import Service
from pokpong.insight.indicators.tables.definition import FigureTable
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS


def count(first: date, last: date) -> Iterable[tuple[str, str]]:
    rows = Service.objects.filter(state="delivered", delivered_on__gte=first, delivered_on__lte=last)
    return rows.values_list("case__place_path", "kind").iterator()


TABLE = FigureTable(
    code="services",
    title=_("Services given"),
    counts=_("Each service given to one person once, however much of it was given. One person may receive several."),
    dated=_("The last day on which it was given."),
    source=_("Services of cases, by the province where the person is helped."),
    unit=_("services"),
    heading=_("Kind of service"),
    columns=dict(SERVICE_KINDS.choices()),
    depth=1,
    count=count,
    records="cases:list",
    permission="case.read",
)
