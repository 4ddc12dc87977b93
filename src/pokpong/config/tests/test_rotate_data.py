"""Rotating data keys: everything opens afterwards, and no row that may be changed opens under an old key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from pokpong.config.commands.environment import Stopped
from pokpong.config.commands.keys import last_edits
from pokpong.config.serving import worker
from pokpong.config.tests.rotation import FIRST, NAME, a_ledger, assert_whole, opens, present_keys, run, sealed_values
from pokpong.foundation.actions.amend import old_label
from pokpong.foundation.actions.models import FieldChange, Move
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import writing
from pokpong.foundation.vault import checking, epochs, files, keyring, rotating
from pokpong.foundation.vault.fields import open_beside
from pokpong.foundation.vault.models import DataKey, SealedFile
from pokpong.registers.people.models import Consent, Contact, Erasure, NameIndex, Person
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.erasing import WHY, approve, ask, key_folder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    return key_folder(settings, tmp_path)


def test_every_record_has_a_fresh_key_and_opens(capsys: pytest.CaptureFixture[str]) -> None:
    person = a_ledger()
    index = sorted(NameIndex.objects.filter(person=person.pk).values_list("bucket", flat=True))
    before, versions = present_keys(), dict(Person.objects.values_list("pk", "version"))
    assert run("rotate-data", "--batch", "2") == 0
    said = capsys.readouterr()
    assert f"Data keys rotated: {len(before)}" in said.out
    assert f"{len(before)} of {len(before)} keys" in said.err
    after = present_keys()
    assert {pk: bundle[1:] for pk, bundle in after.items()} == before
    assert len({bundle[0] for bundle in after.values()}) == len(after)
    assert assert_whole() > 10
    row = Person.objects.get(pk=person.pk)
    assert (row.name, dict(Person.objects.values_list("pk", "version"))) == (NAME, versions)
    assert sorted(NameIndex.objects.filter(person=person.pk).values_list("bucket", flat=True)) == index
    assert Contact.objects.get().value == "020 5555 0101"
    assert Consent.objects.get().purpose == "referral"
    assert rotating.standing().due == 0
    assert run("rotate-data") == 0
    assert {len(bundle) for bundle in present_keys().values()} == {3}
    assert assert_whole() > 10


def test_the_old_key_opens_no_present_row() -> None:
    """Who took a key from the memory of a server gets nothing of what stands in the rows after the rotation."""
    a_ledger()
    old = {pk: bundle[0] for pk, bundle in present_keys().items()}
    changing = [value for value in sealed_values() if value[0].lasting != "append_only"]
    assert all(opens(old[key], value, place) for _model, key, place, value in changing)
    run("rotate-data")
    changing = [value for value in sealed_values() if value[0].lasting != "append_only"]
    assert changing
    assert not any(opens(old[key], value, place) for _model, key, place, value in changing if key in old)


def test_what_may_never_be_changed_goes_on_opening() -> None:
    person = a_ledger()
    consent = dict(Consent.objects.values_list("pk", "purpose"))
    rows = {model: list(model.objects.order_by("pk").values()) for model in (Event, FieldChange, Move)}
    run("rotate-data")
    assert dict(Consent.objects.values_list("pk", "purpose")) == consent
    assert {model: list(model.objects.order_by("pk").values()) for model in rows} == rows
    change = FieldChange.objects.filter(row=person.pk, field="names").get()
    assert open_beside(change.key_id, old_label(change.pk), change.old)[0]["text"] == FIRST


def test_a_file_goes_on_opening(settings: Any, tmp_path: Path) -> None:
    settings.POKPONG_FILES_DIR = str(tmp_path / "files")
    with transaction.atomic(), writing.opened("tests"):
        row = files.store(files.CleanFile("ໃບ.pdf", "application/pdf", b"%PDF-1.4 x"))
    run("rotate-data")
    found = SealedFile.objects.get(pk=row.pk)
    assert (files.content_of(found), found.name) == (b"%PDF-1.4 x", "ໃບ.pdf")


def test_erased_stays_erased() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    gone, stays = make.register(alice), make.register(alice, "ນາງ ຢູ່ຕໍ່ ຕົວຢ່າງ")
    erasure = ask(alice, gone.pk)
    assert rotating.start() > 0
    approve(suna, erasure)  # after it was due, before its turn came
    assert run("rotate-data", "--finish") == 0
    keyring.forget()
    with pytest.raises(keyring.KeyGone):
        keyring.data_key(gone.key_id)
    assert bytes(DataKey.objects.get(pk=gone.key_id).wrapped) == b""
    assert Person.objects.get(pk=stays.pk).name
    assert Erasure.objects.get().reason == WHY
    assert run("rotate-data") == 0
    assert run("turn-epoch") == 0
    assert bytes(DataKey.objects.get(pk=gone.key_id).wrapped) == b""
    assert_whole()


def test_begun_in_the_background_told_and_done_by_the_worker(capsys: pytest.CaptureFixture[str]) -> None:
    a_ledger()
    living = DataKey.objects.exclude(wrapped=b"").count()
    assert run("rotate-data", "--background") == 0
    assert f"{living} data keys wait" in capsys.readouterr().out
    rotating.step(batch=2)
    assert run("rotate-data", "--background") == 0, "one that is under way is not begun anew"
    assert f"{living - 2} data keys wait" in capsys.readouterr().out
    assert run("status") == 0
    assert f"being rotated: 2 of {living} done" in capsys.readouterr().out
    assert worker.rotate_some()
    while worker.rotate_some():
        pass
    assert not worker.rotate_some()
    assert run("status") == 0
    assert "being rotated" not in capsys.readouterr().out
    assert {len(bundle) for bundle in present_keys().values()} == {2}
    assert_whole()


def test_with_finish_nothing_is_begun() -> None:
    a_ledger()
    assert run("rotate-data", "--finish") == 0
    assert {len(bundle) for bundle in present_keys().values()} == {1}
    with pytest.raises(Stopped, match="at least 1"):
        run("rotate-data", "--batch", "0")


def test_a_row_read_before_and_saved_after_is_sealed_under_the_fresh_key() -> None:
    person = a_ledger()
    early = Person.objects.get(pk=person.pk)
    run("rotate-data")
    with transaction.atomic(), writing.opened("tests"):
        early.save()
    assert_whole()
    assert Person.objects.get(pk=person.pk).name == NAME


def test_a_process_that_remembers_the_old_key_seals_under_the_fresh_one() -> None:
    person = a_ledger()
    remembered = present_keys()[person.key_id][0]
    run("rotate-data")
    keyring._keep(person.key_id, remembered)  # as in another process, up to a minute long
    assert Person.objects.get(pk=person.pk).name == NAME, "and what others sealed meanwhile opens"
    keyring._keep(person.key_id, remembered)
    make.amended(make.supervisor("next"), person, {"names": [{"text": "ນາງ ໃໝ່ ຕົວຢ່າງ", "kind": "official"}]})
    assert_whole()


def test_an_altered_value_stays_altered_and_is_named() -> None:
    person = a_ledger()
    where = person.pk if connection.vendor == "postgresql" else person.pk.hex
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET names = %s WHERE id = %s", [b"\x01" + bytes(60), where])
    assert run("rotate-data") == 0
    keyring.forget()
    assert [(fault.kind, fault.column) for fault in checking.faults(last_edits)] == [("broken", "names")]


def test_a_key_that_nothing_unwraps_does_not_hold_the_others_up(capsys: pytest.CaptureFixture[str]) -> None:
    a_ledger()
    broken = DataKey.objects.order_by("pk").first()
    assert broken is not None
    with writing.opened("tests"):
        DataKey.objects.filter(pk=broken.pk).update(wrapped=b"\x01" + bytes(60))
    assert run("rotate-data") == 1
    assert "left as they are: 1" in capsys.readouterr().out
    assert rotating.standing().due == 0


def test_a_turn_of_the_epoch_in_the_middle() -> None:
    a_ledger()
    rotating.start()
    rotating.step(batch=2)
    assert epochs.turn() == 2
    run("rotate-data", "--finish")
    assert {len(bundle) for bundle in present_keys().values()} == {2}
    assert_whole()
