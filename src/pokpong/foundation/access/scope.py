"""What an actor may see, decided in one place.

Visible = a tie, or (a role that reads this kind, and a grant covering the row's place), and no compartment; in a
compartment only those named in it; break-glass opens one record for a while; a recused user never.
`decide` says it for one row over plain facts; `visible` says it as a query. A test holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from pokpong.foundation.access.directories import SHELF
from pokpong.foundation.access.models.glass import CompartmentMember, Glass, Recusal
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import under_any
from pokpong.foundation.vault.fields import SealedQuerySet, SealedRow

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING
T = TypeVar("T")
_found: ContextVar[dict[Hashable, Any] | None] = ContextVar("found_while_reading", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """While a page is only read, what decides who sees what does not change: inside, `once` asks for it once."""
    token = _found.set({})
    try:
        yield
    finally:
        _found.reset(token)


def once(key: Hashable, find: Callable[[], T]) -> T:
    """What `find` answers; while a page is only read, what it answered before for the same key."""
    known = _found.get()
    if known is None:
        return find()
    if key not in known:
        known[key] = find()
    answer: T = known[key]
    return answer


def few(key: Hashable, rows: QuerySet[Any, Any], kind: str) -> Any:
    """For an `in`: the rows of one kind that a short table of `kind` and `row` names. While a page is only read, the
    table is asked once for all kinds, and the next queries need no query within the query.
    """
    if _found.get() is None:
        return rows.filter(kind=kind).values_list("row", flat=True)
    pairs = once(key, lambda: list(rows.values_list("kind", "row")))
    return [row for named, row in pairs if named == kind]


@dataclass(frozen=True)
class Facts:
    """What is true of one actor and one row."""

    tied: bool
    reads_here: bool
    in_compartment: bool
    named_in_it: bool
    broke_glass: bool
    recused: bool


def decide(facts: Facts) -> bool:
    """Whether the row is visible."""
    if facts.recused:
        return False
    if facts.broke_glass:
        return True
    if facts.in_compartment:
        return facts.named_in_it
    return facts.tied or facts.reads_here


def visible(
    actor: Actor, kind: str, *, tied: Q, place_field: str = "", compartment_field: str = "", row_field: str = "pk"
) -> Q:
    """`decide` for all rows of a kind, as a condition. `tied` selects the rows this actor is tied to."""
    paths = actor.paths(f"{kind}.read") if place_field else []
    seen = EVERYTHING if "" in paths else tied | under_any(place_field, paths)
    if compartment_field:
        mine = circles(actor)
        seen = (Q(**{compartment_field: None}) & seen) | Q(**{f"{compartment_field}__in": mine})
    return (seen | Q(**{f"{row_field}__in": opened(actor, kind)})) & ~Q(**{f"{row_field}__in": recused(actor, kind)})


def circles(actor: Actor) -> Any:
    """The compartments in which this actor is named now."""
    rows = CompartmentMember.objects.filter(user=actor.id, ends=None).values_list("compartment", flat=True)
    return rows if _found.get() is None else once(("circles", actor.id), lambda: list(rows))


def opened(actor: Actor, kind: str) -> Any:
    """The rows of a kind whose glass this actor broke, while it stays open; never one of a time still to come."""
    rows = Glass.objects.filter(user=actor.id, ends__gt=clock.now(), at__lte=clock.latest())
    return few(("opened", actor.id), rows, kind)


def recused(actor: Actor, kind: str) -> Any:
    """The rows of a kind from which this actor is kept, or was as an official before there was an account."""
    return few(("recused", actor.id), Recusal.objects.filter(user__in=known_as(actor)), kind)


def known_as(actor: Actor) -> list[UUID]:
    """The ids under which a recusal may name this actor: of the account, and of the official behind it, whose name may
    stand in the register under several spellings.
    """
    official: UUID | None = getattr(actor, "official", None)  # a program is no official
    if official is None:
        return [actor.id]
    return [actor.id, *once(("same_official", official), lambda: sorted(SHELF.same_officials([official])))]


class ScopedQuerySet(SealedQuerySet):
    """Rows that start at `visible_to(actor)`. A model says where its place and compartment stand, and what ties."""

    place_field: ClassVar[str] = "place_path"
    compartment_field: ClassVar[str] = ""

    def tied(self, actor: Actor) -> Q:
        """The rows this actor is tied to; none unless the model says so."""
        return NOTHING

    def visible_to(self, actor: Any) -> Self:
        """Never a row that was erased: nothing in it opens, whoever asks."""
        rows = self.living() if issubclass(self.model, SealedRow) else self
        return rows.filter(
            visible(
                actor,
                self.model.noun,
                tied=self.tied(actor),
                place_field=self.place_field,
                compartment_field=self.compartment_field,
            )
        )
