"""What everybody may do with their own account."""

from __future__ import annotations

from uuid import UUID

from allauth.usersessions.models import UserSession

from pokpong.foundation.access import problems, queries, rules
from pokpong.foundation.access.models import SavedView, User
from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.foundation.lao.text import canon
from pokpong.foundation.ui.language import is_installed


@action("user.choose_language")
def choose_language(*, by: Actor, language: str, call_id: UUID) -> User:
    """Keeps the language that one's pages and messages come in. Raises Refused."""
    row: User = door.locked(User.objects.all(), by.id)
    refuse(rules.found((not is_installed(language), problems.LANGUAGE_UNKNOWN("language"))))
    amend.apply(row, {"language": language} if row.language != language else {})
    door.event(row, {"language": language})
    return row


@action("user.set_contact")
def set_contact(*, by: Actor, notify_by: str, notify_address: str, call_id: UUID) -> User:
    """Says where the daily word that something waits is sent: `email`, `sms` or `none`. Raises Refused."""
    row: User = door.locked(User.objects.all(), by.id)
    address = "" if notify_by == "none" else canon(notify_address).strip()
    if notify_by == "sms":
        address = "".join(letter for letter in to_arabic_digits(address) if letter not in " -.()")
    refuse(rules.contact_problems(notify_by, address))
    wanted = {"notify_by": notify_by, "notify_address": address}
    amend.apply(row, {name: value for name, value in wanted.items() if getattr(row, name) != value})
    door.event(row, {"notify_by": notify_by})
    return row


@action("user.change_password")
def change_password(*, by: Actor, password: str, call_id: UUID) -> User:
    """Puts the password hash `password` in place of one's own; every other session of one's own ends."""
    row: User = door.locked(User.objects.all(), by.id)
    row.password = password
    door.save(row)
    door.event(row)
    return row


@action("user.end_sessions")
def end_sessions(*, by: Actor, call_id: UUID) -> User:
    """Signs oneself out everywhere; the page that called keeps its own session alive."""
    row: User = door.locked(User.objects.all(), by.id)
    row.session_round += 1
    door.save(row)
    door.event(row)
    return row


@action("user.end_session")
def end_session(*, by: Actor, session: int, call_id: UUID) -> User:
    """Signs oneself out on one device. Raises NotThere."""
    row: User = door.locked(User.objects.all(), by.id)
    found = UserSession.objects.filter(user_id=row.pk, pk=session).first()
    if found is None:
        raise NotThere(str(session))
    found.end()
    door.touch(row)
    door.event(row)
    return row


@action("view.save")
def save_view(*, by: Actor, table: str, name: str, query: str, call_id: UUID) -> SavedView:
    """Keeps filters and order of a table under a name; an earlier view of that name is replaced. Raises Refused."""
    name = canon(name).strip()
    views = queries.views_of(by.id, table)
    same = views.filter(name=name).first()
    refuse(rules.may_keep_view(name, query, 0 if same else views.count()))
    if same is None:
        view = door.add(SavedView(user=by.id, table=table, name=name, query=query))
    else:
        view = door.locked(views, same.pk)
        amend.apply(view, {"query": query})
    door.event(view)
    return view


@action("view.drop")
def drop_view(*, by: Actor, view: UUID, call_id: UUID) -> SavedView:
    """Takes a kept view away from one's list. Raises NotThere."""
    row: SavedView = door.locked(SavedView.objects.filter(user=by.id, dropped=False), view)
    amend.apply(row, {"dropped": True})
    door.event(row)
    return row
