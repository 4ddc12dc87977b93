"""A wrong, missing or half-readable key: a plain reason that shows nothing of the key, and nothing changed."""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from pokpong.config.commands import keys as command
from pokpong.config.commands.environment import Stopped
from pokpong.config.commands.parsing import parser
from pokpong.config.serving import worker
from pokpong.foundation.actions.models import Receipt
from pokpong.foundation.vault import aes, epochs, keyring, master, rotating
from pokpong.foundation.vault.models import DataKey
from pokpong.registers.people.models import Erasure, Person
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.erasing import approve, ask, key_folder

pytestmark = pytest.mark.django_db
SECRET = base64.b64encode(bytes(range(100, 132))).decode()
COMMANDS = (("status",), ("turn-epoch",), ("rotate-data",), ("rotate-data", "--background"), ("rotate-master", "NEW"))
Spoil = Callable[[Any, Path], None]


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    return key_folder(settings, tmp_path)


def missing(settings: Any, key: Path) -> None:
    key.rename(key.with_name("elsewhere"))


def half(settings: Any, key: Path) -> None:
    key.write_text(key.read_text()[:20])


def rubbish(settings: Any, key: Path) -> None:
    key.write_bytes(b"\xff\xfe" + SECRET.encode())


def of_another_installation(settings: Any, key: Path) -> None:
    key.write_text(f"ring:{SECRET}\n")


def a_folder(settings: Any, key: Path) -> None:
    key.unlink()
    key.mkdir()


def nothing_named(settings: Any, key: Path) -> None:
    settings.POKPONG_EPOCHS_FILE = f"{key}.epochs"
    settings.POKPONG_KEY_FILE = ""


def too_long(settings: Any, key: Path) -> None:
    settings.POKPONG_MASTER_KEY = SECRET + SECRET


def command_that(does: str) -> Spoil:
    def spoil(settings: Any, key: Path) -> None:
        script = key.with_name("service.py")
        script.write_text(does)
        settings.POKPONG_KEY_COMMAND = f"{sys.executable} {script}"

    return spoil


def no_such_command(settings: Any, key: Path) -> None:
    settings.POKPONG_KEY_COMMAND = "/nowhere/at-all --secret " + SECRET


BAD: dict[str, tuple[Spoil, str]] = {
    "missing": (missing, "cannot be read"),
    "half": (half, "base64|32 bytes"),
    "rubbish": (rubbish, "cannot be read"),
    "of another installation": (of_another_installation, "does not open with this master key"),
    "a folder": (a_folder, "cannot be read"),
    "none named": (nothing_named, "no master key"),
    "too long": (too_long, "base64|32 bytes"),
    "a command that fails": (command_that(f"print({SECRET!r}); raise SystemExit(4)"), "code 4"),
    "a command with an error page": (command_that(f"print('<html>{SECRET}</html>')"), "not base64"),
    "a command with bytes": (command_that("import sys; sys.stdout.buffer.write(b'\\xff\\xfe')"), "cannot be run"),
    "a command that says nothing": (command_that("pass"), "32 bytes"),
    "a command with another key": (command_that(f"print('ring:{SECRET}')"), "does not open with this master key"),
    "no such command": (no_such_command, "cannot be run"),
}


def state(folder: Path) -> tuple[Any, ...]:
    """Every key, every person and every call in the data base, and every file beside the key."""
    rows = [list(model.objects.order_by("pk").values()) for model in (DataKey, Receipt)]
    persons = list(Person.objects.order_by("pk").values_list("pk", "version", "names"))
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"}
    return rows, persons, files


@pytest.mark.parametrize("what", BAD)
def test_nothing_is_changed_and_the_reason_is_plain(what: str, settings: Any, key_file: Path) -> None:
    alice = make.caseworker()
    person = make.register(alice)
    epochs.turn()  # a ring of its own, as an installation in use has one
    spoil, says = BAD[what]
    spoil(settings, key_file)
    keyring.forget()
    before = state(key_file.parent)
    fresh = key_file.with_name("fresh.key")
    for words in COMMANDS:
        asked = [str(fresh) if word == "NEW" else word for word in words]
        with pytest.raises(Stopped, match=says) as refused:
            command.run(parser().parse_args(["keys", *asked]))
        assert SECRET not in str(refused.value)
    with pytest.raises(ImproperlyConfigured, match=says), transaction.atomic():
        make.register(alice, "ນາງ ໃໝ່ ຕົວຢ່າງ")
    with pytest.raises(ImproperlyConfigured, match=says):
        str(Person.objects.get(pk=person.pk).name)
    assert not worker.rotate_some()
    assert state(key_file.parent) == before
    assert not fresh.exists()


def test_an_erasure_is_refused_without_the_key(settings: Any, key_file: Path) -> None:
    alice, suna = make.caseworker(), make.supervisor()
    erasure = ask(alice, make.register(alice).pk)
    epochs.turn()
    missing(settings, key_file)
    keyring.forget()
    with pytest.raises(ImproperlyConfigured, match="cannot be read"), transaction.atomic():
        approve(suna, erasure)
    assert list(Erasure.objects.values_list("state", flat=True)) == ["asked"]
    assert not DataKey.objects.filter(wrapped=b"").exists()


def test_a_rotation_under_way_waits_for_the_key(settings: Any, key_file: Path) -> None:
    make.register(make.caseworker())
    epochs.turn()
    due = rotating.start()
    text = key_file.read_text()
    half(settings, key_file)
    keyring.forget()
    assert not worker.rotate_some()
    key_file.write_text(text)
    assert rotating.standing().due == due
    assert rotating.run().moved == due


def test_a_right_key_after_a_wrong_one_opens_at_once(key_file: Path) -> None:
    person = make.register(make.caseworker())
    text = key_file.read_text()
    half(None, key_file)
    keyring.forget()
    with pytest.raises(ImproperlyConfigured):
        str(Person.objects.get(pk=person.pk).name)
    key_file.write_text(text)
    assert Person.objects.get(pk=person.pk).name
    assert len(master.decode(text)) == aes.KEY_BYTES
