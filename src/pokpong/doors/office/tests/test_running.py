"""The files that say what runs, and the code of the set-up page: plain files, read and written whole."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.doors.office import running
from pokpong.doors.office.running import SILENT_AFTER, Part
from pokpong.doors.office.set_up import code

GONE = 2**22 + 1  # above the largest process number of Linux


def test_nothing_started_means_three_stopped_parts(tmp_path: Path) -> None:
    found = running.parts(tmp_path)
    assert [part.name for part in found] == ["web", "worker", "clock"]
    assert {part.state(running.present()) for part in found} == {"stopped"}


def test_a_sign_of_life_is_seen(tmp_path: Path) -> None:
    before = running.present() - 1
    running.beat(tmp_path, "clock")
    assert running.life(tmp_path, "clock") > before


@pytest.mark.parametrize(
    ("part", "state"),
    [
        (Part("web", pid=os.getpid(), since=1000.0, life=1000.0), "running"),
        (Part("web", pid=os.getpid(), since=1000.0 - SILENT_AFTER - 1, life=999.0), "running"),
        (Part("web", pid=os.getpid(), since=1.0, life=1000.0 - SILENT_AFTER - 1), "silent"),
        (Part("web", pid=GONE, since=1000.0, life=1000.0), "stopped"),
        (Part("web"), "stopped"),
    ],
)
def test_the_state_of_a_part(part: Part, state: str) -> None:
    assert part.state(1000.0) == state


@pytest.mark.parametrize("text", ["", "{", "[]", "null"])
def test_a_broken_status_file_counts_as_none(tmp_path: Path, text: str) -> None:
    running.write_whole(running.folder(tmp_path) / "status.json", text)
    assert running.read_status(tmp_path) == {}
    assert len(running.parts(tmp_path)) == 3


def test_what_is_written_is_for_its_owner_only(tmp_path: Path) -> None:
    running.write_status(tmp_path / "data", {"version": "1"})
    path = running.folder(tmp_path / "data") / "status.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert running.read_status(tmp_path / "data") == {"version": "1"}
    assert list(path.parent.iterdir()) == [path]


# --- the code ----------------------------------------------------------------------------------------------


def test_a_code_stays_until_it_has_served(tmp_path: Path) -> None:
    first = code.current(tmp_path)
    assert code.current(tmp_path) == first
    assert code.matches(tmp_path, first)
    code.drop(tmp_path)
    assert code.current(tmp_path) != first


def test_a_code_is_long_and_easy_to_read() -> None:
    assert len(code.LETTERS) ** (code.GROUPS * code.GROUP) > 2**58
    assert not set("01OIL") & set(code.LETTERS)


@given(st.data())
def test_case_spaces_and_hyphens_do_not_matter(data: st.DataObject) -> None:
    plain = "".join(data.draw(st.lists(st.sampled_from(code.LETTERS), min_size=12, max_size=12)))
    typed = "".join(letter.lower() + data.draw(st.sampled_from(["", " ", "-"])) for letter in plain)
    assert code.plain(typed) == plain


def test_fifteen_wrong_tries_make_another_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = code.current(tmp_path)
    for _try in range(code.MOST_TRIES - 1):
        assert not code.matches(tmp_path, "AAAA-AAAA-AAAA")
    assert code.current(tmp_path) == first
    assert not code.matches(tmp_path, "")
    assert code.current(tmp_path) != first
    assert code.current(tmp_path) in capsys.readouterr().err
    assert not code.matches(tmp_path, first)


def test_tries_at_the_same_moment_are_all_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = code.current(tmp_path)
    threads = [threading.Thread(target=code.matches, args=(tmp_path, "wrong")) for _one in range(code.MOST_TRIES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert code.current(tmp_path) != first


def test_the_code_is_for_the_owner_of_the_data_only(tmp_path: Path) -> None:
    code.current(tmp_path)
    for path in running.folder(tmp_path).iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
