"""Epochs: turned without losing a key, crash or not; after it an old archive opens nothing."""

from __future__ import annotations

import base64
import io
import os
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.kernel import writing
from pokpong.foundation.vault import aes, alone, archive, blind, epochs, key_source, keyring, master, ring
from pokpong.foundation.vault.key_source import Master
from pokpong.foundation.vault.models import DataKey

KEY = st.binary(min_size=32, max_size=32)


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    path = tmp_path / "keys" / "master.key"
    master.write_key_file(path)
    settings.POKPONG_MASTER_KEY = ""
    settings.POKPONG_KEY_FILE = str(path)
    keyring.forget()
    return path


def some_keys(number: int = 7) -> dict[UUID, bytes]:
    with writing.opened("tests"):
        ids = [keyring.new_data_key() for _ in range(number)]
    return {key_id: keyring.data_key(key_id) for key_id in ids}


def opened(keys: dict[UUID, bytes]) -> dict[UUID, bytes]:
    keyring.forget()
    return {key_id: keyring.data_key(key_id) for key_id in keys}


@pytest.mark.django_db
def test_a_turn_moves_every_key_and_destroys_the_old_epoch(key_file: Path) -> None:
    keys, digest = some_keys(), blind.reference("receipt", "x")
    before, told = dict(DataKey.objects.values_list("pk", "wrapped")), []
    assert epochs.turn(batch=3, progress=lambda done, total: told.append((done, total))) == 2
    assert told == [(3, 7), (6, 7), (7, 7)]
    assert opened(keys) == keys
    assert set(DataKey.objects.values_list("epoch", flat=True)) == {2}
    assert blind.reference("receipt", "x") == digest, "what is found by a digest must be found again"
    for key_id, wrapped in before.items():
        with pytest.raises(aes.SealBroken):
            keyring.unwrap(key_id, bytes(wrapped))
        with pytest.raises(keyring.KeyGone):
            keyring.unwrap(key_id, bytes(wrapped), 1)
    assert epochs.status().by_epoch == {2: 7}
    assert not epochs.status().turning


@pytest.mark.django_db
def test_the_first_epoch_follows_from_no_key_that_is_left(key_file: Path) -> None:
    old = key_source.current().key
    some_keys()
    epochs.turn()
    assert key_source.current().has_ring
    assert key_source.current().key != old
    everything = b"".join(path.read_bytes() for path in key_file.parent.iterdir() if path.is_file())
    assert base64.b64encode(old) not in everything
    first = ring.first_epoch(old)
    present = ring.present()
    assert first not in {*present.epochs.values(), *present.purposes.values(), present.root}
    assert ring.first_epoch(key_source.current().key) != first
    assert ring.first_epoch(present.root) != first


@pytest.mark.django_db
def test_a_second_turn_keeps_what_purposes_digested(key_file: Path) -> None:
    keys = some_keys()
    digests = {purpose: master.purpose_key(purpose) for purpose in ("beside", "digest:tie", "digest:new purpose")}
    epochs.turn()
    later = master.purpose_key("digest:new purpose")
    assert epochs.turn() == 3
    assert opened(keys) == keys
    assert master.purpose_key("beside") == digests["beside"]
    assert master.purpose_key("digest:tie") == digests["digest:tie"]
    assert master.purpose_key("digest:new purpose") == later


@pytest.mark.django_db
@pytest.mark.parametrize("batches", [0, 1, 2])
def test_a_turn_that_was_cut_off_goes_on(key_file: Path, monkeypatch: pytest.MonkeyPatch, batches: int) -> None:
    keys, real, left = some_keys(), epochs._move_batch, batches

    def dying(present: ring.Ring, batch: int) -> int:
        nonlocal left
        if left == 0:
            raise KeyboardInterrupt
        left -= 1
        return real(present, batch)

    with monkeypatch.context() as dies:
        dies.setattr(epochs, "_move_batch", dying)
        with pytest.raises(KeyboardInterrupt):
            epochs.turn(batch=3)
    assert opened(keys) == keys, "both epochs open until all are moved"
    assert epochs.status().turning
    more = some_keys(2)
    assert epochs.turn(batch=3) == 2
    assert opened({**keys, **more}) == {**keys, **more}
    assert sorted(ring.present().epochs) == [2]


