"""`pokpong words export`."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pokpong.config.commands import parsing, words
from pokpong.config.commands.environment import Stopped
from pokpong.foundation.wording.tests.words import ENGLISH, TEXT, corrected, reader

pytestmark = pytest.mark.django_db


def export(file: Path, *more: str) -> int:
    return words.run(parsing.parser().parse_args(["words", "export", str(file), *more]))


def test_it_writes_the_catalogue_with_the_corrections(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corrected(reader())
    assert export(tmp_path / "lo.po", "--only-corrected") == 0
    with (tmp_path / "lo.po").open("rb") as file:
        found = {message.id: message.string for message in read_po(file, locale="lo", abort_invalid=True) if message.id}
    assert found == {ENGLISH: TEXT}
    assert "1 corrected, 0 whose English is gone" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="cannot be written"):
        export(tmp_path / "none" / "lo.po")
