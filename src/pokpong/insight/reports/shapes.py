"""The boundaries of provinces and districts as paths of SVG, from the file that ships with the places.

Boundaries: geoBoundaries, LAO ADM1 and ADM2 (National Geographic Department, OCHA ROAP), CC BY 3.0 IGO, simplified.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from typing import Any

from pokpong.registers.places.data import FOLDER

SOURCE = "geoBoundaries (NGD, OCHA ROAP), CC BY 3.0 IGO"
WIDTH = 520.0  # px of the picture
_FILE = FOLDER / "lao_adm12_web.topojson"
Point = tuple[float, float]
Ring = tuple[Point, ...]


@cache
def outlines() -> dict[str, tuple[Ring, ...]]:
    """By code of a province or district: its rings, in degrees of longitude and latitude."""
    with _FILE.open(encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    arcs = [_degrees(arc, found["transform"]) for arc in found["arcs"]]
    shapes = {}
    for name, key in (("adm1", "adm1_pcode"), ("adm2", "pcode")):
        for geometry in found["objects"][name]["geometries"]:
            polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
            shapes[geometry["properties"][key]] = tuple(_ring(ring, arcs) for rings in polygons for ring in rings)
    return shapes


def _degrees(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    x = y = 0
    found = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        found.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return found


def _ring(numbers: list[int], arcs: list[list[Point]]) -> Ring:
    """Arcs one after the other; a negative number is an arc backwards (TopoJSON)."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


@dataclass(frozen=True)
class Shape:
    """A place in the picture: its outline, and where its label stands."""

    code: str
    outline: str
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    shapes: tuple[Shape, ...]
    width: float
    height: float


def picture(codes: Iterable[str]) -> Picture:
    """The places that have a boundary, fitted into the picture; north is up."""
    known = outlines()
    rings = {code: known[code] for code in codes if code in known}
    points = [point for each in rings.values() for ring in each for point in ring]
    if not points:
        return Picture((), 0, 0)
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    squeeze = cos(radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, (north - south) * 0.8)

    def place(point: Point) -> Point:
        return round((point[0] - west) * squeeze * scale + 4, 1), round((north - point[1]) * scale + 4, 1)

    shapes = tuple(_shape(code, [[place(point) for point in ring] for ring in each]) for code, each in rings.items())
    return Picture(shapes, round((east - west) * squeeze * scale + 8), round((north - south) * scale + 8))


def _shape(code: str, rings: list[list[Point]]) -> Shape:
    outline = "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings)
    x, y = _middle(max(rings, key=_area))
    return Shape(code, outline, round(x, 1), round(y, 1))


def _area(ring: list[Point]) -> float:
    return abs(sum(_crossed(ring))) / 2


def _crossed(ring: list[Point]) -> list[float]:
    return [a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]


def _middle(ring: list[Point]) -> Point:
    """The centre of the area; of a line the middle of its points."""
    crossed = _crossed(ring)
    whole = sum(crossed) * 3
    if not whole:
        return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)
    pairs = list(zip(ring, ring[1:] + ring[:1], crossed, strict=True))
    x = sum((a[0] + b[0]) * cross for a, b, cross in pairs) / whole
    return x, sum((a[1] + b[1]) * cross for a, b, cross in pairs) / whole
