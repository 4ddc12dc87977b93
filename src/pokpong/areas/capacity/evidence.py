"""Trainings as the evidence of an activity of a plan: registered by the program's wiring."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from pokpong.areas.capacity.models import Training
from pokpong.registers.programme.evidence import Evidence
from pokpong.registers.programme.models import Activity

HELD = ("finished", "closed")


def find(activity: Activity, actor: Any) -> list[Evidence]:
    """The trainings that carry this activity, as far as this actor sees them; cancelled ones show nothing."""
    rows = Training.objects.visible_to(actor).filter(activity=activity).exclude(state="cancelled")
    return [
        Evidence("training", row.name, row.starts, reverse("capacity:training", args=[row.pk]), row.state in HELD)
        for row in rows.select_related("curriculum").order_by("starts", "pk")
    ]
