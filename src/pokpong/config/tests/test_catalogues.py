"""Catalogues are compiled when they changed, and all of them are whole."""

import gettext
import os
from pathlib import Path

import pytest

from pokpong.config import catalogues

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
CONCERN = 'msgid "Concern"\nmsgstr "ຄວາມກັງວົນ"\n'


def write(folder: Path, content: str) -> Path:
    source = folder / "locale" / "lo" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(HEAD + content, encoding="utf-8")
    return source


def test_a_compiled_catalogue_gives_the_words(tmp_path: Path) -> None:
    source = write(tmp_path, CONCERN)
    assert catalogues.sources(tmp_path) == [source]
    assert catalogues.compile_stale([source]) == [source]
    words = gettext.translation("django", tmp_path / "locale", ["lo"])
    assert words.gettext("Concern") == "ຄວາມກັງວົນ"
    assert words.gettext("Case") == "Case"


def test_only_what_changed_is_compiled_again(tmp_path: Path) -> None:
    source = write(tmp_path, CONCERN)
    catalogues.compile_stale([source])
    os.utime(source, (1000, 1000))
    assert catalogues.compile_stale([source]) == []
    os.utime(source.with_suffix(".mo"), (999, 999))
    assert catalogues.compile_stale([source]) == [source]


def test_every_broken_catalogue_is_named_and_the_old_words_stay(tmp_path: Path) -> None:
    sources = [write(tmp_path / name, CONCERN) for name in ("a", "b")]
    catalogues.compile_stale(sources)
    before = [source.with_suffix(".mo").read_bytes() for source in sources]
    for source in sources:
        source.write_text(HEAD + "nonsense\n", encoding="utf-8")
        os.utime(source.with_suffix(".mo"), (1000, 1000))
    with pytest.raises(catalogues.BrokenCatalogue) as refused:
        catalogues.compile_stale(sources)
    assert all(str(source) in str(refused.value) for source in sources)
    assert [source.with_suffix(".mo").read_bytes() for source in sources] == before


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (CONCERN, []),
        ("#, fuzzy\n" + CONCERN, ["Concern"]),
        ('msgid "Concern"\nmsgstr ""\n', ["Concern"]),
        ('msgid "one"\nmsgid_plural "many"\nmsgstr[0] "ໜຶ່ງ"\n', []),
        ('msgid "one"\nmsgid_plural "many"\nmsgstr[0] ""\n', ["('one', 'many')"]),
    ],
)
def test_unfinished_words_are_found(content: str, found: list[str], tmp_path: Path) -> None:
    assert catalogues.unfinished(write(tmp_path, content)) == found


def test_no_catalogue_of_ours_is_unfinished() -> None:
    found = {str(source): catalogues.unfinished(source) for source in catalogues.sources()}
    assert {source: msgids for source, msgids in found.items() if msgids} == {}


def test_the_command_says_what_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path, CONCERN)
    monkeypatch.setattr(catalogues, "sources", lambda: [source])
    assert catalogues.main() == 0
    write(tmp_path, "nonsense\n")
    source.with_suffix(".mo").unlink()
    assert catalogues.main() == 1
    assert str(source) in capsys.readouterr().err
