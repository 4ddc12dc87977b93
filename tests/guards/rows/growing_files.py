"""More workbooks in and out."""

from __future__ import annotations

from pokpong.demo.people import PAKSE
from pokpong.doors.exchange.actions.asking import ask_export, release_export
from pokpong.doors.exchange.actions.exports import note_export
from pokpong.doors.exchange.actions.mappings import save_mapping
from pokpong.doors.exchange.tests.factories import brought_in, one_row
from pokpong.foundation.kernel.ids import new_id
from tests.guards.reach.files import kept_mapping, supervisor_of
from tests.guards.reach.records import REASON, World


def files_of(world: World, count: int) -> None:
    caseworker, supervisor = world.demo["caseworker"], world.demo["supervisor"]
    brought_in(caseworker, one_row(D=f"ຄຳ{'ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢລວຫອຮ'[count % 26]}", E=f"ທົດສອບ{count}"))
    save_mapping(by=caseworker, id=new_id(), name=f"ແບບ {count}", content=kept_mapping(), call_id=new_id())
    asked = ask_export(by=supervisor, id=new_id(), purpose=REASON, place=PAKSE, call_id=new_id())
    release_export(by=supervisor_of(world), export_request=asked.pk, call_id=new_id())
    note_export(by=supervisor, id=new_id(), export_request=asked.pk, cases=[world.ids["case"]], call_id=new_id())
