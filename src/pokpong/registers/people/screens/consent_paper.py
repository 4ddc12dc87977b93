"""The paper for the person: who holds what, why, how long; how to see, correct, withdraw and complain."""

from __future__ import annotations

from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel.words import Words
from pokpong.foundation.lao.dates import format_date
from pokpong.foundation.papers.paper import Paper, PaperLink, Section, Signature
from pokpong.foundation.papers.words import Languages, Said
from pokpong.registers.people.models import Consent
from pokpong.registers.people.rules.consent import PURPOSES
from pokpong.registers.people.screens.words import PART_WORDS

# Code in the address, first language, second language.
VARIANTS = {"lo": ("lo", ""), "en": ("en", ""), "lo-en": ("lo", "en")}


def consent_paper(
    consent: Consent, *, name: str, asked_by: str, office: dict[str, str], languages: str, address: str
) -> Paper:
    """The paper of one consent. `languages` is a key of `VARIANTS`; anything else means Lao."""
    chosen = languages if languages in VARIANTS else "lo"
    spoken = Languages(*VARIANTS[chosen])
    say = spoken.say
    return Paper(
        kind=say(_("My consent")),
        languages=spoken,
        subject=Said(name),
        issuers=(spoken.name(office),) if office else (),
        date=consent.given_on,
        sections=(*_shared(consent, spoken), *rights(spoken)),
        signatures=(
            Signature(say(_("The person who consents")), line=say(_("Signature or finger print"))),
            Signature(say(_("Asked and explained by")), asked_by),
        ),
        official=False,
        variants=[PaperLink(words, f"{address}?language={code}", code == chosen) for code, words in _variants()],
        back_url=address.removesuffix("paper/"),
    )


def _variants() -> list[tuple[str, str]]:
    return [("lo", "ລາວ"), ("en", "English"), ("lo-en", _gettext("Lao with English"))]


def _shared(consent: Consent, spoken: Languages) -> list[Section]:
    say = spoken.say
    withdrawn = getattr(consent, "withdrawal", None)
    sections = [
        Section(say(_("What I agreed to")), (say(dict(PURPOSES)[consent.purpose]),)),
        Section(say(_("Who receives it")), points=[Said(entry["name"]) for entry in consent.recipients]),
        Section(
            say(_("Which data")),
            points=[say(words) for code, words in PART_WORDS if code in consent.fields],
        ),
        Section(
            say(_("How long")),
            (
                _dated(spoken, _("From %(first)s until %(last)s. Then I am asked again."), consent),
                say(_("Afterwards nothing more is shared. What was recorded before is kept sealed.")),
            ),
        ),
    ]
    if withdrawn is not None:
        sections.insert(0, Section(say(_("This consent was withdrawn. Nothing more is shared under it."))))
    return sections


def _dated(spoken: Languages, words: Words, consent: Consent) -> Said:
    def in_one(language: str) -> str:
        days = {
            "first": format_date(consent.given_on, language),
            "last": format_date(consent.expires_on, language),
        }
        return Languages(language).say(words, **days).first

    return Said(in_one(spoken.first), in_one(spoken.second) if spoken.second else "")


def rights(spoken: Languages) -> list[Section]:
    """What the person may do, and who holds the data; on every paper that tells a person of their record."""
    say = spoken.say
    return [
        Section(
            say(_("My rights")),
            points=[
                say(_("I may see what is written about me. I ask the office, and it shows me.")),
                say(_("I may have mistakes corrected. The old text is kept, so that nobody can hide a change.")),
                say(_("I may take this consent back at any time, in spoken words, without giving a reason.")),
                say(_("Help does not depend on this consent. Nobody may refuse me help because I say no.")),
                say(_("If somebody does not respect this, I may complain to the supervisor of the office, or above.")),
            ],
        ),
        Section(
            say(_("Who holds my data")),
            (
                say(_("The office that asked me keeps it, sealed. Only those who work with me can read it.")),
                say(_("Every reading is noted, with the name of the reader and the time.")),
            ),
        ),
    ]
