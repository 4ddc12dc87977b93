"""What a file can be about, and who may bring such rows in."""

from __future__ import annotations

from typing import Final

from pokpong.doors.exchange.activities import targets as activities
from pokpong.doors.exchange.cases import target as cases
from pokpong.doors.exchange.cases.target import CASES
from pokpong.doors.exchange.directory.targets import OFFICIALS, ORGANISATIONS, SERVICES
from pokpong.doors.exchange.mapping.mappings import ColumnMapping, guess, guess_header_row, labels_of
from pokpong.doors.exchange.mapping.targets import Target
from pokpong.doors.exchange.population.targets import POPULATION
from pokpong.doors.exchange.workbooks.reading import Book, Sheet
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.problems import ProblemKind
from pokpong.foundation.kernel.words import lazy as _

# The permission without which no row of a target could be added.
PERMISSIONS: Final = {
    CASES: "case.open",
    ORGANISATIONS.name: "organisation.add",
    OFFICIALS.name: "official.add",
    SERVICES.name: "service_offer.add",
    activities.NAME: "activity.add",
    POPULATION.name: "population.record",
}
TARGET_UNKNOWN = ProblemKind("import_target_unknown", _("Choose what the file is about."))


def all_targets() -> dict[str, Target]:
    every = (cases.target(), ORGANISATIONS, OFFICIALS, SERVICES, activities.target(), POPULATION)
    return {target.name: target for target in every}


def target_named(name: str) -> Target:
    """Raises KeyError for an unknown one."""
    return all_targets()[name]


def targets_for(actor: Actor) -> list[Target]:
    """Those whose rows this actor may add."""
    return [target for name, target in all_targets().items() if actor.may(PERMISSIONS[name])]


def guessed(name: str, book: Book) -> ColumnMapping:
    """The mapping of the sheet whose columns say most of this target."""
    found = [_of_sheet(name, sheet) for sheet in book.sheets if sheet.lines]
    return max(found, key=lambda mapping: len(mapping.columns))


def _of_sheet(name: str, sheet: Sheet) -> ColumnMapping:
    if name == CASES:
        return cases.guessed(sheet)
    target = target_named(name)
    row = guess_header_row(target, sheet)
    return ColumnMapping(name, sheet.name, row, guess(target, labels_of(sheet, row)))
