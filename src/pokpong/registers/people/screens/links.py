"""Pages of higher floors about one person. They put themselves here; the person's page shows what they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.kernel.words import Words
from pokpong.registers.people.models import Person


@dataclass(frozen=True)
class PersonLink:
    """A button of the person's page. `kind` is one of the component's: primary, secondary, quiet."""

    label: Words
    url: str
    icon: str = ""
    kind: str = "secondary"


Source = Callable[[PageRequest, Person], Iterable[PersonLink]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """`source(request, person)` answers the links that this reader may follow; it is asked for every person shown."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def links_of(request: PageRequest, person: Person) -> list[PersonLink]:
    """In the order in which the floors registered."""
    return [link for source in _SOURCES for link in source(request, person)]
