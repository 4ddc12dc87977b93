"""Draws docs/states/ from the tables of states, or says whether the drawings are current."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from pokpong.config import (
    drawing,
    wiring,  # noqa: F401  registers the tables of states
)
from pokpong.foundation.actions.moves import MACHINES


def run(arguments: Namespace) -> int:
    """With --check: 1 when a drawing is missing, old, or of a noun that is gone."""
    wanted = files()
    if arguments.check:
        found = differing(arguments.into, wanted)
        for name in found:
            print(f"not current: {arguments.into / name}")
        return 1 if found else 0
    write(arguments.into, wanted)
    print(f"{len(wanted)} files written to {arguments.into}")
    return 0


def files() -> dict[str, str]:
    """Name and text of every file, with the page that lists them."""
    made: dict[str, str] = {}
    for noun, machine in sorted(MACHINES.items()):
        made[f"{noun}.md"] = drawing.page(machine)
        made[f"{noun}.svg"] = drawing.picture(machine)
    listed = [f"- [{noun}]({noun}.md)" for noun in sorted(MACHINES)]
    about = "Drawn from the tables in the code by `./run pokpong states`; a test holds them to it."
    made["README.md"] = "\n".join(["# States", "", about, "", *listed, ""])
    return made


def differing(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """Names of files that are missing, differ, or should not be there."""
    there = {path.name: path.read_text("utf-8") for path in folder.glob("*") if path.suffix in {".md", ".svg"}}
    return sorted(name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name))


def write(folder: Path, wanted: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in differing(folder, wanted):
        if name in wanted:
            (folder / name).write_text(wanted[name], "utf-8")
        else:
            (folder / name).unlink()
