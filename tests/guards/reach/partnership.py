"""Meetings, decisions, visits and documents in Pakse, so that every action on one meets it in its state."""

from __future__ import annotations

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.tests import factories
from pokpong.foundation.kernel.ids import new_id
from tests.guards.reach.positions import HERE
from tests.guards.reach.records import REASON, World

WORD = "ແຄັບໝູ"  # looks like a name, and is none


def add_partnership(world: World) -> None:
    """A committee of four with a meeting in each state, a decision and its end, two visits and two drafts."""
    board = factories.a_board(factories.secretary(HERE, "meetings"), HERE)
    guest = board.another("ແຂກ ສົມມຸດ")
    planned, coming = factories.a_meeting(board), factories.invited(board)
    actions.add_guest(by=board.by, meeting=coming.pk, official=guest.pk, call_id=new_id())
    before, held = factories.held(board), factories.held(board)
    decision, done = factories.a_decision(board, before), factories.a_decision(board, before)
    actions.do_decision(by=board.by, decision=done.pk, result=REASON, call_id=new_id())
    visit, made = factories.a_visit(board), factories.made(board)
    factories.a_party(board, visit)
    document, press = factories.a_document(board, held), factories.a_document(board, held, "press")
    actions.amend_document(
        by=board.by,
        document=press.pk,
        base=1,
        title={"lo": REASON},
        body={"lo": f"ອາຫານ ນາງ {WORD}"},
        call_id=new_id(),
    )
    world.ids.update(
        meeting_committee=board.committee.pk,
        meeting_member=board.members[1].pk,
        meeting_guest=guest.pk,
        meeting=planned.pk,
        meeting_invited=coming.pk,
        meeting_held=held.pk,
        decision=decision.pk,
        decision_done=done.pk,
        visit=visit.pk,
        visit_made=made.pk,
        party=factories.a_party(board, visit, "met", official=board.members[2].pk).pk,
        stop=factories.a_stop(board, visit).pk,
        document=document.pk,
        document_press=press.pk,
    )
