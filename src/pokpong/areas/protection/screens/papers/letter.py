"""The letter of a referral: what the organisation is asked, and what of the person is shared with it; nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.models import IssuedPaper, Referral
from pokpong.areas.protection.screens.papers.office import head, numbered
from pokpong.areas.protection.screens.papers.telling import Telling
from pokpong.areas.protection.screens.referrals.words import (
    asked_rows,
    contacts_shown,
    groups_shown,
    kind_words,
    sender_words,
)
from pokpong.areas.protection.vocabulary.referrals import EXCEPTIONS
from pokpong.foundation.kernel import clock
from pokpong.foundation.papers.paper import Paper, Section, Signature
from pokpong.foundation.papers.words import Said
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.models import Contact

DUTIES = (
    gettext_lazy("Only those who help the person read this letter. It is kept locked up."),
    gettext_lazy("What it says is used for this help alone and is not passed on."),
    gettext_lazy("Nobody asks the person again what happened, unless the help needs it and the person agrees."),
    gettext_lazy("When the help has ended, or the person takes the consent back, the letter is destroyed."),
)


@dataclass(frozen=True)
class Letter:
    """A referral and how much of it the reader of the letter may know.

    `parts`: the groups of the person's record; `contacts` those of the person, None when they are not shared.
    """

    referral: Referral
    parts: Collection[str]
    contacts: Sequence[Contact] | None
    office: Organisation | None
    issued: IssuedPaper | None


def referral_letter(letter: Letter, telling: Telling, **screen: Any) -> Paper:
    """`screen` holds what only the page on a screen shows: `variants`, `back_url`."""
    row, say = letter.referral, telling.say
    sent = timezone.localdate(row.sent_at) if row.sent_at else clock.today()
    name = telling.languages.name(row.organisation.names)
    return Paper(
        kind=say(gettext_lazy("Referral letter")),
        subject=telling.text(lambda: _("About: %(kind)s") % {"kind": kind_words(row)}),
        number=numbered(letter.issued, telling),
        sections=[section for section in _sections(letter, telling) if section is not None],
        signatures=[Signature(say(gettext_lazy("Head of the office")))],
        distribution=[name, say(gettext_lazy("Kept at the office that sent it"))],
        file_stem="referral-letter",
        **head(letter.office, telling, letter.issued.issued_on if letter.issued else sent),
        **screen,
    )


def _sections(letter: Letter, telling: Telling) -> list[Section | None]:
    row, say = letter.referral, telling.say
    return [
        Section(rows=[(say(gettext_lazy("Addressed to")), telling.languages.name(row.organisation.names))]),
        Section(
            say(gettext_lazy("What we ask of you")),
            rows=telling.rows(lambda: [SummaryRow(_("Number of the referral"), row.number), *asked_rows(row)]),
        ),
        Section(say(gettext_lazy("What you need to know")), [telling.text(lambda: row.message)])
        if row.message
        else None,
        Section(say(gettext_lazy("Why the person is referred")), [telling.text(lambda: row.reason)])
        if row.reason and row.share_reason
        else None,
        _person(letter, telling),
        _contacts(letter, telling),
        Section(say(gettext_lazy("On what this rests")), [_basis(row, telling)]),
        Section(say(gettext_lazy("How to treat this letter")), points=[say(duty) for duty in DUTIES]),
        Section(
            say(gettext_lazy("Your answer")),
            [
                telling.sentence(
                    gettext_lazy("Please tell us by %(day)s whether you can help. You may ask: %(who)s"),
                    day=row.answer_by,
                    who=sender_words(row) or "…………………………",
                )
            ],
        ),
    ]


def _person(letter: Letter, telling: Telling) -> Section | None:
    person = letter.referral.case.person
    rows = telling.rows(lambda: [row for group in groups_shown(person, letter.parts) for row in group["rows"]])
    return Section(telling.say(gettext_lazy("About the person")), rows=rows) if rows else None


def _contacts(letter: Letter, telling: Telling) -> Section | None:
    if letter.contacts is None:
        return None
    rows = telling.rows(
        lambda: [
            SummaryRow(
                line["kind"],
                [
                    " · ".join(filter(None, (line["value"], line["whose"]))),
                    line["status"],
                    *(f"{label} {text}" for label, text in line["how"]),
                ],
            )
            for line in contacts_shown(letter.contacts or ())
        ]
    )
    title = telling.say(gettext_lazy("How to reach the person"))
    nothing = telling.say(gettext_lazy("No safe contact is known. Ask the sender."))
    return Section(title, rows=rows) if rows else Section(title, [nothing])


def _basis(row: Referral, telling: Telling) -> Said:
    if row.consent:
        return telling.sentence(
            gettext_lazy("The person agreed on %(given)s that this is shared with you. The consent ends on %(ends)s."),
            given=row.consent.given_on,
            ends=row.consent.expires_on,
        )
    if row.exception:
        return telling.sentence(
            gettext_lazy("The person could not agree. It is shared because of an exception: %(exception)s."),
            exception=EXCEPTIONS.get(row.exception, row.exception),
        )
    return telling.say(gettext_lazy("Nothing is shared yet: no consent or exception has been recorded."))
