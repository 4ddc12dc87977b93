"""Concerns by district and urgency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.vocabulary.concerns import URGENCIES
from pokpong.insight.indicators.tables.definition import FigureTable


def count(first: date, last: date) -> Iterable[tuple[str, str]]:
    rows = Concern.objects.filter(raised_at__date__gte=first, raised_at__date__lte=last, joined_to=None)
    return rows.values_list("place_path", "urgency").iterator()


TABLE = FigureTable(
    code="concerns",
    title=_("Concerns raised"),
    counts=_("Each concern once. One that was joined to another is not counted again. A concern is not yet a case."),
    dated=_("The day on which it was raised."),
    source=_("Concerns, by the district where it happened."),
    unit=_("concerns"),
    heading=_("How urgent"),
    columns=URGENCIES,
    depth=2,
    count=count,
    records="protection:inbox",
    permission="concern.read",
)
