"""The invented persons of the demo: who is helped, known through a concern."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pokpong.demo.identity import known
from pokpong.demo.people import PAKSE, SAVANNAKHET
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.registers.people.actions.consents import Agreed, give_consent
from pokpong.registers.people.actions.contacts import add_contact
from pokpong.registers.people.actions.persons import register_person

CONSENT_DAYS = 180


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
    district: str


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
        PAKSE,
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
        PAKSE,
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
        SAVANNAKHET,
    ),
)


def meet(users: dict[str, User], person: DemoPerson) -> None:
    """The caseworker registers the person because of the concern, notes a safe contact and a consent."""
    by, row_id = users[person.by], known("person", person.key)
    register_person(
        by=by,
        id=row_id,
        record={
            "names": [{"text": name, "kind": "official"} for name in person.names],
            "sex": person.sex,
            "nationality": "LA",
            "languages": ["lao"],
            "birth_date": person.born,
            "home": {"text": person.home},
            "district_path": person.district,
        },
        because_kind="concern",
        because=known("concern", person.concern),
        call_id=known("register", person.key),
    )
    add_contact(
        by=by,
        id=known("contact", person.key),
        person=row_id,
        kind="phone",
        value=person.phone,
        safety="careful",
        how={"when": "ຫຼັງ 18:00", "by_whom": "ຜູ້ຍິງ", "pretext": "ເພື່ອນຮ່ວມໂຮງຮຽນ"},
        call_id=known("add", "contact", person.key),
    )
    agree(by, person)


def agree(by: User, person: DemoPerson) -> None:
    today = clock.today()
    give_consent(
        by=by,
        id=known("consent", person.key),
        person=known("person", person.key),
        agreed=Agreed(
            purpose="assistance",
            recipients={str(known("organisation", "shelter")): "ບ້ານພັກຊົ່ວຄາວ ດອກຈຳປາ (ສົມມຸດ)"},
            fields=["names", "facts"],
            given_by="self",
            given_on=today,
            expires_on=today + timedelta(days=CONSENT_DAYS),
            language="lao",
            way="spoken",
            witness="ນາງ ພະຍານ ສົມມຸດ",
        ),
        call_id=known("consent", "give", person.key),
    )
