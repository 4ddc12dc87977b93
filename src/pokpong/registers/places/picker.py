"""The place picker of forms: `place_field(label=..., level=3)`; its cleaned value's `value` is the place's path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.fields import PlaceField
from pokpong.foundation.ui.widgets import PlaceChoice
from pokpong.registers.places.finding import find
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import by_path, label, labels, levels, present


class PlacesOf:
    """A `PlaceSource`: places of one `level` (None: of any) that lie in `under`."""

    def __init__(self, level: int | None = None, under: str = ""):
        self.level = level
        self.under = under

    def find(self, text: str, limit: int) -> Sequence[PlaceChoice]:
        return choices(find(text, self.under, self.level, limit))

    def get(self, value: str) -> PlaceChoice | None:
        """The place with this path. None for one that is not offered here, was refused, or does not exist."""
        place = by_path(value) if value.startswith(self.under) else None
        if place is None or place.state == "refused" or self.level not in (None, place.level):
            return None
        return choices([place])[0]


def choices(places: Sequence[Place]) -> list[PlaceChoice]:
    """The places as a picker offers them; a merged one answers with the place it became part of."""
    names = {level.number: level.name for level in levels().values()}
    around = labels({above(place.path) for place in places})
    return [_choice(place, names, around) for place in places]


def above(path: str) -> str:
    return cut(path, len(parts(path)) - 1) if path else ""


def _choice(place: Place, level_names: dict[int, str], around: dict[str, str]) -> PlaceChoice:
    if place.state == "merged":
        now = present(place.path)
        return PlaceChoice(now, place.name, _("now part of %(place)s") % {"place": label(now)})
    details = [level_names[place.level]] if not place.names_itself else []
    details += [around[above(place.path)]] if place.level > 1 else []
    said = [", ".join(details), _other_name(place), _("not yet confirmed") if place.state == "proposed" else ""]
    return PlaceChoice(place.path, place.name, " · ".join(part for part in said if part))


def _other_name(place: Place) -> str:
    other = "en" if (get_language() or "").split("-")[0] == "lo" else "lo"
    found = in_language(place.names, other)
    return found if found != place.name else ""


def place_field(*, level: int | None = None, under: str = "", **kwargs: Any) -> PlaceField:
    """A form field for a place of one level, or of any, within `under`."""
    url = reverse_lazy("places:find") if level is None else reverse_lazy("places:find_level", args=[level])
    return PlaceField(source=PlacesOf(level, under), search_url=url, **kwargs)
