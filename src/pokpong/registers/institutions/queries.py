"""Reading institutions: posts at a place, members on a day, the service directory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q

from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.lao.names import Ear, tokens
from pokpong.foundation.lao.text import fold
from pokpong.registers.institutions.models import Committee, Membership, Official, Organisation, ServiceOffer
from pokpong.registers.institutions.models.official import OfficialQuerySet, spellings
from pokpong.registers.institutions.models.organisation import OrganisationQuerySet
from pokpong.registers.institutions.models.service import ServiceOfferQuerySet
from pokpong.registers.institutions.rules import STALE_AFTER_DAYS
from pokpong.registers.institutions.vocabularies import COMMITTEE_KINDS, FUNCTIONS


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
    serving = Official.objects.serving(clock.today()).once().filter(place_path__in=around).order_by("sort_key")
    found = sorted(serving, key=lambda official: around.index(official.place_path))
    return [_post(official, actor) for official in found]


def _post(official: Official, actor: Any) -> Post:
    may_read = actor is not None and actor.may("official.read", official.place_path)
    words = FUNCTIONS.words(official.function) if official.function != "other" else official.post
    return Post(official.pk, official.function, words, official.place_path, official.name if may_read else "")


def post_history(official: Official) -> list[Official]:
    """Everybody who held this post, one after the other, oldest first; somebody written in two ways stands once."""
    first, seen = official, {official.pk}
    while (before := _neighbour(first, "successors")) is not None and before.pk not in seen:
        first = before
        seen.add(first.pk)
    line = [first]
    while (after := _neighbour(line[-1], "predecessor")) is not None and after not in line:
        line.append(after)
    return line if official in line else [*line, official]


def _neighbour(official: Official, link: str) -> Official | None:
    """Who is tied to this person in this post by `link`, under any spelling."""
    same = [row.pk for row in same_post(official)]
    found = Official.objects.filter(**{f"{link}__in": same}).exclude(pk__in=same).order_by("starts").first()
    return found and kept_spelling(found)


def one_person(official: Official) -> set[UUID]:
    """The ids of every row of this person: the row itself, and those that were put together with it.

    Who held the post before or after is somebody else.
    """
    return spellings([official.pk])


def follow_each_other(one: Official, other: Official) -> bool:
    """Whether one of them held the post after the other: then they are two people."""
    mine, theirs = one_person(one), one_person(other)
    if mine & theirs:
        return False
    lines = {row.pk for row in post_history(one)}, {row.pk for row in post_history(other)}
    return bool(lines[0] & theirs or lines[1] & mine)


def same_post(official: Official) -> list[Official]:
    """The rows of this person in this very post, the row itself first."""
    others = Official.objects.filter(pk__in=one_person(official)).exclude(pk=official.pk).order_by("starts", "pk")
    return [official, *(row for row in others if row.is_same_post(official))]


def kept_spelling(official: Official) -> Official:
    """The row that lists show for this person in this post."""
    row = official
    while row.merged_into is not None and row.merged_into.is_same_post(row):
        row = row.merged_into
    return row


def open_seats(official: Official) -> list[Membership]:
    """The seats that go with this post and have not ended, under every spelling; those of chairs first."""
    rows = Membership.objects.filter(official__in=[row.pk for row in same_post(official)], ends=None)
    seats = rows.select_related("committee").order_by("starts", "pk")
    return sorted(seats, key=lambda seat: ORDER.get(seat.role, 9))


ORDER = {"chair": 0, "vice_chair": 1, "secretary": 2}


def members_on(committee: Committee, day: date) -> list[Membership]:
    """The seats held on `day`: chair first, then by name. Who sits there under two spellings is shown once."""
    rows = committee.memberships.on(day).select_related("official__organisation", "official__merged_into")
    seats = sorted(rows, key=lambda seat: (ORDER.get(seat.role, 9), seat.official.sort_key))
    first: dict[UUID, Membership] = {}
    for seat in seats:
        first.setdefault(seat.official.canonical.pk, seat)
    return list(first.values())


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
    rows = Official.objects.visible_to(actor).select_related("organisation", "merged_into__organisation")
    matching = rows.filter(Q(search__contains=wanted) | Q(post__icontains=text.strip())) if wanted else rows.none()
    # Who is found under a spelling that was put together with another is offered under the one that is kept.
    found = dict.fromkeys(kept_spelling(row) for row in matching.order_by("-state", "sort_key")[: limit * 2])
    return list(found)[:limit]


ALIKE = 0.86  # from this closeness on two names are shown as perhaps one; people decide, never this number
MOST_COMPARED = 400


def likely_doubles(official: Official, actor: Any) -> list[Official]:
    """Officials in the actor's sight whose name sounds like this one and who may be the same person: the closest first.

    Looked for among those of the same organisation or district, and wherever a part of the name is written the same.
    """
    names = [name for name in (official.name, official.latin_name) if name]
    parts_of_name = {fold(token) for name in names for token in tokens(name)}
    near = Q(organisation=official.organisation_id) | Q(place_path__startswith=cut(official.place_path, 2))
    for part in parts_of_name:
        near |= Q(search__contains=part)
    rows = Official.objects.visible_to(actor).once().exclude(pk__in=one_person(official)).filter(near)
    ears = [Ear(tokens(name)) for name in names]
    heard = [(_closest(ears, row), row) for row in rows.select_related("organisation").order_by("pk")[:MOST_COMPARED]]
    alike = sorted((pair for pair in heard if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1].sort_key))
    history = {row.pk for row in post_history(official)}
    return [row for _score, row in alike if row.pk not in history]


def _closest(ears: Sequence[Ear], row: Official) -> float:
    return max(ear.similarity(tokens(name)) for ear in ears for name in (row.name, row.latin_name) if name)


def find_committees(actor: Any, text: str, limit: int = 20) -> list[Committee]:
    """Committees this actor may see with `text` in a name or the word for their kind: those in existence first.

    Committees are few and their names carry no index: all of one's places are looked through.
    """
    wanted = fold(text)
    rows = Committee.objects.visible_to(actor).order_by("state", "level", "place_path", "pk") if wanted else ()
    found = (row for row in rows if any(wanted in fold(name) for name in _called(row)))
    return list(islice(found, limit))


def _called(row: Committee) -> list[str]:
    kind = COMMITTEE_KINDS.rows.get(row.kind, {})
    return [*row.names.values(), kind.get("lo", ""), kind.get("en", "")]


def called(rows: OrganisationQuerySet | OfficialQuerySet, text: str) -> Any:
    """The rows with `text` in a name."""
    wanted = fold(text)
    return rows.filter(search__contains=wanted) if wanted else rows.none()
