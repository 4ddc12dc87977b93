"""`pokpong keys`: what it prints, what it refuses, and that it says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from pokpong.config.commands import keys as command
from pokpong.config.commands.environment import Stopped
from pokpong.config.commands.parsing import parser
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.vault import epochs, keyring, ring
from pokpong.foundation.vault.models import DataKey
from pokpong.registers.people.models import Erasure, Person
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.erasing import approve, ask, key_folder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path) -> Path:
    return key_folder(settings, tmp_path)


def run(*words: str) -> int:
    return command.run(parser().parse_args(["keys", *words]))


def names_in_the_data_base(person: Person, put: bytes | None = None) -> bytes:
    where = person.pk if connection.vendor == "postgresql" else person.pk.hex
    with connection.cursor() as cursor:
        if put is not None:
            cursor.execute("UPDATE people_person SET names = %s WHERE id = %s", [put, where])
        cursor.execute("SELECT names FROM people_person WHERE id = %s", [where])
        return bytes(cursor.fetchone()[0])


def test_status_turn_and_what_was_erased(capsys: pytest.CaptureFixture[str]) -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    approve(suna, ask(alice, person.pk))
    assert run("status") == 0
    assert "epoch: 1" in capsys.readouterr().out
    assert run("turn-epoch", "--batch", "2") == 0
    said = capsys.readouterr()
    assert "Epoch 2." in said.out
    assert "Erased for good: 1" in said.out
    assert f"{DataKey.objects.exclude(wrapped=b'').count()} keys" in said.err.splitlines()[-1]
    assert Erasure.objects.get().state == "final"
    assert run("status") == 0
    out = capsys.readouterr().out
    assert "epoch: 2" in out
    assert f"destroyed keys: {DataKey.objects.filter(wrapped=b'').count()}" in out
    assert person.number not in out


def test_keys_of_an_epoch_that_is_over_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    make.register(make.caseworker())
    run("turn-epoch")
    old = DataKey.objects.exclude(wrapped=b"").first()
    assert old is not None
    with connection.cursor() as cursor:
        where = old.pk if connection.vendor == "postgresql" else old.pk.hex
        cursor.execute("UPDATE vault_datakey SET epoch = 1 WHERE id = %s", [where])
    assert run("status") == 1
    assert "which nothing opens: 1" in capsys.readouterr().out


def test_the_master_key_is_rotated(
    settings: Any, tmp_path: Path, key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.POKPONG_EPOCHS_FILE = str(tmp_path / "epochs")
    person = make.register(make.caseworker())
    fresh = tmp_path / "fresh.key"
    assert run("rotate-master", str(fresh)) == 0
    assert str(fresh) in capsys.readouterr().out
    assert run("status") == 0
    assert "--finish" in capsys.readouterr().out
    settings.POKPONG_KEY_FILE = str(fresh)
    with pytest.raises(Stopped, match="there already"):
        run("rotate-master", str(fresh))
    assert run("rotate-master", "--finish") == 0
    keyring.forget()
    assert Person.objects.get(pk=person.pk).name
    with pytest.raises(Stopped, match="name the file"):
        run("rotate-master")
    settings.POKPONG_KEY_FILE = str(key_file)
    with pytest.raises(Stopped, match="does not open"):
        run("turn-epoch")


def test_what_cannot_be_done_says_what_to_do(settings: Any, key_file: Path) -> None:
    settings.POKPONG_MASTER_KEY, settings.POKPONG_KEY_FILE = key_file.read_text().strip(), ""
    with pytest.raises(Stopped, match="POKPONG_EPOCHS_FILE"):
        run("turn-epoch")
    with pytest.raises(Stopped, match="no epochs file"):
        run("rotate-master", "--finish")
    settings.POKPONG_MASTER_KEY = "not a key"
    with pytest.raises(Stopped, match="not base64"):
        run("status")


def test_check_names_an_altered_and_a_replayed_value(capsys: pytest.CaptureFixture[str]) -> None:
    alice = make.caseworker()
    person = make.register(alice)
    first = names_in_the_data_base(person)
    for name in ("ນາງ ທີສອງ ຕົວຢ່າງ", "ນາງ ທີສາມ ຕົວຢ່າງ"):
        person = make.amended(alice, person, {"names": [{"text": name, "kind": "official"}]})
    assert FieldChange.objects.filter(row=person.pk, field="names").count() == 2
    assert run("check") == 0
    assert "none was put back" in capsys.readouterr().out
    last = names_in_the_data_base(person)
    names_in_the_data_base(person, first)
    assert run("check") == 1
    assert f"replayed: person {person.pk} names" in capsys.readouterr().out
    names_in_the_data_base(person, last[:-1] + bytes([last[-1] ^ 1]))
    assert run("check") == 1
    out = capsys.readouterr().out
    assert f"broken: person {person.pk} names" in out
    assert "ຕົວຢ່າງ" not in out
    names_in_the_data_base(person, last)
    assert run("check") == 0


def test_a_turn_is_gone_on_with(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make.register(make.caseworker())
    with monkeypatch.context() as dies:
        dies.setattr(epochs, "_close", lambda path, present: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            run("turn-epoch")
    assert sorted(ring.present().epochs) == [1, 2]
    assert run("turn-epoch") == 0
    assert sorted(ring.present().epochs) == [2]
