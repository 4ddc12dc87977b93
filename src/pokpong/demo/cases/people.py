"""Who is helped: read out of `data/people.csv`. Every family name is ສົມມຸດ, "invented"."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from pokpong.demo.identity import known
from pokpong.demo.people import FAMILY, PAKSE
from pokpong.foundation.kernel.paths import parts

CHILD_BELOW = 18
# By province: the organisation with beds, the sign-in there, and the one that teaches a trade.
SHELTERS = {
    "LA16": ("shelter", "provider"),
    "LA13": ("savan_shelter", "savan-shelter"),
    "LA14": ("salavan_centre", "salavan-centre"),
    "LA01": ("vientiane_shelter", "vientiane-shelter"),
}
CLINIC = ("clinic", "clinic")


@dataclass(frozen=True)
class Helped:
    """One line: `by` and `supervisor` are sign-ins, `storyline` the name of what happens."""

    key: str
    lo: str
    latin: str
    sex: str
    age: int
    district: str
    by: str
    supervisor: str
    origin: str
    storyline: str

    @property
    def name(self) -> str:
        return f"{'ນາງ' if self.sex == 'female' else 'ທ້າວ'} {self.lo} {FAMILY}"

    @property
    def is_child(self) -> bool:
        return self.age < CHILD_BELOW

    @property
    def person(self) -> UUID:
        return known("helped", self.key)

    @property
    def case(self) -> UUID:
        return known("case", self.key)

    @property
    def shelter(self) -> tuple[str, str]:
        """The organisation's key and the sign-in of who works there."""
        return SHELTERS[parts(self.district)[0]]

    @property
    def clinic(self) -> tuple[str, str, str]:
        """Who gives care: the organisation, the sign-in, and the kind of service it offers there."""
        return (*CLINIC, "medical") if self.district == PAKSE else (*self.shelter, "psychosocial")


@cache
def everybody() -> tuple[Helped, ...]:
    path = Path(__file__).parent.parent / "data" / "people.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(read(line) for line in csv.DictReader(lines))


def read(line: dict[str, str]) -> Helped:
    age = int(line.pop("age"))
    return Helped(**line, age=age)
