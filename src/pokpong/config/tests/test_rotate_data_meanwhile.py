"""Rotating data keys while others write, and after a kill: nothing is lost and nothing stays behind."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from pokpong.config.commands.environment import Stopped
from pokpong.config.tests.rotation import a_ledger, assert_whole, present_keys, run
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.vault import keyring, rotating
from pokpong.foundation.vault.models import DataKey
from pokpong.registers.people.models import Person
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.erasing import key_folder


@pytest.fixture(autouse=True)
def keys(own_database: str, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(rotating, "PAUSE", 0.01)
    return key_folder(settings, tmp_path)


@pytest.mark.parametrize("moment", ["between", "inside"])
def test_killed_in_the_middle_it_goes_on(moment: str) -> None:
    """SIGKILL after the second step, or inside the third one just before its commit."""
    a_ledger()
    old = {pk: bundle[0] for pk, bundle in present_keys().items()}
    rotating.start()
    connection.close()
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        _rotate_until_killed(moment, tell)
    assert os.read(told, 1) == b"."
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    keyring.forget()
    standing = rotating.standing()
    assert standing.living - standing.due == 4
    assert {len(bundle) for bundle in present_keys().values()} == {1, 2}
    assert_whole()
    run("rotate-data", "--finish")
    assert {pk: bundle[1:] for pk, bundle in present_keys().items()} == {pk: [key] for pk, key in old.items()}
    assert_whole()


def _rotate_until_killed(moment: str, tell: int) -> None:
    """In a process of its own; never returns."""
    done = 0
    keep = rotating._keep

    def slow(rows: Iterable[DataKey], fresh: Mapping[UUID, bytes], bundles: Mapping[UUID, bytes]) -> None:
        nonlocal done
        keep(rows, fresh, bundles)
        done += 1
        if moment == "inside" and done == 3:
            os.write(tell, b".")
            time.sleep(60)

    rotating._keep = slow
    try:
        for number, _step in enumerate(rotating.steps(2), start=1):
            if moment == "between" and number == 2:
                os.write(tell, b".")
                time.sleep(60)
    finally:
        os._exit(1)


def test_writers_meanwhile_lose_nothing() -> None:
    """Two people edit one record and register others while its keys are rotated again and again."""
    alice, dara = make.caseworker(), make.supervisor("dara")
    person = make.register(alice)
    written: list[str] = []
    failures: list[BaseException] = []

    def write(turns: int) -> None:
        try:
            for turn in range(turns):
                text = f"ນາງ ທີ {turn} ຕົວຢ່າງ"
                make.amended(dara, person, {"names": [{"text": text, "kind": "official"}]})
                written.append(text)
                make.register(alice, text)
        except BaseException as reason:  # noqa: BLE001  shown by the test itself
            failures.append(reason)
        finally:
            connection.close()

    writer = threading.Thread(target=write, args=(3,))
    writer.start()
    rounds = 0
    while writer.is_alive() or rounds < 2:
        rotating.start()
        rotating.run(batch=3)
        rounds += 1
    writer.join()
    assert failures == []
    keyring.forget()
    assert Person.objects.get(pk=person.pk).name == written[-1]
    assert FieldChange.objects.filter(row=person.pk, field="names").count() == len(written)
    assert_whole()


def test_a_record_that_somebody_holds_is_passed_over_and_done_later() -> None:
    """On SQLite there is one writer: the rotation waits for it instead."""
    person = a_ledger()
    rotating.start()
    living = rotating.standing().living
    if connection.vendor == "postgresql":
        for hold_it in (lambda: keyring.held(person.key_id), lambda: locked(person)):
            with transaction.atomic():
                hold_it()
                in_another_thread(lambda: list(rotating.steps(3)))
                assert rotating.standing().due == 1
        with transaction.atomic():
            keyring.held(person.key_id)
            with pytest.raises(Stopped, match="1 keys are in use"):
                in_another_thread(lambda: run("rotate-data", "--finish"))
    assert run("rotate-data", "--finish") == 0
    assert rotating.standing() == rotating.Standing(living, 0)
    assert_whole()


def locked(person: Person) -> Person:
    found: Person = Person.objects.select_for_update().get(pk=person.pk)
    return found


def in_another_thread(do: Callable[[], object]) -> None:
    """On a connection of its own. Raises what `do` raised."""
    raised: list[BaseException] = []

    def work() -> None:
        try:
            do()
        except Stopped as reason:
            raised.append(reason)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    for reason in raised:
        raise reason
