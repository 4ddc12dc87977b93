"""What I may do, and why; and what I never see."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pokpong.foundation.access import queries
from pokpong.foundation.access.directories import place_words
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.permission_words import NEVER, NEVER_FOR_ANYBODY, words_of
from pokpong.foundation.access.roles import OWN, ROLES
from pokpong.foundation.access.screens import words
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.ui.shell import Crumb


@dataclass
class Held:
    """One grant of the reader: its facts, and what it allows."""

    title: str
    about: str | Promise
    rows: list[SummaryRow]
    allows: list[str | Promise] = field(default_factory=list)
    holds: bool = True


@page()
def may(request: PageRequest) -> HttpResponse:
    """Every permission of mine, from which grant, given by whom, until when."""
    user = request.user
    grants = list(queries.open_grants(user.pk).order_by("role", "place_path"))
    held = held_grants(grants)
    return render(
        request,
        "access/may.html",
        {
            "held": [part for part in held if part.holds],
            "waiting": [part for part in held if not part.holds],
            "own": [words_of(name) for name in sorted(OWN)],
            "never": never_seen(user),
            "breadcrumbs": [
                Crumb(_("Start page"), "/"),
                Crumb(_("My account"), reverse("access:mine")),
                Crumb(_("What I may do, and why")),
            ],
        },
    )


def held_grants(grants: list[Grant]) -> list[Held]:
    places, people = place_words(grant.place_path for grant in grants), words.names_for(grants)
    return [held_grant(grant, places[grant.place_path], people) for grant in grants]


def held_grant(grant: Grant, place: str, people: dict[UUID, str]) -> Held:
    role = ROLES.get(grant.role)
    return Held(
        title=words.role_name(grant.role),
        about=role.about if role else "",
        rows=[
            SummaryRow(_("Place"), place),
            SummaryRow(_("State"), words.grant_state(grant)),
            SummaryRow(_("From"), grant.starts),
            SummaryRow(_("Last day"), words.until(grant.ends)),
            SummaryRow(_("Asked by"), people.get(grant.asked_by, _("The program"))),
            SummaryRow(_("Decided by"), people.get(grant.granted_by, _("The program")) if grant.granted_by else ""),
        ],
        allows=[words_of(name) for name in sorted(role.permissions - OWN)] if role else [],
        holds=grant.state == "active" and grant.starts <= clock.today(),
    )


def never_seen(user: User) -> list[str | Promise]:
    """What none of the reader's roles shows, and what no role shows to anybody."""
    closed = [what for names, what in NEVER if not any(user.may(name) for name in names)]
    return [*closed, *NEVER_FOR_ANYBODY]
