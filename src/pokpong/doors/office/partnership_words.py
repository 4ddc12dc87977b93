"""Actions and nouns of meetings, decisions, visits and documents in words, for the history; and their tasks."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy

from pokpong.areas.partnership.models import Decision, Document, Meeting, Visit
from pokpong.areas.partnership.vocabulary import DOCUMENT_KINDS, MEETING_KINDS
from pokpong.doors.office.task_subjects import Subject, Subjects
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.templatetags.ui import lao_date

NOUNS = {
    "agenda_item": gettext_lazy("Point of an agenda"),
    "attendance": gettext_lazy("Attendance at a meeting"),
    "decision": gettext_lazy("Decision"),
    "decision_review": gettext_lazy("Review of a decision"),
    "document": gettext_lazy("Document"),
    "meeting": gettext_lazy("Meeting"),
    "stop": gettext_lazy("Stop of a visit"),
    "visit": gettext_lazy("Visit"),
    "visit_party": gettext_lazy("Somebody of a visit"),
}
ACTIONS = {
    "decision.amend": gettext_lazy("Changed a decision"),
    "decision.do": gettext_lazy("Noted that a decision is done"),
    "decision.drop": gettext_lazy("Dropped a decision"),
    "decision.reopen": gettext_lazy("Took a decision up again"),
    "decision.review": gettext_lazy("Reviewed a decision at a meeting"),
    "decision.take": gettext_lazy("Wrote a decision down"),
    "document.amend": gettext_lazy("Edited a draft of a document"),
    "document.clear_word": gettext_lazy("Confirmed that words are no name"),
    "document.draft": gettext_lazy("Drafted a document"),
    "document.sign": gettext_lazy("Signed a document"),
    "meeting.add_guest": gettext_lazy("Invited a guest to a meeting"),
    "meeting.amend": gettext_lazy("Changed a meeting"),
    "meeting.cancel": gettext_lazy("Cancelled a meeting"),
    "meeting.hold": gettext_lazy("Noted that a meeting was held"),
    "meeting.invite": gettext_lazy("Invited to a meeting"),
    "meeting.mark_attendance": gettext_lazy("Corrected who came to a meeting"),
    "meeting.plan": gettext_lazy("Planned a meeting"),
    "meeting.remove_guest": gettext_lazy("Took a guest of a meeting off the list"),
    "meeting.set_agenda": gettext_lazy("Wrote the agenda of a meeting"),
    "meeting.write_minutes": gettext_lazy("Wrote the minutes of a meeting"),
    "stop.add": gettext_lazy("Added a stop to a visit"),
    "stop.amend": gettext_lazy("Changed a stop of a visit"),
    "stop.remove": gettext_lazy("Took a stop off a visit"),
    "visit.add_party": gettext_lazy("Named somebody of a visit"),
    "visit.amend": gettext_lazy("Changed a visit"),
    "visit.cancel": gettext_lazy("Cancelled a visit"),
    "visit.make": gettext_lazy("Noted that a visit was made"),
    "visit.plan": gettext_lazy("Planned a visit"),
    "visit.remove_party": gettext_lazy("Took somebody of a visit off the list"),
    "visit.report": gettext_lazy("Noted that a visit is reported"),
}


def meetings(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By the committee, the kind and the day."""
    rows = Meeting.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "committee__names", "kind", "day")
    return {
        pk: Subject(f"{in_language(names)} · {MEETING_KINDS.words(kind)} · {lao_date(day)}")
        for pk, names, kind, day in rows
    }


def visits(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By who receives it, and the day."""
    rows = Visit.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "host__names", "starts")
    return {pk: Subject(f"{in_language(names)} · {lao_date(day)}") for pk, names, day in rows}


def decisions(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By the committee, the day and the number on that day."""
    rows = Decision.objects.visible_to(actor).filter(pk__in=ids)
    found = rows.values_list("pk", "committee__names", "taken_on", "position")
    return {pk: Subject(_words(names, f"{lao_date(day)} · {number}")) for pk, names, day, number in found}


def documents(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By the kind and the day; never by the title."""
    rows = Document.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "kind", "made_on")
    return {pk: Subject(f"{DOCUMENT_KINDS.get(kind, kind)} · {lao_date(day)}") for pk, kind, day in rows}


def _words(names: dict[str, str] | None, rest: str) -> str:
    return f"{in_language(names)} · {rest}" if names else rest
