"""Walking the pages of services, stays and returns in tests."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.screens.services.section import sections
from pokpong.areas.protection.tests.walking import as_, call_id_in, text_of
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock

REASON = "ຂຽນຜິດກໍລະນີ"


def at(name: str, row: Any) -> str:
    return reverse(f"services:{name}", args=[row.pk])


def day(name: str) -> dict[str, Any]:
    """Today in the three boxes of a day."""
    today = clock.today()
    return {f"{name}_day": today.day, f"{name}_month": today.month, f"{name}_year": today.year}


def send(user: User, address: str, answers: dict[str, Any] | None = None, **more: Any) -> Any:
    """Opens the page and sends the form that stands on it."""
    client = as_(user)
    shown = client.get(address)
    assert shown.status_code == 200
    hidden = {"call_id": call_id_in(text_of(shown))}
    if "base" in shown.context["form"].fields:
        hidden["base"] = shown.context["form"]["base"].value()
    return client.post(address, {**hidden, **(answers or {}), **more})


def drawn(user: User, case: Case, *, at_work: bool = True) -> str:
    """The three sections as the page of the case draws them."""
    request: Any = type("Asked", (), {"user": user})()
    with override("en"):
        return "".join(
            render_to_string(part.template, {"case": case, "section": part, "at_work": at_work, **part.context})
            for part in sections(request, case, at_work=at_work)
        )