@pytest.mark.django_db
def test_a_crash_between_the_two_files_locks_nobody_out(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, real = some_keys(), key_source.write_safely
    for dies_after in (1, 2):
        written = 0

        def dying(path: Path, text: str, limit: int = dies_after) -> None:
            nonlocal written
            if written == limit:
                raise KeyboardInterrupt
            written += 1
            real(path, text)

        with monkeypatch.context() as dies:
            dies.setattr(key_source, "write_safely", dying)
            with pytest.raises(KeyboardInterrupt):
                epochs.turn()
        assert opened(keys) == keys
        if dies_after == 1:
            with pytest.raises(epochs.CannotTurn, match="--finish"):
                epochs.turn()
            epochs.finish_rotation()
    assert epochs.turn() == 2
    assert opened(keys) == keys


@pytest.mark.django_db
def test_a_key_wrapped_while_the_epoch_turns_is_wrapped_anew(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = DataKey.save
    turned: list[int] = []

    def turning(row: DataKey, **options: Any) -> None:
        if not turned:
            turned.append(epochs.turn())
        real(row, **options)

    monkeypatch.setattr(DataKey, "save", turning)
    keys = some_keys(1)
    assert list(DataKey.objects.values_list("epoch", flat=True)) == [2]
    assert opened(keys) == keys


@pytest.mark.django_db
def test_the_master_key_is_rotated_without_touching_a_row(key_file: Path, settings: Any, tmp_path: Path) -> None:
    keys, digest = some_keys(), blind.reference("tie", "x")
    rows = list(DataKey.objects.order_by("pk").values())
    fresh = tmp_path / "elsewhere" / "new.key"
    settings.POKPONG_EPOCHS_FILE = str(tmp_path / "keys" / "epochs")
    epochs.rotate_master(fresh)
    assert opened(keys) == keys, "the old one goes on until it is replaced"
    with pytest.raises(epochs.CannotTurn, match="--finish"):
        epochs.turn()
    with pytest.raises(epochs.CannotTurn, match="--finish"):
        epochs.rotate_master(tmp_path / "third.key")
    settings.POKPONG_KEY_FILE = str(fresh)
    assert opened(keys) == keys
    epochs.finish_rotation()
    assert (opened(keys), blind.reference("tie", "x")) == (keys, digest)
    assert list(DataKey.objects.order_by("pk").values()) == rows
    assert fresh.stat().st_mode & 0o077 == 0
    settings.POKPONG_KEY_FILE = str(key_file)
    with pytest.raises(ImproperlyConfigured, match="does not open with this master key"):
        opened(keys)
    settings.POKPONG_KEY_FILE = str(fresh)
    assert epochs.turn() == 2
    assert opened(keys) == keys


@pytest.mark.django_db
def test_a_master_key_from_the_environment_turns_after_a_rotation(settings: Any, tmp_path: Path) -> None:
    keys = some_keys()
    with pytest.raises(epochs.CannotTurn, match="POKPONG_EPOCHS_FILE"):
        epochs.turn()
    settings.POKPONG_EPOCHS_FILE = str(tmp_path / "epochs")
    assert not epochs.can_turn()
    with pytest.raises(epochs.CannotTurn, match="rotate-master"):
        epochs.turn()
    epochs.rotate_master(tmp_path / "new.key")
    settings.POKPONG_MASTER_KEY = (tmp_path / "new.key").read_text().strip()
    assert epochs.can_turn()
    assert epochs.turn() == 2
    assert opened(keys) == keys


@pytest.mark.django_db
def test_a_key_service_gives_the_key(settings: Any, tmp_path: Path) -> None:
    keys = some_keys()
    script = tmp_path / "service.py"
    script.write_text(f"print({settings.POKPONG_MASTER_KEY!r})")
    settings.POKPONG_MASTER_KEY = ""
    settings.POKPONG_KEY_COMMAND = f"{sys.executable} {script}"
    assert opened(keys) == keys


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("raise SystemExit(3)", "code 3"),
        ("print('not a key')", "not base64"),
        ("import time; time.sleep(30)", "within"),
    ],
)
def test_a_key_service_that_fails_is_told_and_its_words_are_not(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, says: str
) -> None:
    monkeypatch.setattr(key_source, "COMMAND_SECONDS", 1)
    script = tmp_path / "service.py"
    script.write_text(f"import sys; print('hush', file=sys.stderr); {does}")
    settings.POKPONG_KEY_COMMAND = f"{sys.executable} {script}"
    with pytest.raises(ImproperlyConfigured, match=says) as refused:
        key_source.current()
    assert "hush" not in str(refused.value)
    assert "not a key" not in str(refused.value)
    settings.POKPONG_KEY_COMMAND = str(tmp_path / "nothing")
    with pytest.raises(ImproperlyConfigured, match="cannot be run"):
        key_source.current()


