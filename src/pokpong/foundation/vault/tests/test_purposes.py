"""Every purpose that the code names is kept when the first epoch is destroyed, or its digests would change."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pokpong
from pokpong.foundation.vault.purposes import DIGESTS, PURPOSES

PACKAGE = Path(pokpong.__file__).parent
BLIND = {"digest", "reference", "bucket"}
# Only asks whether there is a master key; nothing is sealed or found with it.
ASKED_ONLY = {"wrap"}


def named(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(what is called, the purpose it names as plain text)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            first, owner = node.args[0], node.func.value
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and isinstance(owner, ast.Name):
                yield f"{owner.id}.{node.func.attr}", first.value


def test_every_purpose_in_the_code_is_kept() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if "tests" not in path.parts]
    calls = {call for path in files for call in named(ast.parse(path.read_text("utf-8")))}
    digests = {purpose for what, purpose in calls if what in {f"blind.{name}" for name in BLIND}}
    keys = {purpose for what, purpose in calls if what == "master.purpose_key"} - ASKED_ONLY
    assert {"receipt", "tie", "household"} <= digests
    assert digests - set(DIGESTS) == set()
    assert keys - set(PURPOSES) == set()
