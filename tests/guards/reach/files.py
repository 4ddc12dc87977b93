"""Workbooks brought in by the caseworker of the teams, so that every action on one meets it in the state it needs."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from pokpong.demo.people import PAKSE
from pokpong.doors.exchange.actions.asking import ask_export, release_export
from pokpong.doors.exchange.actions.mappings import save_mapping
from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.targets import guessed
from pokpong.doors.exchange.tests.books import book_of
from pokpong.doors.exchange.tests.factories import brought_in, checked, one_row
from pokpong.doors.exchange.workbooks.reading import read_workbook
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.persons import register_person
from tests.guards.reach.records import REASON, World

SAID: dict[str, Any] = {"first_name": "ນາງ ນຳເຂົ້າ", "second_name": "ສົມມຸດ"}
KNOWN = "ຄຳ ໄຊຍະວົງ"  # whom the row of `one_row` may be
# What those bring in who work with no case.
TARGETS = {"secretary": "officials", **dict.fromkeys(("programme_manager", "administrator"), "organisations")}


@cache
def workbook(target: str) -> bytes:
    return one_row() if target == "cases" else book_of([["ຊື່ລາວ", "Kind"], ["ໂຮງຮຽນ ສົມມຸດ", "School"]])


def kept_mapping() -> dict[str, Any]:
    return guessed("cases", read_workbook(workbook("cases"))).as_json()


def add_files(world: World) -> None:
    """One looked through, one whose row asks whether it is somebody known, and a kept mapping."""
    worker = world.member("caseworker")
    record = {
        "names": [{"text": KNOWN, "kind": "official"}],
        "sex": "female",
        "district_path": PAKSE,
        "birth_date": "2001-03-02",
    }
    register_person(by=worker, id=new_id(), record=record, because_kind="person", why=REASON, call_id=new_id())
    asked = brought_in(worker, one_row())
    world.ids.update(file_asked=asked.pk, file_checked=checked(worker, one_row(D="ດາວ", AL=REASON)).pk)
    world.ids["mapping"] = kept(world)
    world.ids["team_supervisor"] = next(
        one.user.pk for one in world.stands if (one.role, one.position) == ("case_supervisor", "tied")
    )
    world.ids.update(export_request=an_export(world, released=True), export_asked=an_export(world))
    assert Import.objects.get(pk=asked.pk).asked == 1


def an_export(world: World, *, released: bool = False) -> UUID:
    """Asked for by the supervisor of the teams and released by that of the demo; or asked for by the latter."""
    asker = supervisor_of(world) if released else world.demo["supervisor"]
    row = ask_export(by=asker, id=new_id(), purpose=REASON, place=PAKSE, call_id=new_id())
    if released:
        release_export(by=world.demo["supervisor"], export_request=row.pk, call_id=new_id())
    return row.pk


def supervisor_of(world: World) -> User:
    """The supervisor in the teams of the cases; also after a breach left few stands to sweep."""
    return User.objects.get(pk=world.ids["team_supervisor"])


def kept(world: World) -> UUID:
    saved = save_mapping(
        by=world.member("caseworker"), id=new_id(), name="ແບບເກົ່າ", content=kept_mapping(), call_id=new_id()
    )
    return saved.pk
