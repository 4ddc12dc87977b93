"""Words for the fields and parts of a person's record, and their values as people read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import StatusWord
from pokpong.registers.people.rules import ages, consent, disability, vocabulary
from pokpong.registers.places.queries import label

FIELD_WORDS: dict[str, Words] = {
    "names": _("Names"),
    "sex": _("Sex"),
    "gender": _("Gender"),
    "nationality": _("Nationality"),
    "ethnic_group": _("Ethnic group"),
    "languages": _("Languages"),
    "interpreter": _("Interpreter"),
    "birth_date": _("Date of birth"),
    "birth_estimate": _("Estimated age"),
    "district_path": _("District"),
    "home": _("Home of the person"),
    "disability": _("Disability"),
    "disability_answers": _("Six questions about functioning"),
    "documents": _("Documents"),
}
GROUP_WORDS: dict[str, Words] = {
    "names": _("Names"),
    "facts": _("About the person"),
    "birth": _("Age"),
    "home": _("Home of the person"),
    "health": _("Disability"),
    "documents": _("Documents"),
}
# Parts that a tie or a consent may cover.
PART_WORDS: list[tuple[str, Words]] = [
    ("names", _("Names")),
    ("facts", _("Sex, nationality, languages")),
    ("birth", _("Age")),
    ("home", _("District and home")),
    ("health", _("Disability")),
    ("documents", _("Documents")),
    ("contacts", _("Contacts")),
    ("relations", _("Relations")),
    ("household", _("Household")),
    ("consents", _("Consents")),
    ("history", _("What happened")),
]
CODED: dict[str, list[vocabulary.Choice]] = {
    "sex": vocabulary.SEXES,
    "nationality": vocabulary.NATIONALITIES,
    "disability": vocabulary.YES_NO_UNKNOWN,
    "interpreter": vocabulary.LANGUAGES,
}
SAFETY_TONES = {"safe": "success", "careful": "warning", "unsafe": "danger", "unknown": "neutral"}
REASON_WORDS: dict[str, Words] = {
    "person": _("came to the office, or was entrusted"),
    "concern": _("a concern"),
    "consent": _("a consent"),
    "case": _("a case"),
    "referral": _("a referral"),
}


def part_words(parts: list[str]) -> list[str]:
    """The words of these parts, in the order of the record."""
    return [str(words) for code, words in PART_WORDS if code in parts]


def shown(field: str, value: Any) -> Any:
    """A field's value as a page shows it: words, a date, or several lines. Nothing for an empty one."""
    if value in (None, "", [], {}):
        return None
    if field in CODED:
        return vocabulary.words_of(CODED[field], value)
    return SHOWN[field](value) if field in SHOWN else value


def _names(names: list[dict[str, str]]) -> list[str]:
    kinds = dict(vocabulary.NAME_KINDS)
    return [f"{n['text']} ({kinds[n['kind']]})" if n["kind"] != "official" else n["text"] for n in names]


def _estimate(estimate: dict[str, Any]) -> str:
    day = date.fromisoformat(estimate["as_of"])
    words = vocabulary.words_of(ages.PRECISIONS, estimate["precision"])
    said = gettext("%(age)s years in %(year)s (%(precision)s)")
    return said % {"age": estimate["age"], "year": day.year, "precision": words}


def _home(home: dict[str, str]) -> list[str]:
    return [line for line in (label(home["path"]) if home.get("path") else "", home.get("text", "")) if line]


def _answers(answers: dict[str, str]) -> list[str]:
    domains, degrees = dict(disability.DOMAINS), dict(disability.DEGREES)
    return [f"{domains[code]}: {degrees[degree]}" for code, degree in answers.items()]


def _documents(documents: list[dict[str, str]]) -> list[str]:
    return [f"{vocabulary.words_of(vocabulary.DOCUMENT_KINDS, d['kind'])}: {d.get('number', '')}" for d in documents]


def _birth(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


SHOWN: dict[str, Any] = {
    "names": _names,
    "birth_estimate": _estimate,
    "home": _home,
    "disability_answers": _answers,
    "documents": _documents,
    "languages": lambda codes: [vocabulary.words_of(vocabulary.LANGUAGES, code) for code in codes],
    "district_path": label,
    "birth_date": _birth,
}


def safety_status(safety: str) -> StatusWord:
    return StatusWord(vocabulary.words_of(vocabulary.SAFETY, safety), SAFETY_TONES[safety])


def purpose_words(purpose: str) -> str:
    return vocabulary.words_of(consent.PURPOSES, purpose)
