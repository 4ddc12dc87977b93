"""The fields of a figure of population, and the words above their columns."""

from __future__ import annotations

from typing import Final

from pokpong.doors.exchange.mapping.targets import AMOUNT, CODE, NUMBER, Target, TargetField
from pokpong.doors.exchange.mapping.values import ValueSet
from pokpong.foundation.kernel.words import lazy as _

SEXES: Final = ValueSet.of(
    "sex",
    {"female": "Female", "male": "Male", "all": "Both sexes"},
    (
        *((word, "female") for word in ("f", "women", "woman", "ຍິງ", "ແມ່ຍິງ", "ເພດຍິງ")),
        *((word, "male") for word in ("m", "men", "man", "ຊາຍ", "ຜູ້ຊາຍ", "ເພດຊາຍ")),
        *((word, "all") for word in ("both", "total", "ທັງໝົດ", "ລວມ", "ທັງສອງເພດ")),
    ),
)
POPULATION: Final = Target(
    "population",
    _("Figures of population"),
    (
        TargetField(
            "place",
            _("Place"),
            headers=("p-code", "pcode", "district", "province", "village", "ສະຖານທີ່", "ເມືອງ", "ແຂວງ", "ບ້ານ", "ລະຫັດ"),
        ),
        TargetField("year", _("Year"), NUMBER, required=True, headers=("ປີ",)),
        TargetField("sex", _("Sex"), CODE, headers=("gender", "ເພດ"), values=SEXES),
        TargetField("age_band", _("Age group"), headers=("age", "ages", "age band", "ອາຍຸ", "ກຸ່ມອາຍຸ", "ຊ່ວງອາຍຸ")),
        TargetField(
            "count",
            _("Number of people"),
            AMOUNT,
            required=True,
            headers=("population", "people", "persons", "number", "count", "ຈຳນວນ", "ຈຳນວນຄົນ", "ປະຊາກອນ", "ພົນລະເມືອງ"),
        ),
        TargetField("source", _("Source"), required=True, headers=("according to", "ແຫຼ່ງຂໍ້ມູນ", "ແຫຼ່ງ")),
    ),
)
