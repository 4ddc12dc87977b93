"""Archives: sealed for somebody else, signed, and refused with a plain reason when anything is wrong with them."""

from __future__ import annotations

import datetime as dt
import io
import json
import stat
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from pokpong.config.safekeeping import folders, manifest, packing, pruning, sealing, standby
from pokpong.config.safekeeping.manifest import DATA, KEYS, Manifest
from pokpong.config.safekeeping.refusing import BackupRefused

NAME = "pokpong-20260102T030405.000006Z-abcdef"
FILE = "files/ab/" + "ab" * 16


def a_manifest(**more: Any) -> Manifest:
    plain = Manifest(DATA, NAME, manifest.installation(), "1", "sqlite", "2026-01-02T03:04:05+00:00", "first", "s")
    return replace(plain, **more)


@pytest.fixture
def identity(tmp_path: Path) -> tuple[Path, sealing.Recipient]:
    path = tmp_path / "identity.txt"
    return path, sealing.recipient(sealing.new_identity(path))


@pytest.fixture
def sealed(tmp_path: Path, identity: tuple[Path, sealing.Recipient]) -> Path:
    """An archive of one data base and one file."""
    (tmp_path / "database").write_bytes(b"rows" * 5000)
    (tmp_path / "file").write_bytes(b"sealed picture")
    target = tmp_path / "x.data.age"
    sources = {"database": tmp_path / "database", FILE: tmp_path / "file"}
    sealing.seal(packing.Packed(a_manifest(), sources), target, identity[1])
    return target


def opened(archive: Path, key_file: Path, kind: str = DATA) -> Manifest:
    folder = archive.parent / "out"
    folder.mkdir()
    tar = archive.parent / "out.tar"
    sealing.open_into(archive, tar, sealing.identities(key_file))
    return packing.unpack(tar, folder, kind)


def test_what_went_in_comes_out(sealed: Path, identity: tuple[Path, sealing.Recipient], tmp_path: Path) -> None:
    found = opened(sealed, identity[0])
    assert [part.name for part in found.parts] == ["database", FILE]
    assert (tmp_path / "out" / "database").read_bytes() == b"rows" * 5000
    assert (tmp_path / "out" / FILE).read_bytes() == b"sealed picture"
    assert b"rows" not in sealed.read_bytes()
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.partial"))


