"""Keys and values: sealing, lists of sealed names, turning an epoch, backups; each beside its bare work."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.test import override_settings

from pokpong.config.safekeeping import backup
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault import aes, epochs, key_source, keyring, master, ring
from pokpong.foundation.vault.fields import SealedField
from pokpong.foundation.vault.models import DataKey
from pokpong.registers.people.models import Person
from tests.bench.results import Result
from tests.bench.unsealed import Memory, remembered, without_sealing

LISTED = 50
LIST_AIM = 25.0  # ms
NAMES = [{"text": "ນາງ ສົມພອນ ວົງສາ", "kind": "official"}, {"text": "Somphone Vongsa", "kind": "official"}]


class NotRotated(Exception):
    """A key was left behind, or opens no more."""


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def worked(work: Callable[[], object]) -> float:
    """Seconds of processor time: what a busy machine does not change."""
    began = time.process_time()
    work()
    return time.process_time() - began


def values(count: int) -> Iterator[Result]:
    """By processor time: names of a person through the field, as pages read them; beside it AES-GCM alone."""
    column: SealedField = Person._meta.get_field("names")
    with transaction.atomic(), writing.opened("bench"):
        row = Person(names=NAMES)
        row.sealing_key()
    plain, nonce, cipher = aes.pad(column.encode(NAMES)), bytes(12), AESGCM(aes.new_key())
    raw = cipher.encrypt(nonce, plain, b"place")
    sealed = column.sealed(row, NAMES)
    opened = column.opened(row, sealed)
    did: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("sealed", lambda: column.sealed(row, NAMES), lambda: cipher.encrypt(nonce, plain, b"place")),
        ("opened", lambda: column.opened(row, sealed), lambda: cipher.decrypt(nonce, raw, b"place")),
    ]
    for word, ours, bare in did:
        took = worked(lambda: [ours() for _ in range(count)])  # noqa: B023  used at once
        alone = worked(lambda: [bare() for _ in range(count)])  # noqa: B023  used at once
        seen = {
            "values": count,
            "bytes each": len(sealed),
            "as before": opened == NAMES,
            "times as long": round(took / alone, 1),
        }
        yield Result(f"values {word}", count / took, "values/s", "higher", None, seen, {"AES-GCM alone": count / alone})


def names_listed(rounds: int) -> Result:
    """Fifty people with their names, no key opened before; beside it the same fifty where nothing is sealed."""
    memory = Memory()

    def listed() -> list[str]:
        return [row.name for row in Person.objects.order_by("-pk")[:LISTED]]

    with remembered(memory):
        wanted = listed()
    cold, clear = [], []
    for _ in range(rounds):
        keyring.forget()
        cold.append(seconds(lambda: _same(listed(), wanted)))
        with without_sealing(memory):
            clear.append(seconds(lambda: _same(listed(), wanted)))
    middle, bare = sorted(cold)[rounds // 2] * 1000, sorted(clear)[rounds // 2] * 1000
    seen = {"names": len(wanted), "people": Person.objects.count(), "times as long": round(middle / bare, 2)}
    return Result("list of 50 sealed names", middle, "ms", "lower", LIST_AIM, seen, {"unsealed": bare})


def _same(found: list[str], wanted: list[str]) -> None:
    if found != wanted:
        raise ValueError("another list")


@contextmanager
def key_file() -> Iterator[Path]:
    """The keys of this installation in files, as in production. What was sealed before is opened as before."""
    with TemporaryDirectory(prefix="pokpong-bench-keys-") as folder:
        path = Path(folder) / "master.key"
        master.write_key_file(path, key_source.current())
        with override_settings(
            POKPONG_MASTER_KEY="", POKPONG_KEY_FILE=str(path), POKPONG_EPOCHS_FILE=f"{path}{key_source.EPOCHS_SUFFIX}"
        ):
            yield path


def rotation(count: int) -> Iterator[Result]:
    """Every living key wrapped anew under a fresh epoch key, the master key with it. Raises NotRotated.

    Inside `key_file`. Beside it an UPDATE of as many rows in batches of the same size, without any cipher.
    """
    _fill(count)
    some = list(DataKey.objects.exclude(wrapped=b"").order_by("pk").values_list("pk", flat=True)[:20])
    before = [keyring.data_key(key) for key in some]
    whole = DataKey.objects.exclude(wrapped=b"").count()
    began, took = time.process_time(), seconds(epochs.turn)
    busy = time.process_time() - began
    keyring.forget()
    if epochs.status().turning or [keyring.data_key(key) for key in some] != before:
        raise NotRotated(str(epochs.status()))
    bare = whole / seconds(_bare_update)
    seen = {"keys": whole, "seconds": round(took, 2), "times as long": round(bare / (whole / took), 1)}
    others = {"bare UPDATE": bare, "by processor time": whole / busy}
    yield Result("keys wrapped anew", whole / took, "keys/s", "higher", None, seen, others)
    took = seconds(lambda: epochs.rotate_master(Path(f"{key_source.key_file()}.next")))
    seen = {"rows touched": 0, "keys": whole}
    yield Result("master key rotated", took * 1000, "ms", "lower", 1000.0, seen)


def _fill(count: int) -> None:
    present = ring.present().current
    for start in range(0, count, epochs.BATCH):
        ids = [new_id() for _ in range(min(epochs.BATCH, count - start))]
        with transaction.atomic(), writing.opened("bench"):
            wrapped = [keyring.wrap(key_id, aes.new_key()) for key_id in ids]
            DataKey.objects.bulk_create(
                DataKey(id=key_id, epoch=present, wrapped=raw) for key_id, raw in zip(ids, wrapped, strict=True)
            )


def _bare_update() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, wrapped FROM vault_datakey")
        rows = [(bytes(wrapped), key) for key, wrapped in cursor.fetchall()]
        for start in range(0, len(rows), epochs.BATCH):
            with transaction.atomic():
                cursor.executemany(
                    "UPDATE vault_datakey SET wrapped = %s WHERE id = %s", rows[start : start + epochs.BATCH]
                )


def backed_up() -> Result:
    """Two sealed archives of everything there is; beside it the bare copy of the data base."""
    identity = pyrage.x25519.Identity.generate()
    with (
        TemporaryDirectory(prefix="pokpong-bench-backup-") as name,
        override_settings(POKPONG_BACKUP_RECIPIENT=str(identity.to_public())),
    ):
        folder = Path(name)
        bare = seconds(lambda: backup.engine().snapshot(folder / "bare"))
        size = (folder / "bare").stat().st_size
        began = time.perf_counter()
        made = backup.make(folder / "kept")
        took = time.perf_counter() - began
        sizes = {"data": made.data.stat().st_size if made.data else 0, "keys": made.keys.stat().st_size}
    seen = {
        "MB of the data base": round(size / 1e6, 1),
        "MB of the archives": {kind: round(part / 1e6, 2) for kind, part in sizes.items()},
        "people": Person.objects.count(),
        "seconds": round(took, 2),
        "times as long": round(took / bare, 2),
    }
    others = {"snapshot alone, in clear": size / 1e6 / bare}
    return Result("backup, sealed", size / 1e6 / took, "MB/s", "higher", None, seen, others)
