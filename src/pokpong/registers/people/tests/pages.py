"""Pages as a signed-in user gets them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client

from pokpong.foundation.access.models import User


def client_of(user: User, language: str = "en") -> Client:
    client = Client()
    client.force_login(user, backend="pokpong.foundation.access.sign_in.PokpongBackend")
    client.cookies["pokpong_language"] = language
    return client


def form_of(response: Any) -> dict[str, Any]:
    """The hidden values a page's form would send back."""
    form = response.context["form"]
    return {name: form[name].value() for name in ("call_id", "base") if name in form.fields}


def call() -> dict[str, Any]:
    return {"call_id": str(uuid4())}
