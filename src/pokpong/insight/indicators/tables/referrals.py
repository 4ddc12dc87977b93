"""Referrals by province and how they ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import Referral
from pokpong.insight.indicators.tables.definition import FigureTable

COLUMNS = {
    "completed": _("Completed"),
    "not_completed": _("Not completed"),
    "declined": _("Declined"),
    "expired": _("Lapsed without an answer"),
}


def count(first: date, last: date) -> Iterable[tuple[str, str]]:
    rows = Referral.objects.filter(state__in=COLUMNS, ended_at__date__gte=first, ended_at__date__lte=last)
    return rows.values_list("case__place_path", "state").iterator()


TABLE = FigureTable(
    code="referrals",
    title=_("Referrals that ended"),
    counts=_("Each referral to another organisation once. Those taken back or stopped are not counted."),
    dated=_("The day on which the referral ended."),
    source=_("Referrals of cases, by the province where the person is helped."),
    unit=_("referrals"),
    heading=_("How it ended"),
    columns=COLUMNS,
    depth=1,
    count=count,
    records="cases:list",
    permission="case.read",
)
