"""Likely doubles: concerns that may speak of the same thing. Shown side by side; only a person joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from rapidfuzz import fuzz

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.models.concern import ConcernQuerySet
from pokpong.foundation.kernel.paths import under
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.names import similarity
from pokpong.foundation.lao.text import fold
from pokpong.foundation.lao.words import words

DAYS = 30
MOST_OPENED = 200
MOST_SHOWN = 5
STORY_ALIKE = 66.0
NAME_ALIKE = 0.86
ENOUGH = 2.0
REASONS = {
    "story": _("The stories are alike"),
    "name": _("A name sounds alike"),
    "contact": _("The same telephone or address of who told"),
    "village": _("The same village"),
    "day": _("The same day"),
    "facts": _("The same sex and age group"),
}
WEIGHTS = {"story": 2.0, "name": 2.0, "contact": 2.0, "village": 0.5, "day": 0.5, "facts": 0.5}


@dataclass(frozen=True)
class Likely:
    """A concern that may be a double, why, and how much speaks for it."""

    concern: Concern
    reasons: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Found:
    """The likeliest first; `compared` were opened, `left_out` more lay in the same time and district."""

    likely: Sequence[Likely]
    compared: int
    left_out: int


@dataclass(frozen=True)
class Opened:
    """What two concerns are compared by, folded once."""

    story: str
    names: tuple[str, ...]
    contact: str


def find(actor: Any, concern: Concern) -> Found:
    """Compares with what this actor may see: same district, 30 days before or after, at most 200 opened."""
    rows = candidates(actor, concern)
    by_nearness = sorted(rows.values_list("pk", "raised_at"), key=lambda row: abs(row[1] - concern.raised_at))
    opened = list(rows.filter(pk__in=[pk for pk, _raised in by_nearness[:MOST_OPENED]]))
    mine = opened_of(concern)
    likely = [found for other in opened if (found := compare(concern, mine, other)) is not None]
    likely.sort(key=lambda found: (-found.score, found.concern.pk))
    return Found(likely[:MOST_SHOWN], len(opened), len(by_nearness) - len(opened))


def candidates(actor: Any, concern: Concern) -> ConcernQuerySet:
    """By open columns only; one that is joined already stands behind the one it is joined to."""
    around = timedelta(days=DAYS)
    near = Q(raised_at__range=(concern.raised_at - around, concern.raised_at + around))
    if concern.happened_on is not None:
        near |= Q(happened_on__range=(concern.happened_on - around, concern.happened_on + around))
    return (
        Concern.objects.visible_to(actor)
        .filter(near, under("place_path", concern.district_path))
        .exclude(pk=concern.pk)
        .exclude(state="joined")
    )


def opened_of(concern: Concern) -> Opened:
    """Opens the sealed columns."""
    return Opened(
        story=" ".join(fold(word) for word in words(concern.story)),
        names=tuple(name.strip() for name in (concern.names or "").splitlines() if name.strip())[:10],
        contact="".join(letter for letter in fold((concern.reporter or {}).get("contact", "")) if letter.isalnum()),
    )


def compare(concern: Concern, mine: Opened, other: Concern) -> Likely | None:
    """None when too little speaks for it."""
    theirs = opened_of(other)
    checks = {
        "story": fuzz.token_set_ratio(mine.story, theirs.story, score_cutoff=STORY_ALIKE) > 0,
        "name": any(similarity(a, b) >= NAME_ALIKE for a in mine.names for b in theirs.names),
        "contact": len(mine.contact) > 5 and mine.contact == theirs.contact,
        "village": concern.place_path == other.place_path != concern.district_path,
        "day": concern.happened_on is not None and concern.happened_on == other.happened_on,
        "facts": "unknown" not in (concern.sex, concern.age_band)
        and (concern.sex, concern.age_band) == (other.sex, other.age_band),
    }
    reasons = tuple(reason for reason, holds in checks.items() if holds)
    score = sum(WEIGHTS[reason] for reason in reasons)
    return Likely(other, reasons, score) if score >= ENOUGH else None
