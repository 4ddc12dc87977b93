"""The information sheet for a person: what is kept about them, who sees it now, their rights, whom to call.

It says which kinds of things are written down, never what they say: the sheet may be found by others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.papers import Sees, kept_beside, who_sees
from pokpong.areas.protection.screens.papers.office import issuers
from pokpong.areas.protection.screens.papers.telling import Telling, written
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.papers.paper import Paper, Section, Signature
from pokpong.foundation.papers.words import Said
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.models import Consent, Person
from pokpong.registers.people.queries.sight import Parts
from pokpong.registers.people.rules.record import GROUPS
from pokpong.registers.people.rules.vocabulary import LANGUAGES, words_of
from pokpong.registers.people.screens.consent_paper import rights
from pokpong.registers.people.screens.words import GROUP_WORDS, part_words, purpose_words

# What is kept of a case, by the name under which its rows belong to it.
OF_CASE: dict[str, Words] = {
    "needs": gettext_lazy("What I need"),
    "goals": gettext_lazy("The goals we agreed on"),
    "services": gettext_lazy("The help I received or will receive"),
    "stays": gettext_lazy("Where I stayed"),
    "referrals": gettext_lazy("Which organisations were asked to help me"),
    "follow_ups": gettext_lazy("How I was when I was asked later"),
    "screenings": gettext_lazy("My answers to questions"),
    "identifications": gettext_lazy("What an authority decided about me"),
}
SPOKEN_HERE = "lao"


@dataclass(frozen=True)
class Sheet:
    """A case, which parts of the person its reader sees, who explains the sheet and for which office."""

    case: Case
    parts: Parts
    explained_by: str
    office: Organisation | None


def information_sheet(sheet: Sheet, telling: Telling, **screen: Any) -> Paper:
    """`screen` holds what only the page on a screen shows: `variants`, `back_url`."""
    say, person = telling.say, sheet.case.person
    return Paper(
        kind=say(gettext_lazy("What is kept about me")),
        subject=Said(person.name) if "names" in sheet.parts else None,
        languages=telling.languages,
        issuers=issuers(sheet.office, telling),
        date=clock.today(),
        sections=[
            _kept(sheet, telling),
            _seen(person, telling),
            *_agreed(person, telling),
            *rights(telling.languages),
            _whom_to_ask(sheet.office, telling),
        ],
        signatures=[
            Signature(say(gettext_lazy("Read out and explained by")), sheet.explained_by, _language(sheet, telling))
        ],
        official=False,
        file_stem="information-sheet",
        **screen,
    )


def _kept(sheet: Sheet, telling: Telling) -> Section:
    return Section(
        telling.say(gettext_lazy("What is written down about me")),
        points=telling.points(lambda: [*_of_person(sheet), *_of_case(sheet.case)]),
    )


def _of_person(sheet: Sheet) -> list[Words]:
    """The groups of the record that say something, as far as the reader may know."""
    person = sheet.case.person
    return [
        GROUP_WORDS[group]
        for group, fields in GROUPS.items()
        if group in sheet.parts and any(getattr(person, field) not in (None, "", "unknown", [], {}) for field in fields)
    ]


def _of_case(case: Case) -> list[Words]:
    found: list[Words] = [words for name, words in OF_CASE.items() if getattr(case, name).exists()]
    kept = kept_beside(case)
    wanted = (("notes", _("Notes of conversations with me")), ("files", _("Pictures and papers")))
    return [*found, *(words for name, words in wanted if kept[name])]


def _seen(person: Person, telling: Telling) -> Section:
    seen = who_sees(person.pk)
    return Section(
        telling.say(gettext_lazy("Who sees it now")),
        rows=[(_who(one, telling), _parts(one, telling)) for one in seen],
        points=[telling.say(gettext_lazy("The supervisors of the office, when they have to look after the work."))],
    )


def _parts(one: Sees, telling: Telling) -> Said:
    return telling.text(lambda: ", ".join(part_words(sorted(one.parts))))


def _who(one: Sees, telling: Telling) -> Said:
    if one.organisation is None:
        return telling.say(gettext_lazy("Those who work with me"))
    return telling.languages.name(one.organisation.names)


def _agreed(person: Person, telling: Telling) -> list[Section]:
    """The consents that hold: to what, with whom, until when."""
    consents: Sequence[Consent] = list(Consent.objects.filter(person=person.pk).holding(clock.today()))
    if not consents:
        nothing = telling.say(gettext_lazy("I have agreed to nothing yet. I am helped all the same."))
        return [Section(telling.say(gettext_lazy("What I agreed to")), [nothing])]
    points = telling.points(
        lambda: [
            _("%(purpose)s: %(who)s, until %(day)s")
            % {
                "purpose": purpose_words(consent.purpose),
                "who": ", ".join(entry["name"] for entry in consent.recipients),
                "day": written(consent.expires_on),
            }
            for consent in consents
        ]
    )
    return [Section(telling.say(gettext_lazy("What I agreed to")), points=points)]


def _whom_to_ask(office: Organisation | None, telling: Telling) -> Section:
    title = telling.say(gettext_lazy("Whom I may ask or call"))
    rows = contact_rows(office, telling)
    unknown = telling.say(gettext_lazy("The office that helps me: ……………………………………"))
    return Section(title, rows=rows) if rows else Section(title, [unknown])


def contact_rows(office: Organisation | None, telling: Telling) -> list[tuple[Said, Said]]:
    """The office and the hotlines, with their numbers."""
    own = [(telling.languages.name(office.names), Said(office.phone))] if office and office.phone else []
    hotlines: list[Any] = settings.POKPONG_HOTLINES
    lines = [(telling.languages.name(line["name"]), Said(line["number"])) for line in hotlines]
    return [*own, *lines]


def _language(sheet: Sheet, telling: Telling) -> Said:
    """In which language it was read out: the person's own, where it is known."""
    spoken = (sheet.case.person.languages or []) if "facts" in sheet.parts else []
    if not spoken or SPOKEN_HERE in spoken:
        return telling.say(gettext_lazy("Date and signature"))
    return telling.text(lambda: _("In this language: %(language)s") % {"language": words_of(LANGUAGES, spoken[0])})
