"""What tests of a rotation look at: the keys, and every sealed value in the data base."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps

from pokpong.config.commands import keys as command
from pokpong.config.commands.keys import last_edits
from pokpong.config.commands.parsing import parser
from pokpong.foundation.vault import aes, checking, keyring
from pokpong.foundation.vault.fields import SealedField, SealedRow
from pokpong.foundation.vault.models import DataKey
from pokpong.registers.people.models import Person
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.erasing import hold

FIRST, NAME = "ນາງ ເກົ່າ ຕົວຢ່າງ", "ນາງ ສົມສີ ຕົວຢ່າງ"


def run(*words: str) -> int:
    return command.run(parser().parse_args(["keys", *words]))


def present_keys() -> dict[UUID, list[bytes]]:
    """Every key of each bundle, the present one first."""
    rows = DataKey.objects.exclude(wrapped=b"").values_list("pk", "wrapped", "epoch")
    return {pk: keyring.keys_in(keyring.unwrap(pk, bytes(wrapped), epoch)) for pk, wrapped, epoch in rows}


def sealed_values() -> Iterator[tuple[Any, UUID, bytes, bytes]]:
    """Model, key id, place and value of everything sealed in a row."""
    for model in apps.get_models():
        if not issubclass(model, SealedRow):
            continue
        columns = [column for column in model._meta.concrete_fields if isinstance(column, SealedField)]
        for pk, key, *values in model.objects.values_list("pk", "key_id", *(column.attname for column in columns)):
            for column, value in zip(columns, values, strict=True):
                if value is not None:
                    yield model, key, column.place_of(pk), bytes(value)


def opens(key: bytes, value: bytes, place: bytes) -> bool:
    try:
        aes.open_sealed(key, value, place)
    except aes.SealBroken:
        return False
    return True


def assert_whole() -> int:
    """Each value opens; in rows that may be changed under the present key alone. How many values there are."""
    found = 0
    bundles = present_keys()
    for model, key_id, place, value in sealed_values():
        if key_id not in bundles:
            continue  # erased
        which = [opens(key, value, place) for key in bundles[key_id]]
        assert any(which), place
        if model.lasting != "append_only":
            assert which.index(True) == 0, (place, which)
        found += 1
    keyring.forget()
    assert list(checking.faults(last_edits)) == []
    return found


def a_ledger() -> Person:
    """A person with parts of every lasting, edited once."""
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice, FIRST)
    make.contact_for(alice, person.pk)
    make.consent_for(alice, person.pk)
    make.relation_for(alice, person.pk)
    hold(suna, person.pk)
    for name in ("ນາງ ທີສອງ ຕົວຢ່າງ", "ນາງ ທີສາມ ຕົວຢ່າງ", "ນາງ ທີສີ່ ຕົວຢ່າງ", "ນາງ ທີຫ້າ ຕົວຢ່າງ"):
        make.register(alice, name)
    return make.amended(alice, person, {"names": [{"text": NAME, "kind": "official"}]})
