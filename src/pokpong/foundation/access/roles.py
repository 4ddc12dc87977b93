"""Who may do and read what: permissions by their registered names, as text, so that this floor needs no area.

A permission is the name of an action, or `KIND.read` (rows of the granted place), or `KIND.tied` (only rows this
user is tied to). A guard fails on a name that does not exist. The table is design.md's, section 3.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.access.capacity_work import CURRICULUM_WORK, TEACHING, TRAINING_SIGHT, TRAINING_WORK
from pokpong.foundation.access.case_work import (
    CASE_WORK,
    CONCERN_WORK,
    ERASING,
    EXPORTING,
    HOUSEHOLD_WORK,
    IMPORTS,
    PEOPLE_WORK,
)
from pokpong.foundation.access.partnership_work import COMMITTEE_SIGHT, MEETING_WORK, SIGNING, VISIT_WORK
from pokpong.foundation.access.plan_work import CHAIR_WORK, MANAGER_WORK, OVERVIEW, SECRETARY_WORK
from pokpong.foundation.access.programme_work import DONOR_SIGHT, PROGRAMME_SIGHT, PROGRAMME_WORK
from pokpong.foundation.access.register_work import (
    COMMITTEE_WORK,
    KEEPING_WORK,
    OFFERS_WORK,
    OFFICIALS_WORK,
    WORDS_WORK,
)


@dataclass(frozen=True)
class Role:
    """`sees_victims`: such a role is asked for by one person and granted by that place's supervisor."""

    code: str
    words: str | Promise
    about: str | Promise
    permissions: frozenset[str]
    sees_victims: bool = False
    levels: tuple[int, ...] = (0, 1, 2, 3)
    apart_from: frozenset[str] = field(default_factory=frozenset)

    @property
    def reads(self) -> frozenset[str]:
        """Kinds readable by place."""
        return frozenset(name.removesuffix(".read") for name in self.permissions if name.endswith(".read"))


# What every active user may do with their own account, even while no role is granted yet.
OWN = frozenset(
    {
        "user.choose_language",
        "user.set_contact",
        "user.change_password",
        "user.end_sessions",
        "user.end_session",
        "user.confirm_identity",
        "second_factor.add_app",
        "second_factor.add_passkey",
        "second_factor.remove",
        "second_factor.new_codes",
        "view.save",
        "view.drop",
    }
)
# Permissions that are neither an action nor the sight of a kind of record; in English, for the documents.
OTHER_PERMISSIONS = {
    "concern.follow": "what became of one's own concerns: received, in hand or closed, never more",
    "task.take_escalated": "tasks that went up because nobody did them in time",
    "training.numbers": "how many were trained, counted in four ways; nobody by name",
    **OVERVIEW,
    "status.read": "the state of web, worker, clock and data base",
}
EVERYBODY = OWN | frozenset({"place.read", "organisation.read", "service_offer.read"})


class _More(TypedDict, total=False):
    sees_victims: bool
    levels: tuple[int, ...]
    apart_from: frozenset[str]


def _role(code: str, words: Promise, about: Promise, *permissions: str, **more: Unpack[_More]) -> Role:
    return Role(code, words, about, EVERYBODY | frozenset(permissions), **more)


