"""Where in the program an English text stands: names of files, for who wants to know which page a word belongs to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pokpong.foundation.wording.entries import OURS, Entry

PACKAGE = Path(__file__).resolve().parents[2]
VARIABLE = re.compile(r"\{\{\s*([\w.]+)[^}]*\}\}")
PIECE = re.compile(r"[^\s%{}\"'\\]{3,}")
MOST = 12


def places_of(entry: Entry) -> list[str]:
    """The files below the parts whose catalogues know the entry, at most twelve: `doors/office/templates/...`."""
    found = [str(path.relative_to(PACKAGE)) for path in _candidates(entry) if _stands_in(entry, path)]
    return sorted(found)[:MOST]


def _candidates(entry: Entry) -> Iterator[Path]:
    for room in entry.rooms:
        folder = PACKAGE.joinpath(*room.removeprefix(OURS).split("."))
        for pattern in ("**/*.py", "**/*.html"):
            yield from (path for path in folder.glob(pattern) if "tests" not in path.parts)


def _stands_in(entry: Entry, path: Path) -> bool:
    text = path.read_text("utf-8")
    pieces = PIECE.findall(entry.english)
    # Most files hold not even the longest word of it; reading the rest as code is for the few others.
    if pieces and max(pieces, key=len) not in text:
        return False
    if path.suffix == ".py":
        return entry.english in {node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)}
    plain = " ".join(VARIABLE.sub(r"%(\1)s", text.replace('\\"', '"')).split())
    return " ".join(entry.english.split()) in plain
