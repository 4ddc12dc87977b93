"""What a person's record must say, and which of its fields belong together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.rules import ages, disability, vocabulary

DISTRICT_LEVELS = 2
LONGEST_NAME = 200
MOST_NAMES = 12

NAME_MISSING = ProblemKind("person_name_missing", _("Write at least one name, or what the person is called."))
NAME_TOO_LONG = ProblemKind("person_name_too_long", _("A name has at most 200 letters."))
NAMES_TOO_MANY = ProblemKind("person_names_too_many", _("Keep at most 12 names."))
NAME_KIND_UNKNOWN = ProblemKind("person_name_kind_unknown", _("Say which kind of name this is."))
CODE_UNKNOWN = ProblemKind("person_code_unknown", _("Choose one of the answers offered."))
DISTRICT_TOO_DEEP = ProblemKind(
    "person_district_too_deep", _("A person's record shows the district only; the village is kept sealed.")
)
DISTRICT_MISSING = ProblemKind(
    "person_district_missing", _("Choose the district where the person lives or is being helped.")
)
DISTRICT_UNKNOWN = ProblemKind("person_district_unknown", _("This district is not in the register of places."))
HOME_UNKNOWN = ProblemKind("person_home_unknown", _("This place is not in the register of places."))
NOT_OPEN = ProblemKind("person_not_open", _("This record was merged into another one and is no longer edited."))

# Groups of fields: a tie may show only some of them, and the page edits one group at a time.
GROUPS: dict[str, tuple[str, ...]] = {
    "names": ("names",),
    "facts": ("sex", "gender", "nationality", "ethnic_group", "languages", "interpreter"),
    "birth": ("birth_date", "birth_estimate"),
    "home": ("district_path", "home"),
    "health": ("disability", "disability_answers"),
    "documents": ("documents",),
}
# What else a tie may show, beside the fields of the record itself.
PARTS = ("contacts", "relations", "household", "consents", "history")
EVERYTHING: tuple[str, ...] = (*GROUPS, *PARTS)
AMENDABLE = frozenset(name for names in GROUPS.values() for name in names)


GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}


def record_problems(values: Mapping[str, Any], day: date) -> list[Problem]:
    """Every reason why these fields (all, or the changed ones) cannot stand in a record on `day`."""
    found: list[Problem] = []
    if "names" in values:
        found += _name_problems(values["names"])
    if "birth_date" in values or "birth_estimate" in values:
        found += ages.age_problems(day, values.get("birth_date"), values.get("birth_estimate"))
    if values.get("disability_answers"):
        found += disability.answer_problems(values["disability_answers"])
    if len(parts(values.get("district_path") or "")) > DISTRICT_LEVELS:
        found.append(DISTRICT_TOO_DEEP("district_path"))
    return found + _code_problems(values)


def _name_problems(names: list[dict[str, str]]) -> list[Problem]:
    texts = [str(name.get("text", "")).strip() for name in names]
    found = []
    if not any(texts):
        found.append(NAME_MISSING("names"))
    if any(len(text) > LONGEST_NAME for text in texts):
        found.append(NAME_TOO_LONG("names"))
    if len(names) > MOST_NAMES:
        found.append(NAMES_TOO_MANY("names"))
    if any(name.get("kind") not in vocabulary.codes(vocabulary.NAME_KINDS) for name in names):
        found.append(NAME_KIND_UNKNOWN("names"))
    return found


CODED = {
    "sex": vocabulary.SEXES,
    "nationality": vocabulary.NATIONALITIES,
    "disability": vocabulary.YES_NO_UNKNOWN,
}


def _code_problems(values: Mapping[str, Any]) -> list[Problem]:
    """Values may come from a device or a file: anything that is no code at all is refused like an unknown one."""
    spoken = vocabulary.codes(vocabulary.LANGUAGES)
    papers = vocabulary.codes(vocabulary.DOCUMENT_KINDS)
    wrong = {name: name in values and not _is_code(values[name], vocabulary.codes(c)) for name, c in CODED.items()}
    wrong["languages"] = not all(_is_code(language, spoken) for language in _listed(values.get("languages")))
    wrong["interpreter"] = not _is_code(values.get("interpreter") or "lao", spoken)
    wrong["documents"] = not all(
        isinstance(document, dict) and _is_code(document.get("kind"), papers)
        for document in _listed(values.get("documents"))
    )
    return [CODE_UNKNOWN(name) for name, is_wrong in wrong.items() if is_wrong]


def family_of(languages: list[str]) -> str:
    """The broad family of the first language named that has one."""
    if not languages:
        return "unknown"
    return next((vocabulary.FAMILY_OF[code] for code in languages if code in vocabulary.FAMILY_OF), "other")


def _is_code(value: object, known: Collection[str]) -> bool:
    return isinstance(value, str) and value in known


def _listed(value: object) -> list[Any]:
    """The items of a list; anything else that is not empty stands as one item, to be refused."""
    return value if isinstance(value, list) else [value] if value else []
