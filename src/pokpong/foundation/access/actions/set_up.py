"""The first two users of an empty installation: an administrator, and a case supervisor of the whole country."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Self
from uuid import UUID

from pokpong.foundation.access import problems, rules
from pokpong.foundation.access.credentials import folded_username
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse

SET_UP = Program("set-up", frozenset({"set_up.first_users"}))


@dataclass(frozen=True)
class FirstUser:
    """Who starts; `password` is a hash made by `credentials.hashed_password`, never the password itself."""

    username: str
    display_name: str
    password: str
    language: str = "lo"

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, str]) -> Self:
        return cls(**values)


@action("set_up.first_users", doors=("program",))
def first_users(
    *,
    by: Actor,
    id: UUID,
    administrator: FirstUser,
    supervisor: FirstUser,
    call_id: UUID,
) -> User:
    """Makes both; they can sign in at once. Raises Refused when there is any user, or both are the same person."""
    names = folded_username(administrator.username), folded_username(supervisor.username)
    refuse(
        [
            *rules.found(
                (User.objects.exists(), problems.ALREADY_SET_UP()),
                (names[0] == names[1], problems.SAME_PERSON_TWICE("username")),
            ),
            *rules.name_problems(names[0], administrator.display_name, taken=False),
            *rules.name_problems(names[1], supervisor.display_name, taken=False),
        ]
    )
    first = add_user(id, administrator, "administrator", by)
    add_user(door.inner("supervisor"), supervisor, "case_supervisor", by)
    return first


def add_user(user_id: UUID, who: FirstUser, role: str, by: Actor) -> User:
    user = door.add(
        User(
            id=user_id,
            username=folded_username(who.username),
            display_name=who.display_name.strip(),
            password=who.password,
            language=who.language,
        )
    )
    moves.begin(user)
    moves.move(user, "active")
    door.save(user)
    grant = door.add(Grant(user=user.pk, role=role, place_path="", starts=clock.today(), asked_by=by.id))
    moves.begin(grant)
    moves.move(grant, "active")
    grant.granted_by = by.id
    door.save(grant)
    door.event(grant, {"role": role, "place": ""})
    door.event(user, {"role": role})
    return user
