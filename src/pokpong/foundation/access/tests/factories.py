"""Users, grants and slips made through actions, as an installation makes them."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.access import slip_codes
from pokpong.foundation.access.actions.grants import approve_grant, ask_grant
from pokpong.foundation.access.actions.slips import print_slip
from pokpong.foundation.access.actions.users import invite_user
from pokpong.foundation.access.models import Grant, Slip, User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused

PROVINCE = "LA16/"
DISTRICT = "LA16/LA1601/"
OTHER_DISTRICT = "LA16/LA1602/"
VILLAGE = "LA16/LA1601/v1/"


def invite(by: User, username: str, *posts: Post, **more: object) -> User:
    """A user invited by `by`; a caseworker of the district unless posts are named."""
    user: User = invite_user(
        by=by,
        id=new_id(),
        username=username,
        display_name=username.title(),
        posts=list(posts) or [Post("caseworker", DISTRICT)],
        call_id=new_id(),
        **more,  # type: ignore[arg-type]  # what the test names
    )
    return user


def asked(by: User, user: User, role: str, path: str) -> Grant:
    return ask_grant(by=by, user=user.pk, role=role, place_path=path, call_id=new_id())


def approved(by: User, grant: Grant) -> Grant:
    return approve_grant(by=by, grant=grant.pk, call_id=new_id())


def slip_for(by: User, user: User, code: str = "1234567890123456") -> Slip:
    return print_slip(by=by, id=new_id(), user=user.pk, code=slip_codes.digest(code), call_id=new_id())


def codes(refused: Refused) -> set[str]:
    return {problem.code for problem in refused.problems}


def fresh(user: User) -> User:
    """The user as the data base has them now."""
    found: User = User.objects.get(pk=user.pk)
    return found


def traces(subject: UUID, name: str) -> tuple[int, int, int]:
    """How many events about `subject`, changes of it, and receipts there are of the action `name`."""
    return (
        Event.objects.filter(subject=subject, name=name).count(),
        Change.objects.filter(row=subject).count(),
        Receipt.objects.filter(action=name).count(),
    )
