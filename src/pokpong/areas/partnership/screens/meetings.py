"""The list of meetings, and the page of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.partnership.models import Decision, Meeting
from pokpong.areas.partnership.queries import decisions as decision_queries
from pokpong.areas.partnership.queries import meetings as queries
from pokpong.areas.partnership.queries.meetings import Seat
from pokpong.areas.partnership.screens.document_lines import documents_card
from pokpong.areas.partnership.screens.parts import (
    Card,
    Line,
    Notice,
    RecordPage,
    crumbs_of,
    filled,
    happenings,
    links,
    official_words,
    record_page,
)
from pokpong.areas.partnership.screens.tables import Meetings, address, decision_status, status
from pokpong.areas.partnership.states import COMING, MEETING, TONES
from pokpong.areas.partnership.vocabulary import MEETING_KINDS, OUTCOMES, PRESENCES
from pokpong.foundation.access.form_pages import found
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.saved_views import UserViews
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import Link, StatusWord, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.institutions.vocabularies import COMMITTEE_ROLES
from pokpong.registers.places.queries import label

PRESENCE_TONES = {"present": "success", "sent": "info", "absent": "neutral"}
EVENTS: dict[str, Words] = {
    "meeting.amend": gettext_lazy("Corrected"),
    "meeting.set_agenda": gettext_lazy("The agenda was written"),
    "meeting.add_guest": gettext_lazy("A guest was invited"),
    "meeting.remove_guest": gettext_lazy("A guest was taken off the list"),
    "meeting.mark_attendance": gettext_lazy("The attendance was corrected"),
    "meeting.write_minutes": gettext_lazy("The minutes were written"),
}


@require_GET
@page("meeting.read")
def meeting_list(request: PageRequest) -> HttpResponse:
    """Meetings of this reader's places."""
    rows = Meeting.objects.visible_to(request.user).select_related("committee")
    views = UserViews(request.user.id, Meetings.name, request.path)
    table = Meetings(rows, request.GET, path=request.path, saved_views=views)
    may_plan = request.user.may("meeting.plan")
    context = {
        "table": table,
        "title": _("Meetings"),
        "lead": _("Meetings of the committees of your places."),
        "steps": [Link(_("Plan a meeting"), reverse("partnership:plan_meeting"))] if may_plan else [],
        "breadcrumbs": [*crumbs_of("meeting")[:1], Crumb(_("Meetings"))],
    }
    return render(request, "partnership/list.html", context)


def meeting_for(request: PageRequest, key: UUID) -> Meeting:
    """The meeting in the reader's sight. Raises NotThere."""
    rows = Meeting.objects.visible_to(request.user).select_related("committee", "activity")
    row: Meeting = found(rows, key)
    return row


@require_GET
@page("meeting.read")
def meeting_page(request: PageRequest, meeting: UUID) -> HttpResponse:
    """What it is about, who was there, what was said and decided."""
    row = meeting_for(request, meeting)
    seats = queries.seats_of(row)
    taken = decision_queries.decisions_of(row, request.user)
    waiting = list(queries.put_before(row, request.user)) if row.state != "cancelled" else []
    seen(request, "meeting", [row])
    deputies = [seat.row.deputy for seat in seats if seat.row is not None and seat.row.deputy is not None]
    seen(
        request, "official", [*(seat.official for seat in seats), *deputies, *(one.owner for one in [*taken, *waiting])]
    )
    cards = [
        Card(_("About the meeting"), "info", rows=_facts(row), links=_fact_links(request, row)),
        _agenda_card(request, row),
        Card(
            _("Who was there") if row.state == "held" else _("Who is invited"), "people", **_seats(request, row, seats)
        ),
        decisions_card(taken),
        _review_card(request, row, waiting),
        documents_card(request, row),
        Card(_("What happened"), "clock", events=happenings(row, EVENTS, TONES)),
    ]
    shown = RecordPage(
        _("Meeting"),
        row.subject,
        f"{row.committee.name} · {MEETING_KINDS.words(row.kind)}",
        status(MEETING, row),
        cards,
        _steps(request, row),
        _notices(row),
    )
    return record_page(request, shown, crumbs_of("meeting", Crumb(_("Meeting"))))


def _facts(row: Meeting) -> list[SummaryRow]:
    return filled(
        [
            SummaryRow(_("Committee"), Link(row.committee.name, _committee(row))),
            SummaryRow(_("Kind"), MEETING_KINDS.words(row.kind)),
            SummaryRow(_("Day"), row.day),
            SummaryRow(_("Time"), row.time),
            SummaryRow(_("Where"), row.venue),
            SummaryRow(_("Place"), label(row.place_path)),
            SummaryRow(_("Activity of a plan"), row.activity.name if row.activity else ""),
        ]
    )


def _committee(row: Meeting) -> str:
    return reverse("institutions:committee", args=[row.committee_id])


