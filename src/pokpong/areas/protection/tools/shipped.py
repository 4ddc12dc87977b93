"""The tools that ship, every version that was ever used: an old screening opens with the questions it was asked by."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from pokpong.areas.protection.tools.reading import read_tool
from pokpong.areas.protection.tools.tool import Tool

FOLDER = Path(__file__).parent.parent / "data" / "tools"
# The short one for every form of exploitation is offered first.
OFFERED = ("act-means-purpose", "ilo-labour")


@cache
def tools() -> dict[str, Tool]:
    """Every version of every tool by its key. Raises MalformedTool."""
    read = (read_tool(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.json")))
    return {tool.key: tool for tool in read}


def newest(code: str) -> Tool:
    """The version a new screening begins with. Raises LookupError."""
    versions = [tool for tool in tools().values() if tool.code == code]
    if not versions:
        raise LookupError(code)
    return max(versions, key=lambda tool: [int(part) for part in tool.version.split(".")])


def offered() -> list[Tool]:
    """What a new screening may begin with."""
    return [newest(code) for code in OFFERED]


def tool_of(code: str, version: str) -> Tool:
    """Raises LookupError."""
    return tools()[f"{code}-{version}"]
