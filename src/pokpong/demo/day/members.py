"""Who else sits in the committees of the demo. All are invented."""

from __future__ import annotations

from pokpong.demo.article_bodies import FOUNDED
from pokpong.demo.day.acting import Day
from pokpong.demo.identity import known
from pokpong.demo.people import FAMILY, PAKSE, VILLAGE
from pokpong.demo.registers import DemoOfficial, appoint
from pokpong.registers.institutions.actions.committees import add_committee, begin_membership

SINCE, SEATED = 380, 300  # days ago
OFFICIALS = (
    DemoOfficial("vice_district", f"ທ້າວ ຄຳສິງ {FAMILY}", "ຮອງເຈົ້າເມືອງ", "vice_district_governor", "district", PAKSE),
    DemoOfficial("officer", f"ນາງ ສຸກສະໝອນ {FAMILY}", "ວິຊາການ", "district_social_welfare", "welfare", PAKSE),
    DemoOfficial("inspector", f"ທ້າວ ພອນໄຊ {FAMILY}", "ຕຳຫຼວດ", "provincial_police", "police", "LA16/"),
    DemoOfficial("union", f"ນາງ ວິໄລພອນ {FAMILY}", "ສະຫະພັນແມ່ຍິງເມືອງ", "district_womens_union", "district", PAKSE),
    DemoOfficial("teacher", f"ນາງ ມະນີຈັນ {FAMILY}", "ຄູ", "teacher", "district", PAKSE),
    DemoOfficial("guard", f"ທ້າວ ບຸນທັນ {FAMILY}", "ປ້ອງກັນຄວາມສະຫງົບບ້ານ", "village_security", "authority", VILLAGE),
)
SEATS = (
    ("province", "inspector", "member"),
    ("province", "officer", "member"),
    ("pakse", "vice_district", "chair"),
    ("pakse", "union", "secretary"),
    ("pakse_children", "vice_district", "chair"),
    ("pakse_children", "officer", "secretary"),
    ("pakse_children", "union", "member"),
    ("pakse_children", "teacher", "member"),
    ("village_children", "chief", "chair"),
    ("village_children", "network", "secretary"),
    ("village_children", "guard", "member"),
)


def join(day: Day) -> None:
    with day.days_ago(199):
        for official in OFFICIALS:
            appoint(day.users, official, day.day(SINCE))
        day.do(
            add_committee,
            "secretary",
            "pakse",
            id=known("committee", "pakse"),
            kind="counter_trafficking",
            names={
                "lo": "ຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ ຂັ້ນເມືອງ (ສົມມຸດ)",
                "en": "District counter-trafficking committee (invented)",
            },
            place=PAKSE,
            founded=FOUNDED,
        )
        for committee, who, role in SEATS:
            day.do(
                begin_membership,
                "secretary",
                committee,
                who,
                id=known("membership", committee, who),
                committee=known("committee", committee),
                official=known("official", who),
                role=role,
                starts=day.day(SEATED),
            )
