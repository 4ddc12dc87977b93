"""Committees that meet, delegations that visit: made through actions, with invented people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.models import Decision, Document, Meeting, Stop, Visit, VisitParty
from pokpong.areas.partnership.rules.meetings import Entry
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Committee, Official, Organisation
from pokpong.registers.institutions.tests import factories as institutions
from pokpong.registers.institutions.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    VILLAGE,
    assert_left_its_traces,
    codes_of,
)

__all__ = ["DISTRICT", "NEIGHBOUR", "PROVINCE", "VILLAGE", "assert_left_its_traces", "codes_of"]
REASON = "ເຫດຜົນ ສຳລັບການທົດສອບ"
NAMES = ("ບົວສອນ ວົງສົມມຸດ", "ພູທອນ ດ່ານສົມມຸດ", "ວັນເພັງ ແກ້ວສົມມຸດ", "ອຳພອນ ໄຊສົມມຸດ")
LATIN = ("Bouasone Vongsommout", "Phouthone Dansommout", "Vanpheng Keosommout", "Amphone Xaysommout")


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def secretary(path: str = DISTRICT, name: str = "secretary") -> User:
    return make_user(f"{name}-{path}", "secretary", path)


def registrar() -> User:
    """Somebody who keeps organisations."""
    return make_user(f"registrar-{new_id()}", "administrator", PROVINCE)


def manager(path: str = DISTRICT) -> User:
    return make_user(f"manager-{path}", "programme_manager", path)


def chair(path: str = DISTRICT) -> User:
    return make_user(f"chair-{path}", "chair", path)


@dataclass
class Board:
    """A committee with four members: chair, secretary and two more; and who keeps it."""

    by: User
    committee: Committee
    members: list[Official] = field(default_factory=list)

    def another(self, name: str) -> Official:
        """An official of the place who is no member."""
        return institutions.an_official(
            self.by, name, organisation=self.members[0].organisation_id, place=self.committee.place_path
        )

    def everybody(self, presence: str = "present") -> dict[str, Entry]:
        return {str(member.pk): Entry(presence) for member in self.members}

    def present(self, number: int) -> dict[str, Entry]:
        """The first `number` members came, the others did not."""
        return {str(member.pk): Entry("present") for member in self.members[:number]}


def a_board(by: User | None = None, place: str = DISTRICT) -> Board:
    by = by or secretary(place)
    office = institutions.an_organisation(registrar(), "ພະແນກທົດລອງ", place=place)
    committee = institutions.a_committee(by, place=place)
    board = Board(by, committee)
    for number, role in enumerate(("chair", "secretary", "member", "member")):
        person = institutions.an_official(
            by,
            NAMES[number],
            latin_name=LATIN[number],
            organisation=office.pk,
            place=place,
            post=f"ຕຳແໜ່ງທີ {number + 1}",
        )
        institutions.a_seat(by, committee, person, role=role)
        board.members.append(person)
    return board


def a_meeting(board: Board, **more: Any) -> Meeting:
    values: dict[str, Any] = {
        "kind": "regular",
        "subject": "ການສະກັດກັ້ນ ແລະ ຕ້ານການຄ້າມະນຸດ",
        "day": clock.today(),
        "time": "9:00",
        "venue": "ຫ້ອງປະຊຸມເມືອງ",
        "agenda": ("ລາຍງານຜົນການປະຕິບັດ", "ແຜນການໄຕມາດໜ້າ"),
        **more,
    }
    return actions.plan_meeting(by=board.by, id=new_id(), committee=board.committee.pk, call_id=new_id(), **values)


def invited(board: Board, **more: Any) -> Meeting:
    row = a_meeting(board, **more)
    return actions.invite_to_meeting(by=board.by, meeting=row.pk, call_id=new_id())


def held(board: Board, attendance: dict[str, Entry] | None = None, **more: Any) -> Meeting:
    row = invited(board, **more)
    came = board.everybody() if attendance is None else attendance
    return actions.hold_meeting(by=board.by, meeting=row.pk, attendance=came, call_id=new_id())


def a_decision(board: Board, meeting: Meeting | None = None, **more: Any) -> Decision:
    values: dict[str, Any] = {
        "text": "ຈັດຕັ້ງການຝຶກອົບຮົມ ໃຫ້ຄະນະຂັ້ນບ້ານ",
        "owner": board.members[1].pk,
        "due": in_days(14),
        **more,
    }
    if "visit" not in values:
        values["meeting"] = (meeting or held(board)).pk
    return actions.take_decision(by=board.by, id=new_id(), call_id=new_id(), **values)


def a_visit(board: Board, **more: Any) -> Visit:
    values: dict[str, Any] = {
        "purpose": "ຢ້ຽມຢາມ ແລະ ຕິດຕາມວຽກງານຕ້ານການຄ້າມະນຸດ",
        "host": host(board).pk,
        "place": board.committee.place_path,
        "starts": clock.today(),
        "ends": clock.today(),
        "committee": board.committee.pk,
        **more,
    }
    return actions.plan_visit(by=board.by, id=new_id(), call_id=new_id(), **values)


def host(board: Board) -> Organisation:
    found: Organisation = board.members[0].organisation
    return found


def a_party(board: Board, visit: Visit, part: str = "member", **more: Any) -> VisitParty:
    values: dict[str, UUID] = more or {"official": board.members[0].pk}
    return actions.add_party(by=board.by, id=new_id(), visit=visit.pk, part=part, call_id=new_id(), **values)


def a_stop(board: Board, visit: Visit, **more: Any) -> Stop:
    values: dict[str, Any] = {"kind": "office", "day": visit.starts, "words": "ຫ້ອງການເມືອງ", **more}
    return actions.add_stop(by=board.by, id=new_id(), visit=visit.pk, call_id=new_id(), **values)


def made(board: Board, **more: Any) -> Visit:
    row = a_visit(board, **more)
    a_party(board, row)
    return actions.make_visit(by=board.by, visit=row.pk, findings="ວຽກງານດຳເນີນໄປດ້ວຍດີ", call_id=new_id())


def a_document(board: Board, record: Meeting | Visit, kind: str = "report") -> Document:
    return actions.draft_document(
        by=board.by, id=new_id(), kind=kind, record_kind=record.noun, record=record.pk, call_id=new_id()
    )


def signed(by: User, document: Document) -> Document:
    return actions.sign_document(by=by, document=document.pk, base=document.version, call_id=new_id())
