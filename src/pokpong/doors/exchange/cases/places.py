"""Which district a row means: by our own columns of codes, else by the names of its address."""

from __future__ import annotations

from dataclasses import dataclass, field

from pokpong.doors.exchange.htcds.records import CaseRecord
from pokpong.doors.exchange.mapping.values import key
from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.places.models import Level, Place
from pokpong.registers.places.queries import levels, present

PROVINCE, DISTRICT, VILLAGE = 1, 2, 3

CODE_UNKNOWN = ProblemKind("row_place_unknown", _("“%(code)s” is no code of a %(level)s in the register of places."))
PLACE_MISSING = ProblemKind(
    "row_place_missing",
    _("The row names no district that is in the register. Add one, or choose a district for such rows."),
)


@dataclass
class Places:
    """Finds districts for many rows. `default` is the path of the district for rows that name none."""

    default: str = ""
    _districts: dict[str, set[str]] = field(default_factory=dict)
    _provinces: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._districts, self._provinces = _named(DISTRICT), _named(PROVINCE)

    def district_of(self, record: CaseRecord) -> tuple[str, str, list[tuple[str, Problem]]]:
        """The district's path, the path of the home as exactly as it is known, and reasons by field."""
        wrong: list[tuple[str, Problem]] = []
        for name, code, level in (
            ("lao:VillageCode", record.village_code, VILLAGE),
            ("lao:DistrictCode", record.district_code, DISTRICT),
        ):
            if not code:
                continue
            path = _by_code(code, level)
            if path:
                return cut(path, DISTRICT), path, wrong
            wrong.append((name, CODE_UNKNOWN(code=code[:40], level=levels()[level].name)))
        found = self._by_name(record)
        path = found or self.default
        if not path and not wrong:
            wrong.append(("prs_MailingCity", PLACE_MISSING()))
        return path, found, wrong

    def _by_name(self, record: CaseRecord) -> str:
        """A district whose name is the city's, in the province that is the state's; only when there is just one."""
        named = self._districts.get(key(record.city), set())
        provinces = self._provinces.get(key(record.state), set())
        within = {path for path in named if not provinces or cut(path, PROVINCE) in provinces}
        return within.pop() if len(within) == 1 else ""


def _by_code(code: str, level: int) -> str:
    path = Place.objects.filter(code=code.strip().upper(), level=level).values_list("path", flat=True).first()
    return present(path) if path else ""


def _named(number: int) -> dict[str, set[str]]:
    """Paths by every way of writing the name of a place of this level."""
    level = levels().get(number)
    found: dict[str, set[str]] = {}
    for path, names in Place.objects.in_use().filter(level=number).values_list("path", "names"):
        for name in names.values():
            for written in _spellings(name, level):
                found.setdefault(key(written), set()).add(path)
    found.pop("", None)
    return found


def _spellings(name: str, level: Level | None) -> list[str]:
    if level is None:
        return [name]
    return [name, *(f"{word}{name}" for word in level.before), *(f"{name} {word}" for word in level.after)]


def is_district(path: str) -> bool:
    return len(parts(path)) == DISTRICT and Place.objects.in_use().filter(path=path).exists()
