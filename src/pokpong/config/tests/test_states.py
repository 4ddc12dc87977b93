"""The drawings of states: every move stands in them, they are well-formed, and those of docs/states are current."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pokpong.config import drawing
from pokpong.config.catalogues import PACKAGE
from pokpong.config.commands import states
from pokpong.foundation.actions.moves import MACHINES, Moves

DOCS = PACKAGE.parents[1] / "docs" / "states"


@pytest.fixture
def machine() -> Moves:
    """A machine with a way back, a move within a column and one that passes a column."""
    made = Moves(
        noun="example",
        start="begun",
        words={"begun": "Begun", "seen": "Seen", "kept": "Kept & safe", "ended": "Ended"},
        table={
            ("begun", "seen"): ("example.see",),
            ("begun", "kept"): ("example.keep",),
            ("seen", "kept"): ("example.keep",),
            ("kept", "seen"): ("example.see",),
            ("kept", "ended"): ("example.end", "example.close"),
            ("seen", "begun"): ("example.forget",),
        },
    )
    del MACHINES["example"]
    return made


def test_every_move_stands_in_the_table_with_its_actions(machine: Moves) -> None:
    page = drawing.page(machine)
    for number, (before, after) in enumerate(
        [("Begun", "Seen"), ("Begun", "Kept"), ("Seen", "Begun"), ("Seen", "Kept"), ("Kept", "Seen")], 1
    ):
        assert f"| {number} | {before}" in page
        assert after in page
    assert "`example.end`, `example.close`" in page
    assert "Ends as: Ended (Ended)." in page


def test_the_picture_shows_every_state_and_every_number(machine: Moves) -> None:
    picture = ElementTree.fromstring(drawing.picture(machine))
    said = [element.text for element in picture.iter() if element.text and element.text.strip()]
    for words in ("Begun", "Seen", "Kept & safe", "Ended"):
        assert words in said
    for arrow in drawing.arrows(machine):
        assert str(arrow.number) in said
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}path"))) == len(machine.table) + 1


def test_states_stand_apart_in_columns_of_their_distance(machine: Moves) -> None:
    boxes = drawing.boxes(machine)
    assert set(boxes) == set(machine.words)
    assert len(set(boxes.values())) == len(boxes)
    assert boxes["begun"].x < boxes["seen"].x == boxes["kept"].x < boxes["ended"].x


def test_a_drawing_is_always_the_same(machine: Moves) -> None:
    assert drawing.picture(machine) == drawing.picture(machine)


def test_words_stand_in_lao_and_english() -> None:
    page = drawing.page(MACHINES["task"])
    assert "Overdue (ກາຍກຳນົດ)" in page


def test_missing_old_and_foreign_drawings_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check = Namespace(into=tmp_path, check=True)
    draw = Namespace(into=tmp_path, check=False)
    assert states.run(check) == 1
    assert states.run(draw) == 0
    assert states.run(check) == 0
    (tmp_path / "gone.md").write_text("of a noun that is gone")
    (tmp_path / "task.md").write_text("old")
    assert states.differing(tmp_path, states.files()) == ["gone.md", "task.md"]
    assert states.run(draw) == 0
    assert not (tmp_path / "gone.md").exists()
    assert "files written" in capsys.readouterr().out


def test_the_drawings_of_the_documentation_are_current() -> None:
    assert states.differing(DOCS, states.files()) == [], "run: ./run pokpong states"
