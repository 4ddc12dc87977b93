"""Inviting users, amending, ending and taking back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from pokpong.foundation.access import problems, queries, rules
from pokpong.foundation.access.actions import ending
from pokpong.foundation.access.actions.grants import ask_grant
from pokpong.foundation.access.actions.hand_over import hand_over_tasks
from pokpong.foundation.access.credentials import folded_username
from pokpong.foundation.access.models import User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.ui.language import is_installed

AMENDED = ("username", "display_name", "organisation", "official")


@action("user.invite")
def invite_user(
    *,
    by: Actor,
    id: UUID,
    username: str,
    display_name: str,
    posts: list[Post],
    language: str = "lo",
    organisation: UUID | None = None,
    official: UUID | None = None,
    call_id: UUID,
) -> User:
    """Makes a user without a password and asks for their roles; a supervisor's slip lets them in. Raises Refused."""
    username = folded_username(username)
    refuse(
        [
            *rules.name_problems(username, display_name, taken=name_is_taken(username)),
            *rules.found(
                (not is_installed(language), problems.LANGUAGE_UNKNOWN("language")),
                (not posts, problems.NO_ROLE("roles")),
            ),
        ]
    )
    user = User(
        id=id,
        username=username,
        display_name=display_name.strip(),
        password=make_password(None),
        language=language,
        organisation=organisation,
        official=official,
    )
    door.add(user)
    moves.begin(user)
    ask_for(by, user, posts)
    door.event(user, {"roles": [post.role for post in posts]})
    return user


def ask_for(by: Actor, user: User, posts: list[Post]) -> None:
    """Asks for each post, as part of the action under way. Raises Refused."""
    for number, post in enumerate(posts):
        ask_grant(
            by=by,
            user=user.pk,
            role=post.role,
            place_path=post.place_path,
            organisation=post.organisation,
            ends=post.ends,
            call_id=door.inner(f"grant:{number}"),
        )


def name_is_taken(username: str, besides: UUID | None = None) -> bool:
    return User.objects.filter(username=username).exclude(pk=besides).exists()


@action("user.amend")
def amend_user(*, by: Actor, user: UUID, changes: dict[str, Any], base: int, call_id: UUID) -> User:
    """Corrects user name, name, organisation or official, as seen at version `base`. Raises NotThere, Refused."""
    row: User = door.locked(User.objects.visible_to(by), user)
    ending.within_reach(row)
    changes = folded(changes)
    username, display_name = changes.get("username", row.username), changes.get("display_name", row.display_name)
    refuse(rules.name_problems(username, display_name, taken=name_is_taken(username, besides=row.pk)))
    amend.amend(row, changes, base=base, fields=AMENDED)
    door.event(row, {"fields": sorted(changes)})
    return row


def folded(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: folded_username(value) if name == "username" else value for name, value in changes.items()}


@action("user.change_post")
def change_post(
    *,
    by: Actor,
    user: UUID,
    posts: list[Post],
    organisation: UUID | None = None,
    official: UUID | None = None,
    call_id: UUID,
) -> User:
    """Ends the roles that are not wanted any more, asks for the new ones, keeps the rest. Raises NotThere, Refused.

    History stays: every earlier grant keeps its dates and who gave it.
    """
    row: User = door.locked(User.objects.visible_to(by), user)
    ending.within_reach(row)
    held = list(queries.open_grants(row.pk))
    wanted = {post.key for post in posts}
    lost = [grant for grant in held if queries.as_open(grant).key not in wanted]
    kept = {queries.as_open(grant).key for grant in held} & wanted
    refuse(
        [
            *rules.found(
                (row.pk == by.id, problems.NOT_YOURSELF("user")),
                (row.state == "left", problems.HAS_LEFT("user")),
                (not posts, problems.NO_ROLE("roles")),
            ),
            *ending.reasons_against(row.pk, lost),
        ]
    )
    ending.end_grants(lost)
    ask_for(by, row, [post for post in posts if post.key not in kept])
    amend.apply(row, ending.differing(row, {"organisation": organisation, "official": official}))
    door.event(row, {"ended": [grant.role for grant in lost], "roles": [post.role for post in posts]})
    return row


@action("user.deactivate")
def deactivate_user(*, by: Actor, user: UUID, reason: str, hand_over_to: UUID | None = None, call_id: UUID) -> User:
    """Ends somebody's work here: roles, slips, sessions; their open tasks go to `hand_over_to`.

    Raises NotThere, Refused (the last administrator or supervisor of the country, tasks without a taker).
    """
    row: User = door.locked(User.objects.visible_to(by), user)
    ending.within_reach(row)
    held, waiting = list(queries.open_grants(row.pk)), queries.tasks_of(row.pk).count()
    refuse(
        [
            *rules.found(
                (row.pk == by.id, problems.NOT_YOURSELF("user")),
                (not reason.strip(), problems.REASON_MISSING("reason")),
                (waiting > 0 and hand_over_to is None, problems.HANDOVER_MISSING("hand_over_to", count=waiting)),
            ),
            *ending.reasons_against(row.pk, held),
        ]
    )
    if waiting and hand_over_to is not None:
        hand_over_tasks(by=by, user=row.pk, to=hand_over_to, call_id=door.inner("hand_over"))
    ending.end_grants(held)
    ending.replace_slips(row.pk)
    moves.move(row, "left", why=reason)
    row.password = make_password(None)
    row.identity, row.identity_confirmed = None, False
    row.session_round += 1
    door.save(row)
    door.event(row, {"reason": reason, "tasks": waiting})
    return row


@action("user.reactivate")
def reactivate_user(*, by: Actor, user: UUID, posts: list[Post], call_id: UUID) -> User:
    """Takes somebody back as if invited: roles are asked anew, a new slip sets a new password. Raises Refused."""
    row: User = door.locked(User.objects.visible_to(by), user)
    refuse(
        rules.found(
            (row.pk == by.id, problems.NOT_YOURSELF("user")),
            (not posts, problems.NO_ROLE("roles")),
        )
    )
    moves.move(row, "invited")
    door.save(row)
    ask_for(by, row, posts)
    door.event(row, {"roles": [post.role for post in posts]})
    return row
