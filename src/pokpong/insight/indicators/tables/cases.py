"""Cases by district, sex and age."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import Case
from pokpong.insight.indicators.tables.definition import FigureTable
from pokpong.registers.people.rules.ages import CHILD_BANDS

COLUMNS = {
    "girls": _("Girls under 18"),
    "boys": _("Boys under 18"),
    "women": _("Women"),
    "men": _("Men"),
    "unknown": _("Another sex, or not known"),
}


def count(first: date, last: date) -> Iterable[tuple[str, str]]:
    rows = Case.objects.filter(opened_on__gte=first, opened_on__lte=last)
    return ((path, column_of(sex, band)) for path, sex, band in rows.values_list("place_path", "sex", "age_band"))


def column_of(sex: str, band: str) -> str:
    """By the sex and age band on the day the case was opened."""
    if band == "unknown" or sex not in {"female", "male"}:
        return "unknown"
    if band in CHILD_BANDS:
        return "girls" if sex == "female" else "boys"
    return "women" if sex == "female" else "men"


TABLE = FigureTable(
    code="cases",
    title=_("People helped: cases opened"),
    counts=_(
        "Each assistance case once: one person, trafficked or at risk of it, who receives help. No formal "
        "identification is asked for. It is not a criminal case."
    ),
    dated=_("The day on which the case was opened."),
    source=_("Cases, by the district where the person is helped; sex and age as they were on that day."),
    unit=_("cases"),
    heading=_("Sex and age"),
    columns=COLUMNS,
    depth=2,
    count=count,
    records="cases:list",
    permission="case.read",
)
