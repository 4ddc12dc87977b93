"""What waits for a second person in the demo: an erasure and a workbook with names; and one record that is held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pokpong.demo.identity import known
from pokpong.doors.exchange.actions.asking import ask_export
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.registers.people.actions.erasing import ask_erasure
from pokpong.registers.people.actions.holds import set_hold

ERASED, HELD = "dokkhoun", "dokya"  # both were helped, and their cases are closed
ASKED = timedelta(hours=20)


def ask_for_a_second_person(users: dict[str, User]) -> None:
    """The supervisor of Champasak asks; the ministry's supervisor decides."""
    supervisor = users["supervisor"]
    with clock.standing_at(clock.now() - ASKED):
        about(supervisor, HELD, set_hold, "ສານແຂວງຂໍໃຫ້ຮັກສາໄວ້ຈົນກວ່າຄະດີຈະສິ້ນສຸດ")
        about(supervisor, ERASED, ask_erasure, "ຜູ້ກ່ຽວຂໍເອງ ຫຼັງຈາກການຊ່ວຍເຫຼືອສິ້ນສຸດ")
        ask_export(
            by=supervisor,
            id=known("export", "quarter"),
            place="LA16/",
            purpose="ກວດຂໍ້ມູນກ່ອນກອງປະຊຸມປະຈຳໄຕມາດ",
            call_id=known("export", "quarter", "ask"),
        )


def about(by: User, key: str, act: Callable[..., Any], why: str) -> None:
    """What is asked about the record of somebody who is helped."""
    act(
        by=by,
        id=known(key, act.__name__),
        person=known("helped", key),
        why=why,
        call_id=known(key, act.__name__, "call"),
    )