_ROLES = [
    _role(
        "village_member",
        _("Village committee member"),
        _("Raises concerns and follows whether they were received, are in hand or closed. Sees no person and no case."),
        "concern.raise",
        "concern.follow",
        "place.propose",
        levels=(3,),
    ),
    _role(
        "caseworker",
        _("Caseworker"),
        _("Receives and triages the concerns of their places; sees the persons they work with."),
        *CONCERN_WORK,
        "task.read",
        "task.done",
        "person.tied",
        *PEOPLE_WORK,
        *HOUSEHOLD_WORK,
        *CASE_WORK,
        "place.propose",
        "official.read",
        *COMMITTEE_SIGHT,
        "conflict.settle",
        "glass.break",
        sees_victims=True,
    ),
    _role(
        "case_supervisor",
        _("Case supervisor"),
        _("Sees all concerns and persons of their places outside compartments, approves, grants, hands out slips."),
        *CONCERN_WORK,
        "concern.reopen",
        "concern.recuse",
        "concern.compartment",
        "concern.unveil_typist",
        "task.read",
        "task.done",
        "task.take_escalated",
        "person.read",
        "person.tied",
        *ERASING,
        "subject_copy.prepare",
        *PEOPLE_WORK,
        "household.read",
        *HOUSEHOLD_WORK,
        *CASE_WORK,
        "case.read",
        *EXPORTING,
        "case.recuse",
        "case.compartment",
        "case.approve_closure",
        "case.send_back",
        "case.reopen",
        "person.assign",
        "person.merge",
        "person.part",
        "tie.end",
        "place.propose",
        "place.confirm",
        "official.read",
        *COMMITTEE_SIGHT,
        "conflict.settle",
        "glass.break",
        "glass.review",
        "reading.read",
        "reading.review",
        "unusual_reading.read",
        "user.read",
        "grant.approve",
        "grant.refuse",
        "slip.print",
        "second_factor.reset",
        sees_victims=True,
        levels=(0, 1, 2),
        apart_from=frozenset({"administrator"}),
    ),
    _role(
        "service_provider",
        _("Service provider"),
        _("Receives referrals to their organisation: the shared fields and their own notes, never why."),
        "task.read",
        "referral.tied",
        "referral.receive",
        "referral.accept",
        "referral.decline",
        "referral.start",
        "referral.complete",
        "referral.fail",
        "referral.note",
        sees_victims=True,
    ),
    _role(
        "investigator",
        _("Investigator"),
        _("Receives requests to identify victims: the fields the person consented to share."),
        "task.read",
        "identification.tied",
        "identification.answer",
        sees_victims=True,
    ),
    _role(
        "secretary",
        _("Committee secretary"),
        _("Keeps committees, members and officials; sees figures that are frozen and suppressed, never a victim."),
        *OFFICIALS_WORK,
        *COMMITTEE_SIGHT,
        *COMMITTEE_WORK,
        *IMPORTS,
        *SECRETARY_WORK,
        *MEETING_WORK,
        "conflict.settle",
        *TRAINING_WORK,
        "task.read",
        "task.done",
    ),
    _role(
        "chair",
        _("Committee chair"),
        _("Sees committees, their members and the figures of their places, never a victim."),
        "official.read",
        *COMMITTEE_SIGHT,
        *CHAIR_WORK,
        *SIGNING,
        *TRAINING_SIGHT,
        "task.read",
    ),
    _role(
        "programme_manager",
        _("Programme manager"),
        _("Keeps organisations and the service directory; sees figures of their places, never a victim."),
        *OFFICIALS_WORK,
        *COMMITTEE_SIGHT,
        "organisation.add",
        "organisation.amend",
        *OFFERS_WORK,
        *IMPORTS,
        *MANAGER_WORK,
        *VISIT_WORK,
        "conflict.settle",
        *TRAINING_WORK,
        *CURRICULUM_WORK,
        "task.read",
        "task.done",
    ),
    _role(
        "donor",
        _("Donor"),
        _("Reads the figures of their projects, frozen and suppressed, never a victim."),
        *DONOR_SIGHT,
    ),
    _role(
        "trainer",
        _("Trainer"),
        _("Sees the trainees (officials) of their own trainings."),
        *TEACHING,
        "task.read",
    ),
    _role(
        "livelihood_officer",
        _("Livelihood officer"),
        _("Sees name, contact, sex and age band of those enrolled with them, never why they came."),
        "task.read",
        sees_victims=True,
    ),
    _role(
        "monitoring_officer",
        _("Monitoring officer"),
        _("Sees coded facts under a pseudonym and record numbers to mend; no names."),
        *PROGRAMME_SIGHT,
        *TRAINING_SIGHT,
        "task.read",
    ),
    _role(
        "lao_reader",
        _("Lao reader"),
        _("Corrects the words of pages and reports, for everybody; sees no person, concern or case."),
        *WORDS_WORK,
    ),
    _role(
        "auditor",
        _("Auditor"),
        _("Sees who did and read what, and when, without content."),
        "event.read",
        "audit.verify",
        "unusual_reading.read",
        "reading.review",
        "task.read",
        "user.read",
    ),
    _role(
        "administrator",
        _("Administrator"),
        _("Keeps users, places, words, devices and settings; sees no person, concern or case."),
        *KEEPING_WORK,
        *OFFERS_WORK,
        *OFFICIALS_WORK,
        *COMMITTEE_SIGHT,
        *COMMITTEE_WORK,
        *IMPORTS,
        *PROGRAMME_WORK,
        "task.read",
        "task.done",
        apart_from=frozenset({"case_supervisor", "caseworker", "auditor"}),
    ),
]
ROLES: dict[str, Role] = {role.code: role for role in _ROLES}
