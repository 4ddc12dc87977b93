"""Several places in one box: a name a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pokpong.foundation.lao.text import fold
from pokpong.foundation.ui.fields import LongText
from pokpong.registers.places.finding import find
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import labels, own_label

CANDIDATES = 12


class PlaceLines(LongText):
    """Cleaned value: the paths of the places named, one a line, each once."""

    def prepare_value(self, value: Any) -> Any:
        """Paths become labels, which are read back to the same paths."""
        return "\n".join(labels(value).values()) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        paths, problems = [], []
        for line in lines:
            found = named(line)
            if len(found) == 1:
                paths.append(found[0].path)
            else:
                problems.append(self.unclear(line, found))
        if problems:
            raise forms.ValidationError(problems)
        return list(dict.fromkeys(paths))

    def unclear(self, line: str, found: Sequence[Place]) -> forms.ValidationError:
        if not found:
            return forms.ValidationError(
                _("“%(line)s”: no place has this name.") % {"line": line[:60]}, code="place_unknown"
            )
        options = "; ".join(labels([place.path for place in found[:4]]).values())
        words = _("“%(line)s”: several places have this name. Write one of these: %(options)s.")
        return forms.ValidationError(words % {"line": line[:60], "options": options}, code="place_ambiguous")


def named(line: str) -> Sequence[Place]:
    """The places that a line names: by its whole label, else by its name with the level, else by its name."""
    found = [place for place in find(line, limit=CANDIDATES) if place.state != "merged"]
    whole = labels([place.path for place in found])
    wanted = fold(line)
    by_label = [place for place in found if fold(whole[place.path]) == wanted]
    by_level = [place for place in found if fold(own_label(place)) == wanted]
    head = fold(line.split(",")[0])
    by_name = [place for place in found if head in {fold(own_label(place)), *map(fold, place.names.values())}]
    return by_label or by_level or by_name or found
