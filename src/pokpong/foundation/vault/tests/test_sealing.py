"""Sealing: it opens where it was sealed, and nowhere else."""

import base64
import os
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.kernel import writing
from pokpong.foundation.vault import aes, blind, keyring, master
from pokpong.foundation.vault.models import DataKey, SealedFile

KEY = bytes(range(32))


def a_file(name: str = "ໃບຢັ້ງຢືນ.pdf") -> SealedFile:
    row = SealedFile(name=name, media_type="application/pdf", size=3)
    with writing.opened("tests"):
        row.save()
    return row


def raw(row: SealedFile) -> bytes:
    with connection.cursor() as cursor:
        where = row.pk if connection.vendor == "postgresql" else row.pk.hex
        cursor.execute("SELECT name FROM vault_sealedfile WHERE id = %s", [where])
        return bytes(cursor.fetchone()[0])


def put_raw(row: SealedFile, value: bytes) -> None:
    with connection.cursor() as cursor:
        where = row.pk if connection.vendor == "postgresql" else row.pk.hex
        cursor.execute("UPDATE vault_sealedfile SET name = %s WHERE id = %s", [value, where])


@given(st.binary(max_size=300), st.binary(max_size=40))
def test_what_is_sealed_opens_again(plain: bytes, place: bytes) -> None:
    assert aes.open_sealed(KEY, aes.seal(KEY, plain, place), place) == plain


@given(st.binary(max_size=300))
def test_padding_has_an_inverse_and_hides_the_length(plain: bytes) -> None:
    padded = aes.pad(plain)
    assert aes.unpad(padded) == plain
    assert len(padded) % aes.BLOCK == 0


@given(st.binary(min_size=1, max_size=60), st.data())
def test_one_bit_flipped_never_opens(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(aes.seal(KEY, plain, b"here"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(aes.SealBroken):
        aes.open_sealed(KEY, bytes(sealed), b"here")


def test_another_place_or_key_does_not_open() -> None:
    sealed = aes.seal(KEY, b"x", b"here")
    for key, place in ((KEY, b"there"), (os.urandom(32), b"here")):
        with pytest.raises(aes.SealBroken):
            aes.open_sealed(key, sealed, place)


@pytest.mark.django_db
def test_a_sealed_column_reads_plain_and_stands_sealed() -> None:
    row = a_file()
    assert SealedFile.objects.get(pk=row.pk).name == "ໃບຢັ້ງຢືນ.pdf"
    assert "ໃບ".encode() not in raw(row)
    assert b"pdf" not in raw(row)


@pytest.mark.django_db
def test_each_record_has_its_own_key_and_the_same_text_never_looks_the_same() -> None:
    one, two = a_file(), a_file()
    assert one.key_id != two.key_id
    assert raw(one) != raw(two)


@pytest.mark.django_db
def test_a_sealed_value_copied_to_another_row_does_not_open() -> None:
    one, two = a_file("one"), a_file("two")
    put_raw(two, raw(one))
    with pytest.raises(aes.SealBroken):
        _ = SealedFile.objects.get(pk=two.pk).name


@pytest.mark.django_db
def test_destroying_the_key_erases() -> None:
    row = a_file()
    with writing.opened("tests"):
        DataKey.objects.filter(pk=row.key_id).update(wrapped=b"")
    keyring.forget()
    with pytest.raises(keyring.KeyGone):
        _ = SealedFile.objects.get(pk=row.pk).name


@pytest.mark.django_db
def test_a_sealed_column_cannot_be_searched_or_set_from_outside() -> None:
    row = a_file()
    with pytest.raises(FieldError):
        SealedFile.objects.filter(name="ໃບຢັ້ງຢືນ.pdf").exists()
    with writing.opened("tests"), pytest.raises(FieldError):
        SealedFile.objects.filter(pk=row.pk).update(name="plain")


@pytest.mark.django_db
def test_a_list_fetches_its_keys_with_one_query(django_assert_num_queries: Any) -> None:
    for number in range(20):
        a_file(f"file {number}")
    keyring.forget()
    with django_assert_num_queries(2):
        assert len({row.name for row in SealedFile.objects.all()}) == 20


@pytest.mark.django_db
def test_an_unread_row_is_saved_without_being_opened() -> None:
    row = a_file()
    before = raw(row)
    again = SealedFile.objects.get(pk=row.pk)
    again.media_type = "image/jpeg"
    with writing.opened("tests"):
        again.save()
    assert raw(row) == before


def test_wrapped_keys_open_under_their_own_id_only() -> None:
    one, two = uuid.uuid4(), uuid.uuid4()
    wrapped = keyring.wrap(one, KEY)
    assert keyring.unwrap(one, wrapped) == KEY
    with pytest.raises(aes.SealBroken):
        keyring.unwrap(two, wrapped)


@given(st.text(max_size=20), st.text(max_size=20))
def test_digests_are_equal_exactly_for_equal_parts(first: str, second: str) -> None:
    assert blind.digest("a", first, second) == blind.digest("a", first, second)
    assert blind.digest("a", first, second) != blind.digest("b", first, second)
    assert (blind.digest("a", first, second) == blind.digest("a", first + second, "")) is (second == "")


@given(st.text(max_size=20), st.integers(1, 16))
def test_buckets_stay_in_their_range(text: str, bits: int) -> None:
    assert 0 <= blind.bucket("name", text, bits=bits) < 2**bits


def test_a_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "pokpong.key"
    master.write_key_file(path)
    assert path.stat().st_mode & 0o077 == 0
    assert len(master.decode(path.read_text())) == 32
    with pytest.raises(FileExistsError):
        master.write_key_file(path)


@pytest.mark.parametrize("text", ["", "not base64!", base64.b64encode(b"short").decode()])
def test_a_key_that_is_none_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        master.decode(text)
    assert not text or text not in str(refused.value)


def test_without_a_master_key_nothing_is_sealed(settings: Any, tmp_path: Path) -> None:
    settings.POKPONG_MASTER_KEY = ""
    settings.POKPONG_KEY_FILE = ""
    with pytest.raises(ImproperlyConfigured, match="POKPONG_KEY_FILE"):
        master.purpose_key("wrap")
    settings.POKPONG_KEY_FILE = str(tmp_path / "missing")
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        master.purpose_key("wrap")
