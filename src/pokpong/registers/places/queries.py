"""Reading places: by path, what lies in one, and labels for many paths at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.text import fold
from pokpong.registers.places.models import Level, Place
from pokpong.registers.places.models.place import EDGE, PlaceQuerySet

Names = dict[str, str]


def by_path(path: str) -> Place | None:
    """The place with this path, in whatever state; the country for the empty path."""
    found: Place | None = Place.objects.filter(path=path).select_related("parent", "successor").first()
    return found


def children(path: str) -> PlaceQuerySet:
    """The places in use directly below `path`, in Lao order."""
    return Place.objects.in_use().filter(parent__path=path).order_by("sort_key")


def levels() -> dict[int, Level]:
    """Every level by its number."""
    return {level.number: level for level in Level.objects.all()}


def along(path: str) -> list[str]:
    """The paths that contain `path`, itself included, largest first, without the country's."""
    return [cut(path, number) for number in range(1, len(parts(path)) + 1)]


def names_along(path: str) -> list[Names]:
    """The names of the places that contain `path`, itself included, largest first; the country's for the empty path."""
    rows = Place.objects.filter(path__in=along(path) or [""]).order_by("level").values_list("names", flat=True)
    return list(rows)


def label(path: str, language: str | None = None) -> str:
    """`ບ້ານໂພນໄຊ, ເມືອງປາກເຊ, ແຂວງຈຳປາສັກ` in `language` (default: the active one); empty for an unknown path."""
    return labels([path], language)[path]


def labels(paths: Iterable[str], language: str | None = None) -> dict[str, str]:
    """The label of every path, with two queries for any number of paths. See `label`."""
    wanted = dict.fromkeys(paths)
    chains = {path: along(path) or [""] for path in wanted}
    needed = {link for chain in chains.values() for link in chain}
    named = _own_labels(needed, language)
    return {path: ", ".join(named[link] for link in reversed(chain) if link in named) for path, chain in chains.items()}


def _own_labels(paths: set[str], language: str | None) -> dict[str, str]:
    known = levels()
    rows = Place.objects.filter(path__in=paths).values_list("path", "level", "names", "names_itself")
    return {
        path: _own_label(in_language(names, language), None if names_itself else known.get(number), language)
        for path, number, names, names_itself in rows
    }


def _own_label(name: str, level: Level | None, language: str | None) -> str:
    return name if level is None else level.label(name, language)


def own_label(place: Place, language: str | None = None) -> str:
    """The place's name with its level, without the places around it: `ເມືອງປາກເຊ`."""
    return _own_labels({place.path}, language)[place.path]


def present(path: str) -> str:
    """The path that now stands for `path`: the successor's when the place was merged, however often."""
    seen: set[str] = set()
    while path not in seen:
        seen.add(path)
        successor = Place.objects.filter(path=path, state="merged").values_list("successor__path", flat=True).first()
        if successor is None:
            return path
        path = successor
    return path


def look_alikes(parent: Place, names: Names, *, apart_from: Place | None = None) -> list[Place]:
    """Places in use directly below `parent` with a name, present or former, that folds like one of `names`."""
    level = levels().get(parent.level + 1)
    # Some lists write the level into the name (ບ້ານໃໝ່), others do not (ໃໝ່).
    words = ["", *(word for word in level.before if not word.isascii())] if level else [""]
    wanted = {fold(f"{word}{name}") for name in names.values() if name for word in words}
    rows = Place.objects.in_use().filter(parent=parent).order_by("sort_key")
    return [
        place
        for place in rows
        if place.pk != getattr(apart_from, "pk", None)
        and wanted & {*place.search.split(EDGE), *place.search_former.split(EDGE)}
    ]


def names_on(place: Place, day: date) -> Names:
    """What the place was called on `day`."""
    old = place.old_names.filter(valid_to__gt=day).order_by("valid_to", "id").first()
    names: Names = old.names if old is not None else place.names
    return names


def waiting(actor: Any) -> PlaceQuerySet:
    """Proposals that `actor` may confirm, oldest first."""
    below = Place.objects.visible_to(actor).filter(state="proposed").select_related("parent").order_by("id")
    paths = actor.paths("place.confirm")
    return below.in_paths(paths)