@given(chunks=st.lists(st.binary(max_size=2000), max_size=4), step=st.integers(1, 3000))
def test_any_content_survives_in_any_step(
    chunks: list[bytes], step: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("packed")
    sources = {}
    for number, content in enumerate(chunks):
        path = folder / str(number)
        path.write_bytes(content)
        sources[f"files/00/{number:032x}"] = path
    packed = packing.Packed(a_manifest(), sources)
    (folder / "tar").write_bytes(b"".join(iter(lambda: packed.read(step), b"")))
    packing.unpack(folder / "tar", folder / "out", DATA)
    for name, path in sources.items():
        assert (folder / "out" / name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("cut", [0, 10, 200, -1, -5000])
def test_an_archive_cut_short_is_refused(sealed: Path, identity: tuple[Path, sealing.Recipient], cut: int) -> None:
    content = sealed.read_bytes()
    sealed.write_bytes(content[:cut] if cut else b"")
    with pytest.raises(BackupRefused, match="cut short or was altered"):
        opened(sealed, identity[0])


def test_a_flipped_bit_is_refused(sealed: Path, identity: tuple[Path, sealing.Recipient]) -> None:
    content = bytearray(sealed.read_bytes())
    content[len(content) // 2] ^= 1
    sealed.write_bytes(bytes(content))
    with pytest.raises(BackupRefused, match="cut short or was altered"):
        opened(sealed, identity[0])


def test_another_identity_opens_nothing(sealed: Path, tmp_path: Path) -> None:
    sealing.new_identity(tmp_path / "other.txt")
    with pytest.raises(BackupRefused, match="not sealed for this identity"):
        opened(sealed, tmp_path / "other.txt")


def test_keys_are_not_taken_for_data(sealed: Path, identity: tuple[Path, sealing.Recipient]) -> None:
    with pytest.raises(BackupRefused, match="archive of data, and not of keys"):
        opened(sealed, identity[0], KEYS)


# --- whoever knows the recipient can seal something; only this installation can sign it -----------------------


def forged(tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A tar as this installation would make it, with its members changed."""
    (tmp_path / "database").write_bytes(b"rows")
    packed = packing.Packed(a_manifest(), {"database": tmp_path / "database"})
    with tarfile.open(fileobj=io.BytesIO(packed.read())) as tar:
        opened = {member.name: tar.extractfile(member) for member in tar}
        members = {name: part.read() for name, part in opened.items() if part is not None}
    change(members)
    path = tmp_path / "forged.tar"
    with tarfile.open(path, "w") as out:
        for name, content in members.items():
            head = tarfile.TarInfo(name)
            head.size = len(content)
            out.addfile(head, io.BytesIO(content))
    return path


def swap_database(members: dict[str, bytes]) -> None:
    members["database"] = b"evil"


def drop_database(members: dict[str, bytes]) -> None:
    del members["database"]


def add_file(members: dict[str, bytes]) -> None:
    members[FILE] = b"one more"


def climb_out(members: dict[str, bytes]) -> None:
    members["../../x"] = b"evil"


def alter_manifest(members: dict[str, bytes]) -> None:
    members["manifest.json"] = members["manifest.json"].replace(b"2026-01-02", b"2027-01-02")


def drop_manifest(members: dict[str, bytes]) -> None:
    del members["manifest.json"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (swap_database, "does not hold what its manifest says: database"),
        (drop_database, "does not hold what its manifest says: database"),
        (add_file, "does not hold what its manifest says: files/"),
        (climb_out, "does not belong into it"),
        (alter_manifest, "not made under this master key"),
        (drop_manifest, "manifest of the archive cannot be read"),
    ],
)
def test_a_forged_archive_is_refused(tmp_path: Path, change: Callable[[dict[str, bytes]], None], reason: str) -> None:
    path = forged(tmp_path, change)
    with pytest.raises(BackupRefused, match=reason):
        packing.unpack(path, tmp_path / "deep" / "out", DATA)
    assert not (tmp_path / "x").exists()
    assert not (tmp_path / "deep" / "x").exists()


def test_a_link_is_no_file(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "linked.tar", "w") as out:
        head = tarfile.TarInfo("database")
        head.type, head.linkname = tarfile.SYMTYPE, "/etc/passwd"
        out.addfile(head)
    with pytest.raises(BackupRefused, match="no file"):
        packing.unpack(tmp_path / "linked.tar", tmp_path / "out", DATA)


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="newer Pokpong"):
        manifest.checked(manifest.signed(a_manifest(format=2)), DATA)


def test_a_manifest_under_another_master_key_is_refused(settings: Settings) -> None:
    content = manifest.signed(a_manifest())
    assert manifest.checked(content, DATA).name == NAME
    settings.POKPONG_MASTER_KEY = "A" * 43 + "="
    with pytest.raises(BackupRefused, match="not made under this master key"):
        manifest.checked(content, DATA)


def test_a_file_that_grows_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "growing").write_bytes(b"now it is longer")
    monkeypatch.setattr(Path, "stat", lambda self, **more: SimpleNamespace(st_size=3, st_mode=0o100600))
    with pytest.raises(BackupRefused, match="changed while it was read"):
        packing.Packed(a_manifest(), {"database": tmp_path / "growing"}).read()


# --- recipients and identities --------------------------------------------------------------------------------


def test_an_identity_is_private_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "identity.txt"
    public = sealing.new_identity(path)
    assert public.startswith("age1")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(sealing.identities(path)[0].to_public()) == public
    with pytest.raises(BackupRefused, match="cannot be made"):
        sealing.new_identity(path)


@pytest.mark.parametrize("text", ["", "age1nonsense", "ssh-ed25519 AAAA"])
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(BackupRefused, match="POKPONG_BACKUP_RECIPIENT"):
        sealing.recipient(text)


@pytest.mark.parametrize("content", [b"", b"# only a remark\n", b"AGE-SECRET-KEY-1NONSENSE\n", b"\xff\xfe"])
def test_what_is_no_identity_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "identity").write_bytes(content)
    with pytest.raises(BackupRefused, match="identity"):
        sealing.identities(tmp_path / "identity")


def test_an_identity_may_come_in_by_the_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public = sealing.new_identity(tmp_path / "identity.txt")
    sealing._typed.cache_clear()
    monkeypatch.setattr("sys.stdin", io.StringIO((tmp_path / "identity.txt").read_text()))
    try:
        found = [str(sealing.identities(Path("-"))[0].to_public()) for _twice in range(2)]
    finally:
        sealing._typed.cache_clear()
    assert found == [public] * 2


def test_a_backup_that_breaks_off_leaves_no_archive(tmp_path: Path) -> None:
    class Broken:
        def read(self, size: int = -1, /) -> bytes:
            raise OSError("disk")

    with pytest.raises(BackupRefused, match=r"could not be written: .*disk"):
        sealing.seal(Broken(), tmp_path / "x.age", pyrage.x25519.Identity.generate().to_public())
    assert not list(tmp_path.iterdir())


# --- which go, which belong together ----------------------------------------------------------------------------


def placed(folder: Path, kind: str, *days: int) -> None:
    (folder / kind).mkdir(parents=True, exist_ok=True)
    for day in days:
        name = folders.new_name(dt.datetime(2026, 1, day, tzinfo=dt.UTC), "abcdef")
        folders.path_for(folder, kind, name).touch()


def days_of(folder: Path, kind: str) -> list[int]:
    return [archive.made.day for archive in folders.archives(folder, kind)]


def test_old_archives_go_data_by_number_and_keys_by_age(tmp_path: Path) -> None:
    placed(tmp_path, DATA, 1, 2, 3, 20)
    placed(tmp_path, KEYS, 1, 2, 10, 20)
    (tmp_path / DATA / "somebody's notes.data.age").touch()
    gone = pruning.prune(tmp_path, keep=2, key_days=14, now=dt.datetime(2026, 1, 20, tzinfo=dt.UTC))
    assert days_of(tmp_path, DATA) == [3, 20]
    assert days_of(tmp_path, KEYS) == [10, 20]
    assert len(gone) == 4
    assert (tmp_path / DATA / "somebody's notes.data.age").exists()


@given(days=st.sets(st.integers(1, 28), min_size=1), keep=st.integers(0, 5), age=st.integers(0, 30))
def test_the_newest_of_each_always_stays(
    days: set[int], keep: int, age: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("archives")
    placed(folder, DATA, *days)
    placed(folder, KEYS, *days)
    pruning.prune(folder, keep=keep, key_days=age, now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    assert days_of(folder, DATA)[-1] == days_of(folder, KEYS)[-1] == max(days)
    assert len(days_of(folder, DATA)) == min(len(days), max(keep, 1))


def test_the_newest_keys_go_with_any_data(tmp_path: Path) -> None:
    placed(tmp_path, DATA, 1, 2)
    placed(tmp_path, KEYS, 1, 2, 3)
    first = folders.archives(tmp_path, DATA)[0]
    assert folders.chosen_data(tmp_path, first.name) == first.path
    assert folders.chosen_data(tmp_path) == folders.archives(tmp_path, DATA)[-1].path
    assert folders.newest_keys(tmp_path) == folders.archives(tmp_path, KEYS)[-1].path
    with pytest.raises(BackupRefused, match="there is no backup other"):
        folders.chosen_data(tmp_path, "other")
    with pytest.raises(BackupRefused, match="there is no key archive"):
        folders.newest_keys(tmp_path / "nowhere")


# --- the second place of the epoch keys -------------------------------------------------------------------------


def test_the_newest_epoch_keys_only_stand_in_a_second_place(tmp_path: Path, settings: Settings) -> None:
    settings.POKPONG_EPOCHS_FILE = str(tmp_path / "here" / "epochs")
    settings.POKPONG_EPOCHS_COPY = ""
    (tmp_path / "here").mkdir()
    assert standby.behind() == []
    (tmp_path / "here" / "epochs").write_text("first\n")
    assert [path.name for path in standby.behind()] == ["epochs"]
    settings.POKPONG_EPOCHS_COPY = str(tmp_path / "there")
    standby.copy()
    assert standby.behind() == []
    (tmp_path / "here" / "epochs").write_text("second\n")
    assert standby.behind()
    standby.copy()
    assert [path.read_text() for path in (tmp_path / "there").iterdir()] == ["second\n"]


def test_a_second_place_that_cannot_be_written_is_said(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "epochs").write_text("first\n")
    (tmp_path / "no folder").touch()
    settings.POKPONG_EPOCHS_FILE = str(tmp_path / "epochs")
    settings.POKPONG_EPOCHS_COPY = str(tmp_path / "no folder" / "there")
    with pytest.raises(BackupRefused, match="cannot be copied"):
        standby.copy()


def test_the_manifest_names_settings_without_their_values() -> None:
    said = json.loads(json.loads(manifest.signed(a_manifest(settings=manifest.settings_fingerprint())))["manifest"])
    assert len(said["settings"]) == 32
    assert "Asia" not in json.dumps(said)
