"""Work in the background. Nothing else imports the queue; arguments are ids only: the queue is a plain table."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

_jobs: dict[str, Callable[[UUID], None]] = {}

BY_EMAIL, BY_COMMAND = "email", "sms"
LONGEST_WAIT = 60  # seconds the command may take


class NotDelivered(RuntimeError):
    """A message could not be handed over. It carries no address: the queue keeps its words."""


class Reachable(Protocol):
    """What a message needs to know of a user."""

    is_active: bool
    language: str
    notify_by: str
    notify_address: str


def tell_later(user: UUID) -> None:
    """Puts a message to `user` into the queue: that something waits, and nothing more."""
    tell.enqueue(str(user))


@task()
def tell(user: str) -> None:
    """Tells one user that something waits. Raises NotDelivered; a user who left or wants no message is passed over."""
    found: Reachable | None = get_user_model().objects.filter(pk=UUID(user)).first()
    if found is None or not found.is_active or not found.notify_address:
        return
    with translation.override(found.language):
        deliver(found.notify_by, found.notify_address)


def deliver(by: str, address: str) -> None:
    """Sends the one message there is, in the active language. Raises NotDelivered."""
    subject, text = _("Pokpong"), _("Something waits for you in Pokpong. Please sign in and have a look.")
    try:
        if by == BY_EMAIL:
            send_mail(subject, text, None, [address])
        elif by == BY_COMMAND:
            _run_command(address, text)
    except (OSError, ValueError, subprocess.SubprocessError) as reason:
        raise NotDelivered(type(reason).__name__) from None


def _run_command(address: str, text: str) -> None:
    command = shlex.split(settings.POKPONG_NOTIFY_COMMAND)
    # A leading dash would be read as an option of the command.
    if not command or address.startswith("-"):
        raise ValueError("no command, or no address")
    subprocess.run(
        [*command, address], input=text, text=True, check=True, timeout=LONGEST_WAIT, stdout=subprocess.DEVNULL
    )


def job(name: str) -> Callable[[Callable[[UUID], None]], Callable[[UUID], None]]:
    """Registers what is done in the background under `name`, with the id of a row. Done twice it must do no harm."""

    def wrap(function: Callable[[UUID], None]) -> Callable[[UUID], None]:
        _jobs[name] = function
        return function

    return wrap


def do_later(name: str, row: UUID) -> None:
    """Puts the job into the queue. Raises KeyError for one that nobody registered."""
    if name not in _jobs:
        raise KeyError(name)
    do.enqueue(name, str(row))


@task()
def do(name: str, row: str) -> None:
    """Does one job."""
    _jobs[name](UUID(row))
