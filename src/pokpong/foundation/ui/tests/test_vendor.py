import io
import json
import subprocess
import tarfile
from pathlib import Path

import pytest

from pokpong.foundation.ui import vendor


def test_vendored_files_match_their_hashes() -> None:
    assert vendor.differences() == []


def test_every_part_ships_its_licence_and_stands_in_the_readme() -> None:
    readme = (vendor.FOLDER / "README.md").read_text("utf-8")
    for part in vendor.PARTS:
        licence = vendor.FOLDER / part.files["LICENSE"]
        assert licence.read_text("utf-8").strip()
        assert f"| {part.name} | {part.version} | {part.licence} |" in readme


def test_every_shipped_file_belongs_to_a_part() -> None:
    known = {target for part in vendor.PARTS for target in part.files.values()}
    assert {path.relative_to(vendor.FOLDER).as_posix() for path in vendor.vendored_files(vendor.FOLDER)} == known


def a_copy(folder: Path) -> Path:
    (folder / "lib").mkdir(parents=True)
    (folder / "lib" / "a.js").write_text("one")
    (folder / "lib" / "b.js").write_text("two")
    hashes = {path.relative_to(folder).as_posix(): vendor.digest(path) for path in vendor.vendored_files(folder)}
    (folder / vendor.HASHES).write_text(json.dumps(hashes))
    return folder


def test_a_changed_a_missing_and_a_new_file_are_told(tmp_path: Path) -> None:
    folder = a_copy(tmp_path / "vendor")
    assert vendor.differences(folder) == []
    (folder / "lib" / "a.js").write_text("other")
    (folder / "lib" / "b.js").unlink()
    (folder / "lib" / "c.js").write_text("new")
    assert vendor.differences(folder) == ["lib/a.js: changed", "lib/b.js: missing", "lib/c.js: not recorded"]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"a{}\n/*# sourceMappingURL=a.css.map */\n", b"a{}\n"),
        (b"x()\n//# sourceMappingURL=x.js.map", b"x()\n"),
        (b"nothing to take away", b"nothing to take away"),
    ],
)
def test_only_the_reference_to_a_source_map_is_taken_away(content: bytes, kept: bytes) -> None:
    assert vendor.without_source_map(content) == kept


def test_no_vendored_file_asks_for_a_source_map() -> None:
    for path in vendor.vendored_files(vendor.FOLDER):
        if path.suffix in {".css", ".js"}:
            assert b"sourceMappingURL" not in path.read_bytes(), path


def test_a_refresh_replaces_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = vendor.Part("thing", "1.0", "MIT", "https://example.org", "a test", {"a.js": "thing/a.js"})

    def pack(command: list[str], cwd: str, **_options: object) -> subprocess.CompletedProcess[str]:
        assert "--ignore-scripts" in command
        with tarfile.open(Path(cwd) / "thing-1.0.tgz", "w:gz") as archive:
            content = b"x()\n//# sourceMappingURL=x.js.map"
            member = tarfile.TarInfo("package/a.js")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        return subprocess.CompletedProcess(command, 0, "thing-1.0.tgz\n", "")

    monkeypatch.setattr(vendor, "PARTS", (part,))
    monkeypatch.setattr(subprocess, "run", pack)
    folder = a_copy(tmp_path / "vendor")
    vendor.refresh(folder)
    assert [path.name for path in vendor.vendored_files(folder)] == ["a.js"]
    assert (folder / "thing" / "a.js").read_bytes() == b"x()\n"
    assert vendor.differences(folder) == []
    assert "| thing | 1.0 | MIT |" in (folder / vendor.README).read_text()


def test_the_command_fails_when_files_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    assert vendor.main(["--check"]) == 0
    monkeypatch.setattr(vendor, "differences", lambda: ["a.js: changed"])
    assert vendor.main(["--check"]) == 1
