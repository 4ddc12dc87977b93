"""Big buttons: what people of each role come to the start page for, most wanted first, and the registers to look up."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.access.models import User

MOST = 6  # buttons of the start page


@dataclass(frozen=True)
class Doing:
    permission: str
    label: str | Promise
    about: str | Promise
    url_name: str
    icon: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


DOINGS = (
    Doing(
        "concern.read",
        _("Concerns of my places"),
        _("Read what was raised and decide what happens next."),
        "protection:inbox",
        "concern",
    ),
    Doing(
        "referral.tied",
        _("Referrals to us"),
        _("Who was referred to your organisation: answer, help, tell how it went."),
        "provider:queue",
        "people",
    ),
    Doing(
        "identification.tied",
        _("Requests to identify"),
        _("What your body was asked, and your answer by letter."),
        "body:queue",
        "document",
    ),
    Doing(
        "case.tied",
        _("Cases"),
        _("The people you help: plan, services, referrals, follow-up."),
        "cases:list",
        "folder",
    ),
    *(
        Doing(
            permission,
            _("Overview"),
            _("Committees, plans, trainings and decisions; what was done for people, in figures that tell of nobody."),
            "reports:overview",
            "chart",
        )
        for permission in ("overview.see", "overview.funded")
    ),
    Doing(
        "training.tied",
        _("Trainings"),
        _("What you teach: who came, and what they learnt."),
        "capacity:trainings",
        "book",
    ),
    Doing(
        "meeting.plan",
        _("Meetings"),
        _("Invite the committee, hold the meeting, write down what was decided."),
        "partnership:meetings",
        "people",
    ),
    Doing(
        "plan.draft",
        _("Plans"),
        _("What is done, by whom and until when; what is late."),
        "programme:plans",
        "calendar",
    ),
    Doing(
        "concern.raise",
        _("Raise a concern"),
        _("Tell that somebody may be in danger or was trafficked. It takes a minute."),
        "protection:raise",
        "add",
    ),
    Doing(
        "person.tied",
        _("My people"),
        _("The persons you work with; search, or register somebody new."),
        "people:mine",
        "person",
    ),
    Doing(
        "concern.follow",
        _("My concerns"),
        _("See whether what you raised was received, is in hand or is closed."),
        "protection:mine",
        "eye",
    ),
    Doing(
        "grant.approve",
        _("Roles to approve"),
        _("Somebody asked for a role that sees victims in your places."),
        "access:waiting",
        "key",
    ),
    Doing(
        "user.invite",
        _("Invite somebody"),
        _("Make a sign-in for a new colleague. A supervisor prints the slip."),
        "access:invite",
        "add",
    ),
    Doing("user.read", _("Users"), _("Who works here, with which role and where."), "access:users", "people"),
    Doing(
        "event.read", _("History"), _("Who did and read what, and when, without content."), "office:history", "clock"
    ),
    Doing("status.read", _("Status"), _("Whether everything runs."), "office:status", "settings"),
    Doing("place.read", _("Places"), _("Provinces, districts and villages."), "places:browse", "place"),
)


DIRECTORY = (
    Doing(
        "organisation.read",
        _("Organisations"),
        _("Ministries, departments, offices, shelters, schools and their like."),
        "institutions:organisations",
        "office",
    ),
    Doing(
        "service_offer.read",
        _("Services"),
        _("Who helps with what, where and for whom."),
        "institutions:services",
        "help",
    ),
    Doing(
        "official.read",
        _("Officials"),
        _("Who holds which post, and since when."),
        "institutions:officials",
        "person",
    ),
    Doing(
        "committee.read",
        _("Committees"),
        _("Committees, their members, and who they were on any day."),
        "institutions:committees",
        "committee",
    ),
    Doing("place.read", _("Places"), _("Provinces, districts and villages."), "places:browse", "place"),
)


def doings_of(user: User) -> list[Doing]:
    """At most six, in the order of the table."""
    return [doing for doing in DOINGS if user.may(doing.permission)][:MOST]


def directory_of(user: User) -> list[Doing]:
    """The registers of offices and places that this user may look something up in."""
    return [doing for doing in DIRECTORY if user.may(doing.permission)]
