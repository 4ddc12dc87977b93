"""Whose identity at the provider is whose: recorded by an administrator, confirmed by its owner, removed again."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.access import identities, problems, rules
from pokpong.foundation.access.actions import ending
from pokpong.foundation.access.models import User
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse


@action("user.link_identity")
def link_identity(*, by: Actor, user: UUID, identity: str, call_id: UUID) -> User:
    """Records the digest of what the provider calls this user. It opens nothing until the user confirms it.

    Raises NotThere, NotAllowed, Refused (oneself, left, there is one already, another user's).
    """
    row: User = door.locked(User.objects.visible_to(by), user)
    ending.within_reach(row)
    owner = identities.owner_of(identity)
    refuse(
        rules.found(
            (row.pk == by.id, problems.NOT_YOURSELF("user")),
            (row.state == "left", problems.HAS_LEFT("user")),
            (row.identity is not None, problems.IDENTITY_THERE("subject")),
            (owner is not None and owner.pk != row.pk, problems.IDENTITY_TAKEN("subject")),
        )
    )
    row.identity, row.identity_confirmed = identity, False
    door.save(row)
    door.event(row)
    return row


@action("user.unlink_identity")
def unlink_identity(*, by: Actor, user: UUID, call_id: UUID) -> User:
    """Removes it; whoever is signed in as this user signs in anew.

    Raises NotThere, NotAllowed, Refused (oneself, none recorded).
    """
    row: User = door.locked(User.objects.visible_to(by), user)
    ending.within_reach(row)
    refuse(
        rules.found(
            (row.pk == by.id, problems.NOT_YOURSELF("user")),
            (row.identity is None, problems.IDENTITY_NONE("user")),
        )
    )
    row.identity, row.identity_confirmed = None, False
    row.session_round += 1
    door.save(row)
    door.event(row)
    return row


@action("user.confirm_identity")
def confirm_identity(*, by: Actor, identity: str, call_id: UUID) -> User:
    """Its owner, signed in otherwise, has just come back from the provider with it. From now on it signs in.

    Raises Refused (not the one that is recorded).
    """
    row: User = door.locked(User.objects.all(), by.id)
    refuse(rules.found((row.identity is None or row.identity != identity, problems.IDENTITY_DIFFERS())))
    row.identity_confirmed = True
    door.save(row)
    door.event(row)
    return row
