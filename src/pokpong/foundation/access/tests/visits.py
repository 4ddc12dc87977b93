"""Visits to pages by people who are signed in."""

import re

from django.test import Client
from django.urls import reverse

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import PASSWORD

LAO = re.compile("[\u0e80-\u0eff]")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def with_password(user: User) -> Client:
    """Signed in, and the password given once more just now."""
    client = signed_in(user)
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302
    return client


def text(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    page = answer.content.decode()
    assert LAO.search(page)
    return page
