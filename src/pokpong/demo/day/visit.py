"""The visit of 22 March 2021: bodies only, in the words of the article.

Who spoke that day is quoted on the page that tells where Pokpong comes from, and nowhere else.
"""

from __future__ import annotations

from datetime import date

from pokpong.areas.partnership.actions import add_party, add_stop, make_visit, plan_visit, report_visit
from pokpong.demo.day.acting import CHAMPASAK, SOURCE, Day
from pokpong.demo.identity import known

VISIT = known("visit", "2021-03-22")
ON = date(2021, 3, 22)
WRITTEN_DOWN = 150  # days ago: long after the day
PURPOSE = "ພົບປະ ແລະ ປຶກສາຫາລື ຮ່ວມກັບຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ ຂັ້ນແຂວງ, ເມືອງ ພ້ອມທັງຢ້ຽມຢາມກິດຈະກຳພາກສະໜາມ"
CAME = ("usaid", "dsw", "ctip")
STOPS = (
    ("office", "province_office", "ຕ້ອນຮັບຄະນະ ແລະ ລາຍງານສະພາບລວມ ຢູ່ຫ້ອງວ່າການແຂວງ"),
    ("other", "", "ປຶກສາຫາລື ຮ່ວມກັບຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ ຂັ້ນເມືອງ"),
    (
        "training",
        "",
        "ຢ້ຽມຢາມກິດຈະກຳການສ້າງຄວາມອາດສາມາດ ໃຫ້ແກ່ຄະນະກຳມະການປົກປ້ອງ ແລະ ຊ່ວຍເຫຼືອເດັກ ຂັ້ນເມືອງ ແລະ ຂັ້ນບ້ານ",
    ),
)
FINDINGS = (
    "“ໄດ້ເອົາໃຈໃສ່ຊຸກຍູ້ ແຜນການຈັດຕັ້ງປະຕິບັດ, ການຕິດຕາມ ແລະ ການປະເມີນຜົນກິດຈະກຳຕ່າງໆ ຢ່າງເປັນປະຈຳ” "
    f"({SOURCE}). ຜູ້ທີ່ກ່າວໃນມື້ນັ້ນ ແມ່ນອ້າງອີງຢູ່ໜ້າ “ມື້ນັ້ນທີ່ຈຳປາສັກ” ເທົ່ານັ້ນ; "
    "ບັນທຶກນີ້ ມີແຕ່ຊື່ອົງການ."
)


def record(day: Day) -> None:
    """Written down later from the article, by the secretary."""
    with day.days_ago(WRITTEN_DOWN):
        day.do(
            plan_visit,
            "secretary",
            id=VISIT,
            purpose=PURPOSE,
            host=known("organisation", "province_office"),
            place=CHAMPASAK,
            starts=ON,
            ends=ON,
            committee=known("committee", "province"),
        )
        for body in CAME:
            day.do(
                add_party,
                "secretary",
                body,
                id=known("party", body),
                visit=VISIT,
                part="body",
                organisation=known("organisation", body),
            )
        for number, (kind, organisation, words) in enumerate(STOPS):
            day.do(
                add_stop,
                "secretary",
                number,
                id=known("stop", number),
                visit=VISIT,
                kind=kind,
                day=ON,
                place=CHAMPASAK,
                organisation=known("organisation", organisation) if organisation else None,
                words=words,
            )
        day.do(make_visit, "secretary", visit=VISIT, findings=FINDINGS)
        day.do(report_visit, "secretary", visit=VISIT)
