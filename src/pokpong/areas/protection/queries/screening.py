"""Reading screenings. Everything starts at `visible_to`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.areas.protection.models import Case, Screening
from pokpong.areas.protection.tools.shipped import tool_of
from pokpong.areas.protection.tools.tool import Tool
from pokpong.foundation.kernel.problems import NotThere


def visible_screening(actor: Any, screening: UUID) -> Screening:
    """With its case and person. Raises NotThere when there is none, or it is out of sight."""
    found = Screening.objects.visible_to(actor).select_related("case__person").filter(pk=screening).first()
    if found is None:
        raise NotThere(str(screening))
    return found  # type: ignore[no-any-return]  # a manager made of a query set loses the row's type


def screenings_of(case: Case) -> list[Screening]:
    """Every screening of a visible case, the newest first."""
    return list(Screening.objects.filter(case=case.pk).order_by("-asked_on", "-id"))


def known_tool(code: str, version: str) -> Tool | None:
    """The tool in this version, or None when it does not ship."""
    try:
        return tool_of(code, version)
    except LookupError:
        return None
