"""Users, grants and slips in words: states with their tones, roles with their places, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.foundation.access import identities, queries
from pokpong.foundation.access.directories import SHELF, place_words
from pokpong.foundation.access.models import Grant, Slip, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.states import GRANT, SLIP, USER
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.models import Move
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.language import installed_languages
from pokpong.foundation.ui.parts import Happening, StatusWord, SummaryRow
from pokpong.foundation.ui.shell import Crumb

TONES = {
    "invited": "info",
    "active": "success",
    "left": "closed",
    "asked": "warning",
    "refused": "danger",
    "ended": "closed",
    "printed": "info",
    "used": "success",
    "replaced": "closed",
}
WAYS = {"none": gettext_lazy("No message"), "email": gettext_lazy("By e-mail"), "sms": gettext_lazy("By text message")}


def user_state(user: User) -> StatusWord:
    return StatusWord(USER.words[user.state], TONES[user.state])


def grant_state(grant: Grant) -> StatusWord:
    """What holds today: a grant whose last day has passed has ended, one that starts later is not active yet."""
    today = clock.today()
    state = grant.state
    if state in queries.OPEN and grant.ends is not None and grant.ends < today:
        state = "ended"
    return StatusWord(GRANT.words[state], TONES[state])


def slip_state(slip: Slip) -> StatusWord:
    if slip.state == "printed" and clock.now() >= slip.expires:
        return StatusWord(_("Expired"), "closed")
    return StatusWord(SLIP.words[slip.state], TONES[slip.state])


def role_name(role: str) -> str:
    found = ROLES.get(role)
    return str(found.words) if found else role


def role_in_place(grant: Grant, places: dict[str, str]) -> str:
    return f"{role_name(grant.role)} · {places[grant.place_path]}"


def organisation_name(organisation: UUID | None) -> str:
    found = SHELF.organisations.get(str(organisation)) if organisation else None
    return found.label if found else ""


def official_name(official: UUID | None) -> str:
    found = SHELF.officials.get(str(official)) if official else None
    return found.label if found else ""


def user_url(user: User) -> str:
    return reverse("access:user", args=[user.pk])


def end_url(grant: Grant) -> str:
    return reverse("access:end", args=[grant.pk])


def crumbs_to_list() -> list[Crumb]:
    return [Crumb(_("Start page"), "/"), Crumb(_("Users"))]


def crumbs(*later: Crumb) -> list[Crumb]:
    return [Crumb(_("Start page"), "/"), Crumb(_("Users"), reverse("access:users")), *later]


def about_user(user: User) -> list[SummaryRow]:
    return [
        SummaryRow(_("Name"), user.display_name),
        SummaryRow(_("User name"), user.username),
        SummaryRow(_("State"), user_state(user)),
        SummaryRow(_("Organisation"), organisation_name(user.organisation)),
        SummaryRow(_("Official in the register"), official_name(user.official)),
        SummaryRow(_("Language"), language_name(user.language)),
        *identity_row(user),
    ]


def identity_row(user: User) -> list[SummaryRow]:
    """Where there is a provider of identities, or was when one was recorded."""
    if user.identity is None and identities.provider() is None:
        return []
    if user.identity is None:
        said = _("not recorded")
    else:
        said = _("recorded and confirmed by the user") if user.identity_confirmed else _("waits for the user's word")
    return [SummaryRow(_("Identifier at the sign-in service"), said)]


def language_name(code: str) -> str:
    return dict(installed_languages()).get(code, code)


def until(day: date | None) -> date | str:
    return day or _("no end set")


def story_of(user: User, grants: Sequence[Grant]) -> list[Happening]:
    """What happened to a user and to each of their roles, newest first."""
    happened = moves.history_of(user.pk)
    for grant in grants:
        happened += moves.history_of(grant.pk)
    names = queries.names_of({move.who for move in happened})
    places = place_words(grant.place_path for grant in grants)
    roles = {grant.pk: role_in_place(grant, places) for grant in grants}
    happened.sort(key=lambda move: (move.at, move.pk), reverse=True)
    return [told(move, roles, names) for move in happened]


def told(move: Move, roles: dict[UUID, str], names: dict[UUID, str]) -> Happening:
    machine = GRANT if move.kind == "grant" else USER
    status = StatusWord(machine.words[move.after], TONES[move.after])
    what = roles.get(move.row, _("User"))
    who = names.get(move.who, _("The program")) if move.who else ""
    return Happening(move.at, what, who, moves.why_of(move), status)


def names_for(grants: Iterable[Grant]) -> dict[UUID, str]:
    """Display names of everybody these grants speak of."""
    wanted: set[UUID | None] = set()
    for grant in grants:
        wanted |= {grant.user, grant.asked_by, grant.granted_by}
    return queries.names_of(wanted)
