"""The invented persons of the demo: who is helped, known through a concern."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoPerson:
    """`concern`: the key of the concern they became known through. `names`: Lao first, then other scripts."""

    key: str
    concern: str
    by: str
    names: tuple[str, ...]
    sex: str
    born: str
    phone: str
    home: str


PERSONS = (
    DemoPerson(
        "daoneua",
        "screening",
        "caseworker",
        ("ດາວເໜືອ ສົມມຸດ", "Daoneua Sommout"),
        "female",
        "2007-04-11",
        "020 0000 5561",
        "ເຮືອນເລກທີ 17 ຮ່ອມດອກຄູນ",
    ),
    DemoPerson(
        "namob",
        "closed",
        "caseworker",
        ("ນ້ຳອົບ ສົມມຸດ", "Namop Sommouth"),
        "male",
        "2004-09-30",
        "020 0000 6672",
        "ເຮືອນເລກທີ 4 ແຄມຫ້ວຍໃສ",
    ),
    DemoPerson(
        "mokkhao",
        "savannakhet",
        "savan",
        ("ໝອກຂາວ ສົມມຸດ", "Mokkhao Sommut"),
        "male",
        "1996-01-02",
        "020 0000 7783",
        "ສາງກໍ່ສ້າງ ຫຼັກທີ 9",
    ),
)
