"""The way from a draft of a plan to bringing its activities in from a workbook."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.doors.exchange.activities.targets import NAME
from pokpong.foundation.ui.parts import Link
from pokpong.registers.programme.models import Plan


def bring_in(plan: Plan, reader: Any) -> Link | None:
    """For who may change this draft and bring files in."""
    if not (plan.is_draft and reader.may("activity.add", plan.place_path) and reader.may("import.upload")):
        return None
    asked = urlencode({"target": NAME, "plan": plan.code})
    return Link(_("Bring activities from a workbook"), f"{reverse('exchange:upload')}?{asked}")
