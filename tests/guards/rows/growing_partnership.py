"""More meetings, decisions, visits and documents, and more of them for those of the world."""

from __future__ import annotations

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.models import Decision, Meeting, Visit
from pokpong.areas.partnership.tests import factories
from pokpong.areas.partnership.tests.factories import Board
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.queries import members_on
from tests.guards.reach.records import World


def partnership_of(world: World, count: int) -> None:
    planned = Meeting.objects.select_related("committee").get(pk=world.ids["meeting"])
    by = User.objects.get(pk=planned.made_by)
    board = Board(by, planned.committee, [seat.official for seat in members_on(planned.committee, planned.day)])
    guest = board.another(f"ແຂກ ສົມມຸດ {count}")
    actions.add_guest(by=by, meeting=planned.pk, official=guest.pk, call_id=new_id())
    decision = Decision.objects.get(pk=world.ids["decision"])
    held = factories.held(board)
    actions.review_decision(
        by=by, id=new_id(), decision=decision.pk, meeting=held.pk, outcome="goes_on", call_id=new_id()
    )
    of_world = Meeting.objects.get(pk=world.ids["meeting_held"])
    factories.a_decision(board, of_world)
    factories.a_document(board, planned, "invitation")
    visit = Visit.objects.get(pk=world.ids["visit"])
    for one in (visit, factories.a_visit(board)):
        factories.a_party(board, one, official=guest.pk)
        factories.a_stop(board, one)
