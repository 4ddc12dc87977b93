"""Lists of places."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.text import fold
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.places.models import Place
from pokpong.registers.places.states import PLACE, TONES


def status(place: Place) -> StatusWord:
    """The state in words; a confirmed place about which something is doubtful says so."""
    if place.state == "confirmed" and place.doubts:
        return StatusWord(_("Confirmed, with doubts"), "info", "help")
    return StatusWord(PLACE.words[place.state], TONES[place.state])


def address(place: Place) -> str:
    return reverse("places:place", args=[place.path]) if place.path else reverse("places:browse")


def called(rows: Any, value: str) -> Any:
    """The rows with `value` in a present or former name."""
    wanted = fold(value)
    return rows.filter(Q(search__contains=wanted) | Q(search_former__contains=wanted))


def with_doubts(rows: Any, value: str) -> Any:
    return rows.exclude(doubts=[]) if value == "yes" else rows.filter(doubts=[])


NAME = Column[Place]("name", _("Name"), lambda place: Link(place.name, address(place)), sort="sort_key")
LATIN = Column[Place]("latin", _("In Latin letters"), lambda place: in_language(place.names, "en"))
CODE = Column[Place]("code", _("Code"), lambda place: place.code, sort="code")
STATE = Column[Place]("state", _("State"), status, sort="state")


class PlacesBelow(Table[Place]):
    """What lies in one place."""

    name = "below"
    caption = _("Places in it")
    columns = (
        NAME,
        LATIN,
        CODE,
        Column("below", _("Places in it"), lambda place: place.number_below, sort="number_below", numeric=True),
        STATE,
    )
    filters = (
        Filter("name", _("Name"), apply=called),
        Filter("state", _("State"), (("confirmed", PLACE.words["confirmed"]), ("proposed", PLACE.words["proposed"]))),
        Filter("doubts", _("Doubts"), (("yes", _("With doubts")), ("no", _("Without doubts"))), apply=with_doubts),
    )
    order = "name"
    empty_title = _("No place here")
    empty_text = _("No place in this list fits. Take the filters away, or propose the place that is missing.")


class Proposals(Table[Place]):
    """Proposed places that wait for a decision."""

    name = "proposals"
    caption = _("Proposed places that wait for a decision")
    columns = (
        Column(
            "name",
            _("Name"),
            lambda place: Link(place.name, reverse("places:confirm", args=[place.pk])),
            sort="sort_key",
        ),
        LATIN,
        Column("within", _("Lies in"), lambda place: place.within, sort=""),
        Column("age", _("Proposed on"), lambda place: place.proposed_on),
    )
    empty_title = _("Nothing waits")
    empty_text = _("When somebody proposes a missing place in your area, it stands here.")
