"""Reading visits: their parties and stops in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pokpong.areas.partnership.models import Stop, Visit, VisitParty
from pokpong.foundation.lao.text import fold


def parties_of(visit: Visit) -> dict[str, list[VisitParty]]:
    """Those of each part: member, body, met; in Lao order."""
    rows = VisitParty.objects.filter(visit=visit).standing().select_related("official__organisation", "organisation")
    ordered = sorted(rows, key=_sort_key)
    return {part: [row for row in ordered if row.part == part] for part in ("member", "body", "met")}


def _sort_key(row: VisitParty) -> str:
    named = row.official or row.organisation
    return named.sort_key if named is not None else ""


def stops_of(visit: Visit) -> list[Stop]:
    """In the order of the programme."""
    rows = Stop.objects.filter(visit=visit).standing().select_related("organisation")
    return list(rows.order_by("position", "pk"))


def find_visits(actor: Any, text: str, limit: int = 20) -> Sequence[Visit]:
    """Visits whose purpose holds `text`, the newest first."""
    rows = Visit.objects.visible_to(actor).select_related("host")
    wanted = fold(text)
    matching = rows.filter(search__contains=wanted) if wanted else rows.none()
    return list(matching.order_by("-starts", "pk")[:limit])
