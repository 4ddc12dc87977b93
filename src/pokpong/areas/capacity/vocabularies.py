"""Words of data: functions of trainees, levels, sexes, topics. Each is a file in `data/`: code, then the languages."""

from __future__ import annotations

import csv
from pathlib import Path

from pokpong.foundation.kernel.paths import parts
from pokpong.registers.institutions.vocabularies import Vocabulary

FOLDER = Path(__file__).resolve().parent / "data"


def _read(name: str) -> Vocabulary:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return Vocabulary(name, {row["code"]: row for row in csv.DictReader(file)})


FUNCTIONS = _read("functions")
LEVELS = _read("levels")
SEXES = _read("sexes")
TOPICS = _read("topics")
WANTED_TOPICS = TOPICS.having("wanted_of_committees", "yes")
_OF_OFFICIALS = {
    official: code for code, row in FUNCTIONS.rows.items() for official in row["official_functions"].split()
}


def function_of(official_function: str) -> str:
    """The trainee's function that belongs to an official's; empty where the file names none."""
    return _OF_OFFICIALS.get(official_function, "")


def level_of(path: str) -> str:
    """The level of a place path: central, province, district, village."""
    return list(LEVELS.rows)[min(len(parts(path)), len(LEVELS.rows) - 1)]
