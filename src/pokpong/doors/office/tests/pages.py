"""Signed-in browsers for the tests of pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.tasks import AGENDA, Wanted, ask_task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

BACKEND = "pokpong.foundation.access.sign_in.PokpongBackend"
PROVINCE = "LA16/"
DISTRICT = "LA16/LA1601/"
VILLAGE = "LA16/LA1601/LA1601-1601005/"


def browser_of(user: User, language: str = "en") -> Client:
    """A browser in which `user` is signed in and pages speak `language`."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    client.cookies["pokpong_language"] = language
    return client


def browse_as(role: str, path: str = "", language: str = "en", **more: Any) -> Client:
    return browser_of(make_user(role, role, path, **more), language)


def a_task(user: User, kind: str = "concern.follow_up", subject: UUID | None = None, **more: Any) -> Task:
    """A task that names `user`, about the user unless `subject` names a record of theirs."""
    days = more.pop("days", 1)
    subject_kind = more.pop("subject_kind", "user")
    wanted = Wanted(
        kind=kind,
        permission="task.done",
        due=clock.now() + timedelta(days=days),
        user=user.pk,
        place_path=DISTRICT,
        **more,
    )
    return ask_task(by=AGENDA, subject_kind=subject_kind, subject=subject or user.pk, wanted=wanted, call_id=new_id())


def said(response: Any) -> str:
    """The page's HTML."""
    assert response.status_code == 200, response.status_code
    text: str = response.content.decode()
    return text
