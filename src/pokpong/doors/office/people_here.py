"""Who did it, in words: users by name, programs by what they are, an anonymous report by nobody."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.actions.plan.follow_ups import CLOCK
from pokpong.areas.protection.actions.referrals.link_ends import LINKS
from pokpong.areas.protection.actions.referrals.stopping import REFERRALS
from pokpong.areas.protection.queries.referral_links import makers
from pokpong.areas.protection.screens.referrals.words import through_link
from pokpong.doors.office.set_up.actions import INSTALLER
from pokpong.doors.office.watching.actions import PROOF, WATCH
from pokpong.foundation.access import row_security
from pokpong.foundation.access.actions.set_up import SET_UP
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.agenda.summary import SUMMARY
from pokpong.foundation.agenda.tasks import AGENDA
from pokpong.registers.places.importing import IMPORTER

PROGRAMS = {
    AGENDA.id: gettext_lazy("the clock"),
    CLOCK.id: gettext_lazy("the clock"),
    REFERRALS.id: gettext_lazy("the clock"),
    LINKS.id: gettext_lazy("the clock"),
    PROOF.id: gettext_lazy("the check of the history"),
    WATCH.id: gettext_lazy("the clock"),
    SUMMARY.id: gettext_lazy("the daily summary"),
    SET_UP.id: gettext_lazy("the set-up page"),
    INSTALLER.id: gettext_lazy("the set-up page"),
    IMPORTER.id: gettext_lazy("the import of places"),
}


def names(actors: Collection[UUID | None]) -> dict[UUID | None, str]:
    """Names of users and programs, with one query; None is whoever stays unnamed.

    What came through a one-time link is named after whoever made the link, with two queries more.
    """
    wanted = {actor for actor in actors if actor is not None and actor not in PROGRAMS}
    known: dict[UUID, str] = names_of(wanted)
    if strangers := wanted - known.keys():
        known = {**known, **_through_links(strangers)}
    found: dict[UUID | None, str] = {None: _("not named")}
    for actor in actors:
        if actor is not None:
            found[actor] = str(PROGRAMS[actor]) if actor in PROGRAMS else known.get(actor, _("a program"))
    return found


def _through_links(actors: set[UUID]) -> dict[UUID, str]:
    """An auditor hears it too, who sees no referral: who made a link, and nothing of what it shows."""
    with row_security.scope("program:who_saw"):
        return {link: through_link(maker) for link, maker in makers(actors).items()}
