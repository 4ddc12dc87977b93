"""Whether a row is about a case that is there already. Keyed digests only: nothing of a row stands in clear."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from pokpong.doors.exchange.cases import meaning
from pokpong.doors.exchange.cases.jsons import as_json
from pokpong.doors.exchange.htcds.records import CaseRecord
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.lao.names import tokens
from pokpong.foundation.lao.text import fold
from pokpong.foundation.vault import blind
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.finding import find


@dataclass(frozen=True)
class Source:
    """A file: `digest` its SHA-256, `name` whose keys the rows' keys are (the name of the mapping, or empty)."""

    digest: str
    name: str = ""


@dataclass(frozen=True)
class References:
    """The digests of one row, as `ImportedRow` keeps them."""

    origin: str
    key: str
    person: str
    content: str


def origin_of(source: Source, row: int) -> str:
    return blind.reference("exchange.origin", source.digest, str(row))


def references_of(record: CaseRecord, source: Source, row: int, row_key: str) -> References:
    """`row_key` is what stands in the column chosen as identity; empty without one."""
    plain = json.dumps(as_json(record), sort_keys=True, ensure_ascii=False)
    return References(
        origin=origin_of(source, row),
        key=blind.reference("exchange.key", fold(source.name), fold(row_key)) if row_key.strip() else "",
        person=blind.reference("exchange.person", *fingerprint(record)),
        content=blind.reference("exchange.content", plain),
    )


def fingerprint(record: CaseRecord) -> tuple[str, str, str]:
    """Folded name, birth, sex: what is the same when the same person is written twice."""
    birth = record.birth_date.isoformat() if record.birth_date else ""
    return " ".join(map(fold, tokens(record.name))), birth, meaning.sex_of(record)


def look_alikes(actor: Actor, record: CaseRecord) -> list[UUID]:
    """Persons in the actor's sight who may be the one of this row: the same name, and neither birth nor sex against it.

    Persons without a case are among them: they may be the one whose case this row opens.
    """
    name = [fold(token) for token in tokens(record.name)]
    if not name:
        return []
    sex = meaning.sex_of(record)
    hits = find(actor, record.name).hits
    return [
        hit.person.pk
        for hit in hits
        if any([fold(token) for token in tokens(text)] == name for text in hit.person.name_texts)
        and _agrees(hit.person, record, sex)
    ]


def _agrees(person: Person, record: CaseRecord, sex: str) -> bool:
    births = {day for day in (person.birth_date, record.birth_date) if day is not None}
    sexes = {one for one in (person.sex, sex) if one != "unknown"}
    return len(births) < 2 and len(sexes) < 2
