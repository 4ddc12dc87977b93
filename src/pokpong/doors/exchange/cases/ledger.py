"""A case as the ledger knows it, as one row of the standard.

What a file said and the ledger has no place for (a title, two citizenships, a street and a town) is taken from the
sealed row it came from, as long as it still means what the ledger says today.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.utils.timezone import localtime

from pokpong.areas.protection.vocabulary import exploitation as words
from pokpong.doors.exchange.cases import meaning
from pokpong.doors.exchange.cases.facts import CaseFacts
from pokpong.doors.exchange.cases.jsons import from_json
from pokpong.doors.exchange.htcds.records import COLUMNS, EMPTY, CaseRecord
from pokpong.doors.exchange.htcds.values import value_set
from pokpong.doors.exchange.mapping.values import SEPARATOR
from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.names import strip_titles
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.models import Person
from pokpong.registers.places.queries import names_along

FILE_LANGUAGE: Final = "en"  # a file reads the same whoever takes it out
COUNTRY: Final = "Lao People's Democratic Republic"
GENDERS: Final = value_set("prs_Gender")
STATUS: Final = {"open": "Active", "reopened": "Active", "closing": "Active", "closed": "Closed"}
GONE_ELSEWHERE: Final = "elsewhere"
IDENTIFIED: Final = {
    "presumed": "PossibleVictimOfTrafficking",
    "requested": "PossibleVictimOfTrafficking",
    "appealed": "PossibleVictimOfTrafficking",
    "formal": "ActualVictimOfTrafficking",
    "declined": "NotAVictimOfTrafficking",
}
BODIES: Final = {
    "police": "Police",
    "prosecutor": "CourtOrProsecution",
    "court": "CourtOrProsecution",
    "civil_society": "NGO",
    "international": "Other",
}
GOVERNMENTAL: Final = "NonPoliceGovernmentalOrganization"


def record_of(facts: CaseFacts) -> CaseRecord:
    """The row of this case today."""
    now = _from_ledger(facts)
    return now if facts.imported is None else _with_what_was_said(now, from_json(facts.imported.said), facts)


def _from_ledger(facts: CaseFacts) -> CaseRecord:
    case, person = facts.case, facts.case.person
    return CaseRecord(
        case_number=case.number,
        status=_status(facts),
        owner=facts.lead,
        consent=True if facts.consented else None,
        closure_reason=SEPARATOR.join(facts.closure.reasons) if facts.closure is not None else "",
        **_names(person),
        **_person(person),
        **_address(person),
        **_telephones(facts.telephones),
        **_identification(facts),
        **_exploitation(facts),
        **_referrals(facts),
    )


def _status(facts: CaseFacts) -> str:
    referred = facts.closure is not None and GONE_ELSEWHERE in facts.closure.reasons
    return "ClosedReferred" if facts.case.state == "closed" and referred else STATUS[facts.case.state]


def _names(person: Person) -> dict[str, Any]:
    """The official name cut at its first space; a title in front is the salutation."""
    whole = canon(person.name).strip()
    bare = strip_titles(whole)
    title = whole[: -len(bare)].strip() if bare and whole.endswith(bare) else ""
    first, _space, second = bare.partition(" ")
    others = tuple(text for text in person.name_texts if text != person.name)
    return {"salutation": title, "first_name": first, "second_name": second.strip(), "other_names": others}


def _person(person: Person) -> dict[str, Any]:
    estimate, documents = person.birth_estimate or {}, person.documents or []
    return {
        "birth_date": person.birth_date,
        "estimated_age": estimate.get("age"),
        "gender": _gender(person),
        "sex": person.sex if person.sex != "unknown" else "",
        "citizenships": (person.nationality,) if person.nationality.isupper() else (),
        "languages": tuple(person.languages or ()),
        "interpreter": person.interpreter or "",
        "ethnic_group": person.ethnic_group or "",
        "disability": person.disability if person.disability != "unknown" else "",
        "identity_number": next((one["number"] for one in documents if one.get("number")), ""),
    }


def _gender(person: Person) -> str:
    kept = person.gender or ""
    return kept if kept in GENDERS.labels else meaning.GENDER_OF_SEX.get(person.sex, "")


def _address(person: Person) -> dict[str, Any]:
    home = person.home or {}
    path = home.get("path") or person.district_path
    names = [in_language(one, FILE_LANGUAGE) for one in names_along(path)]
    codes = parts(path)
    return {
        "street": home.get("text", ""),
        "state": names[0] if codes and names else "",
        "city": names[1] if len(names) > 1 else "",
        "country": COUNTRY if codes else "",
        "district_code": codes[1] if len(codes) > 1 else "",
        "village_code": codes[2] if len(codes) > 2 else "",
    }


def _telephones(numbers: Sequence[str]) -> dict[str, Any]:
    first, second = [*numbers, "", ""][:2]
    return {"mobile_phone": first, "home_phone": second}


def _identification(facts: CaseFacts) -> dict[str, Any]:
    row, answer = facts.identification, facts.formal
    if row is None:
        return {}
    found: dict[str, Any] = {"trafficking_status": IDENTIFIED.get(row.state, "")}
    if answer is not None:
        found |= {
            "decided_by": BODIES.get(facts.body_kind, GOVERNMENTAL),
            "letter_number": answer.letter_number or "",
            "letter_date": answer.letter_on,
        }
    return found


def _exploitation(facts: CaseFacts) -> dict[str, Any]:
    row = facts.exploitation
    if row is None:
        return {}
    more = {
        meaning.APPS_OF_RECRUITMENT: SEPARATOR.join(row.recruitment_apps),
        meaning.APPS_OF_EXPLOITATION: SEPARATOR.join(row.exploitation_apps),
        meaning.RELATIONSHIP: row.relationship,
    }
    return {
        "exploitation_forms": _ordered("vic_TypeOfExploitation", row.forms),
        "industries": _ordered("vic_ForcedLabourIndustry", row.industries),
        "sex_exploitation_forms": _ordered("vic_TypeOfSexExploitation", row.sex_forms),
        "control_methods": _ordered("vic_MethodsOfControl", row.control_methods),
        "recruitment_methods": _ordered("vic_MethodOfRecruitment", row.recruitment),
        "recruitment_place": _where(row.steps, "recruited"),
        "exploitation_place": _where(row.steps, "exploited"),
        "more": tuple(sorted((name, text) for name, text in more.items() if text)),
    }


def _ordered(values: str, codes: Sequence[str]) -> tuple[str, ...]:
    return value_set(values).ordered(codes)


def _where(steps: Sequence[dict[str, Any]], kind: str) -> str:
    """The first step of this kind: its own words, else its place, never below the district, or its country."""
    step = next((one for one in steps if one.get("kind") == kind), None)
    if step is None:
        return ""
    if step.get("text"):
        return str(step["text"])
    if step.get("place_path"):
        names = names_along(cut(step["place_path"], 2))
        return ", ".join(in_language(one, FILE_LANGUAGE) for one in reversed(names))
    known = words.words(words.COUNTRIES).get(step.get("country", ""))
    return in_language(known, FILE_LANGUAGE) if known else ""


def _referrals(facts: CaseFacts) -> dict[str, Any]:
    names = (in_language(organisation.names, FILE_LANGUAGE) for _row, organisation in facts.referrals)
    days: list[date] = [localtime(row.sent_at).date() for row, _organisation in facts.referrals if row.sent_at]
    return {"referred_organisations": tuple(dict.fromkeys(names)), "referred_out_on": tuple(dict.fromkeys(days))}


# Attributes that belong together, what a record means by them, and what the ledger holds.
Group = tuple[tuple[str, ...], Callable[[CaseRecord], Any], Callable[[CaseFacts], Any]]
GROUPS: Final[tuple[Group, ...]] = (
    (
        ("salutation", "first_name", "middle_name", "second_name"),
        lambda said: said.name,
        lambda facts: facts.case.person.name,
    ),
    (
        ("gender", "sex"),
        lambda said: (meaning.sex_of(said), meaning.gender_of(said)),
        lambda facts: (facts.case.person.sex, facts.case.person.gender or ""),
    ),
    (("citizenships",), meaning.nationality_of, lambda facts: facts.case.person.nationality),
    (("languages",), meaning.languages_of, lambda facts: facts.case.person.languages or []),
    (
        ("street", "city", "state", "postal_code", "country", "district_code", "village_code"),
        meaning.home_text,
        lambda facts: (facts.case.person.home or {}).get("text", ""),
    ),
    (("mobile_phone", "home_phone"), meaning.telephones_of, lambda facts: facts.telephones),
    (
        ("trafficking_status", "decided_by", "letter_number", "letter_date"),
        meaning.is_presumed,
        lambda facts: facts.identification.state == "presumed" if facts.identification is not None else False,
    ),
    *(
        (
            (attribute,),
            lambda said, column=column: meaning.exploitation_of(said).get(column, []),
            lambda facts, column=column: getattr(facts.exploitation, column, []),
        )
        for attribute, column in (
            ("exploitation_forms", "forms"),
            ("industries", "industries"),
            ("sex_exploitation_forms", "sex_forms"),
            ("control_methods", "control_methods"),
            ("recruitment_methods", "recruitment"),
        )
    ),
    (
        ("recruitment_place", "exploitation_place"),
        meaning.route_of,
        lambda facts: facts.exploitation.steps if facts.exploitation is not None else [],
    ),
)
_EMPTY_OF: Final = {column.attribute: EMPTY[column.kind] for column in COLUMNS}


def _with_what_was_said(now: CaseRecord, said: CaseRecord, facts: CaseFacts) -> CaseRecord:
    taken: dict[str, Any] = {}
    grouped: set[str] = set()
    for attributes, meant, held in GROUPS:
        grouped |= set(attributes)
        if meant(said) == held(facts):
            taken |= {name: getattr(said, name) for name in attributes}
    for name, empty in _EMPTY_OF.items():
        if name not in grouped and name in meaning.ONLY_IN_NOTE and getattr(now, name) == empty:
            taken[name] = getattr(said, name)
    return replace(now, **taken, more=tuple(sorted({**dict(said.more), **dict(now.more)}.items())))
