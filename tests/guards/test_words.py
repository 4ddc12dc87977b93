"""Lao: every string a user sees has it, in Lao letters, with the programme's own terms."""

import ast
import csv
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from pokpong.foundation.lao.text import canon, fold
from tests.guards.sources import SRC, catalogues, package_of, python_files, templates

GLOSSARY = SRC / "foundation" / "lao" / "data" / "glossary.csv"
PROGRAMME = SRC / "foundation" / "lao" / "data" / "programme_terms.csv"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "lazy"}
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?[^%]*%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
PLURAL = re.compile(r"\{%\s*plural\s*%\}")
TAG = re.compile(r"""(?:\{%\s*(?:trans|translate)\s+|_\()(["'])((?:\\.|(?!\1).)*)\1""")
VARIABLE = re.compile(r"\{\{\s*([\w.]+)[^}]*\}\}")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{\w*\}")
LAO = re.compile("[\u0e80-\u0eff]")
# Strings that are the same in every language, each with its reason.
NO_LAO = {
    "English": "the language's own name",
    "Pokpong": "the program's own name",
    "PDF": "an international abbreviation",
    "JPEG": "an international abbreviation",
    "QR": "an international abbreviation",
    "%(number)s": "a number",
}
# Everyday English in the glossary that also means other things on a page.
AMBIGUOUS = {
    "abduction", "access", "achieved", "activity", "annual", "article", "begging", "broker", "case", "child",
    "confidential", "cooperate", "decision", "destination", "disability", "export", "field", "government",
    "implement", "meet", "objective", "participant", "perform duties", "project", "protect", "purpose", "receive",
    "referral", "regularly", "report", "risk", "search", "service", "strengthen", "support", "target", "threat",
    "transit", "transport", "visit", "woman", "youth",
}  # fmt: skip


def messages(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="lo") if message.id]


@cache
def translated() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in catalogues():
        for message in messages(path):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            for key in ids:
                found[str(key)] = str(texts[0])
    return found


def ids_in_python() -> set[tuple[str, str]]:
    found = set()
    for source in python_files():
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            arguments = node.args[:2] if called.startswith("ngettext") else node.args[:1]
            if called in CALLS:
                found |= {
                    (source.name, argument.value)
                    for argument in arguments
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                }
    return found


def ids_in_templates() -> set[tuple[str, str]]:
    found = set()
    for path in templates():
        name, text = str(path.relative_to(SRC)), path.read_text()
        found |= {(name, match.group(2).replace('\\"', '"')) for match in TAG.finditer(text)}
        for match in BLOCK.finditer(text):
            trimmed = "trimmed" in match.group(0).split("%}")[0]
            for part in PLURAL.split(match.group(1)):
                words = " ".join(line.strip() for line in part.strip().splitlines()) if trimmed else part
                found.add((name, VARIABLE.sub(r"%(\1)s", words)))
    return found


def test_every_string_has_its_lao() -> None:
    missing = sorted(
        {
            f"{name}: {text}"
            for name, text in ids_in_python() | ids_in_templates()
            if text and not translated().get(text)
        }
    )
    assert not missing


def test_no_text_stands_bare_in_a_template() -> None:
    """English words outside a translation tag would be shown to everybody as they are."""
    wrong = []
    for path in templates():
        text = re.sub(r"\{#.*?#\}|<!--.*?-->|\{%\s*comment.*?endcomment\s*%\}", "", path.read_text(), flags=re.DOTALL)
        text = re.sub(r"\{%\s*block body_class\s*%\}.*?\{%\s*endblock\s*%\}", "", text)
        text = re.sub(r"<(style|script|svg)\b.*?</\1>", "", BLOCK.sub("", text), flags=re.DOTALL)
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
        text = re.sub(r"<[^<>]*>", "\n", text, flags=re.DOTALL)
        text = re.sub(r"&\w+;|&#\d+;", "", text)
        for line in text.splitlines():
            if re.search(r"[A-Za-z]{3,}", line) and line.strip() not in NO_LAO:
                wrong.append(f"{path.relative_to(SRC)}: {line.strip()[:80]}")
    assert not wrong


@pytest.mark.parametrize("path", catalogues(), ids=package_of)
def test_lao_has_lao_letters_and_differs(path: Path) -> None:
    wrong = []
    for message in messages(path):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if set(ids) & set(NO_LAO):
            continue
        for text in texts:
            if not text or not LAO.search(text) or text in ids or message.fuzzy:
                wrong.append(str(ids[0]))
    assert not wrong


@pytest.mark.parametrize("path", catalogues(), ids=package_of)
def test_lao_is_canonical(path: Path) -> None:
    wrong = [
        str(message.id)
        for message in messages(path)
        if canon(str(message.string)) != str(message.string) and isinstance(message.string, str)
    ]
    assert not wrong


@pytest.mark.parametrize("path", catalogues(), ids=package_of)
def test_placeholders_survive_translation(path: Path) -> None:
    wrong = []
    for message in messages(path):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {match.group(0) for match in PLACEHOLDER.finditer(str(ids[-1]))}
        wrong += [
            str(ids[0]) for text in texts if {match.group(0) for match in PLACEHOLDER.finditer(str(text))} != wanted
        ]
    assert not wrong


@cache
def terms() -> dict[str, set[str]]:
    """English term -> its Lao words, folded. Both sides of a slash count as the same term."""
    found: dict[str, set[str]] = {}
    for path in (GLOSSARY, PROGRAMME):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                english = re.sub(r"\(.*?\)", "", row["en"]).strip().casefold()
                for term in re.split(r"\s*/\s*|,\s*", english):
                    if term and term not in AMBIGUOUS:
                        found.setdefault(term, set()).update(fold(part) for part in row["lo"].split(" / "))
    return found


def test_lao_uses_the_terms_of_the_glossary() -> None:
    """Where an English string holds a term of the glossary, its Lao holds the glossary's word for it."""
    wrong = []
    for english, lao in sorted(translated().items()):
        plain, folded = english.casefold(), fold(lao)
        covered = plain
        for term in sorted(terms(), key=len, reverse=True):
            if re.search(rf"\b{re.escape(term)}s?\b", covered):
                covered = re.sub(rf"\b{re.escape(term)}s?\b", " ", covered)
                if not any(word in folded for word in terms()[term]):
                    wrong.append(f"{term}: {english!r} -> {lao!r}")
    assert not wrong


def test_the_glossary_is_read() -> None:
    assert len(terms()) > 150
    assert fold("ຜູ້ຖືກເຄາະຮ້າຍ") in terms()["victim"]
