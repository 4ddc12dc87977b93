"""What the plans of the demo want to do: invented activities in the words of the programme."""

from __future__ import annotations

from dataclasses import dataclass, field

from pokpong.demo.day.acting import CHAMPASAK, SALAVAN, SAVANNAKHET, VIENTIANE
from pokpong.demo.people import PAKSE, SANASOMBOUN, VILLAGE


@dataclass(frozen=True)
class Told:
    """How an activity stood so many days ago; `until` is the month to which it was put off."""

    days_ago: int
    state: str
    reason: str = ""
    until: int | None = None


@dataclass(frozen=True)
class DemoActivity:
    """From the first day of month `first` to the last of month `last`, counted from the plan's first (0)."""

    code: str
    lo: str
    en: str
    result: str
    place: str
    first: int
    last: int
    people: int
    evidence: tuple[str, ...]
    money: dict[str, str]
    who: str
    told: tuple[Told, ...] = field(default=())


HERE = (
    DemoActivity(
        "1.1",
        "ຝຶກອົບຮົມ ຄະນະກຳມະການປົກປ້ອງ ແລະ ຊ່ວຍເຫຼືອເດັກ ຂັ້ນເມືອງ ແລະ ຂັ້ນບ້ານ",
        "Training of the Child Protection and Assistance Committees of district and village",
        *("O1.1.1", PAKSE, 4, 5, 12, ("training", "list"), {"LAK": "18000000", "USD": "900"}, "officer"),
        (Told(70, "partly", "ກະກຽມຫຼັກສູດ ແລະ ສະຖານທີ່ແລ້ວ"), Told(36, "done", "ຈັດແລ້ວ ຕາມແຜນ")),
    ),
    DemoActivity(
        "1.2",
        "ຝຶກອົບຮົມ ຄະນະກຳມະການ ຂັ້ນບ້ານ ຄັ້ງທີສອງ",
        "Second training of the village committees",
        *("O1.1.1", SANASOMBOUN, 7, 8, 20, ("training", "list"), {"LAK": "16000000"}, "officer"),
    ),
    DemoActivity(
        "1.3",
        "ເສີມສ້າງຄວາມເຂັ້ມແຂງໃຫ້ຜູ້ບັງຄັບໃຊ້ກົດໝາຍ",
        "Strengthening of law enforcers",
        *("IR1", CHAMPASAK, 2, 4, 25, ("training",), {"LAK": "22000000"}, "inspector"),
        (Told(60, "partly", "ຈັດໄດ້ຄັ້ງທີໜຶ່ງ ຍັງເຫຼືອອີກຄັ້ງໜຶ່ງ"),),
    ),
    DemoActivity(
        "1.4",
        "ເສີມສ້າງຄວາມເຂັ້ມແຂງໃຫ້ອຳນາດການປົກຄອງຂັ້ນບ້ານ",
        "Strengthening of village authorities",
        *("IR1", VILLAGE, 3, 5, 15, ("event", "photo"), {"LAK": "6000000"}, "officer"),
        (Told(50, "postponed", "ນ້ຳຖ້ວມ ຈຶ່ງໄປຮອດບ້ານບໍ່ໄດ້", 8),),
    ),
    DemoActivity(
        "2.1",
        "ກອງປະຊຸມປະຈຳ ຂອງຄະນະກຳມະການ ງວດທີໜຶ່ງ",
        "Regular meeting of the committee, first quarter",
        *("IR1.2", CHAMPASAK, 1, 2, 12, ("meeting", "document"), {"LAK": "4000000"}, "secretary"),
        (Told(120, "done", "ຈັດແລ້ວ"),),
    ),
    DemoActivity(
        "2.2",
        "ກອງປະຊຸມປະຈຳ ຂອງຄະນະກຳມະການ ງວດທີສອງ",
        "Regular meeting of the committee, second quarter",
        *("IR1.2", CHAMPASAK, 4, 5, 12, ("meeting", "document"), {"LAK": "4000000"}, "secretary"),
        (Told(29, "done", "ຈັດແລ້ວ ມີບົດບັນທຶກ"),),
    ),
    DemoActivity(
        "2.3",
        "ກອງປະຊຸມປະຈຳ ຂອງຄະນະກຳມະການ ງວດທີສາມ",
        "Regular meeting of the committee, third quarter",
        *("IR1.2", CHAMPASAK, 7, 8, 12, ("meeting", "document"), {"LAK": "4000000"}, "secretary"),
    ),
    DemoActivity(
        "2.4",
        "ຕິດຕາມ ແລະ ປະເມີນຜົນກິດຈະກຳຕ່າງໆ ປະຈຳງວດ",
        "Monitoring and evaluation of activities, each quarter",
        *("O1.2.1", CHAMPASAK, 0, 11, 6, ("visit", "document"), {"LAK": "12000000"}, "secretary"),
        (Told(100, "partly", "ງວດທີໜຶ່ງແລ້ວ"), Told(20, "partly", "ງວດທີສອງແລ້ວ")),
    ),
    DemoActivity(
        "3.1",
        "ກິດຈະກຳພາກສະໜາມ: ຢ້ຽມຢາມບ້ານ",
        "Field activity: visits to villages",
        *("O2.1.1", PAKSE, 3, 4, 40, ("visit", "photo"), {"LAK": "8000000"}, "union"),
        (Told(75, "done", "ຢ້ຽມຢາມຄົບຕາມແຜນ"),),
    ),
    DemoActivity(
        "3.2",
        "ປຸກຈິດສຳນຶກໃນໂຮງຮຽນ ກ່ຽວກັບການຄ້າມະນຸດ",
        "Awareness of human trafficking in schools",
        *("IR2.1", PAKSE, 2, 3, 200, ("event", "photo"), {"LAK": "9000000"}, "teacher"),
        (Told(95, "done", "ຈັດໄດ້ສາມໂຮງຮຽນ"),),
    ),
    DemoActivity(
        "3.3",
        "ປຸກຈິດສຳນຶກ ຢູ່ບ້ານທີ່ເດັກມີຄວາມສ່ຽງ",
        "Awareness in villages where children are at risk",
        *("IR2.1", SANASOMBOUN, 4, 5, 150, ("event", "photo"), {"LAK": "9000000"}, "union"),
    ),
    DemoActivity(
        "4.1",
        "ເຜີຍແຜ່ບັນຊີການບໍລິການ ໃຫ້ຄະນະກຳມະການ",
        "Making the list of services known to the committees",
        *("IR3", CHAMPASAK, 5, 7, 30, ("document",), {"LAK": "3000000"}, "nurse"),
        (Told(15, "partly", "ພິມແລ້ວ ຍັງບໍ່ທັນແຈກ"),),
    ),
    DemoActivity(
        "4.2",
        "ສ້າງໂອກາດທາງດ້ານອາຊີບ ໃຫ້ກັບກຸ່ມເປົ້າໝາຍ",
        "Livelihood opportunities for the target group",
        *("O3.1.1", PAKSE, 6, 10, 30, ("training", "list"), {"LAK": "30000000", "USD": "2500"}, "union"),
    ),
)
# What the project does in the four provinces; month and people differ a little from one to the next.
EVERYWHERE = tuple(
    activity
    for number, (place, lo, en) in enumerate(
        (
            (VIENTIANE, "ນະຄອນຫຼວງວຽງຈັນ", "Vientiane Capital"),
            (SAVANNAKHET, "ແຂວງສະຫວັນນະເຂດ", "Savannakhet"),
            (CHAMPASAK, "ແຂວງຈຳປາສັກ", "Champasak"),
            (SALAVAN, "ແຂວງສາລະວັນ", "Salavan"),
        ),
        start=1,
    )
    for activity in (
        DemoActivity(
            f"P{number}.1",
            f"ພົບປະ ແລະ ປຶກສາຫາລື ກັບຄະນະກຳມະການ {lo}",
            f"Meeting and consulting the committees of {en}",
            *("IR1.2", place, number, number + 1, 10, ("meeting",), {"USD": "1200"}, ""),
            (Told(90 - number, "done", "ພົບປະແລ້ວ"),) if place != SAVANNAKHET else (),
        ),
        DemoActivity(
            f"P{number}.2",
            f"ຝຶກອົບຮົມຄູຝຶກ {lo}",
            f"Training of trainers, {en}",
            *("O1.1.1", place, number + 5, number + 6, 8, ("training",), {"USD": "3000"}, ""),
        ),
    )
)
