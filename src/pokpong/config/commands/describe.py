"""Writes docs/permissions.md from the tables of roles and actions, or says whether it is current."""

from __future__ import annotations

from argparse import Namespace

from pokpong.config import describing


def run(arguments: Namespace) -> int:
    """With --check: 1 when the page is missing or old."""
    path = arguments.into / describing.PAGE
    if arguments.check:
        current = path.exists() and path.read_text("utf-8") == describing.permissions_page()
        print("" if current else f"not current: {path}", end="" if current else "\n")
        return 0 if current else 1
    arguments.into.mkdir(parents=True, exist_ok=True)
    path.write_text(describing.permissions_page(), "utf-8")
    print(f"written: {path}")
    return 0
