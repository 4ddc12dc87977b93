"""Signing in, and failing to, as events: who (by id) and when, no name, no address, no password."""

from __future__ import annotations

from uuid import UUID, uuid5

from pokpong.foundation.access.models import User
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import PROGRAMS, Actor, Program
from pokpong.foundation.actions.door import action

SIGN_IN = Program(
    "sign-in",
    frozenset(
        {
            "sign_in.done",
            "sign_in.failed",
            "second_factor.used",
            "second_factor.code_used",
            "second_factor.failed",
        }
    ),
)
# Failures under a name that nobody has are events about this user, who does not exist: they cost the same time as
# failures under a real name, so that the time of the answer does not tell which names are real.
NOBODY = uuid5(PROGRAMS, "nobody")


@action("sign_in.done", doors=("program",))
def note_sign_in(*, by: Actor, user: UUID, call_id: UUID) -> User:
    """Leaves the event that this user signed in. Raises NotThere."""
    row: User = door.locked(User.objects.all(), user)
    door.touch(row)
    door.event(row)
    return row


@action("sign_in.failed", doors=("program",))
def note_failure(*, by: Actor, username: str, call_id: UUID) -> User:
    """Leaves the event that signing in failed under this name; the name itself is kept nowhere."""
    row: User = User.objects.filter(username=username).first() or User(id=NOBODY)
    door.touch(row)
    door.event(row)
    return row
