"""Meetings of the provincial committee: one held, whose decisions are done and overdue, and one to come."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.partnership.actions import (
    do_decision,
    hold_meeting,
    invite_to_meeting,
    plan_meeting,
    take_decision,
    write_minutes,
)
from pokpong.areas.partnership.models import Meeting
from pokpong.areas.partnership.queries.meetings import agenda_of
from pokpong.areas.partnership.rules.meetings import Entry
from pokpong.demo.day.acting import Day
from pokpong.demo.day.plans import activity
from pokpong.demo.identity import known

HELD, TO_COME = known("meeting", "held"), known("meeting", "to come")
HELD_AGO, COMES_IN = 30, 12  # days
AGENDA = (
    "ລາຍງານສະພາບລວມ ຂອງໂຄງການ",
    "ຄວາມຄືບໜ້າ ຂອງແຜນການຈັດຕັ້ງປະຕິບັດ",
    "ການຕິດຕາມ ແລະ ການປະເມີນຜົນ",
)
MINUTES = (
    "ກອງປະຊຸມ ໄດ້ຮັບຟັງບົດລາຍງານສະພາບລວມ ແລະ ເຫັນດີເປັນເອກະພາບ.",
    "ກິດຈະກຳສ່ວນຫຼາຍ ຈັດຕັ້ງປະຕິບັດຕາມແຜນ; ການຝຶກອົບຮົມຜູ້ບັງຄັບໃຊ້ກົດໝາຍ ຍັງຊັກຊ້າ.",
    "ໃຫ້ຕິດຕາມເປັນປະຈຳ ແລະ ລາຍງານຄືນ ໃນກອງປະຊຸມຄັ້ງໜ້າ.",
)
WHO_CAME = {"chair": "present", "secretary": "present", "nurse": "absent", "inspector": "present", "officer": "present"}
# Key, what was decided, who does it, days until it is due.
DECISIONS = (
    ("list", "ສົ່ງບັນຊີການບໍລິການ ໃຫ້ຄະນະກຳມະການຂັ້ນເມືອງ", "secretary", 14),
    ("law", "ຈັດການຝຶກອົບຮົມຜູ້ບັງຄັບໃຊ້ກົດໝາຍ ຄັ້ງທີສອງ", "inspector", 26),
    ("visit", "ຢ້ຽມຢາມບ້ານທີ່ຢູ່ໄກ ກ່ອນກອງປະຊຸມຄັ້ງໜ້າ", "officer", 45),
)
VENUE = "ຫ້ອງປະຊຸມ ຫ້ອງວ່າການແຂວງ (ສົມມຸດ)"


def hold(day: Day) -> None:
    _plan(day, HELD, "review", "ສະຫຼຸບຄວາມຄືບໜ້າ ຂອງແຜນການ", -HELD_AGO, HELD_AGO + 10, "2.2")
    with day.days_ago(HELD_AGO):
        attendance = {str(known("official", key)): Entry(presence) for key, presence in WHO_CAME.items()}
        day.do(hold_meeting, "secretary", meeting=HELD, attendance=attendance)
        points = agenda_of(Meeting.objects.get(pk=HELD))
        said = {str(point.pk): text for point, text in zip(points, MINUTES, strict=True)}
        day.do(write_minutes, "secretary", meeting=HELD, minutes=said)
        for key, text, owner, days in DECISIONS:
            day.do(
                take_decision,
                "secretary",
                key,
                id=known("decision", key),
                meeting=HELD,
                text=text,
                owner=known("official", owner),
                due=day.day(HELD_AGO - days),
            )
    with day.days_ago(HELD_AGO - 12):
        done = "ສົ່ງແລ້ວ ໃຫ້ສອງເມືອງ"
        day.do(do_decision, "secretary", "list", decision=known("decision", "list"), result=done)
    _plan(day, TO_COME, "regular", "ກອງປະຊຸມປະຈຳ ງວດທີສາມ", COMES_IN, 3, "2.3")


def _plan(day: Day, row_id: UUID, kind: str, subject: str, in_days: int, days_ago: int, carries: str) -> None:
    """Planned and invited so many days ago, for a day `in_days` from now."""
    with day.days_ago(days_ago):
        day.do(
            plan_meeting,
            "secretary",
            subject,
            id=row_id,
            committee=known("committee", "province"),
            kind=kind,
            subject=subject,
            day=day.day(-in_days),
            time="9:00",
            venue=VENUE,
            agenda=AGENDA,
            activity=activity(carries),
        )
        day.do(invite_to_meeting, "secretary", subject, meeting=row_id)
