"""The sign-in sheet and the certificate, as papers of a Lao office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from pokpong.areas.capacity.certificate_codes import code_of, grouped
from pokpong.areas.capacity.models import Certificate, Enrolment, Session, Training
from pokpong.areas.capacity.queries.trainings import enrolments_of, sessions_of, trainers_of
from pokpong.areas.capacity.screens import pages
from pokpong.foundation.access.form_pages import found
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.lao.dates import format_date
from pokpong.foundation.papers.paper import Paper, PaperTable, Section, Signature, render_paper
from pokpong.foundation.papers.words import Languages, Said
from pokpong.registers.places.queries import label

LINES = 20  # so many fit on one page together with the signatures
ROOM = 2  # empty lines for those who come unexpected, where one page is not enough anyhow
AT_ONCE = 4  # sessions side by side on one sheet
# Per cent of the width for number, name, office and the boxes, by how many boxes there are.
WIDTHS: dict[int, tuple[int, ...]] = {
    0: (5, 35, 60),
    1: (4, 28, 44, 24),
    2: (4, 24, 36, 18, 18),
    3: (4, 22, 29, 15, 15, 15),
    4: (4, 20, 28, 12, 12, 12, 12),
}
LAO = Languages("lo")
BOTH = Languages("lo", "en")


@require_GET
@page("session_attendance.record")
def sign_in_sheet(request: PageRequest, training: UUID) -> HttpResponse:
    """To be signed by hand: everybody enrolled, and a box for each session."""
    row = pages.training_of(request, training)
    people = enrolments_of(row)
    seen(request, "enrolment", people)
    return render_paper(sheet(row, people, sessions_of(row)), request)


def sheet(row: Training, people: Sequence[Enrolment], sessions: Sequence[Session]) -> Paper:
    """The attendance list: a page for each day, for everybody enrolled, with a box for each session of the day."""
    say = LAO.say
    parts = shared_out(sessions)
    first, *more = (_signed(people, part) for part in parts)
    return Paper(
        kind=say(_("Attendance list")),
        subject=LAO.name(row.all_names),
        place=None,
        date=None,
        sections=[replace(first, paragraphs=[_facts(row)]), *more],
        signatures=[Signature(say(_("Trainer"))), Signature(say(_("Organiser")))],
        sheet=True,
        file_stem="attendance-list",
        back_url=pages.address(row),
    )


def _facts(row: Training) -> Said:
    """Who holds it, where, when and who teaches, in one line: the room of the page is for signatures."""
    trainers = ", ".join(one.official.name for one in trainers_of(row))
    facts = (
        (_("Held by"), LAO.name(row.organisation.names).first if row.organisation else ""),
        (_("Place"), ", ".join(filter(None, (row.venue, label(row.place_path, "lo"))))),
        (_("Days"), days(row.starts, row.ends, "lo")),
        (_("Trainers"), trainers or "…………………………"),
    )
    return Said(" · ".join(f"{LAO.say(words).first}: {value}" for words, value in facts if value))


def shared_out(sessions: Sequence[Session]) -> list[Sequence[Session]]:
    """The sessions of each day, at most four to a page and about the same number on each; one empty page without any:
    it is printed, and the sessions are written by hand."""
    parts: list[Sequence[Session]] = []
    for _day, of_day in groupby(sessions, lambda session: session.day):
        found = list(of_day)
        pages_of_day = -(-len(found) // AT_ONCE)
        ends = [len(found) * number // pages_of_day for number in range(pages_of_day + 1)]
        parts += [found[start:end] for start, end in pairwise(ends)]
    return parts or [[]]


def days(first: date, last: date, language: str) -> str:
    """One day, or from and to."""
    return (
        format_date(first, language)
        if first == last
        else f"{format_date(first, language)} – {format_date(last, language)}"
    )


def _signed(people: Sequence[Enrolment], sessions: Sequence[Session]) -> Section:
    say = LAO.say
    head = [say(_("No.")), say(_("Name")), say(_("Post and institution"))]
    head += [LAO.name(session.names) if session.names else say(_("Signature")) for session in sessions]
    empty: list[Said | str] = [""] * len(sessions)
    rows: list[list[Said | str]] = [
        [str(number), person.trainee.name, _office(person), *empty] for number, person in enumerate(people, start=1)
    ]
    lines = LINES if len(people) <= LINES else len(people) + ROOM
    rows += [[str(number), "", "", *empty] for number in range(len(people) + 1, lines + 1)]
    day = Said(format_date(sessions[0].day, "lo")) if sessions else None
    return Section(heading=day, table=PaperTable(head, rows, WIDTHS[len(sessions)]))


def _office(person: Enrolment) -> str:
    office = LAO.name(person.organisation.names).first if person.organisation else person.institution
    return ", ".join(filter(None, (person.post, office)))


@require_GET
@page("certificate.issue")
def certificate_paper(request: PageRequest, certificate: UUID) -> HttpResponse:
    """One certificate with its code."""
    rows = Certificate.objects.visible_to(request.user).select_related("enrolment__training__curriculum")
    row = found(rows, certificate)
    seen(request, "certificate", [row])
    return render_paper(certificate_of(row, request), request)


def certificate_of(row: Certificate, request: HttpRequest) -> Paper:
    """Exactly what was signed, and the code."""
    say, shown = BOTH.say, row.shown
    code = grouped(code_of(row.pk, row.paper()))
    check = request.build_absolute_uri(reverse("capacity:check"))
    names = BOTH.name(shown["names"])
    first, last = date.fromisoformat(shown["starts"]), date.fromisoformat(shown["ends"])
    return Paper(
        kind=say(_("Certificate")),
        languages=BOTH,
        issuers=[BOTH.name(shown["issuer"])],
        number=row.number,
        date=row.issued_on,
        sections=[
            Section(
                paragraphs=[say(_("This certifies that"))],
                rows=[
                    (say(_("Name")), Said(shown["name"], shown["latin_name"])),
                    (say(_("has completed the training")), names),
                    (say(_("Number of hours")), Said(plain_hours(shown["hours"]))),
                    (say(_("Days")), Said(days(first, last, "lo"), days(first, last, "en"))),
                    (say(_("Place")), BOTH.name(shown["places"])),
                ],
            ),
            Section(rows=[(say(_("Code to check it")), Said(code))]),
        ],
        signatures=[Signature(say(_("Head of the office")))],
        qr=f"{check}#{code}",
        qr_words=say(_("Check whether this certificate is genuine")),
        file_stem="certificate",
        back_url=pages.address(row.enrolment.training),
    )


def plain_hours(text: str) -> str:
    """As a number is written in Lao."""
    return text.replace(".", ",")
