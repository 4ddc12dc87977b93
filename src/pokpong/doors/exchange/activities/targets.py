"""The fields of an activity, and the words above their columns: those of the sheet of a plan, and others."""

from __future__ import annotations

from functools import cache
from typing import Final

from django.utils import translation

from pokpong.doors.exchange.mapping.targets import AMOUNT, CODES, DAY, NUMBER, TEXT, Target, TargetField
from pokpong.doors.exchange.mapping.values import ValueSet
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.programme.plan_sheet import BUDGET, COLUMNS
from pokpong.registers.programme.plan_words import EVIDENCE

NAME: Final = "activities"
_KINDS: Final = {"starts": DAY, "ends": DAY, "participants_expected": NUMBER, "evidence_wanted": CODES}
_REQUIRED: Final = ("code", "name_lo", "starts", "ends")
_OTHER_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "code": ("no", "number", "ລະຫັດ", "ເລກທີ", "ລ/ດ", "ລຳດັບ"),
    "name_lo": ("activity", "activities", "ກິດຈະກຳ", "ຊື່ກິດຈະກຳ", "ຊື່"),
    "name_en": ("activity in English", "ຊື່ເປັນພາສາອັງກິດ"),
    "result": ("ir", "output", "ຜົນໄດ້ຮັບ"),
    "place": ("location", "province", "district", "ສະຖານທີ່", "ແຂວງ", "ເມືອງ"),
    "starts": ("start", "from", "begins", "ເລີ່ມ", "ວັນເລີ່ມ", "ແຕ່ວັນທີ"),
    "ends": ("end", "to", "until", "ສິ້ນສຸດ", "ວັນສິ້ນສຸດ", "ຮອດວັນທີ"),
    "official": ("responsible", "person responsible", "ຜູ້ຮັບຜິດຊອບ"),
    "organisation": ("organisation", "organization", "body", "ພາກສ່ວນຮັບຜິດຊອບ", "ອົງການຈັດຕັ້ງ"),
    "participants_expected": ("participants", "number of participants", "ຈຳນວນຜູ້ເຂົ້າຮ່ວມ", "ຜູ້ເຂົ້າຮ່ວມ"),
    "budget_LAK": ("budget", "kip", "budget LAK", "ງົບປະມານ", "ກີບ"),
    "budget_THB": ("baht", "budget THB", "ບາດ"),
    "budget_USD": ("dollars", "usd", "budget USD", "ໂດລາ"),
    "evidence_wanted": ("evidence", "means of verification", "ຫຼັກຖານ"),
}


@cache
def _evidence() -> ValueSet:
    """The kinds of evidence, in both languages."""
    with translation.override("en"):
        labels = {kind: str(words) for kind, words in EVIDENCE.items()}
    with translation.override("lo"):
        others = [(str(words), kind) for kind, words in EVIDENCE.items()]
    return ValueSet.of("evidence", labels, others)


def target() -> Target:
    """What such a file is about. The first field names the draft by its code."""
    plan = TargetField("plan", _("Plan"), required=True, headers=("plan code", "ແຜນການ", "ລະຫັດແຜນການ"))
    return Target(NAME, _("Activities of a plan"), (plan, *map(_field, COLUMNS)))


def _field(name: str) -> TargetField:
    kind = AMOUNT if name.startswith(BUDGET) else _KINDS.get(name, TEXT)
    values = _evidence() if kind == CODES else None
    headers = (*_in_every_language(name), *_OTHER_WORDS.get(name, ()))
    return TargetField(name, COLUMNS[name], kind, name in _REQUIRED, headers, values)


@cache
def _in_every_language(name: str) -> tuple[str, ...]:
    """What the sheet of a plan says above the column, whoever took it out."""
    found = []
    for language in ("lo", "en"):
        with translation.override(language):
            found.append(str(COLUMNS[name]))
    return tuple(found)
