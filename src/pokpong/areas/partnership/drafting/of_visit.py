"""Report and press text of a visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from pokpong.areas.partnership.drafting.decided import decided, decided_in_public, decisions_of
from pokpong.areas.partnership.drafting.draft import (
    Draft,
    Part,
    heading,
    in_each,
    listed,
    named,
    on_day,
    text,
    with_time,
)
from pokpong.areas.partnership.models import Stop, Visit, VisitParty
from pokpong.areas.partnership.queries.visits import parties_of, stops_of
from pokpong.areas.partnership.rules.visits import DISTRICT
from pokpong.areas.partnership.vocabulary import OTHER, STOP_KINDS
from pokpong.foundation.kernel.paths import cut
from pokpong.registers.institutions.models import Official
from pokpong.registers.places.queries import labels

Made = tuple[str, Sequence[Part]]


def report(row: Visit) -> Draft:
    parties, stops, taken = parties_of(row), stops_of(row), decisions_of(row)

    def make(language: str) -> Made:
        return _("Report on the visit: %(purpose)s") % {"purpose": row.purpose}, [
            _made(row, language),
            *listed(_("Delegation"), _delegation(parties, language)),
            *listed(_("Schedule of the visit"), _programme(stops, language)),
            *listed(_("Officials who were met"), _named(parties["met"], language)),
            *_findings(row, stops),
            *listed(_("Decisions"), decided(taken, language)),
            text(_("This is reported for information and for guidance.")),
        ]

    return in_each(make, [*_officials(parties["member"]), *_officials(parties["met"]), *(one.owner for one in taken)])


def press(row: Visit) -> Draft:
    """Only what is public: who came, where, to whom, what for, what was decided. Shelters are never spoken of."""
    parties, taken = parties_of(row), decisions_of(row)
    stops = [stop for stop in stops_of(row) if not stop.hidden]

    def make(language: str) -> Made:
        return row.purpose, [
            _made(row, language),
            *listed(_("Delegation"), _delegation(parties, language)),
            *listed(_("The delegation went to"), _programme(stops, language)),
            *listed(_("Officials who were met"), _named(parties["met"], language)),
            *listed(_("It was decided"), decided_in_public(taken)),
        ]

    return in_each(make, [*_officials(parties["member"]), *_officials(parties["met"])])


DRAFTS: dict[str, Callable[[Visit], Draft]] = {"report": report, "press": press}


def _made(row: Visit, language: str) -> Part:
    said = {
        "starts": on_day(row.starts, language),
        "ends": on_day(row.ends, language),
        "host": row.host.name,
        "place": labels([row.place_path], language)[row.place_path],
        "purpose": row.purpose,
    }
    if row.starts == row.ends:
        words = _("On %(starts)s a delegation visited %(place)s. It was received by %(host)s. Purpose: %(purpose)s.")
    else:
        words = _(
            "From %(starts)s to %(ends)s a delegation visited %(place)s. It was received by %(host)s. "
            "Purpose: %(purpose)s."
        )
    return text(words % said)


def _delegation(parties: dict[str, list[VisitParty]], language: str) -> list[str]:
    bodies = [party.organisation.name for party in parties["body"] if party.organisation is not None]
    return [*_named(parties["member"], language), *bodies]


def _officials(parties: Sequence[VisitParty]) -> list[Official]:
    return [party.official for party in parties if party.official is not None]


def _named(parties: Sequence[VisitParty], language: str) -> list[str]:
    return [named(official, language) for official in _officials(parties)]


def _programme(stops: Sequence[Stop], language: str) -> list[str]:
    where = labels([_place(stop) for stop in stops], language)
    return [f"{with_time(stop.day, stop.time, language)}: {stop_words(stop, where[_place(stop)])}" for stop in stops]


def _place(stop: Stop) -> str:
    return cut(stop.place_path, DISTRICT) if stop.hidden else stop.place_path


def stop_words(stop: Stop, place: str) -> str:
    """Kind, organisation, where. `place` is the label of its path; of a shelter the district at most is told.

    What is said of it stands for the kind *other*.
    """
    body = stop.organisation.name if stop.organisation is not None else ""
    words = "" if stop.hidden else stop.words
    shown = place if stop.place_path else ""
    kind = "" if stop.kind == OTHER and (body or words) else STOP_KINDS.words(stop.kind)
    return ", ".join(part for part in (kind, body, words, shown) if part)


def _findings(row: Visit, stops: Sequence[Stop]) -> list[Part]:
    parts = [text(*paragraph.splitlines()) for paragraph in row.findings.split("\n\n") if paragraph.strip()]
    for number, stop in enumerate(stops, start=1):
        if stop.findings:
            parts.append(text(_("Stop %(number)s: %(findings)s") % {"number": number, "findings": stop.findings}))
    return [heading(_("Findings")), *parts] if parts else []