@pytest.mark.django_db
def test_a_lost_or_damaged_epochs_file_stops_everything_before_anything_is_written(key_file: Path) -> None:
    keys = some_keys()
    epochs.turn()
    file = key_source.epochs_file()
    assert file is not None
    whole = file.read_bytes()
    damaged = [b"", whole[:-20], whole[: len(whole) // 2], b"\xff\xfe\x00", b"not base64!\n", whole[::-1]]
    for content in damaged:
        file.write_bytes(content)
        with pytest.raises(ImproperlyConfigured, match="epochs file"):
            opened(keys)
        with pytest.raises(ImproperlyConfigured):
            some_keys(1)
    file.unlink()
    with pytest.raises(ImproperlyConfigured, match="missing"):
        opened(keys)
    file.write_bytes(whole)
    assert opened(keys) == keys


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"AAAA\n", b"ring:\n", b"ring:ring:AAAA"])
def test_a_half_readable_key_file_is_told_without_showing_it(key_file: Path, content: bytes) -> None:
    keys = some_keys()
    key_file.write_bytes(content)
    with pytest.raises(ImproperlyConfigured) as refused:
        opened(keys)
    assert "AAAA" not in str(refused.value)


@pytest.mark.django_db
def test_another_installations_key_opens_nothing(key_file: Path) -> None:
    keys = some_keys()
    key_file.write_text(Master(aes.new_key()).line())
    with pytest.raises(aes.SealBroken):
        opened(keys)


def test_one_turn_at_a_time(tmp_path: Path) -> None:
    with alone.alone(tmp_path / "epochs"), pytest.raises(alone.Busy), alone.alone(tmp_path / "epochs"):
        pass
    with alone.alone(tmp_path / "epochs"):
        pass


def test_a_file_is_replaced_whole_and_the_old_bytes_are_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    key_source.write_safely(path, "the old key\n")
    still_open = os.open(path, os.O_RDONLY)
    key_source.write_safely(path, "the new key\n")
    assert path.read_text() == "the new key\n"
    assert path.stat().st_mode & 0o077 == 0
    assert b"old key" not in os.read(still_open, 100)
    os.close(still_open)
    assert [found.name for found in tmp_path.iterdir()] == ["secret"]


@given(KEY, st.dictionaries(st.integers(1, 99), KEY, min_size=1), st.dictionaries(st.text(max_size=9), KEY))
def test_a_ring_is_written_and_read_back(root: bytes, keys: dict[int, bytes], purposes: dict[str, bytes]) -> None:
    whole = ring.Ring(root, max(keys), keys, purposes)
    assert ring.decoded(aes.pad(ring.encoded(whole))) == whole
    assert root.hex() not in repr(whole)


@given(st.binary(max_size=200))
def test_a_ring_is_never_read_from_other_bytes(raw: bytes) -> None:
    with pytest.raises(aes.SealBroken):
        ring.decoded(raw)


@pytest.mark.django_db
def test_the_clock_of_the_machine_plays_no_part(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wall time may jump: keys are kept in memory by a clock that does not."""
    keys = some_keys()
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert epochs.turn() == 2
    monkeypatch.setattr("time.time", lambda: 2.0**40)
    assert opened(keys) == keys


@pytest.mark.django_db
def test_a_destroyed_key_is_not_brought_back_by_a_turn(key_file: Path) -> None:
    keys = some_keys(3)
    gone = min(keys)
    with writing.opened("tests"):
        assert keyring.destroy([gone]) == 1
        assert keyring.destroy([gone]) == 0
    epochs.turn()
    with pytest.raises(keyring.KeyGone):
        keyring.data_key(gone)
    assert epochs.status().destroyed == 1


@pytest.mark.django_db
def test_another_process_forgets_a_destroyed_key_soon(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = min(some_keys(1))
    with writing.opened("elsewhere"):
        DataKey.objects.filter(pk=gone).update(wrapped=b"")
    assert keyring.data_key(gone)
    later = time.monotonic() + keyring.KEPT_SECONDS + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    with pytest.raises(keyring.KeyGone):
        keyring.data_key(gone)


@pytest.mark.django_db
def test_an_archive_opens_until_the_epoch_turns_and_not_after(key_file: Path) -> None:
    keys = some_keys()
    dump = io.StringIO()
    assert archive.dump_keys(dump) == 7
    dump.seek(0)
    assert archive.load_keys(dump) == archive.Loaded(7, 0)
    assert opened(keys) == keys
    epochs.turn()
    dump.seek(0)
    archive.load_keys(dump)
    for key_id in keys:
        with pytest.raises(aes.SealBroken):
            keyring.data_key(key_id)
    assert sum(count for epoch, count in epochs.status().by_epoch.items() if epoch == 1) == 7
