"""The copy on paper, in plain words: what this is, what is kept, what is left out and why, and the person's rights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.screens.papers.information import contact_rows
from pokpong.areas.protection.screens.papers.office import issuers, place_of
from pokpong.areas.protection.screens.papers.telling import Telling
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.papers.paper import Paper, Section, Signature
from pokpong.foundation.papers.words import Said
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.models import SubjectCopy
from pokpong.registers.people.own_copy import WHY
from pokpong.registers.people.queries.own_copies import Record
from pokpong.registers.people.screens.consent_paper import rights

TITLE = _("My own copy: what is kept about me")
INTRODUCTION = (
    _("I asked for this paper. It says what the programme keeps about me, on the day that stands above."),
    _("It is mine. I may keep it, show it to whom I want, or destroy it. Nobody may ask me for it."),
    _("If it is not safe to have it at home, the office keeps it for me or reads it out. It is never sent."),
)
TO_CORRECT = (
    _("If something is wrong or missing, I say so to the office. It corrects it and keeps what stood there before."),
    _("If I think that something was left out wrongly, or seen by somebody who had no reason, I may complain."),
    _("I complain to the supervisor of the office, or call one of the numbers below. My help does not depend on it."),
)
LEFT_OUT = _("A text is left out here: nobody has read yet whether it tells of others.")
# Reasons that are told on the paper; those about marks of the program tell the person nothing.
TOLD = ("others", "who_told", "safety", "staff", "inquiry", "shown_here", "unread")


@dataclass(frozen=True)
class Sheet:
    """A copy, what stands on it, who makes it and for which office."""

    copy: SubjectCopy
    records: Sequence[Record]
    made_by: str
    office: Organisation | None


def mark_of(copy: SubjectCopy) -> str:
    """Stands on every sheet: the number of the record, and which copy of it this is."""
    return f"{copy.person.number}/{copy.number}"


def copy_paper(sheet: Sheet, telling: Telling, **screen: Any) -> Paper:
    """`screen` holds what only the page on a screen shows: `variants`, `back_url`."""
    say, copy = telling.say, sheet.copy
    return Paper(
        kind=say(TITLE),
        languages=telling.languages,
        subject=Said(copy.person.name),
        issuers=issuers(sheet.office, telling),
        number=mark_of(copy),
        place=place_of(sheet.office, telling),
        date=clock.today(),
        sections=[
            Section(say(_("What this is")), [_made(sheet, telling)], points=[say(words) for words in INTRODUCTION]),
            *_kept(sheet.records, telling),
            Section(say(_("What is left out, and why")), points=[say(WHY[code]) for code in TOLD]),
            Section(say(_("If something is wrong")), points=[say(words) for words in TO_CORRECT]),
            *rights(telling.languages),
            *_numbers(sheet, telling),
        ],
        signatures=[
            Signature(say(_("Made and explained by")), sheet.made_by),
            Signature(say(_("Received in person by")), line=say(_("Date, signature or finger print"))),
        ],
        official=False,
        file_stem="own-copy",
        **screen,
    )


def _made(sheet: Sheet, telling: Telling) -> Said:
    return telling.sentence(
        _("Copy %(mark)s, made on %(day)s by %(who)s."),
        mark=mark_of(sheet.copy),
        day=clock.today(),
        who=sheet.made_by,
    )


def _numbers(sheet: Sheet, telling: Telling) -> list[Section]:
    rows = contact_rows(sheet.office, telling)
    return [Section(telling.say(_("Whom I may ask or call")), rows=rows)] if rows else []


def _kept(records: Sequence[Record], telling: Telling) -> Iterator[Section]:
    """A section for each record; several of a kind are numbered."""
    for _noun, group in groupby(records, key=lambda record: record.kind.noun):
        found = list(group)
        for number, record in enumerate(found, start=1):
            heading = _heading(record.kind.title, number if len(found) > 1 else 0, telling)
            yield Section(heading, rows=telling.rows(partial(rows_of, record)))


def _heading(title: Words, number: int, telling: Telling) -> Said:
    return telling.text(lambda: f"{title} ({number})" if number else title)


def rows_of(record: Record) -> list[SummaryRow]:
    """What is given, and of each text either itself or that it is left out; in the language that is active."""
    given = [SummaryRow(field.label, record.shown(field)) for field in record.given]
    texts = [SummaryRow(text.field.label, text.words if text.released else LEFT_OUT) for text in record.texts]
    return [*given, *texts]
