"""Activities in forms: type a part of code or name and choose. A value is the row's id as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.ui.fields import PlaceField
from pokpong.foundation.ui.widgets import PlaceChoice
from pokpong.registers.institutions.picker import id_of
from pokpong.registers.programme.models import Activity
from pokpong.registers.programme.queries.plans import find_activities

__all__ = ["ActivitySource", "activity_field", "id_of"]


class ActivitySource:
    """A source for pickers: activities of plans in force that `actor` may see."""

    def __init__(self, actor: Any):
        self.actor = actor

    def find(self, text: str, limit: int) -> Sequence[PlaceChoice]:
        return choices(find_activities(self.actor, text, limit))

    def get(self, value: str) -> PlaceChoice | None:
        """Also one whose plan was closed or replaced meanwhile: what was chosen stays chosen."""
        key = id_of(value)
        rows = Activity.objects.visible_to(self.actor).filter(pk=key).select_related("plan") if key else []
        found = next(iter(rows), None)
        return choices([found])[0] if found is not None else None


def choices(rows: Sequence[Activity]) -> list[PlaceChoice]:
    return [PlaceChoice(str(row.pk), f"{row.code} · {row.name}", f"{row.plan.code} · {row.plan.name}") for row in rows]


def activity_field(actor: Any, **kwargs: Any) -> PlaceField:
    """A form field for an activity of a plan in force that `actor` may see; `id_of(cleaned)` is its id."""
    kwargs.setdefault("help_text", _("Type a part of the code or name and choose."))
    url = reverse_lazy("programme:find_activity")
    return PlaceField(source=ActivitySource(actor), search_url=url, **kwargs)
