"""What stands in the menu, for whom; and what the shell shows of the reader: bell and account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from pokpong.doors.office import waiting
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.ui.shell import Account, MenuItem


@dataclass(frozen=True)
class Entry:
    """Shown to who holds one of `permissions`; to everybody signed in when it names none."""

    label: str | Promise
    url_name: str
    icon: str
    permissions: tuple[str, ...] = ()

    def is_for(self, user: User) -> bool:
        return not self.permissions or any(user.may(name) for name in self.permissions)


MAIN = (
    Entry(_("Start"), "office:home", "home"),
    Entry(_("Concerns raised"), "protection:inbox", "concern", ("concern.read",)),
    Entry(_("Raise a concern"), "protection:raise", "add", ("concern.raise",)),
    Entry(_("My concerns"), "protection:mine", "eye", ("concern.follow",)),
    Entry(_("My people"), "people:mine", "person", ("person.tied", "person.read")),
    Entry(_("Roles to approve"), "access:waiting", "key", ("grant.approve",)),
    Entry(_("Opened records to review"), "access:glass_review", "eye", ("glass.review",)),
    Entry(_("Users"), "access:users", "people", ("user.read",)),
    Entry(_("Organisations"), "institutions:organisations", "office", ("organisation.read",)),
    Entry(_("Services"), "institutions:services", "help", ("service_offer.read",)),
    Entry(_("Officials"), "institutions:officials", "person", ("official.read",)),
    Entry(_("Committees"), "institutions:committees", "committee", ("committee.read",)),
    Entry(_("Places"), "places:browse", "place", ("place.read",)),
    Entry(_("History"), "office:history", "clock", ("event.read",)),
    Entry(_("Status"), "office:status", "settings", ("status.read",)),
    Entry(_("Search"), "office:search", "search"),
    Entry(_("Help"), "office:help", "help"),
)
OWN = (
    Entry(_("My tasks"), "office:tasks", "check"),
    Entry(_("My account"), "access:mine", "person"),
    Entry(_("What I may do, and why"), "access:may", "shield"),
    Entry(_("Open a record in an emergency"), "access:glass", "danger", ("glass.break",)),
    Entry(_("Where Pokpong comes from"), "office:about", "book"),
)


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `menu`, `bell`, `account`. Each is worked out only where a page shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "bell": None, "account": None}
    return {
        "menu": SimpleLazyObject(lambda: items(MAIN, user, request.path)),
        "bell": SimpleLazyObject(lambda: waiting.bell(request)),
        "account": SimpleLazyObject(lambda: account(user)),
    }


def items(entries: tuple[Entry, ...], user: User, path: str) -> list[MenuItem]:
    """The entries for this reader; the one whose address begins the present one's is current, the longest wins."""
    shown = [(entry, reverse(entry.url_name)) for entry in entries if entry.is_for(user)]
    fitting = [url for _entry, url in shown if path == url or (url != "/" and path.startswith(url))]
    current = max(fitting, key=len, default="")
    return [MenuItem(entry.label, url, entry.icon, current=url == current) for entry, url in shown]


def account(user: User) -> Account:
    posts = ", ".join(str(ROLES[role].words) for role in user.roles if role in ROLES)
    return Account(user.display_name, posts, items(OWN, user, ""), reverse("account_logout"))