def _fact_links(request: PageRequest, row: Meeting) -> list[Link]:
    may = row.state in COMING and request.user.may("meeting.amend", row.place_path)
    return links((may, _("Change"), "amend_meeting", row.pk))


def _steps(request: PageRequest, row: Meeting) -> list[Link]:
    """What comes next, the next one first."""

    def may(name: str, *states: str) -> bool:
        return row.state in states and request.user.may(name, row.place_path)

    return links(
        (may("meeting.invite", "planned"), _("Invite"), "invite", row.pk),
        (may("meeting.hold", "invited"), _("It was held: who came?"), "hold", row.pk),
        (may("meeting.write_minutes", "held"), _("Write the minutes"), "minutes", row.pk),
        (may("decision.take", "held") and row.may_decide, _("Write a decision down"), "take_at_meeting", row.pk),
        (may("document.draft", "planned", "invited", "held"), _("Draft a document"), "draft_of_meeting", row.pk),
        (may("meeting.cancel", *COMING), _("Cancel the meeting"), "cancel_meeting", row.pk),
    )


def _notices(row: Meeting) -> list[Notice]:
    if row.state != "held":
        return []
    quorum = queries.quorum_of(row)
    said = {"counted": quorum.counted, "members": quorum.members, "needed": quorum.needed}
    if quorum.reached:
        return [
            Notice("success", _("There was a quorum: %(counted)s of %(members)s members, %(needed)s needed.") % said)
        ]
    words = _("There was no quorum: %(counted)s of %(members)s members, %(needed)s needed. Nothing can be decided.")
    return [Notice("warning", words % said)]


def _agenda_card(request: PageRequest, row: Meeting) -> Card:
    items = queries.agenda_of(row)
    lines = [Line(f"{number}. {item.text}", text=item.minutes) for number, item in enumerate(items, start=1)]
    may = row.state in COMING and request.user.may("meeting.set_agenda", row.place_path)
    ways = links((may, _("Write the agenda"), "agenda", row.pk))
    return Card(_("Agenda"), "document", lines=lines, empty=_("No agenda is written yet."), links=ways)


def _seats(request: PageRequest, row: Meeting, seats: list[Seat]) -> dict[str, Any]:
    user, place = request.user, row.place_path
    may_remove = row.state in COMING and user.may("meeting.remove_guest", place)
    return {
        "lines": [_seat(row, seat, may_remove=may_remove) for seat in seats],
        "empty": _("On this day nobody sits in the committee."),
        "links": links(
            (row.state != "cancelled" and user.may("meeting.add_guest", place), _("Invite a guest"), "guest", row.pk),
            (
                row.state == "held" and user.may("meeting.mark_attendance", place),
                _("Correct the attendance"),
                "attendance",
                row.pk,
            ),
        ),
    }


def _seat(row: Meeting, seat: Seat, *, may_remove: bool) -> Line:
    role = _("Guest") if seat.guest else COMMITTEE_ROLES.words(seat.role)
    hint = f"{role} · {seat.official.post} · {seat.official.organisation.name}"
    kept = seat.row
    state = StatusWord(PRESENCES[kept.presence], PRESENCE_TONES[kept.presence]) if kept and kept.presence else None
    sent = ""
    if kept is not None and kept.presence == "sent":
        sent = _("Sent: %(who)s") % {"who": official_words(kept.deputy) if kept.deputy else kept.deputy_name}
    url = reverse("partnership:remove_guest", args=[row.pk, seat.official.pk])
    ways = [Link(_("Take off the list"), url)] if seat.guest and may_remove else []
    return Line(seat.official.name, hint=hint, text=sent, status=state, links=ways)


def decision_line(row: Decision) -> Line:
    hint = _("%(who)s · until %(day)s") % {"who": row.owner.name, "day": lao_date(row.due)}
    return Line(row.text, address(row), hint, row.result, decision_status(row))


def decisions_card(taken: list[Decision]) -> Card:
    lines = [decision_line(one) for one in taken]
    return Card(_("Decisions"), "check", lines=lines, empty=_("Nothing was decided yet."))


def _review_card(request: PageRequest, row: Meeting, waiting: list[Decision]) -> Card:
    """Open decisions of before; and what this meeting said of those it looked at."""
    reviews = decision_queries.reviewed_at(row, request.user)
    looked_at = {review.decision_id for review in reviews}
    may = row.state == "held" and request.user.may("decision.review", row.place_path)
    lines = [
        Line(
            review.decision.text,
            address(review.decision),
            OUTCOMES[review.outcome],
            review.remark,
            decision_status(review.decision),
        )
        for review in reviews
    ]
    for one in waiting:
        if one.pk not in looked_at:
            line = decision_line(one)
            url = reverse("partnership:review", args=[row.pk, one.pk])
            ways = [Link(_("What was said about it?"), url)] if may else []
            lines.append(Line(line.label, line.url, line.hint, line.text, line.status, ways))
    title = _("Decisions of earlier meetings")
    return Card(title, "clock", lines=lines, empty=_("No earlier decision of the committee is open."))
