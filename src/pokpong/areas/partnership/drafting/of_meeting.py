"""Invitation, minutes, report and press text of a meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from pokpong.areas.partnership.drafting.decided import decided, decided_in_public, decisions_of
from pokpong.areas.partnership.drafting.draft import (
    Draft,
    Part,
    heading,
    in_each,
    listed,
    named,
    on_day,
    points,
    text,
    with_time,
)
from pokpong.areas.partnership.models import AgendaItem, Decision, DecisionReview, Meeting
from pokpong.areas.partnership.queries.meetings import Seat, agenda_of, quorum_of, seats_of
from pokpong.areas.partnership.vocabulary import MEETING_KINDS, OUTCOMES
from pokpong.registers.institutions.models import Official

Made = tuple[str, Sequence[Part]]


def invitation(row: Meeting) -> Draft:
    seats, items = seats_of(row), agenda_of(row)

    def make(language: str) -> Made:
        said = {"board": row.committee.name, "subject": row.subject}
        return _("Invitation to a meeting: %(subject)s") % said, [
            *_bases(row),
            text(_("%(board)s has the honour to invite you to a meeting about: %(subject)s.") % said),
            text(*_when_and_where(row, language)),
            *listed(_("Agenda"), [item.text for item in items]),
            *listed(_("Those who are invited"), [named(seat.official, language) for seat in seats]),
            text(_("If you cannot come yourself, please tell the secretariat in time whom you send.")),
        ]

    return in_each(make, [seat.official for seat in seats])


def minutes(row: Meeting) -> Draft:
    seats, items, taken = seats_of(row), agenda_of(row), decisions_of(row)
    reviews = _reviews(row)

    def make(language: str) -> Made:
        return _("Minutes of the meeting: %(subject)s") % {"subject": row.subject}, [
            *_bases(row),
            _held(row, language),
            _quorum(row),
            *_attendance(seats, language),
            *_points_with_minutes(items),
            *listed(_("Decisions"), decided(taken, language)),
            *listed(_("Review of earlier decisions"), _reviewed(reviews)),
        ]

    return in_each(make, _people(seats, taken))


def report(row: Meeting) -> Draft:
    seats, items, taken = seats_of(row), agenda_of(row), decisions_of(row)
    reviews = _reviews(row)

    def make(language: str) -> Made:
        return _("Report on the meeting: %(subject)s") % {"subject": row.subject}, [
            *_bases(row),
            _held(row, language),
            _quorum(row),
            *_attendance(seats, language),
            *_points_with_minutes(items),
            *listed(_("Decisions"), decided(taken, language)),
            *listed(_("Review of earlier decisions"), _reviewed(reviews)),
            text(_("This is reported for information and for guidance.")),
        ]

    return in_each(make, _people(seats, taken))


def press(row: Meeting) -> Draft:
    """Only what is public: who, when, where, what about, what was decided. Never what was said."""
    seats, items, taken = seats_of(row), agenda_of(row), decisions_of(row)
    chair = next((seat.official for seat in seats if seat.role == "chair" and _came(seat)), None)

    def make(language: str) -> Made:
        bodies = sorted({seat.official.organisation.name for seat in seats if _came(seat)})
        led = _("The meeting was led by %(name)s.") % {"name": named(chair, language)} if chair else ""
        return row.subject, [
            _held(row, language),
            text(led),
            *listed(_("Organisations that took part"), bodies),
            *listed(_("The meeting talked about"), [item.text for item in items if not item.review]),
            *listed(_("The meeting decided"), decided_in_public(taken)),
        ]

    return in_each(make, [chair] if chair else [])


DRAFTS: dict[str, Callable[[Meeting], Draft]] = {
    "invitation": invitation,
    "minutes": minutes,
    "report": report,
    "press": press,
}


def _came(seat: Seat) -> bool:
    return seat.row is not None and seat.row.presence == "present"


def _bases(row: Meeting) -> list[Part]:
    """On what the committee rests, where its decree is known."""
    if not row.committee.decree:
        return []
    said = {"board": row.committee.name, "decree": row.committee.decree}
    return [points([_("Pursuant to the decree on %(board)s, number %(decree)s;") % said])]


def _when_and_where(row: Meeting, language: str) -> list[str]:
    when = _("Day and time: %(when)s") % {"when": with_time(row.day, row.time, language)}
    return [when, *([_("Place: %(place)s") % {"place": row.venue}] if row.venue else [])]


def _held(row: Meeting, language: str) -> Part:
    said = {
        "day": on_day(row.day, language),
        "board": row.committee.name,
        "kind": MEETING_KINDS.words(row.kind),
        "subject": row.subject,
        "place": row.venue,
    }
    if row.venue:
        return text(_("On %(day)s %(board)s held a meeting at %(place)s (%(kind)s). It was about: %(subject)s.") % said)
    return text(_("On %(day)s %(board)s held a meeting (%(kind)s). It was about: %(subject)s.") % said)


def _quorum(row: Meeting) -> Part:
    found = quorum_of(row)
    said = {"counted": found.counted, "members": found.members, "needed": found.needed}
    if found.reached:
        return text(
            _("%(counted)s of %(members)s members came or sent somebody; %(needed)s are needed for a quorum.") % said
        )
    return text(
        _(
            "%(counted)s of %(members)s members came or sent somebody; %(needed)s are needed for a quorum. "
            "No decision could be taken."
        )
        % said
    )


def _attendance(seats: Sequence[Seat], language: str) -> list[Part]:
    def those(presence: str, *, guest: bool) -> list[str]:
        return [
            _with_deputy(seat, language)
            for seat in seats
            if seat.row is not None and seat.row.presence == presence and seat.guest is guest
        ]

    return [
        *listed(_("Members who were present"), those("present", guest=False)),
        *listed(_("Members who sent somebody"), those("sent", guest=False)),
        *listed(_("Members who were absent"), those("absent", guest=False)),
        *listed(_("Guests"), [*those("present", guest=True), *those("sent", guest=True)]),
    ]


def _with_deputy(seat: Seat, language: str) -> str:
    who = named(seat.official, language)
    row = seat.row
    if row is None or row.presence != "sent":
        return who
    deputy = named(row.deputy, language) if row.deputy is not None else row.deputy_name
    return _("%(who)s, who sent: %(deputy)s") % {"who": who, "deputy": deputy}


def _points_with_minutes(items: Sequence[AgendaItem]) -> list[Part]:
    parts: list[Part] = []
    for number, item in enumerate(items, start=1):
        parts.append(heading(f"{number}. {item.text}"))
        parts.extend(text(*paragraph.splitlines()) for paragraph in item.minutes.split("\n\n") if paragraph.strip())
    return parts


def _reviews(row: Meeting) -> list[DecisionReview]:
    return list(DecisionReview.objects.filter(meeting=row).select_related("decision").order_by("at", "pk"))


def _reviewed(reviews: Sequence[DecisionReview]) -> list[str]:
    return [
        " · ".join(part for part in (review.decision.text, str(OUTCOMES[review.outcome]), review.remark) if part)
        for review in reviews
    ]


def _people(seats: Sequence[Seat], taken: Sequence[Decision]) -> list[Official]:
    deputies = [seat.row.deputy for seat in seats if seat.row is not None and seat.row.deputy is not None]
    return [*(seat.official for seat in seats), *deputies, *(row.owner for row in taken)]
