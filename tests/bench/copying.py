"""Rows of a story that was lived once, written again for somebody else: fresh ids, fresh keys, other names and days.

Every text, sealed or not, is taken apart once: at each place where it names a row, a person, a day, a district or a
digest stands a token, and a copy puts its own there. So a copy holds what the actions would have left, and costs
microseconds a row instead of milliseconds. What many rows say alike is made once for each copy (`Mould.slot`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models

from pokpong.areas.protection.models import Case, Referral
from pokpong.foundation.actions import amend, moves
from pokpong.foundation.actions.models import Change, Conflict, FieldChange, Move
from pokpong.foundation.audit import log
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.paths import cut
from pokpong.foundation.vault import aes, keyring, master
from pokpong.foundation.vault.fields import SealedField, SealedReference
from pokpong.foundation.vault.models import DataKey
from pokpong.registers.people.models import NameIndex, Person
from pokpong.registers.people.models.names import Key, keys_of
from pokpong.registers.people.rules.numbers import record_number
from tests.bench.pieces import Copy, Maker, NotCopied, Numbers, Row, Sheet, Slot, fresh_ids, moment, moved_day
from tests.bench.stories import Outline
from tests.bench.tracing import Made, Trace, Values, columns_of, inner_calls

HEX = "[0-9a-f]"
TOKEN = re.compile(
    rf"(?P<id>\b{HEX}{{8}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{12}}\b)"
    r"|(?P<day>\b\d{4}-\d\d-\d\d\b)"
    r"|datetime\.date\((?P<written>\d{4}, \d{1,2}, \d{1,2})\)"
    rf"|(?P<digest>\b{HEX}{{64}}\b)"
)
# What is sealed beside its row: the column, and the label it is bound to.
LABELS: dict[type[models.Model], tuple[str, Callable[[UUID], str]]] = {
    Event: ("detail", log.detail_label),
    Move: ("why", moves.why_label),
    FieldChange: ("old", amend.old_label),
    Conflict: ("offered", amend.offered_label),
}
LEFT_TO_THE_DATABASE: dict[type[models.Model], set[str]] = {Change: {"seq", "xact"}}
POSTGRESQL = "postgresql"
NO_FILE = hashlib.sha256(b"").hexdigest()  # how a receipt knows of a file that was not sent
FIRST_LETTER: dict[type[models.Model], str] = {Person: "P", Referral: "R"}


class Mould:
    """A story, ready to be copied."""

    def __init__(self, outline: Outline, trace: Trace, numbers: Numbers):
        self.outline, self.trace, self.numbers = outline, trace, numbers
        self.dashed = connection.vendor == POSTGRESQL
        self.makers: list[Maker] = []
        self.slots: dict[Any, Slot] = {}
        self.inner = inner_calls(trace.digests)
        self.fresh = sorted(self._own_ids())
        whose = [outline.lead, outline.supervisor]
        self.known = {key: number for number, key in enumerate([*whose, *self.fresh])}
        self.keys = {row["id"]: number for number, row in enumerate(trace.rows[DataKey])}
        self.case, self.person = (trace.rows[model][0]["id"] for model in (Case, Person))
        self.pattern = self._pattern()
        self.sheets = [self._sheet(model, rows) for model, rows in trace.rows.items() if model is not NameIndex]

    def _own_ids(self) -> set[UUID]:
        """Ids of its rows, and of the calls that were made in it."""
        own = {row["id"] for rows in self.trace.rows.values() for row in rows if "id" in row}
        for purpose, parts in self.trace.digests.values():
            if purpose in ("call", "inner"):
                own |= {UUID(part) for part in parts if TOKEN.fullmatch(part)}
        return own - set(self.inner) - {self.outline.lead, self.outline.supervisor}

    def _pattern(self) -> re.Pattern[str]:
        """Tokens, the name as it stands in texts and as JSON writes it, the paths of the district and province."""
        name, district = self.outline.name, self.outline.district
        written = re.escape(json.dumps(name)[1:-1])
        return re.compile(
            f"{TOKEN.pattern}|(?P<name>{re.escape(name)})|(?P<escaped>{written})"
            f"|(?P<district>{re.escape(district)})|(?P<province>{re.escape(cut(district, 1))})"
        )

    # --- values that a copy makes

    def slot(self, key: Any, maker: Maker) -> Slot:
        """The slot of what `key` names; the same key is made once for each copy."""
        if key not in self.slots:
            self.slots[key] = Slot(len(self.makers))
            self.makers.append(maker)
        return self.slots[key]

    def text(self, text: str) -> str | Slot:
        """The text itself where it says nothing of its own; else the slot that writes it for a copy."""
        parts: list[str | Slot] = []
        end = 0
        for found in self.pattern.finditer(text):
            parts += [text[end : found.start()], self._token(found)]
            end = found.end()
        parts.append(text[end:])
        if not any(isinstance(part, Slot) for part in parts):
            return text
        numbers = [part.number if isinstance(part, Slot) else part for part in parts if part != ""]

        def write(copy: Copy) -> str:
            made = copy.made
            return "".join([part if part.__class__ is str else made[part] for part in numbers])  # type: ignore[index]  # a slot's number

        return self.slot(("text", text), write)

    def _token(self, found: re.Match[str]) -> str | Slot:
        text, sort = found[0], str(found.lastgroup)
        if sort == "id":
            return self._id_text(UUID(text))
        if sort == "digest":
            return self._digest(text)
        if sort in ("day", "written"):
            return self.slot((sort, text), moved_day(found))
        writers: dict[str, Maker] = {
            "name": lambda copy: copy.outline.name,
            "escaped": lambda copy: json.dumps(copy.outline.name)[1:-1],
            "district": lambda copy: copy.outline.district,
            "province": lambda copy: cut(copy.outline.district, 1),
        }
        return self.slot(sort, writers[sort])

    def _id_text(self, key: UUID) -> str | Slot:
        """An id of the story becomes the copy's own; that of anything else stays."""
        if key in self.known:
            number = self.known[key]
            return self.slot(("id", key), lambda copy: copy.texts[number])
        if key in self.inner:
            whole = self._made(self.inner[key]).number
            return self.slot(("id", key), lambda copy: str(UUID(bytes=copy.made[whole][:16])))
        return str(key)

    def _id(self, key: UUID) -> str | Slot:
        """As the data base takes it."""
        text = self._id_text(key)
        if self.dashed:
            return text
        if isinstance(text, str):
            return text.replace("-", "")
        number = text.number
        return self.slot(("plain", key), lambda copy: copy.made[number].replace("-", ""))

    def _digest(self, text: str) -> str | Slot:
        made = self.trace.digests.get(bytes.fromhex(text))
        if made is None and text == NO_FILE:
            return text
        if made is None:
            raise NotCopied(f"a digest that nobody made: {text}")
        number = self._made(made).number
        return self.slot(("digest", text), lambda copy: copy.made[number].hex())

    def _made(self, made: Made) -> Slot:
        """As `vault.blind.digest` makes it, with the key of its purpose looked up once."""
        purpose, parts = made[0], [self.text(part) for part in made[1]]
        key = master.purpose_key(f"digest:{purpose}")
        numbers = [part.number if isinstance(part, Slot) else part.encode() for part in parts]

        def make(copy: Copy) -> bytes:
            raw = [part if isinstance(part, bytes) else copy.made[part].encode() for part in numbers]
            return hmac.digest(key, b"".join([len(one).to_bytes(4, "big") + one for one in raw]), "sha256")

        return self.slot(("made", made), make)

    # --- rows

    def _sheet(self, model: type[models.Model], rows: list[Values]) -> Sheet:
        left = LEFT_TO_THE_DATABASE.get(model, set())
        columns = [column for column in model._meta.concrete_fields if column.name not in left]
        made = []
        for row in rows:
            cells = [self._cell(model, column, row) for column in columns]
            moving = [(place, cell.number) for place, cell in enumerate(cells) if isinstance(cell, Slot)]
            made.append(([None if isinstance(cell, Slot) else cell for cell in cells], moving))
        return Sheet(model, tuple(str(column.column) for column in columns), made)

    def _cell(self, model: type[models.Model], column: Any, row: Values) -> Any:
        value = row[column.attname]
        if value is None:
            return None
        if model is DataKey and column.name == "wrapped":
            return self._wrapped(row["id"])
        if column.name == "number":
            return self._number(model, row["id"])
        if isinstance(column, SealedField) or (model in LABELS and LABELS[model][0] == column.name):
            return self._sealed(model, column, row)
        return self._open(column, value)

    def _open(self, column: Any, value: Any) -> Any:
        """A value that stands in the open."""
        if isinstance(value, UUID):
            return self._id(value)
        if isinstance(value, date):
            return self.slot(("moment", value), moment(value, aware=self.dashed))
        if isinstance(column, models.JSONField):
            return self.text(json.dumps(value))
        return self.text(value) if isinstance(value, str) else column.get_db_prep_save(value, connection)

    def _wrapped(self, key_id: UUID) -> Slot:
        key, place = self.keys[key_id], self.known[key_id]
        return self.slot(("wrapped", key_id), lambda copy: keyring.wrap(UUID(copy.texts[place]), copy.keys[key]))

    def _number(self, model: type[models.Model], key: UUID) -> Slot:
        """Numbers that come from ids."""
        if model is Case:
            return self.slot("number", lambda copy: copy.number)
        place, letter = self.known[key], FIRST_LETTER[model]
        return self.slot(("number", key), lambda copy: letter + record_number(UUID(copy.texts[place]))[1:])

    def _sealed(self, model: type[models.Model], column: Any, row: Values) -> Slot:
        """Opened once, sealed again for each copy under its own key, bound to its own row."""
        own, key = self.known[row["id"]], self.keys[row["key_id"]]
        label = _label(model, column)
        sealed = bytes(row[column.attname])
        plain = aes.unpad(aes.open_sealed(keyring.data_key(row["key_id"]), sealed, label(str(row["id"])).encode()))
        says = self._reference(plain) if isinstance(column, SealedReference) else self._said(plain)

        def make(copy: Copy) -> bytes:
            said = says if isinstance(says, bytes) else says(copy)
            return aes.seal(copy.keys[key], aes.pad(said), label(copy.texts[own]).encode())

        return self.slot((model, column.name, row["id"]), make)

    def _said(self, plain: bytes) -> bytes | Callable[[Copy], bytes]:
        text = self.text(plain.decode())
        if isinstance(text, str):
            return plain
        number = text.number
        return lambda copy: bytes(copy.made[number].encode())

    def _reference(self, plain: bytes) -> bytes | Callable[[Copy], bytes]:
        text = self._id_text(UUID(bytes=plain))
        if isinstance(text, str):
            return plain
        number = text.number
        return lambda copy: UUID(copy.made[number]).bytes

    # --- copies

    def begin(self, outline: Outline) -> Copy:
        """A copy with everything made of which its rows consist."""
        shift = timedelta(days=(outline.day - self.outline.day).days)
        texts = [str(outline.lead), str(outline.supervisor), *fresh_ids(len(self.fresh))]
        copy = Copy(outline, shift, texts, [aes.new_key() for _ in self.keys])
        case = UUID(texts[self.known[self.case]])
        copy.number = self.numbers.take(outline.district, outline.day.year, case)
        made = copy.made
        for maker in self.makers:
            made.append(maker(copy))
        return copy

    def index_rows(self, copy: Copy, keys: Iterable[Key]) -> Iterator[Row]:
        """The index of the copy's name."""
        keys = list(keys)
        person, version = copy.texts[self.known[self.person]], self.trace.rows[NameIndex][0]["key_version"]
        for text, (kind, bucket) in zip(fresh_ids(len(keys)), keys, strict=True):
            row, whose = (text, person) if self.dashed else (text.replace("-", ""), person.replace("-", ""))
            yield row, whose, kind, bucket, version


INDEX_COLUMNS = tuple(columns_of(NameIndex))


def keys_of_name(name: str) -> list[Key]:
    """The keys under which a name is found, in the order in which they are kept."""
    return sorted(keys_of([name]))


def _label(model: type[models.Model], column: Any) -> Callable[[str], str]:
    """What a sealed value is bound to, by the id of its row as text."""
    if model in LABELS and LABELS[model][0] == column.name:
        made = LABELS[model][1](UUID(int=0))
        head = made.removesuffix(str(UUID(int=0)))
    else:
        head = f"{model._meta.db_table}|{column.column}|"
    return lambda key: head + key
