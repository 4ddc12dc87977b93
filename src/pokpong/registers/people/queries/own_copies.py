"""What stands on a person's own copy: the records of every area, field by field, without the names of others."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pokpong.foundation.access import row_security
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.lao.names import tokens
from pokpong.foundation.lao.text import canon
from pokpong.registers.people import own_copy
from pokpong.registers.people.models import Person, SubjectCopy
from pokpong.registers.people.own_copy import GIVEN, READ, Asked, Field, Kind
from pokpong.registers.people.queries.erasures import records_of

TAKEN_OUT = "[…]"
SHORTEST = 4  # letters of a part of a name that is taken out: shorter ones are ordinary words
EMPTY: tuple[Any, ...] = (None, "", "unknown", [], {}, ())


@dataclass(frozen=True)
class Text:
    """A text somebody has to read before it is given. `words` is without the known names of others."""

    key: str
    field: Field
    words: str
    released: bool


@dataclass(frozen=True)
class Record:
    """One row: what is given of it, and its texts."""

    kind: Kind
    row: Any
    texts: tuple[Text, ...]
    veil: Veil

    @property
    def given(self) -> list[Field]:
        """Fields that say something."""
        return [field for field in self.kind.of(GIVEN) if getattr(self.row, field.name) not in EMPTY]

    def shown(self, field: Field) -> Any:
        """As a page shows it, in the language that is active."""
        return self._without_others(field, field.shown(self.row))

    def kept(self, field: Field) -> Any:
        """As JSON has it."""
        return self._without_others(field, field.kept(self.row))

    def _without_others(self, field: Field, value: Any) -> Any:
        return self.veil.within(value) if field.typed else value


def visible_copy(actor: Actor, copy: UUID) -> SubjectCopy:
    """Raises NotThere."""
    rows = SubjectCopy.objects.living().visible_to(actor).select_related("person")
    found: SubjectCopy | None = rows.filter(pk=copy).first()
    if found is None:
        raise NotThere(str(copy))
    return found


def copies_of(person: Person) -> list[SubjectCopy]:
    """Of a visible person and the records merged into it, the newest first."""
    rows = SubjectCopy.objects.living().filter(person__in=records_of(person.pk))
    return list(rows.order_by("-asked_on", "-number"))


def asked_for(actor: Actor, person: UUID) -> Asked:
    return Asked(actor, records_of(person))


@row_security.scope("program:own_copy")
def is_whole(asked: Asked) -> bool:
    """Whether this actor sees everything that is kept about these persons."""
    return all(contribution.whole(asked) for contribution in own_copy.contributions())


def records(asked: Asked, released: Collection[str] = (), *, with_texts: bool = False) -> list[Record]:
    """Every record, kind by kind; texts in `released` are those that somebody lets be given.

    `with_texts`: only of the kinds that hold texts to be read, for whoever reads them.
    Raises NotThere for an actor who does not see everything: half a copy would pass for the whole.
    """
    if not is_whole(asked):
        raise NotThere
    veil = veil_for(asked)
    return [
        Record(kind, row, tuple(_texts(kind, row, veil, frozenset(released))), veil)
        for kind in own_copy.kinds()
        if kind.of(READ) or not with_texts
        for row in kind.rows(asked)
    ]


def _texts(kind: Kind, row: Any, veil: Veil, released: Collection[str]) -> Iterable[Text]:
    for field in kind.of(READ):
        text = str(getattr(row, field.name) or "").strip()
        if text:
            key = key_of(kind.noun, row.pk, field.name, text)
            yield Text(key, field, veil.over(text), key in released)


def key_of(noun: str, row: UUID, field: str, text: str) -> str:
    """Names one text of one row as it stands: changed, it has to be read anew."""
    digest = hashlib.sha256(f"{row}|{field}|{text}".encode()).hexdigest()[:16]
    return f"{noun}.{field}.{digest}"


class Veil:
    """Takes names out of texts: whole ones, and each of their parts that is long enough to be no ordinary word."""

    def __init__(self, names: Iterable[str], own: Iterable[str]):
        kept = {part for name in own for part in _parts(name)}
        found = {part for name in names for part in _parts(name)} - kept
        # The longest first, so that of a whole name no part is left standing; letters apart from their joining marks.
        longest = sorted(found, key=lambda part: (-len(part), part))
        joined = "|".join(r"\s*".join(map(_spelt, part.split())) for part in longest)
        self._pattern = re.compile(joined, re.IGNORECASE) if joined else None

    def over(self, text: str) -> str:
        plain = canon(text)
        return self._pattern.sub(TAKEN_OUT, plain) if self._pattern else plain

    def within(self, value: Any) -> Any:
        """The same over every text inside a value."""
        if isinstance(value, dict):
            return {key: self.within(inside) for key, inside in value.items()}
        if isinstance(value, list):
            return [self.within(inside) for inside in value]
        return self.over(value) if isinstance(value, str) else value


def _spelt(part: str) -> str:
    """However ໜ and ໝ are written."""
    found = re.escape(part)
    for one, two in (("ໜ", "ຫນ"), ("ໝ", "ຫມ")):
        found = found.replace(two, one).replace(one, f"(?:{one}|{two})")
    return found


def _parts(name: str) -> set[str]:
    """The name as written, without titles, and its parts."""
    parts = [part for part in tokens(name or "") if len(part) >= SHORTEST]
    whole = canon(name or "").strip()
    return {part for part in (whole, " ".join(tokens(name or "")), *parts) if len(part) >= SHORTEST}


def veil_for(asked: Asked) -> Veil:
    own = [text for row in Person.objects.living().filter(pk__in=asked.persons) for text in row.name_texts]
    return Veil(_names_of_others(asked.persons), own)


@row_security.scope("program:own_copy")
def _names_of_others(persons: Sequence[UUID]) -> list[str]:
    return [name for contribution in own_copy.contributions() for name in contribution.others(persons)]
