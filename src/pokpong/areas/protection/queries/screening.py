"""Reading screenings. Everything starts at `visible_to`."""

from __future__ import annotations

from pokpong.areas.protection.models import Case, Screening
from pokpong.areas.protection.tools.shipped import tool_of
from pokpong.areas.protection.tools.tool import Tool


def screenings_of(case: Case) -> list[Screening]:
    """Every screening of a visible case, the newest first."""
    return list(Screening.objects.filter(case=case.pk).order_by("-asked_on", "-id"))


def known_tool(code: str, version: str) -> Tool | None:
    """The tool in this version, or None when it does not ship."""
    try:
        return tool_of(code, version)
    except LookupError:
        return None
