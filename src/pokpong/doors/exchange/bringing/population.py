"""The rows of a sheet as figures of population: what is there already stays, the rest is recorded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.doors.exchange.directory.looking_up import place_named
from pokpong.doors.exchange.mapping.headers import Header
from pokpong.doors.exchange.mapping.mappings import ColumnMapping, read_line
from pokpong.doors.exchange.population.targets import POPULATION
from pokpong.doors.exchange.verdicts import OPENED, REJECTED, UNCHANGED, Verdict, of_refusal
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line, letters
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.problems import Problem, ProblemKind, Refused
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import fold
from pokpong.foundation.vault import blind
from pokpong.registers.programme.actions.population import check_recording, record_population
from pokpong.registers.programme.models import Population
from pokpong.registers.programme.rules import population as rules

NOT_YOUR_PLACE = ProblemKind("row_place_not_yours", _("Your roles do not let you record figures of this place."))
Key = tuple[str, int, str, str, str]


class PopulationRows:
    """`_seen` are the numbers of this file so far, by place, year, sex, age group and source."""

    def __init__(self, actor: Actor, header: Header, mapping: ColumnMapping, digest: str, *, dry: bool) -> None:
        self.actor, self.header, self.mapping, self.digest, self.dry = actor, header, mapping, digest, dry
        self._seen: dict[Key, int] = {}

    def take(self, line: Line) -> Verdict:
        said, wrong = read_line(POPULATION, self.header, self.mapping, line)
        if wrong:
            return Verdict(REJECTED, tuple(wrong))
        values, reasons = meant(said)
        reasons = reasons or self._refused(values)
        if reasons:
            return Verdict(REJECTED, tuple(CellProblem(line.number, self._column(one.field), one) for one in reasons))
        key = key_of(values)
        repeated = key in self._seen
        self._seen[key] = values["count"]
        if repeated or there_already(values) == values["count"]:
            return Verdict(UNCHANGED)
        return Verdict(OPENED) if self.dry else self._recorded(line, values)

    def _refused(self, values: dict[str, Any]) -> list[Problem]:
        """All reasons against a figure, those of the register and those of this file."""
        if not self.actor.may("population.record", values["place"]):
            return [NOT_YOUR_PLACE("place")]
        if self._seen.get(key_of(values), values["count"]) != values["count"]:
            return [rules.SAID_TWICE("age_band")]
        found = check_recording(values["place"], values["year"], values["source"], [figure_of(values)])
        if there_already(values) == values["count"]:
            found = [one for one in found if one.code != rules.SAID_ALREADY.code]
        return found

    def _recorded(self, line: Line, values: dict[str, Any]) -> Verdict:
        call = UUID(bytes=blind.digest("exchange.population", str(self.actor.id), self.digest, str(line.number))[:16])
        about = {name: values[name] for name in ("place", "year", "source")}
        try:
            record_population(by=self.actor, id=row_id_for(call), figures=[figure_of(values)], call_id=call, **about)
        except Refused as refused:
            return of_refusal(line, refused.problems)
        return Verdict(OPENED)

    def _column(self, field: str) -> str:
        at = self.header.columns.get(field)
        return letters(at) if at is not None else ""


def meant(said: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """What a row means to the register, with every reason why it means nothing there."""
    place, wrong = place_named(said["place"])
    reasons = [Problem(one.code, one.words, "place", one.params) for one in wrong]
    band = rules.band_of(said["age_band"]) if said["age_band"] else rules.ALL
    reasons += [] if band is not None else [rules.BAND_UNFIT("age_band")]
    count: Decimal = said["count"]
    reasons += [] if count == count.to_integral_value() else [rules.COUNT_UNFIT("count")]
    values = {
        "place": place,
        "year": said["year"],
        "sex": said["sex"] or rules.ALL,
        "age_band": band,
        "count": int(count),
        "source": said["source"],
    }
    return values, reasons


def figure_of(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in ("sex", "age_band", "count")}


def key_of(values: dict[str, Any]) -> Key:
    """What makes two rows say the same figure."""
    return values["place"], values["year"], values["sex"], values["age_band"], fold(values["source"])[:480]


def there_already(values: dict[str, Any]) -> int | None:
    """The number that the register has for this figure of this source."""
    place, year, sex, band, source = key_of(values)
    rows = Population.objects.filter(place_path=place, year=year, sex=sex, age_band=band, source_folded=source)
    found: int | None = rows.filter(state="stated").values_list("count", flat=True).first()
    return found
