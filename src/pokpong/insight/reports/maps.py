"""A published table as a map: a pattern and a number for each place, stripes where the number is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.lao.dates import format_date
from pokpong.foundation.ui.numbers import number_in
from pokpong.foundation.ui.templatetags.ui import reader_language
from pokpong.insight.reports.figures import Cell, Drawn, Line
from pokpong.insight.reports.shapes import Picture, picture

CLASSES = 3  # shades of numbers above nought
PATTERNS = (
    '<pattern id="pk-map-hidden" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="pk-map-0" width="7" height="7"/><line class="pk-map-line" x1="0" y1="0" x2="0" y2="7"/></pattern>'
    + "".join(
        f'<pattern id="pk-map-{number}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect class="pk-map-{number}" width="8" height="8"/>'
        f'<circle class="pk-map-dot" cx="4" cy="4" r="{radius}"/></pattern>'
        for number, radius in ((1, 0.8), (2, 1.5), (3, 2.3))
    )
)


@dataclass(frozen=True)
class Sign:
    """One line of what the patterns mean."""

    pattern: str
    words: str


@dataclass(frozen=True)
class Map:
    drawing: SafeString
    signs: Sequence[Sign]


def map_of(table: Drawn) -> Map | None:
    """The places below that of the table; None where no boundary is known or there is no place to draw."""
    lines = {parts(line.path)[-1]: line for line in table.lines if line.path}
    found = picture(lines)
    if not found.shapes:
        return None
    steps = _steps([line.cells[0].number or 0 for line in lines.values()])
    title = _("Map: %(figure)s") % {"figure": table.shown.table.title}
    body = "".join(_drawn(shape.outline, shape.x, shape.y, lines[shape.code], steps) for shape in found.shapes)
    return Map(_picture(found, title, body), _signs(steps))


def _steps(numbers: Sequence[int]) -> list[int]:
    """The largest number of each shade; none where nothing was counted."""
    most = max(numbers, default=0)
    return sorted({max(1, most * step // CLASSES) for step in range(1, CLASSES + 1)}) if most else []


def _pattern(cell: Cell, steps: Sequence[int]) -> str:
    if cell.number is None:
        return "hidden"
    if not cell.number:
        return "0"
    return str(next(at for at, most in enumerate(steps, start=1) if cell.number <= most))


def _drawn(outline: str, x: float, y: float, line: Line, steps: Sequence[int]) -> str:
    cell = line.cells[0]
    said = _("hidden") if cell.number is None else number_in(reader_language(), cell.number)
    dated = {"number": said, "day": format_date(cell.since, reader_language())} if cell.since else {}
    pattern = _pattern(cell, steps)
    fill = 'class="pk-map-0"' if pattern == "0" else f'fill="url(#pk-map-{pattern})"'
    url = escape(f"{reverse('reports:overview')}?{urlencode({'place': line.path})}")
    told = escape(f"{line.words}: {_('%(number)s (as at %(day)s)') % dated if dated else said}")
    sign = "✱" if cell.number is None else escape(said)
    return (
        f'<a href="{url}" aria-label="{told}"><g class="pk-map-place"><title>{told}</title>'
        f'<path d="{outline}" {fill}/><text x="{x}" y="{y}">{sign}</text></g></a>'
    )


def _picture(found: Picture, title: str, body: str) -> SafeString:
    return mark_safe(  # noqa: S308  numbers of our own; names and words are escaped above
        f'<svg class="pk-map" viewBox="0 0 {found.width:g} {found.height:g}" role="group" aria-label="{escape(title)}">'
        f"<defs>{PATTERNS}</defs>{body}</svg>"
    )


def _signs(steps: Sequence[int]) -> list[Sign]:
    language = reader_language()
    found = [Sign("hidden", _("Hidden: too few, or it would tell of somewhere else")), Sign("0", _("None"))]
    first = 1
    for number, most in enumerate(steps, start=1):
        ends = [number_in(language, each) for each in ((first, most) if first != most else (most,))]
        found.append(Sign(str(number), "–".join(ends)))
        first = most + 1
    return found
