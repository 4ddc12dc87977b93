"""The public bodies that the article of 22 March 2021 names, and the committees for children of the demo's places.

Bodies only: nobody of the article has a post, an account or a word here. The committees are empty and invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pokpong.demo.identity import known
from pokpong.demo.people import PAKSE, VILLAGE
from pokpong.foundation.access.models import User
from pokpong.registers.institutions.actions.committees import add_committee
from pokpong.registers.institutions.actions.organisations import add_organisation


@dataclass(frozen=True)
class Body:
    key: str
    kind: str
    lo: str
    en: str
    place: str = ""
    parent: str = ""


BODIES = (
    Body("molsw", "ministry", "ກະຊວງແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ", "Ministry of Labour and Social Welfare"),
    Body("dsw", "department", "ກົມສັງຄົມສົງເຄາະ", "Department of Social Welfare", parent="molsw"),
    Body("usaid", "international", "ອົງການພັດທະນາສາກົນ ອາເມລິກາ", "USAID, U.S. Agency for International Development"),
    Body("winrock", "international", "ອົງການວິນຣອກ ສາກົນ", "Winrock International"),
    Body("ctip", "other", "ໂຄງການຫຼຸດຜ່ອນຄວາມສ່ຽງຈາກການຄ້າມະນຸດ", "Laos CTIP project", parent="dsw"),
    Body(
        "party",
        "administration",
        "ຄະນະພັກ-ອົງການປົກຄອງແຂວງ",
        "Provincial Party committee-administration",
        "LA16/",
    ),
    Body("province_office", "administration", "ຫ້ອງວ່າການແຂວງ", "Provincial administration office", "LA16/", "party"),
)
FOUNDED = date(2019, 1, 15)  # invented; the committees of the article were there in 2021
COMMITTEES = (
    ("pakse_children", "ຂັ້ນເມືອງ", "District", PAKSE),
    ("village_children", "ຂັ້ນບ້ານ", "Village", VILLAGE),
)


def found(by: User) -> None:
    """The bodies, each below the one it belongs to."""
    for body in BODIES:
        add_organisation(
            by=by,
            id=known("organisation", body.key),
            kind=body.kind,
            names={"lo": body.lo, "en": body.en},
            place=body.place,
            parent=known("organisation", body.parent) if body.parent else None,
            call_id=known("add", "organisation", body.key),
        )


def assemble(by: User) -> None:
    """Committees that protect and assist children, of a district and of a village."""
    for key, lo, en, place in COMMITTEES:
        add_committee(
            by=by,
            id=known("committee", key),
            kind="child_protection",
            names={
                "lo": f"ຄະນະກຳມະການປົກປ້ອງ ແລະ ຊ່ວຍເຫຼືອເດັກ {lo} (ສົມມຸດ)",
                "en": f"{en} Child Protection and Assistance Committee (invented)",
            },
            place=place,
            founded=FOUNDED,
            call_id=known("add", "committee", key),
        )
