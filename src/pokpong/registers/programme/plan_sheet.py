"""The activities of a plan as a sheet: what stands in which column, so that the same sheet can be read in again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.money import DECIMALS
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.papers.workbook import Cell, Sheet, xlsx_of
from pokpong.registers.institutions.models import Official, Organisation
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import labels
from pokpong.registers.programme.models import Activity, Plan
from pokpong.registers.programme.plan_words import EVIDENCE
from pokpong.registers.programme.queries.plans import budgets_of_plan

# The name of each column, and the words above it.
COLUMNS: Final[dict[str, str | Promise]] = {
    "code": _("Code"),
    "name_lo": _("Name in Lao"),
    "name_en": _("Name in English"),
    "result": _("Result"),
    "place": _("Place"),
    "starts": _("First day"),
    "ends": _("Last day"),
    "official": _("Responsible official"),
    "organisation": _("Responsible organisation"),
    "participants_expected": _("Participants expected"),
    "budget_LAK": _("Money in LAK"),
    "budget_THB": _("Money in THB"),
    "budget_USD": _("Money in USD"),
    "budget_EUR": _("Money in EUR"),
    "budget_VND": _("Money in VND"),
    "budget_CNY": _("Money in CNY"),
    "evidence_wanted": _("Evidence wanted"),
}
BUDGET: Final = "budget_"


@dataclass(frozen=True)
class Names:
    """How places, officials and organisations are called in the sheet, so that each is found again.

    Who shares a name with somebody else, or is not found by name any more, also carries the id in brackets.
    """

    places: Mapping[str, str]
    officials: Mapping[UUID, str]
    organisations: Mapping[UUID, str]

    @classmethod
    def of(cls, rows: Iterable[Activity]) -> Names:
        """With a fixed number of queries for any number of activities."""
        every = list(rows)
        people = {row.official_id: row.official for row in every if row.official}
        bodies = {row.organisation_id: row.organisation for row in every if row.organisation}
        return cls(
            _places({row.place_path for row in every}),
            {key: _official(row) for key, row in _marked_officials(people.values()).items()},
            _organisations(bodies.values()),
        )


def _places(paths: set[str]) -> dict[str, str]:
    """`LA1601 ເມືອງປາກເຊ, ແຂວງຈຳປາສັກ`: the code finds it, the words are for people."""
    codes = dict(Place.objects.filter(path__in=paths).values_list("path", "code"))
    words = labels(paths)
    return {path: f"{codes.get(path, '')} {words[path]}".strip() for path in paths}


def _marked_officials(rows: Iterable[Official]) -> dict[UUID, tuple[Official, bool]]:
    wanted = list(rows)
    serving = Official.objects.serving(clock.today()).filter(name__in=[row.name for row in wanted])
    times = Counter(serving.values_list("name", flat=True))
    return {row.pk: (row, times[row.name] != 1 or not row.serves_on(clock.today())) for row in wanted}


def _official(found: tuple[Official, bool]) -> str:
    row, marked = found
    return f"{row.name} [{row.pk}]" if marked else row.name


def _organisations(rows: Iterable[Organisation]) -> dict[UUID, str]:
    wanted = list(rows)
    every = Organisation.objects.filter(state="active").values_list("names", "short_names") if wanted else []
    times = Counter(name for names, short in every for name in {*names.values(), *short.values()})
    found = {}
    for row in wanted:
        name = in_language(row.names, "lo")
        found[row.pk] = name if times[name] == 1 and row.state == "active" else f"{name} [{row.pk}]"
    return found


def cells_of(row: Activity, money: Mapping[str, str], names: Names) -> dict[str, Cell]:
    """What stands in the sheet for one activity, by column."""
    return {
        "code": row.code,
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
        "result": row.result.code if row.result else "",
        "place": names.places[row.place_path],
        "starts": row.starts,
        "ends": row.ends,
        "official": names.officials[row.official_id] if row.official_id else "",
        "organisation": names.organisations[row.organisation_id] if row.organisation_id else "",
        "participants_expected": row.participants_expected,
        **{f"{BUDGET}{name}": Decimal(money[name]) if name in money else None for name in DECIMALS},
        "evidence_wanted": "; ".join(str(words) for kind, words in EVIDENCE.items() if kind in row.evidence_wanted),
    }


def workbook_of(plan: Plan) -> bytes:
    """The activities of a plan as an Excel workbook, in the order of their codes."""
    rows = list(plan.activities.kept().select_related("result", "official", "organisation").order_by("code_key", "pk"))
    money, names = budgets_of_plan(plan), Names.of(rows)
    found = (cells_of(row, money.get(row.pk, {}), names) for row in rows)
    lines = [[cells[name] for name in COLUMNS] for cells in found]
    sheet = Sheet(plan.code, head=[str(words) for words in COLUMNS.values()], rows=lines)
    return xlsx_of([sheet])
