"""Walking the pages in tests."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.tests.factories import (
    STORY,
    VILLAGE,
)
from pokpong.foundation.access.models import User

BACKEND = "pokpong.foundation.access.sign_in.PokpongBackend"
TYPED = {
    "step": "what",
    "story": STORY,
    "place": VILLAGE,
    "urgency": "soon",
    "channel": "in_person",
    "happened_unknown": "on",
}
WHO = {"left_out-sent": "yes", "step": "who"}


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def error_codes(answer: Any) -> set[str]:
    return {error.code for errors in answer.context["form"].errors.as_data().values() for error in errors}


def call_id_in(page: str) -> str:
    found = re.search(r'name="call_id" value="([0-9a-f-]+)"', page)
    assert found is not None
    return found[1]


def page(name: str, row: Concern, *more: UUID) -> str:
    return reverse(f"protection:{name}", args=[row.pk, *more])


def send(client: Client, **typed: Any) -> Any:
    """Walks the three pages with these answers."""
    answers = {**TYPED, **typed}
    client.post(reverse("protection:raise"), answers)
    check = client.post(reverse("protection:raise"), {**answers, **WHO})
    sending = {**answers, **WHO, "step": "send", "call_id": call_id_in(text_of(check))}
    return client.post(reverse("protection:raise"), sending)


def queries_of(client: Client, address: str) -> int:
    client.get(address)  # what is kept in memory after a first look
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


PAGES = ("concern", "triage", "close", "reopen", "amend", "attach", "recuse", "compartment", "unveil")


def typed_on(shown: Any) -> dict[str, Any]:
    """What the page of corrections would send back untouched."""
    form, found = shown.context["form"], {}
    for bound in form:
        value = bound.value()
        if bound.name == "place":
            found["place"] = value.value if hasattr(value, "value") else value
        elif bound.name == "happened_on" and value:
            found |= {"happened_on_day": value.day, "happened_on_month": value.month, "happened_on_year": value.year}
        elif value not in (None, "", False, []):
            found[bound.name] = value
    return found
