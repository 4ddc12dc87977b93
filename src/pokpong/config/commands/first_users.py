"""The first administrator and the first supervisor, for a server without a browser at hand."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from pokpong.config import wiring  # noqa: F401  registers the actions
from pokpong.config.commands import migrate
from pokpong.config.commands.environment import Stopped
from pokpong.doors.office.set_up import code
from pokpong.foundation.access.actions import set_up
from pokpong.foundation.access.actions.set_up import FirstUser
from pokpong.foundation.access.credentials import hashed_password
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused

Ask = Callable[[str], str]


def run(arguments: Namespace) -> int:
    """Raises Stopped when somebody works here already, or an answer cannot be used."""
    if migrate.missing():
        raise Stopped("the data base is not current: run `pokpong migrate` first")
    if User.objects.exists():
        raise Stopped("somebody works here already; an administrator invites everybody else")
    with translation.override("en"):
        administrator = asked("the first administrator", arguments.administrator)
        supervisor = asked("the first supervisor", arguments.supervisor)
        make(administrator, supervisor, new_id())
    code.drop(Path(settings.DATA_DIR))
    print("Both can sign in now.")
    return 0


def asked(who: str, username: str) -> FirstUser:
    """One person's answers. The password is typed twice and never shown. Raises Stopped."""
    name = username or line(f"User name of {who}: ")
    shown = line(f"Full name of {who}: ")
    return FirstUser(name, shown, hashed_password(password(who)), settings.POKPONG_DEFAULT_LANGUAGE)


def line(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except EOFError:
        raise Stopped("an answer is missing") from None


def password(who: str) -> str:
    """Raises Stopped when the two differ, or the password is too weak, with all reasons."""
    ask: Ask = getpass.getpass if sys.stdin.isatty() else line
    typed = ask(f"Password of {who} (they type it themselves): ")
    if typed != ask("The same password again: "):
        raise Stopped("the two passwords differ; nothing was made")
    try:
        validate_password(typed)
    except ValidationError as reason:
        raise Stopped("\n".join(reason.messages)) from None
    return typed


def make(administrator: FirstUser, supervisor: FirstUser, call_id: UUID) -> User:
    """Raises Stopped with every reason."""
    try:
        return set_up.first_users(
            by=set_up.SET_UP,
            administrator=administrator,
            supervisor=supervisor,
            id=row_id_for(call_id),
            call_id=call_id,
        )
    except Refused as refused:
        raise Stopped("\n".join(problem.message for problem in refused.problems)) from None
