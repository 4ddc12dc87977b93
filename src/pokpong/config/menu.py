"""What stands in the menu, for whom; and what the shell shows of the reader: bell and account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
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
    """Shown to who holds one of `permissions` (none: to everybody signed in), but not to who holds `unless`.

    It is current on its own pages and below those of `also`.
    """

    label: str | Promise
    url_name: str
    icon: str
    permissions: tuple[str, ...] = ()
    unless: str = ""
    also: tuple[str, ...] = ()

    def is_for(self, user: User) -> bool:
        held = not self.permissions or any(user.may(name) for name in self.permissions)
        return held and not (self.unless and user.may(self.unless))


PROGRAMME = ("plan.read", "plan.tied", "project.read")
# Short enough for one line: what comes up now and then stands in the account's panel, on the start page and in tasks.
MAIN = (
    Entry(_("Start"), "office:home", "home"),
    Entry(_("Concerns raised"), "protection:inbox", "concern", ("concern.read",)),
    Entry(_("Raise a concern"), "protection:raise", "add", ("concern.raise",)),
    Entry(_("My concerns"), "protection:mine", "eye", ("concern.follow",), unless="concern.read"),
    Entry(_("Cases"), "cases:list", "folder", ("case.tied", "case.read")),
    Entry(_("Referrals to us"), "provider:queue", "people", ("referral.tied",)),
    Entry(_("Requests to identify"), "body:queue", "document", ("identification.tied",)),
    Entry(_("My people"), "people:mine", "person", ("person.tied", "person.read")),
    Entry(_("Directory"), "office:directory", "book", also=("institutions:organisations", "places:browse")),
    Entry(_("Programme"), "programme:hub", "calendar", PROGRAMME, unless="concern.read"),
    Entry(_("Overview"), "reports:overview", "chart", ("overview.see", "overview.funded")),
    Entry(_("Trainings"), "capacity:trainings", "book", ("training.tied",)),
    Entry(_("Users"), "access:users", "people", ("user.read",)),
    Entry(_("History"), "office:history", "clock", ("event.read",)),
    Entry(_("Proof"), "office:proof", "lock", ("audit.verify",)),
    Entry(_("Status"), "office:status", "settings", ("status.read",)),
    Entry(_("Search"), "office:search", "search"),
    Entry(_("Help"), "office:help", "help"),
)
OWN = (
    Entry(_("My tasks"), "office:tasks", "check"),
    Entry(_("My concerns"), "protection:mine", "eye", ("concern.follow",)),
    Entry(_("Referrals of my cases"), "referrals:mine", "people", ("case.tied", "case.read")),
    Entry(_("Free beds in shelters"), "services:beds", "home", ("stay.reserve",)),
    Entry(_("Programme"), "programme:hub", "calendar", PROGRAMME),
    Entry(_("Meetings"), "partnership:meetings", "committee", ("meeting.read",)),
    Entry(_("Roles to approve"), "access:waiting", "key", ("grant.approve",)),
    Entry(_("Opened records to review"), "access:glass_review", "eye", ("glass.review",)),
    Entry(_("Records that are due"), "people:retention", "clock", ("retention.read",)),
    Entry(_("Erasures"), "people:erasures", "lock", ("erasure.read", "erasure.tied")),
    Entry(_("Unusual reading"), "office:unusual", "eye", ("unusual_reading.read",)),
    Entry(_("Who saw a record"), "office:who_saw_record", "eye", ("event.read",)),
    Entry(_("Choices between two edits"), "office:conflicts", "up-down", ("conflict.settle",)),
    Entry(_("Files in and out"), "exchange:files", "download", ("import.upload", "export_request.read")),
    Entry(_("Words of the program"), "wording:words", "language", ("word.correct",)),
    Entry(_("My account"), "access:mine", "person"),
    Entry(_("What I may do, and why"), "access:may", "shield"),
    Entry(_("Open a record in an emergency"), "access:glass", "danger", ("glass.break",)),
    Entry(_("Where Pokpong comes from"), "office:about", "book"),
)


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `menu`, `bell`, `account`. Each is worked out only where a page shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {
            "menu": [],
            "bell": None,
            "account": None,
            "demo_sign_ins": demo_sign_ins(),
            "ask_with_code": reverse("protection:receipt"),
        }
    return {
        "menu": SimpleLazyObject(lambda: items(MAIN, user, request.path)),
        "bell": SimpleLazyObject(lambda: waiting.bell(request)),
        "account": SimpleLazyObject(lambda: account(user)),
    }


def demo_sign_ins() -> str:
    """Where the demo lists who can sign in; empty everywhere else."""
    return reverse(settings.POKPONG_DEMO_PAGE) if settings.POKPONG_DEMO_PAGE else ""


def items(entries: tuple[Entry, ...], user: User, path: str) -> list[MenuItem]:
    """The entries for this reader; the one with the longest address that begins the present one is current."""
    shown = [entry for entry in entries if entry.is_for(user)]
    lengths = [longest(entry, path) for entry in shown]
    most = max(lengths, default=0)
    return [
        MenuItem(entry.label, reverse(entry.url_name), entry.icon, current=0 < length == most)
        for entry, length in zip(shown, lengths, strict=True)
    ]


def longest(entry: Entry, path: str) -> int:
    """How much of `path` this entry answers for; the start page only for itself."""
    urls = [reverse(name) for name in (entry.url_name, *entry.also)]
    return max((len(url) for url in urls if path == url or (url != "/" and path.startswith(url))), default=0)


def account(user: User) -> Account:
    posts = ", ".join(str(ROLES[role].words) for role in user.roles if role in ROLES)
    return Account(user.display_name, posts, items(OWN, user, ""), reverse("account_logout"))
