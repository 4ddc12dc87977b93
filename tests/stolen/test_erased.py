"""Whoever kept the data base and the key archive of before opens nothing of an erased person with the keys of today.

Before the epoch turns the same search finds everything: what is not found afterwards is really gone.
"""

from __future__ import annotations

import io
import json
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps

import pokpong.config.wiring  # noqa: F401  as in a server
from pokpong.areas.protection.actions.cases import open_case
from pokpong.areas.protection.actions.closing import approve_closure, ask_closure
from pokpong.areas.protection.actions.plan.attachments import add_attachment
from pokpong.areas.protection.actions.plan.notes import write_note
from pokpong.demo.story import tell
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.amend import offered_label, old_label
from pokpong.foundation.actions.models import Conflict, FieldChange, Move
from pokpong.foundation.actions.moves import why_label
from pokpong.foundation.actions.nouns import by_name
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.audit.log import detail_label
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault import aes, archive, epochs, files, keyring, master, rotating
from pokpong.foundation.vault.fields import Sealed, SealedField, SealedRow
from pokpong.foundation.vault.models import SealedFile
from pokpong.registers.people.actions.erasing import approve_erasure, ask_erasure, finish_what_is_final
from pokpong.registers.people.actions.persons import register_person
from pokpong.registers.people.models import Erasure, NameIndex, Person
from pokpong.registers.people.tests.erasing import key_folder
from tests.stolen import deeds
from tests.stolen.scanner import Secrets, scan

pytestmark = pytest.mark.django_db
SUMMARY = "ນ້ອງຢາກກັບໄປຮຽນຕັດຫຍິບຢູ່ບ້ານປ້າ ແລະ ບໍ່ຢາກພົບຜູ້ພາໄປອີກ"
NOTED = "ນ້ອງຝັນຮ້າຍທຸກຄືນ ແລະ ຂໍໃຫ້ເປີດໄຟໄວ້ຈົນຮຸ່ງ"
SCANNED = "ໜັງສືທີ່ນ້ອງຂຽນດ້ວຍລາຍມືຊ້າຍ ເລື່ອງຄືນທີ່ໜີອອກມາ"
OF_ANOTHER = {deeds.REFERRED, deeds.TAKER}  # somebody who is not erased here
SECRETS = Secrets(
    names=tuple(name for name in deeds.SECRETS.names if name not in OF_ANOTHER),
    phones=deeds.SECRETS.phones,
    homes=deeds.SECRETS.homes,
    stories=(*deeds.SECRETS.stories, SUMMARY, NOTED, SCANNED),
)
# What an erasure itself adds to, or takes from: everything else must have as many rows as before, and the same ones.
ADDED_TO = {
    *("erasure", "task", "data_key", "destroyed_key", "erased_row", "name_index"),
    *("event", "receipt", "change", "move", "reading_event", "reading"),
}
BESIDE: tuple[tuple[Any, str, Callable[[UUID], str]], ...] = (
    (FieldChange, "old", old_label),
    (Conflict, "offered", offered_label),
    (Move, "why", why_label),
    (Event, "detail", detail_label),
)


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.POKPONG_FILES_DIR = tmp_path / "files"
    return key_folder(settings, tmp_path)


@dataclass(frozen=True)
class Taken:
    """One sealed value as it stood in the data base or on disk, with the key it names and what it is bound to."""

    label: str
    key: UUID | None
    sealed: bytes
    bound_to: bytes


def help_and_close(caseworker: User, supervisor: User, person: UUID) -> None:
    """A case with a note and a file, closed by another."""
    case = open_case(**deeds.call(caseworker, id=new_id(), person=person, origin="walk_in", summary=SUMMARY))
    write_note(**deeds.call(caseworker, id=new_id(), case=case.pk, kind="visit", text=NOTED))
    paper = b"%PDF-1.4\n" + SCANNED.encode() + b"\n%%EOF\n"
    add_attachment(**deeds.call(caseworker, id=new_id(), case=case.pk, kind="letter", file_name="x.pdf", content=paper))
    ask_closure(
        **deeds.call(
            caseworker, id=new_id(), case=case.pk, reasons=("own_wish",), told="agrees", summary=SUMMARY, wishes=NOTED
        )
    )
    approve_closure(**deeds.call(supervisor, case=case.pk))


def everything_happens() -> tuple[User, User, Person]:
    tell(people=())
    caseworker, supervisor = (User.objects.get(username=name) for name in ("caseworker", "supervisor"))
    concern = new_id()
    deeds.tell(caseworker, concern)
    deeds.change(caseworker, supervisor, concern)
    person = deeds.help_somebody(caseworker, concern)
    deeds.give_copy(caseworker, supervisor, person)
    deeds.close_circle(supervisor, concern)
    help_and_close(caseworker, supervisor, person)
    rotating.start()
    rotating.run()  # what may never be changed is left under the older keys: they must go, too
    return caseworker, supervisor, Person.objects.get(pk=person)


def taken() -> list[Taken]:
    """Every sealed value of the data base and every sealed file, as a backup has them."""
    return [*of_columns(), *beside_rows(), *of_files()]


def of_columns() -> Iterator[Taken]:
    for model in apps.get_models():
        if not issubclass(model, SealedRow):
            continue
        fields = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
        for row in model.objects.all().iterator():
            for field in fields:
                value = row.__dict__[field.attname]
                if isinstance(value, Sealed):
                    yield Taken(f"{model.noun}.{field.attname}", row.key_id, bytes(value), field.place(row))


