"""What committees for children are taught: lessons and a test, written for the demo."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pokpong.areas.capacity.actions import draft_curriculum, put_in_use
from pokpong.demo.day.acting import Day
from pokpong.demo.identity import known

CURRICULUM = known("curriculum", "children")
LESSONS = (
    ("ທຸກຮູບແບບຂອງການຄ້າມະນຸດ", "Human trafficking in all its forms", "3"),
    ("ເດັກທີ່ມີຄວາມສ່ຽງຈາກການຄ້າມະນຸດ", "Children at risk of trafficking", "3"),
    ("ການກຳນົດຖານະ ແລະ ການສົ່ງຕໍ່ຜູ້ຖືກເຄາະຮ້າຍ", "Identification and referral of victims", "3"),
    ("ໜ້າທີ່ຂອງຄະນະກຳມະການ", "The duties of the committee", "3"),
)
# The question, what may be answered, and which answer is right (from 0).
QUESTIONS = (
    ("ໃຜມີໜ້າທີ່ແຈ້ງ ເມື່ອເຫັນເດັກມີຄວາມສ່ຽງ?", ("ທຸກຄົນໃນຄະນະກຳມະການ", "ຕຳຫຼວດເທົ່ານັ້ນ", "ບໍ່ມີໃຜ"), 0),
    ("ເດັກຍິນຍອມໄປເຮັດວຽກ ໝາຍຄວາມວ່າບໍ່ແມ່ນການຄ້າມະນຸດບໍ?", ("ແມ່ນ", "ບໍ່ແມ່ນ"), 1),
    ("ການຊ່ວຍເຫຼືອ ຕ້ອງລໍຖ້າການຕັດສິນຂອງຕຳຫຼວດບໍ?", ("ຕ້ອງລໍຖ້າ", "ບໍ່ຕ້ອງລໍຖ້າ", "ແລ້ວແຕ່ບ້ານ"), 1),
    ("ຊື່ຂອງຜູ້ຖືກເຄາະຮ້າຍ ບອກໃຫ້ໃຜຮູ້ໄດ້?", ("ເພື່ອນບ້ານ", "ສື່ມວນຊົນ", "ຜູ້ຮັບຜິດຊອບກໍລະນີເທົ່ານັ້ນ"), 2),
    ("ສັນຍານໃດ ບອກວ່າເດັກອາດມີຄວາມສ່ຽງ?", ("ຂາດໂຮງຮຽນດົນ", "ມັກຮຽນ", "ມີໝູ່ຫຼາຍ"), 0),
)


def write(day: Day) -> None:
    with day.days_ago(120):
        day.do(
            draft_curriculum,
            "manager",
            id=CURRICULUM,
            names={
                "lo": "ການປົກປ້ອງ ແລະ ຊ່ວຍເຫຼືອເດັກ ຂັ້ນພື້ນຖານ (ສົມມຸດ)",
                "en": "Protecting and assisting children, basics (invented)",
            },
            objectives={
                "lo": "ຄະນະກຳມະການ ຮູ້ຈັກສັນຍານຄວາມສ່ຽງ ແລະ ສົ່ງຕໍ່ໄດ້ຖືກຕ້ອງ.",
                "en": "Committees know the signs of risk and refer rightly.",
            },
            topics=["child_protection", "identification", "referral"],
            hours=Decimal(12),
            lessons=[{"names": {"lo": lo, "en": en}, "hours": hours} for lo, en, hours in LESSONS],
            questions=[_question(*one) for one in QUESTIONS],
            hours_percent=80,
            score_percent=60,
        )
        day.do(put_in_use, "manager", curriculum=CURRICULUM)


def _question(text: str, answers: tuple[str, ...], right: int) -> dict[str, Any]:
    return {"text": {"lo": text}, "choices": [{"lo": answer} for answer in answers], "right": right, "points": "1"}
