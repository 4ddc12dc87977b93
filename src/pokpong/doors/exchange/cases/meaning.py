"""What a row of the standard means in the words of the ledger. Pure: the same record always means the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from pokpong.areas.protection.vocabulary import exploitation as vocabulary
from pokpong.doors.exchange.htcds import values as coded
from pokpong.doors.exchange.htcds.records import CaseRecord
from pokpong.doors.exchange.mapping.values import SEPARATOR
from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.registers.people.rules.vocabulary import LANGUAGES, NATIONALITIES, codes

APPS_OF_RECRUITMENT, APPS_OF_EXPLOITATION = "vic_RecruitmentWebsitesAndApps", "vic_ExploitationWebsitesAndApps"
RELATIONSHIP = "vic_RelationshipToTrafficker"
PRESUMED: Final = frozenset({"PossibleVictimOfTrafficking", "ActualVictimOfTrafficking"})
SEX_OF_GENDER: Final = {"Feminine": "female", "Masculine": "male"}
GENDER_OF_SEX: Final = {sex: gender for gender, sex in SEX_OF_GENDER.items()}
STEP_LIMIT = 200
PRECISION = "about"


def person_of(record: CaseRecord, day: date) -> dict[str, Any]:
    """Columns of a person, without the place."""
    found: dict[str, Any] = {
        "names": names_of(record),
        "sex": sex_of(record),
        "gender": gender_of(record),
        "nationality": nationality_of(record),
        "birth_date": record.birth_date,
        "birth_estimate": estimate_of(record, day),
        "languages": languages_of(record),
        "interpreter": _spoken(record.interpreter) if record.interpreter else None,
        "ethnic_group": record.ethnic_group,
        "documents": [{"kind": "other", "number": record.identity_number}] if record.identity_number else None,
    }
    return found | ({"disability": record.disability} if record.disability else {})


def names_of(record: CaseRecord) -> list[dict[str, str]]:
    official = [{"text": record.name, "kind": "official"}] if record.name else []
    return [*official, *({"text": text, "kind": "other"} for text in record.other_names)]


def sex_of(record: CaseRecord) -> str:
    return record.sex or SEX_OF_GENDER.get(record.gender, "unknown")


def gender_of(record: CaseRecord) -> str:
    """Kept only where it says more than the sex; as the standard's code, so that it can be written again."""
    says_more = record.gender and SEX_OF_GENDER.get(record.gender) != sex_of(record)
    return record.gender if says_more and record.gender != "NonSpecifiedUnknown" else ""


def nationality_of(record: CaseRecord) -> str:
    """The first citizenship, as far as the ledger counts it apart."""
    if not record.citizenships:
        return "unknown"
    known = [code for code in record.citizenships if code in codes(NATIONALITIES)]
    return known[0] if known else "other"


def estimate_of(record: CaseRecord, day: date) -> dict[str, Any] | None:
    if record.birth_date is not None or record.estimated_age is None:
        return None
    return {"age": record.estimated_age, "precision": PRECISION, "as_of": day.isoformat()}


def languages_of(record: CaseRecord) -> list[str]:
    return list(dict.fromkeys(map(_spoken, record.languages)))


def _spoken(code: str) -> str:
    return code if code in codes(LANGUAGES) else "other"


def home_text(record: CaseRecord) -> str:
    """The address as one line."""
    return ", ".join(part for part in (record.street, record.city, record.state, record.country) if part)


def telephones_of(record: CaseRecord) -> list[str]:
    numbers = (to_arabic_digits(number) for number in (record.mobile_phone, record.home_phone))
    return list(dict.fromkeys(number for number in numbers if number))


def exploitation_of(record: CaseRecord) -> dict[str, Any]:
    """Columns of an exploitation record; empty when the row says nothing of it."""
    more = dict(record.more)
    found = {
        "forms": _known("forms", record.exploitation_forms),
        "industries": _known("industries", record.industries),
        "sex_forms": _known("sex_forms", record.sex_exploitation_forms),
        "control_methods": _known("control_methods", record.control_methods),
        "recruitment": _known("recruitment", record.recruitment_methods),
        "recruitment_apps": _known("recruitment_apps", _listed(more.get(APPS_OF_RECRUITMENT, ""))),
        "exploitation_apps": _known("exploitation_apps", _listed(more.get(APPS_OF_EXPLOITATION, ""))),
        "relationship": next(iter(_listed(more.get(RELATIONSHIP, ""))), ""),
        "route": route_of(record),
    }
    return {name: value for name, value in found.items() if value}


def _listed(text: str) -> list[str]:
    return [code for code in text.split(SEPARATOR) if code]


def _known(column: str, said: Iterable[str]) -> list[str]:
    """The codes in the ledger's own list, in its order; one that it has not is “other”."""
    known = vocabulary.words(vocabulary.LISTS[column])
    wanted = {code if code in known else coded.OTHER for code in said}
    return [code for code in known if code in wanted]


def route_of(record: CaseRecord) -> list[dict[str, str]]:
    steps = (("recruited", record.recruitment_place), ("exploited", record.exploitation_place))
    return [{"kind": kind, "text": text[:STEP_LIMIT]} for kind, text in steps if text]


def is_presumed(record: CaseRecord) -> bool:
    return record.trafficking_status in PRESUMED


def opened_on(record: CaseRecord, today: date) -> date:
    """The day another body handed the person over, when that can be."""
    day = record.referred_in_on
    return day if day is not None and day <= today else today


# What a row says and no field of the ledger holds: it becomes a note, so that people can read it.
ONLY_IN_NOTE = (
    "salutation",
    "title",
    "email",
    "postal_code",
    "status",
    "owner",
    "decided_by",
    "letter_number",
    "letter_date",
    "referring_organisation",
    "referred_in_on",
    "referring_worker",
    "referral_in_reason",
    "referral_in_details",
    "referred_organisations",
    "referred_worker",
    "referral_out_reason",
    "referred_out_on",
    "referral_out_details",
    "closure_reason",
)