def beside_rows() -> Iterator[Taken]:
    for model, column, label in BESIDE:
        for row in model.objects.all():
            value = getattr(row, column)
            if value:
                yield Taken(f"{model.noun}.{column}", row.key_id, bytes(value), label(row.pk).encode())


def of_files() -> Iterator[Taken]:
    for row in SealedFile.objects.all():
        yield Taken("file on disk", row.key_id, files.path_of(row).read_bytes(), row.pk.bytes)


def opened(loot: list[Taken], key_archive: str) -> list[tuple[str, bytes]]:
    """What the keys of today open of it with an archive of wrapped keys."""
    lines = [json.loads(line) for line in key_archive.splitlines()]
    wrapped = {UUID(cells["id"]): b64decode(cells["wrapped"]) for cells in lines if "id" in cells}
    found = []
    for one in loot:
        try:
            keys = keyring.unwrap(one.key, wrapped[one.key]) if one.key else master.purpose_key("beside")
            plain = keyring.under_any(keys, one.sealed, one.bound_to)
            found += [] if plain is None else [(one.label, plain)]
        except (aes.SealBroken, KeyError):
            continue
    return found


def key_archive() -> str:
    stream = io.StringIO()
    archive.dump_keys(stream)
    return stream.getvalue()


def counts() -> dict[str, int]:
    nouns = by_name()
    return {noun: model._default_manager.count() for noun, model in nouns.items() if noun not in ADDED_TO}


def facts() -> dict[str, Counter[tuple[Any, ...]]]:
    """How many rows share the same open facts, for everything that figures are counted from."""
    wanted = {
        "person": ("state", "sex", "age_band", "nationality", "disability", "language_family", "district_path"),
        "case": ("state", "sex", "age_band", "nationality", "place_path", "origin", "risk", "opened_on", "closed_on"),
        "concern": ("state", "decision", "outcome", "sex", "age_band", "place_path", "channel", "urgency"),
        "household": ("place_path", "registered_on"),
        "consent": ("given_on", "expires_on"),
        "attachment": ("kind", "media_type", "size", "state"),
    }
    nouns = by_name()
    return {noun: Counter(nouns[noun]._default_manager.values_list(*columns)) for noun, columns in wanted.items()}


def test_nothing_of_an_erased_person_opens_with_what_was_kept_from_before() -> None:
    caseworker, supervisor, person = everything_happens()
    loot, old_keys = taken(), key_archive()
    everything = {finding.secret for finding in scan(opened(loot, old_keys), SECRETS)}
    assert set(SECRETS) - everything == set(), "what is not found now would prove nothing later"
    erasure = ask_erasure(**deeds.call(caseworker, id=new_id(), person=person.pk, why="ຄຳຮ້ອງຂໍ ສະບັບທີ 7"))
    rows, figures = counts(), facts()

    approve_erasure(**deeds.call(supervisor, erasure=erasure.pk, number=person.number))
    tick()
    here = scan(opened(taken(), key_archive()), SECRETS)
    assert [str(finding) for finding in here] == [], "nothing opens in the data base of today"
    before_the_turn = {finding.secret for finding in scan(opened(loot, old_keys), SECRETS)}
    assert before_the_turn == everything, "an archive of before still opens it until the epoch turns"

    epochs.turn()
    finish_what_is_final()
    after = scan(opened(loot, old_keys), SECRETS)
    assert [str(finding) for finding in after] == []
    assert scan(opened(loot, key_archive()), SECRETS) == [], "nor with the old data base and the keys of today"
    assert Erasure.objects.get(pk=erasure.pk).state == "final"
    assert (counts(), facts()) == (rows, figures)
    assert not NameIndex.objects.filter(person=person.pk).exists()


def test_a_restore_of_everything_from_before_brings_nobody_back() -> None:
    caseworker, supervisor, person = everything_happens()
    old_keys = key_archive()
    erasure = ask_erasure(**deeds.call(caseworker, id=new_id(), person=person.pk, why="ຄຳຮ້ອງຂໍ ສະບັບທີ 8"))
    approve_erasure(**deeds.call(supervisor, erasure=erasure.pk, number=person.number))
    tick()
    destroyed = set(archive.erasure_ledger())
    assert person.key_id in destroyed

    loaded = archive.load_keys(io.StringIO(old_keys))
    assert loaded.destroyed == len(destroyed)
    keyring.forget()
    assert scan(opened(taken(), key_archive()), SECRETS) == []
    assert not Person.objects.visible_to(supervisor).filter(pk=person.pk).exists()


def test_everybody_else_still_opens_after_the_turn() -> None:
    caseworker, supervisor, person = everything_happens()
    other = register_person(
        **deeds.call(
            caseworker,
            id=new_id(),
            record={"names": [{"text": "ນາງ ຍັງຢູ່ ສົມມຸດ"}], "district_path": person.district_path},
            because_kind="person",
            why="ມາຂໍຄວາມຊ່ວຍເຫຼືອ ດ້ວຍຕົນເອງ",
        )
    )
    erasure = ask_erasure(**deeds.call(caseworker, id=new_id(), person=person.pk, why="ຄຳຮ້ອງຂໍ ສະບັບທີ 9"))
    approve_erasure(**deeds.call(supervisor, erasure=erasure.pk, number=person.number))
    tick()
    epochs.turn()
    keyring.forget()
    assert Person.objects.get(pk=other.pk).name == "ນາງ ຍັງຢູ່ ສົມມຸດ"
    assert Erasure.objects.get(pk=erasure.pk).reason == "ຄຳຮ້ອງຂໍ ສະບັບທີ 9"
