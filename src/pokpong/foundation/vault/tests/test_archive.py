"""The key archive and the ledger: what was destroyed stays destroyed after every restore."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.kernel import writing
from pokpong.foundation.vault import archive, erased, keyring, ledger
from pokpong.foundation.vault.models import DataKey, DestroyedKey, ErasedRow, SealedFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ledger_file(settings: Any, tmp_path: Path) -> Path:
    settings.POKPONG_ERASURE_LEDGER = str(tmp_path / "keys" / "erased")
    keyring.forget()
    return Path(settings.POKPONG_ERASURE_LEDGER)


def a_file(name: str = "ໃບຢັ້ງຢືນ.pdf") -> SealedFile:
    row = SealedFile(name=name, media_type="application/pdf", size=3)
    with writing.opened("tests"):
        row.save()
    return row


def dumped() -> str:
    stream = io.StringIO()
    archive.dump_keys(stream)
    return stream.getvalue()


def key_of(row: SealedFile) -> UUID:
    assert row.key_id is not None
    return UUID(str(row.key_id))


def destroy(row: SealedFile) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True), writing.opened("tests"):
        erased.erase([key_of(row)])


def broken_off(row: SealedFile) -> None:
    """Raises KeyboardInterrupt before the commit."""
    with transaction.atomic(), writing.opened("tests"):
        keyring.destroy([key_of(row)])
        raise KeyboardInterrupt


def test_an_older_archive_brings_back_everything_but_what_was_erased(ledger_file: Path) -> None:
    kept, gone = a_file("kept"), a_file("gone")
    old = dumped()
    destroy(gone)
    assert ledger.entries() == {key_of(gone)}
    assert ledger_file.stat().st_mode & 0o077 == 0
    loaded = archive.load_keys(io.StringIO(old))
    assert loaded == archive.Loaded(2, 1)
    keyring.forget()
    assert SealedFile.objects.get(pk=kept.pk).name == "kept"
    with pytest.raises(keyring.KeyGone):
        _ = SealedFile.objects.get(pk=gone.pk).name


def test_where_the_file_is_lost_the_archive_carries_the_ledger(ledger_file: Path) -> None:
    gone = a_file()
    old, row = dumped(), key_of(gone)
    destroy(gone)
    newer = dumped()
    ledger_file.unlink()
    assert archive.erasure_ledger() == [row]
    archive.load_keys(io.StringIO(old))
    archive.load_keys(io.StringIO(newer))
    keyring.forget()
    with pytest.raises(keyring.KeyGone):
        keyring.data_key(row)
    assert str(row) in newer
    assert "pdf" not in newer


def test_a_replay_notes_what_came_back_as_erased_and_may_be_done_again() -> None:
    gone = a_file()
    wrapped = bytes(DataKey.objects.get(pk=gone.key_id).wrapped)
    ledger.enter([key_of(gone)])  # erased elsewhere, or in data newer than these
    assert SealedFile.objects.living().exists()
    assert archive.replay() == 1
    assert archive.replay() == 0
    assert not SealedFile.objects.living().exists()
    assert DestroyedKey.objects.count() == ErasedRow.objects.filter(kind="file").count() == 1
    assert bytes(DataKey.objects.get(pk=gone.key_id).wrapped) != wrapped


def test_what_else_must_go_is_called_with_the_ids() -> None:
    gone = a_file()
    told: list[set[UUID]] = []
    archive.after_replay(told.append)
    try:
        archive.replay([key_of(gone)])
    finally:
        archive._after_replay.remove(told.append)
    assert told == [{key_of(gone)}]


def test_a_key_whose_transaction_is_rolled_back_is_in_no_ledger() -> None:
    row = a_file()
    with TestCase.captureOnCommitCallbacks(execute=True), pytest.raises(KeyboardInterrupt):
        broken_off(row)
    assert ledger.entries() == set()
    keyring.forget()
    assert SealedFile.objects.get(pk=row.pk).name


def test_a_ledger_line_that_a_crash_cut_off_takes_no_other_with_it(ledger_file: Path) -> None:
    first, second = uuid4(), uuid4()
    ledger.enter([first])
    with ledger_file.open("a") as file:
        file.write(str(uuid4())[:17])
    ledger.enter([second])
    ledger.enter([first, second])
    assert ledger.entries() == {first, second}
    assert ledger_file.read_text().count(str(first)) == 1
    ledger_file.write_bytes(b"\xff")
    with pytest.raises(ImproperlyConfigured, match="ledger"):
        ledger.entries()


def test_a_broken_archive_is_refused_and_changes_nothing() -> None:
    a_file()
    whole = dumped().splitlines()
    before = list(DataKey.objects.values())
    key = json.loads(whole[1])
    broken = (
        "",
        "\n".join(whole[:-1]),
        "\n".join([whole[0], whole[-1]]),
        "\n".join(whole)[:-5],
        "\n".join(['{"archive": "something else"}', *whole[1:]]),
        "\n".join([whole[0], json.dumps({**key, "id": "nobody"}), whole[-1]]),
        "\n".join([whole[0], json.dumps({**key, "wrapped": "***"}), whole[-1]]),
        "\n".join([whole[0], "[]", whole[-1]]),
        "not json",
    )
    for text in broken:
        with pytest.raises(archive.ArchiveBroken):
            archive.load_keys(io.StringIO(text))
    assert list(DataKey.objects.values()) == before


@given(st.sets(st.uuids(), max_size=20), st.sets(st.uuids(), max_size=20))
def test_the_ledger_is_the_union_of_what_was_entered(tmp_path_factory: Any, one: set[UUID], two: set[UUID]) -> None:
    file = tmp_path_factory.mktemp("ledger") / "erased"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "path", lambda: file)
        ledger.enter(one)
        ledger.enter(two)
        assert ledger.entries() == one | two
