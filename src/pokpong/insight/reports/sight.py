"""Of which places a reader sees figures, and in which circle they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pokpong.foundation.kernel.paths import covers, parts
from pokpong.foundation.kernel.problems import NotThere
from pokpong.insight.indicators.rules import INSIDE, OUTSIDE
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.vocabularies import OUTSIDE_KINDS
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import labels
from pokpong.registers.programme.models import Project

SEES, FUNDED = "overview.see", "overview.funded"
READ = (SEES, FUNDED)
DISTRICT = 2


@dataclass(frozen=True)
class Sight:
    """`paths` are the widest places of this reader; `is_office`: live work is shown too, not only frozen figures."""

    circle: str
    paths: tuple[str, ...]
    is_office: bool

    def chosen(self, asked: str | None) -> str | None:
        """The place a page is about: the one asked for, else the first; None where there is none.

        Raises NotThere for a place out of sight.
        """
        if asked is None:
            return self.paths[0] if self.paths else None
        known = Place.objects.filter(path=asked, level__lte=DISTRICT).exists() or asked in self.paths
        if not known or not any(covers(path, asked) for path in self.paths):
            raise NotThere(asked)
        return asked


def sight_of(user: Any) -> Sight:
    """An office sees its grants' places; a donor those of the projects that it pays for, as what leaves may be seen.

    What somebody sees who works for an organisation outside the government has left it, whatever their role.
    """
    if user.may(SEES):
        circle = OUTSIDE if _works_outside(user.organisation) else INSIDE
        return Sight(circle, widest(user.paths(SEES)), is_office=True)
    projects = Project.objects.visible_to(user).values_list("place_paths", flat=True) if user.may(FUNDED) else []
    return Sight(OUTSIDE, widest(path for paths in projects for path in paths), is_office=False)


def _works_outside(organisation: UUID | None) -> bool:
    known = Organisation.objects.filter(pk=organisation, kind__in=OUTSIDE_KINDS) if organisation else None
    return known is not None and known.exists()


def widest(paths: Iterable[str]) -> tuple[str, ...]:
    """In order, without those that lie in another one."""
    found: list[str] = []
    for path in sorted(set(paths)):
        if not any(covers(wider, path) for wider in found):
            found.append(path)
    return tuple(found)


def has_figures(path: str) -> bool:
    """Figures are published for districts and wider places; a village would be known by its numbers."""
    return len(parts(path)) <= DISTRICT


def below(path: str) -> list[tuple[str, str]]:
    """The provinces of the country, or the districts of a province: path and name, in Lao order."""
    level = len(parts(path)) + 1
    if level > DISTRICT:
        return []
    rows = Place.objects.filter(level=level, path__startswith=path).exclude(state__in=("proposed", "refused"))
    found = list(rows.order_by("sort_key"))
    return [(row.path, row.name) for row in found]


def names_of(paths: Iterable[str]) -> dict[str, str]:
    return labels(paths)
