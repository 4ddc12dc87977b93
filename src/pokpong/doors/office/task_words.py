"""What each kind of task is called, how its records are told apart and where it is done.

A test holds the table to every kind asked for anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import (
    Conference,
    FollowUp,
    Identification,
    PlannedAction,
    Screening,
    Service,
    Stay,
)
from pokpong.doors.office import partnership_words, plan_words, task_subjects
from pokpong.doors.office.task_subjects import NOTHING, Loader, Subject, Subjects
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.ui.parts import StatusWord


@dataclass(frozen=True)
class Kind:
    """`decision`: somebody else waits for a yes or no. `subjects` loads what tells its records apart.

    Without `subjects` the place of the task says it: a new village is its own place.
    """

    words: str | Promise
    url_name: str
    takes_id: bool = True
    decision: bool = False
    subjects: Loader | None = None


CONFERENCES = task_subjects.of_case(Conference)
SCREENINGS = task_subjects.of_case(Screening)
KINDS = {
    "concern.triage": Kind(
        _("Decide what happens with a concern"), "protection:concern", subjects=task_subjects.concerns
    ),
    "concern.follow_up": Kind(_("Follow up a concern"), "protection:concern", subjects=task_subjects.concerns),
    "grant.approve": Kind(
        _("Approve or refuse a role"),
        "access:waiting",
        takes_id=False,
        decision=True,
        subjects=task_subjects.grants,
    ),
    "glass.review": Kind(
        _("Review a record opened in an emergency"),
        "access:glass_review",
        takes_id=False,
        decision=True,
        subjects=task_subjects.openings,
    ),
    "erasure.approve": Kind(
        _("Decide about the erasure of a record"), "people:erasure", decision=True, subjects=task_subjects.erasures
    ),
    "export.release": Kind(
        _("Release or refuse an export of cases"), "exchange:export", decision=True, subjects=task_subjects.exports
    ),
    "export.take": Kind(_("Your export was released: take it"), "exchange:export", subjects=task_subjects.exports),
    "export.read_refusal": Kind(
        _("Your export was refused: read why"), "exchange:export", subjects=task_subjects.exports
    ),
    "retention.review": Kind(
        _("Decide about records whose time has run out"), "people:retention", takes_id=False, decision=True
    ),
    "subject_copy.prepare": Kind(
        _("Prepare the copy that a person asked for"),
        "office:own_copy",
        decision=True,
        subjects=task_subjects.own_copies,
    ),
    "subject_copy.hand_over": Kind(
        _("Hand a person's own copy over in person"), "office:own_copy", subjects=task_subjects.own_copies
    ),
    "reading.review": Kind(_("Look at unusual reading"), "office:unusual_one", decision=True),
    "official.left": Kind(
        _("An official left: check the sign-in"), "institutions:official", subjects=task_subjects.officials
    ),
    "official.merge": Kind(
        _("Decide whether two officials are one"),
        "institutions:official_merge",
        decision=True,
        subjects=task_subjects.official_merges,
    ),
    "meeting.hold": Kind(
        _("Hold a meeting and write down who came"), "partnership:meeting", subjects=partnership_words.meetings
    ),
    "visit.make": Kind(
        _("Make a visit and write down what was found"), "partnership:visit", subjects=partnership_words.visits
    ),
    "decision.do": Kind(_("Do what was decided"), "partnership:decision", subjects=partnership_words.decisions),
    "document.sign": Kind(
        _("Read and sign a document"), "partnership:document", decision=True, subjects=partnership_words.documents
    ),
    "trainee.merge_asked": Kind(
        _("Decide whether two trainees are one person"), "capacity:merge_confirm", decision=True
    ),
    "plan.agree": Kind(
        _("Agree to a plan or send it back"), "programme:plan", decision=True, subjects=plan_words.subjects
    ),
    "plan.sent_back": Kind(
        _("A plan was sent back: change what is missing"), "programme:plan", subjects=plan_words.subjects
    ),
    "progress.record": Kind(
        _("Record the progress of a plan: nothing was told for a month"), "programme:plan", subjects=plan_words.subjects
    ),
    "place.confirm": Kind(_("Confirm a new village"), "places:confirm", decision=True),
    "case.assess_risk": Kind(_("Assess the risk of a case again"), "cases:case", subjects=task_subjects.cases),
    "case.approve_closure": Kind(
        _("Decide about the closure of a case"), "cases:case", decision=True, subjects=task_subjects.cases
    ),
    "case.sent_back": Kind(
        _("A closure was sent back: do what is still missing"), "cases:case", subjects=task_subjects.cases
    ),
    "planned_action.do": Kind(
        _("Do an action of the plan"), "plan:action", subjects=task_subjects.of_case(PlannedAction)
    ),
    "conference.attend": Kind(_("Come to a case conference"), "plan:conference", subjects=CONFERENCES),
    "conference.hold": Kind(_("Hold a case conference and write the minutes"), "plan:conference", subjects=CONFERENCES),
    "follow_up.do": Kind(
        _("Ask how a person is: follow-up"), "plan:follow_up", subjects=task_subjects.of_case(FollowUp)
    ),
    "screening.finish": Kind(_("Finish a screening"), "screening:ask", subjects=SCREENINGS),
    "screening.decide": Kind(_("Decide after a screening"), "screening:screening", subjects=SCREENINGS),
    "identification.answer": Kind(
        _("Answer a request to identify"), "body:request", decision=True, subjects=task_subjects.requests
    ),
    "identification.answered": Kind(
        _("Read the answer of the deciding body"),
        "identification:page",
        subjects=task_subjects.of_case(Identification),
    ),
    "service.deliver": Kind(
        _("A planned service is due: was it given?"), "services:service", subjects=task_subjects.of_case(Service)
    ),
    "stay.begin": Kind(
        _("A reserved bed is due: did the person come?"), "services:stay", subjects=task_subjects.of_case(Stay)
    ),
    "referral.answer": Kind(_("Answer a referral"), "provider:referral", subjects=task_subjects.referrals),
    "referral.serve": Kind(
        _("Begin the help you promised in a referral"), "provider:referral", subjects=task_subjects.referrals
    ),
    "referral.await": Kind(_("Ask what became of a referral"), "referrals:referral", subjects=task_subjects.referrals),
    "referral.read_answer": Kind(
        _("Read the answer to a referral"), "referrals:referral", subjects=task_subjects.referrals
    ),
    "referral.read_withdrawn": Kind(
        _("A consent was withdrawn: the sharing of a referral has stopped"),
        "referrals:referral",
        subjects=task_subjects.referrals,
    ),
    "referral.read_run_out": Kind(
        _("A consent has run out: the sharing of a referral has stopped"),
        "referrals:referral",
        subjects=task_subjects.referrals,
    ),
    "referral.read_unconfirmed": Kind(
        _("A referral without consent was not confirmed: the sharing has stopped"),
        "referrals:referral",
        subjects=task_subjects.referrals,
    ),
    "referral.read_lapsed": Kind(
        _("Nobody answered a referral: it has lapsed"), "referrals:referral", subjects=task_subjects.referrals
    ),
    "referral_link.wrong_pins": Kind(
        _("A one-time link was closed after five wrong PINs: look into it"),
        "referrals:referral",
        subjects=task_subjects.referrals,
    ),
    "referral_link.other_browser": Kind(
        _("An opened one-time link was tried in another browser: look into it"),
        "referrals:referral",
        subjects=task_subjects.referrals,
    ),
    "referral.confirm_exception": Kind(
        _("Confirm or refuse a referral without consent"),
        "referrals:referral",
        decision=True,
        subjects=task_subjects.referrals,
    ),
}
UNKNOWN = Kind(_("A task that this version does not know"), "office:tasks", takes_id=False)
TONES = {
    "open": "info",
    "overdue": "warning",
    "escalated": "danger",
    "expired": "closed",
    "done": "success",
    "cancelled": "closed",
}
STATES = {
    "open": _("Open"),
    "overdue": _("Overdue"),
    "escalated": _("Escalated"),
}
LATEST_FIRST = ("escalated", "overdue", "open")


def kind_of(task: Task) -> Kind:
    return KINDS.get(task.kind, UNKNOWN)


def words_of(task: Task, subject: Subject = NOTHING) -> str:
    """What is to be done, and about which record where that is known."""
    return " · ".join(part for part in (str(kind_of(task).words), subject.words) if part)


def subjects_of(actor: Actor, tasks: Sequence[Task]) -> dict[UUID, Subject]:
    """What tells the record of every task apart, by the task's id: one query for each kind of record.

    `NOTHING` for a record that is out of this actor's sight or told apart by its place alone.
    """
    wanted: defaultdict[Loader, set[UUID]] = defaultdict(set)
    for task in tasks:
        if loader := kind_of(task).subjects:
            wanted[loader].add(task.subject)
    found = {loader: loader(actor, ids) for loader, ids in wanted.items()}
    return {task.pk: _found(found, task) for task in tasks}


def _found(found: Mapping[Loader, Subjects], task: Task) -> Subject:
    loader = kind_of(task).subjects
    return found[loader].get(task.subject, NOTHING) if loader else NOTHING


def in_order(tasks: Sequence[Task], subjects: Subjects) -> list[Task]:
    """The latest first; among equally late ones somebody in danger first, then by due date."""
    return sorted(tasks, key=lambda task: (LATEST_FIRST.index(task.state), not subjects[task.pk].in_danger, task.due))


def url_of(task: Task) -> str:
    """Where this task is done."""
    kind = kind_of(task)
    return reverse(kind.url_name, args=[task.subject] if kind.takes_id else [])


def status_of(task: Task) -> StatusWord:
    return StatusWord(STATES[task.state], TONES[task.state])


def is_decision(task: Task) -> bool:
    return kind_of(task).decision


def is_late(task: Task) -> bool:
    return task.state in {"overdue", "escalated"}
