"""What the pages about places show."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pokpong.foundation.access.models import User
from pokpong.foundation.actions import moves
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import Happening, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import along, labels, levels
from pokpong.registers.places.rules import DOUBTS
from pokpong.registers.places.screens.tables import address, status
from pokpong.registers.places.states import PLACE


def crumbs(place: Place, last: str = "") -> list[Crumb]:
    """The way from the country to this place, and to a page about it."""
    above = Place.objects.filter(path__in=["", *along(place.path)]).order_by("level")
    way = [Crumb(step.name, address(step)) for step in above]
    return [*way, Crumb(last)] if last else [*way[:-1], Crumb(place.name)]


def facts(place: Place) -> list[SummaryRow]:
    """The place in a few lines."""
    rows = [
        SummaryRow(_("Name in Lao"), in_language(place.names, "lo")),
        SummaryRow(
            _("Name in Latin letters"),
            place.names.get("en", ""),
            note=_("Made from the Lao name by rule.") if place.romanised else "",
        ),
        SummaryRow(_("Level"), levels()[place.level].name),
        SummaryRow(_("State"), status(place)),
        SummaryRow(_("Code"), place.code),
        SummaryRow(_("Other spellings"), ", ".join(place.variants)),
        SummaryRow(_("Since when"), place.valid_from),
        SummaryRow(_("Until"), place.valid_to),
    ]
    return [row for row in rows if row.value not in ("", None)]


def doubts(place: Place) -> list[str]:
    """What is doubtful about it, in words."""
    return [str(DOUBTS[doubt["code"]]) % {"note": doubt["note"]} for doubt in place.doubts]


def timeline(place: Place, *, with_people: bool) -> list[Happening]:
    """Names, codes, states and mergers, newest first; who did it only for those who keep places."""
    found = [*_moves(place, with_people), *_old_names(place), *_codes(place), *_predecessors(place)]
    return sorted(found, key=lambda happening: _moment(happening.when), reverse=True)


def _moment(when: date | datetime) -> datetime:
    return when if isinstance(when, datetime) else timezone.make_aware(datetime.combine(when, time.min))


def _moves(place: Place, with_people: bool) -> list[Happening]:
    history = moves.history_of(place.pk)
    people = _people([move.who for move in history]) if with_people else {}
    return [
        Happening(
            move.at,
            PLACE.words[move.after],
            who=people.get(move.who, ""),
            text=moves.why_of(move) if with_people else "",
        )
        for move in history
    ]


def _people(ids: list[Any]) -> dict[Any, str]:
    return dict(User.objects.filter(pk__in=[found for found in ids if found]).values_list("pk", "display_name"))


def _old_names(place: Place) -> list[Happening]:
    return [
        Happening(
            old.valid_to,
            _("Until then it was called %(name)s") % {"name": " · ".join(old.names.values())},
            text=old.reason,
        )
        for old in place.old_names.all()
    ]


def _codes(place: Place) -> list[Happening]:
    return [
        Happening(
            code.valid_from,
            _("Code %(code)s in the list %(scheme)s") % {"code": code.code, "scheme": code.scheme},
            text=code.source,
        )
        for code in place.codes.exclude(valid_from=None)
    ]


def _predecessors(place: Place) -> list[Happening]:
    parts = list(place.predecessors.filter(state="merged"))
    named = labels([part.path for part in parts])
    return [
        Happening(part.valid_to, _("%(place)s became part of it") % {"place": named[part.path]}, url=address(part))
        for part in parts
        if part.valid_to
    ]


def listed_codes(place: Place) -> list[SummaryRow]:
    """Codes in the lists of others."""
    return [
        SummaryRow(code.scheme, code.code, note=code.source) for code in place.codes.order_by("scheme", "valid_from")
    ]


def things_to_do(place: Place, user: Any) -> list[tuple[str, str, str]]:
    """(words, address, icon) of what this reader may do with the place."""
    wanted = [
        ("place.confirm", place.state == "proposed", _("Decide"), reverse("places:confirm", args=[place.pk]), "check"),
        ("place.rename", True, _("Change the name"), reverse("places:rename", args=[place.pk]), "edit"),
        ("place.merge", place.level > 1, _("Merge"), reverse("places:merge", args=[place.pk]), "up-down"),
        ("place.recode", True, _("Add a code"), reverse("places:recode", args=[place.pk]), "add"),
    ]
    usable = place.level > 0 and place.state in ("confirmed", "proposed")
    return [(w, url, icon) for name, fits, w, url, icon in wanted if usable and fits and user.may(name, place.path)]
