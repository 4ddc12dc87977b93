"""Altered, moved and replayed values: found, named, and never shown as another person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.kernel import writing
from pokpong.foundation.vault import aes, erased, keyring
from pokpong.foundation.vault.checking import BROKEN, REPLAYED, Fault, faults
from pokpong.foundation.vault.models import SealedFile
from pokpong.foundation.vault.tests.test_sealing import KEY, a_file, put_raw, raw

pytestmark = pytest.mark.django_db
Edits = Mapping[tuple[UUID, str], int]


def found(edits: Edits | None = None) -> list[Fault]:
    keyring.forget()

    def last_edits(noun: str, rows: Sequence[UUID]) -> Edits:
        return edits or {}

    return list(faults(last_edits))


def renamed(row: SealedFile, name: str) -> Edits:
    """What an edit does, and what the history of edits says of it."""
    row.version += 1
    row.name = name
    with writing.opened("tests"):
        row.save()
    return {(row.pk, "name"): row.version}


def test_what_was_written_by_the_program_has_no_fault() -> None:
    row, other = a_file(), a_file("other")
    edits = {**renamed(row, "one"), **renamed(row, "two")}
    row.media_type = "image/jpeg"
    with writing.opened("tests"):
        row.save()
    assert found(edits) == []
    assert SealedFile.objects.get(pk=other.pk).name == "other"


def test_an_older_value_put_back_is_named() -> None:
    row = a_file("first")
    first = raw(row)
    renamed(row, "second")
    second = raw(row)
    edits = renamed(row, "third")
    for old in (first, second):
        put_raw(row, old)
        assert found(edits) == [Fault(REPLAYED, "file", row.pk, "name")]


def test_an_edit_back_to_an_earlier_value_is_no_replay() -> None:
    row = a_file("first")
    renamed(row, "second")
    assert found(renamed(row, "first")) == []


@given(st.integers(0, 2**9), st.integers(0, 7))
def test_a_flipped_bit_is_named_and_opens_nothing(place: int, bit: int) -> None:
    row = a_file()
    value = bytearray(raw(row))
    value[place % len(value)] ^= 1 << bit
    put_raw(row, bytes(value))
    assert Fault(BROKEN, "file", row.pk, "name") in found()
    with pytest.raises(aes.SealBroken, match=str(row.pk)) as refused:
        _ = SealedFile.objects.get(pk=row.pk).name
    assert "vault_sealedfile|name|" in str(refused.value)


def test_a_value_moved_from_another_row_is_named_even_with_its_key() -> None:
    one, two = a_file("one"), a_file("two")
    put_raw(two, raw(one))
    assert found() == [Fault(BROKEN, "file", two.pk, "name")]
    with writing.opened("tests"):
        SealedFile.objects.filter(pk=two.pk).update(key_id=one.key_id)
    assert found() == [Fault(BROKEN, "file", two.pk, "name")]
    with pytest.raises(aes.SealBroken):
        _ = SealedFile.objects.get(pk=two.pk).name


def test_a_wrapped_key_moved_to_another_id_opens_nothing() -> None:
    one, two = a_file("one"), a_file("two")
    with connection.cursor() as cursor:
        ids = [row.key_id if connection.vendor == "postgresql" else row.key_id.hex for row in (one, two)]
        cursor.execute(
            "UPDATE vault_datakey SET wrapped = (SELECT wrapped FROM vault_datakey WHERE id = %s) WHERE id = %s", ids
        )
    keyring.forget()
    with pytest.raises(aes.SealBroken):
        _ = SealedFile.objects.get(pk=two.pk).name


def test_an_erased_row_has_no_fault() -> None:
    row = a_file()
    with writing.opened("tests"):
        erased.erase([row.key_id])
    assert found() == []


def test_values_from_before_the_versions_stand_beside_them_open_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        real = aes.pad
        earlier.setattr(aes, "pad", lambda plain, stamp=None: real(plain))
        row = a_file("earlier")
    assert found({(row.pk, "name"): 1}) == []
    assert SealedFile.objects.get(pk=row.pk).name == "earlier"


@given(st.binary(max_size=300), st.none() | st.integers(0, 2**31))
def test_the_stamp_has_an_inverse_and_leaves_the_text_alone(plain: bytes, stamp: Any) -> None:
    padded = aes.pad(plain, stamp)
    assert (aes.unpad(padded), aes.stamp_of(padded)) == (plain, stamp)
    assert len(padded) % aes.BLOCK == 0
    assert aes.open_sealed(KEY, aes.seal(KEY, padded, b"x"), b"x") == padded
