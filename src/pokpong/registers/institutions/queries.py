"""Reading institutions: posts at a place, members on a day, the service directory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.lao.text import fold
from pokpong.registers.institutions.models import Committee, Membership, Official, Organisation, ServiceOffer
from pokpong.registers.institutions.models.official import OfficialQuerySet
from pokpong.registers.institutions.models.organisation import OrganisationQuerySet
from pokpong.registers.institutions.models.service import ServiceOfferQuerySet
from pokpong.registers.institutions.rules import STALE_AFTER_DAYS
from pokpong.registers.institutions.vocabularies import FUNCTIONS


@dataclass(frozen=True)
class Post:
    """A post that somebody holds today. `name` is empty for a reader who may not read officials there."""

    official: UUID
    function: str
    words: str
    place_path: str
    name: str


def posts_at(path: str, actor: Any = None) -> list[Post]:
    """Who holds a post today at `path` or at a place around it: village, district, province, country, in this order.

    Everybody may know that a village has a chief and point at the post; the names are only for those who read
    officials of that place. The accounts of an official are the users whose `official` is `Post.official`.
    """
    around = [*(cut(path, number) for number in range(len(parts(path)), 0, -1)), ""]
    serving = Official.objects.serving(clock.today()).filter(place_path__in=around).order_by("sort_key")
    found = sorted(serving, key=lambda official: around.index(official.place_path))
    return [_post(official, actor) for official in found]


def _post(official: Official, actor: Any) -> Post:
    may_read = actor is not None and actor.may("official.read", official.place_path)
    words = FUNCTIONS.words(official.function) if official.function != "other" else official.post
    return Post(official.pk, official.function, words, official.place_path, official.name if may_read else "")


def post_history(official: Official) -> list[Official]:
    """Everybody who held this post, one after the other, oldest first."""
    first, seen = official, {official.pk}
    while first.predecessor is not None and first.predecessor.pk not in seen:
        first = first.predecessor
        seen.add(first.pk)
    line = [first]
    while (successor := line[-1].successors.order_by("starts").first()) is not None and successor not in line:
        line.append(successor)
    return line if official in line else [*line, official]


def members_on(committee: Committee, day: date) -> list[Membership]:
    """The seats held on `day`: chair first, then by name."""
    seats = committee.memberships.on(day).select_related("official", "official__organisation")
    order = {"chair": 0, "vice_chair": 1, "secretary": 2}
    return sorted(seats, key=lambda seat: (order.get(seat.role, 9), seat.official.sort_key))


def directory(
    actor: Any, *, place: str | None = None, kind: str = "", language: str = "", for_whom: str = ""
) -> ServiceOfferQuerySet:
    """Services offered today; `place` (a path) narrows to those for its people."""
    rows = ServiceOffer.objects.visible_to(actor).filter(state="offered").select_related("organisation")
    if place:
        rows = rows.covering(place)
    if kind:
        rows = rows.filter(kind=kind)
    if language:
        rows = rows.in_language(language)
    if for_whom:
        rows = rows.for_whom(for_whom)
    return rows


def is_stale(offer: ServiceOffer) -> bool:
    """Whether nobody has checked the service for half a year."""
    return offer.is_stale(clock.today(), STALE_AFTER_DAYS)


def find_organisations(actor: Any, text: str, limit: int = 20) -> Sequence[Organisation]:
    """Organisations whose name resembles `text`, those in existence first."""
    return list(called(Organisation.objects.visible_to(actor), text).order_by("state", "sort_key")[:limit])


def find_officials(actor: Any, text: str, limit: int = 20) -> Sequence[Official]:
    """Officials this actor may see whose name or post resembles `text`, those serving first.

    The page that shows them notes the reading.
    """
    wanted = fold(text)
    rows = Official.objects.visible_to(actor).select_related("organisation")
    matching = rows.filter(Q(search__contains=wanted) | Q(post__icontains=text.strip())) if wanted else rows.none()
    return list(matching.order_by("-state", "sort_key")[:limit])


def called(rows: OrganisationQuerySet | OfficialQuerySet, text: str) -> Any:
    """The rows with `text` in a name."""
    wanted = fold(text)
    return rows.filter(search__contains=wanted) if wanted else rows.none()
