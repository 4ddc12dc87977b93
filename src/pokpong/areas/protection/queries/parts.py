"""Finding one part of a case: seeing the case is seeing its parts."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.kernel.rows import Row

R = TypeVar("R", bound=Row)


def visible_part(actor: Any, model: type[R], part: UUID) -> R:
    """A row with a `case`, with its case and person. Raises NotThere when there is none, or it is out of sight."""
    parts: Any = model._default_manager  # every kind of part is read through its case
    found: R | None = parts.visible_to(actor).select_related("case__person").filter(pk=part).first()
    if found is None:
        raise NotThere(str(part))
    return found
