"""What waits for a second person in the demo: an erasure and a workbook with names; and one record that is held."""

from __future__ import annotations

from datetime import timedelta

from pokpong.demo.cases.people import everybody
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
    supervisor, of = users["supervisor"], {who.key: who for who in everybody()}
    with clock.standing_at(clock.now() - ASKED):
        set_hold(
            by=supervisor,
            id=known("hold", HELD),
            person=of[HELD].person,
            why="ສານແຂວງຂໍໃຫ້ຮັກສາໄວ້ຈົນກວ່າຄະດີຈະສິ້ນສຸດ",
            call_id=known("hold", HELD, "set"),
        )
        ask_erasure(
            by=supervisor,
            id=known("erasure", ERASED),
            person=of[ERASED].person,
            why="ຜູ້ກ່ຽວຂໍເອງ ຫຼັງຈາກການຊ່ວຍເຫຼືອສິ້ນສຸດ",
            call_id=known("erasure", ERASED, "ask"),
        )
        ask_export(
            by=supervisor,
            id=known("export", "quarter"),
            place="LA16/",
            purpose="ກວດຂໍ້ມູນກ່ອນກອງປະຊຸມປະຈຳໄຕມາດ",
            call_id=known("export", "quarter", "ask"),
        )
