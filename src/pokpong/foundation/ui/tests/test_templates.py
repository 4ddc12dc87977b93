"""No template breaks the content policy or speaks outside the catalogue."""

import re
from pathlib import Path

import pytest

from pokpong.foundation.ui.icons import ICONS

TEMPLATES = Path(__file__).parents[1] / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
ICON_NAMES = re.compile(r'\{% icon "([\w-]+)"')
NOT_WORDS = re.compile(r"\{% (blocktrans.*?endblocktrans|block body_class %\}.*?endblock) %\}", re.S)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)


def names(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("path", FILES, ids=names)
def test_no_inline_script_style_or_handler(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son\w+=", text)
    assert "javascript:" not in text
    assert "|safe" not in text


@pytest.mark.parametrize("path", FILES, ids=names)
def test_words_go_through_the_catalogue(path: Path) -> None:
    text = re.sub(
        r"\{% (blocktrans.*?endblocktrans|block body_class %\}.*?endblock) %\}", "", path.read_text("utf-8"), flags=re.S
    )
    bare = re.sub(r"<[^>]*>", "\n", TAGS.sub("", text))
    words = [line.strip() for line in bare.splitlines() if re.search(r"[A-Za-z\u0e80-\u0eff]{2,}", line)]
    assert words == []


@pytest.mark.parametrize("path", FILES, ids=names)
def test_icons_exist(path: Path) -> None:
    assert set(ICON_NAMES.findall(path.read_text("utf-8"))) <= ICONS.keys()


@pytest.mark.parametrize("path", FILES, ids=names)
def test_forms_that_change_something_carry_their_token(path: Path) -> None:
    for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text("utf-8"), re.S):
        assert "{% csrf_token %}" in form
