"""The project of the article: its words are quoted; its dates, codes, money and figures are invented and say so."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from uuid import UUID

from pokpong.demo.day.acting import PROVINCES, SOURCE, Day
from pokpong.demo.identity import known
from pokpong.demo.people import PAKSE, SANASOMBOUN
from pokpong.registers.programme import shipped
from pokpong.registers.programme.actions import (
    add_calendar,
    add_donor,
    add_framework,
    add_funding,
    add_project,
    add_result,
    agree_framework,
    change_project_state,
    make_periods,
    record_population,
)

PROJECT = known("project", "ctip")
STARTS = date(2020, 1, 1)
YEARS_TO_COME = 3
MONEY = (("USD", Decimal(400_000)), ("LAK", Decimal(2_000_000_000)))
ABOUT = {
    "lo": "“ສະໜັບສະໜູນລັດຖະບານ ສປປ ລາວ ໃນການສະກັດກັ້ນ ແລະ ຕ້ານການຄ້າມະນຸດ” "
    f"({SOURCE}). ມື້, ລະຫັດ, ຈຳນວນເງິນ ແລະ ຕົວເລກຢູ່ທີ່ນີ້ ແມ່ນສົມມຸດທັງໝົດ.",
    "en": "“Supports the Government of the Lao PDR in preventing and combating human trafficking” "
    "(Media Laos, Champasak, 22 March 2021). All days, codes, amounts and figures here are invented.",
}
# Level, code, the code above it, and the words of the article in both languages.
RESULTS = (
    (
        "goal",
        "G",
        "",
        "ສະກັດກັ້ນ ແລະ ຕ້ານທຸກຮູບແບບຂອງການຄ້າມະນຸດ",
        "All forms of human trafficking are prevented and combated",
    ),
    (
        "ir",
        "IR1",
        "G",
        "ເສີມສ້າງຄວາມເຂັ້ມແຂງໃຫ້ພະນັກງານລັດ, ຜູ້ບັງຄັບໃຊ້ກົດໝາຍ, ອຳນາດການປົກຄອງທ້ອງຖິ່ນ ໃນການປະຕິບັດໜ້າທີ່",
        "Government officials, law enforcers and local authorities are strengthened in performing their duties",
    ),
    (
        "sub_ir",
        "IR1.1",
        "IR1",
        "ການສ້າງຄວາມອາດສາມາດໃຫ້ແກ່ຄະນະກຳມະການປົກປ້ອງ ແລະ ຊ່ວຍເຫຼືອເດັກ ຂັ້ນເມືອງ ແລະ ຂັ້ນບ້ານ",
        "Capacity building of the Child Protection and Assistance Committees of districts and villages",
    ),
    (
        "output",
        "O1.1.1",
        "IR1.1",
        "ການຝຶກອົບຮົມ ຄະນະກຳມະການ ຂັ້ນເມືອງ ແລະ ຂັ້ນບ້ານ",
        "Committees of districts and villages trained",
    ),
    (
        "sub_ir",
        "IR1.2",
        "IR1",
        "ພົບປະ ແລະ ປຶກສາຫາລື ຮ່ວມກັບຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ ຂັ້ນແຂວງ, ເມືອງ",
        "Meeting and consulting the counter-trafficking committees of province and district",
    ),
    (
        "output",
        "O1.2.1",
        "IR1.2",
        "ແຜນການຈັດຕັ້ງປະຕິບັດ, ການຕິດຕາມ ແລະ ການປະເມີນຜົນກິດຈະກຳຕ່າງໆ ຢ່າງເປັນປະຈຳ",
        "Implementation plan, monitoring and evaluation of activities, regularly",
    ),
    (
        "ir",
        "IR2",
        "G",
        "ຫຼຸດຜ່ອນຄວາມສ່ຽງຂອງແມ່ຍິງ, ເດັກນ້ອຍ ແລະ ກຸ່ມຄົນຜູ້ດ້ອຍໂອກາດຈາກການຄ້າມະນຸດ",
        "The risk of human trafficking to women, children and disadvantaged groups is reduced",
    ),
    (
        "sub_ir",
        "IR2.1",
        "IR2",
        "ເລັງໃສ່ເດັກທີ່ຄອບຄົວທຸກຍາກ ຂາດໂອກາດ ແລະ ເດັກທີ່ມີຄວາມສ່ຽງຈາກການຄ້າມະນຸດ",
        "Focus on children of poor families who lack opportunity, and on children at risk of trafficking",
    ),
    ("output", "O2.1.1", "IR2.1", "ຢ້ຽມຢາມກິດຈະກຳພາກສະໜາມ", "Activities in the field visited"),
    (
        "ir",
        "IR3",
        "G",
        "ເພີ່ມທະວີການຊ່ວຍເຫຼືອຜູ້ຖືກເຄາະຮ້າຍ ໃຫ້ສາມາດເຂົ້າເຖິງການບໍລິການຕ່າງໆ",
        "Assistance to victims is increased so that they have access to services of all kinds",
    ),
    (
        "sub_ir",
        "IR3.1",
        "IR3",
        "ໂອກາດທາງດ້ານເສດຖະກິດ, ການສ້າງອາຊີບ ແລະ ວຽກເຮັດງານທຳ",
        "Economic opportunity, livelihoods and employment",
    ),
    ("output", "O3.1.1", "IR3.1", "ໂອກາດທາງການສ້າງອາຊີບ ໃຫ້ກັບກຸ່ມເປົ້າໝາຍ", "Livelihood opportunities for the target group"),
)
COUNTED_BY = "ຕົວເລກສົມມຸດ ສຳລັບການສາທິດ (invented for the demo)"
POPULATION = ((PAKSE, 8200), (SANASOMBOUN, 5400), ("LA13/LA1301/", 7300), ("LA14/LA1401/", 4600))


def begin(day: Day) -> None:
    with day.days_ago(199):
        _agree_on_project(day)
        _name_results(day)
        _keep_calendars(day)
        _count_people(day)


def _agree_on_project(day: Day) -> None:
    ends = date(day.day(0).year + YEARS_TO_COME, 12, 31)
    donor = known("donor", "usaid")
    day.do(
        add_project,
        "manager",
        id=PROJECT,
        code="CTIP",
        names={"lo": "ໂຄງການຫຼຸດຜ່ອນຄວາມສ່ຽງຈາກການຄ້າມະນຸດ", "en": "Laos CTIP project"},
        about=ABOUT,
        lead=known("organisation", "dsw"),
        places=list(PROVINCES),
        starts=STARTS,
        ends=ends,
    )
    day.do(change_project_state, "manager", project=PROJECT, to="running")
    day.do(
        add_donor,
        "manager",
        id=donor,
        names={"lo": "ອົງການພັດທະນາສາກົນ ອາເມລິກາ", "en": "USAID"},
        organisation=known("organisation", "usaid"),
    )
    for currency, amount in MONEY:
        day.do(
            add_funding,
            "manager",
            currency,
            id=known("funding", currency),
            project=PROJECT,
            donor=donor,
            currency=currency,
            amount=amount,
            starts=STARTS,
            ends=ends,
            reference="ສົມມຸດ (invented)",
        )


def result(code: str) -> UUID:
    return known("result", code)


def _name_results(day: Day) -> None:
    framework = known("framework", "ctip")
    names = {"lo": "ຂອບຜົນໄດ້ຮັບ ຕາມຄຳເວົ້າໃນຂ່າວ", "en": "Results framework, in the words of the article"}
    day.do(add_framework, "manager", id=framework, project=PROJECT, names=names)
    for level, code, above, lo, en in RESULTS:
        day.do(
            add_result,
            "manager",
            code,
            id=result(code),
            framework=framework,
            level=level,
            code=code,
            names={"lo": lo, "en": en},
            parent=result(above) if above else None,
        )
    day.do(agree_framework, "manager", framework=framework)


def _keep_calendars(day: Day) -> None:
    """The calendars that come with Pokpong, each with the year in which the story ends."""
    for code, calendar in shipped.calendars().items():
        row_id = known("calendar", code)
        day.do(add_calendar, "manager", code, id=row_id, **asdict(calendar))
        year = day.day(0).year
        day.do(make_periods, "manager", code, id=known("period", code), calendar=row_id, year=year)


def _count_people(day: Day) -> None:
    for place, people in POPULATION:
        figures = [
            {"sex": sex, "age_band": band, "count": people * share // 100}
            for sex in ("female", "male")
            for band, share in (("0-4", 9), ("5-9", 10), ("10-14", 10), ("15-17", 6), ("18-24", 14))
        ]
        day.do(
            record_population,
            "manager",
            place,
            id=known("population", place),
            place=place,
            year=day.day(0).year - 1,
            source=COUNTED_BY,
            figures=figures,
        )
