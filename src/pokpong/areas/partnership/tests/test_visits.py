"""Visits: who comes, where they go, whom they meet; and nobody learns where a shelter is."""

from __future__ import annotations

from typing import Any

import pytest

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.models import Stop, Visit, VisitParty
from pokpong.areas.partnership.queries import visits as queries
from pokpong.areas.partnership.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    REASON,
    VILLAGE,
    a_board,
    a_party,
    a_stop,
    a_visit,
    assert_left_its_traces,
    chair,
    codes_of,
    host,
    in_days,
    made,
    manager,
    registrar,
    secretary,
)
from pokpong.areas.partnership.tests.test_meetings import act
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.tests.factories import an_organisation

pytestmark = pytest.mark.django_db


def shelter() -> Any:
    return an_organisation(registrar(), "ບ້ານພັກທົດລອງ", kind="shelter")


def test_a_visit_is_planned_and_asks_to_be_made() -> None:
    board = a_board()
    row = a_visit(board, ends=in_days(2))
    assert (row.state, row.place_path) == ("planned", DISTRICT)
    assert Task.objects.get(kind="visit.make", subject=row.pk).due.date() == in_days(2)
    assert_left_its_traces("visit.plan", row)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"purpose": ""}, "visit_purpose_missing"),
        ({"host": None}, "visit_host_missing"),
        ({"starts": None}, "partnership_day_missing"),
        ({"ends": in_days(-1)}, "visit_ends_before_start"),
        ({"ends": in_days(70)}, "visit_too_long"),
        ({"place": "LA16/LA1601/NOWHERE/"}, "visit_place_unknown"),
    ],
)
def test_bad_input_is_refused(wrong: dict[str, Any], code: str) -> None:
    board = a_board()
    with pytest.raises(Refused) as refused:
        a_visit(board, **wrong)
    assert codes_of(refused.value) == {code}


def test_who_plans_visits() -> None:
    board = a_board()
    row = a_visit(board)
    board.by = manager()
    assert a_visit(board).state == "planned"
    for by, wanted in ((chair(), NotAllowed), (secretary(NEIGHBOUR), NotThere)):
        with pytest.raises(wanted):
            act(actions.cancel_visit, by, visit=row.pk, reason=REASON)
    board.by = manager(NEIGHBOUR)
    with pytest.raises((NotAllowed, NotThere)):
        a_visit(board)


def test_the_delegation_and_who_was_met_are_officials_and_bodies() -> None:
    board = a_board()
    row = a_visit(board)
    member = a_party(board, row)
    body = a_party(board, row, "body", organisation=host(board).pk)
    a_party(board, row, "met", official=board.members[2].pk)
    found = queries.parties_of(row)
    assert [len(found[part]) for part in ("member", "body", "met")] == [1, 1, 1]
    assert (body.official, member.organisation) == (None, None)
    assert_left_its_traces("visit.add_party", member)
    with pytest.raises(Refused) as refused:
        a_party(board, row)
    assert codes_of(refused.value) == {"visit_party_twice"}
    for part, more, code in (
        ("met", {"organisation": host(board).pk}, {"visit_party_missing"}),
        ("victim", {"official": board.members[0].pk}, {"meeting_kind_unknown"}),
    ):
        with pytest.raises(Refused) as refused:
            a_party(board, row, part, **more)
        assert codes_of(refused.value) == code
    gone = act(actions.remove_party, board.by, party=member.pk)
    assert queries.parties_of(row)["member"] == []
    assert_left_its_traces("visit.remove_party", gone)
    with pytest.raises(NotThere):
        act(actions.remove_party, board.by, party=member.pk)
    with pytest.raises(NotThere):
        act(actions.remove_party, secretary(NEIGHBOUR), party=body.pk)


def order(row: Visit) -> list[str]:
    return [stop.words for stop in queries.stops_of(row)]


def test_the_programme_has_stops_in_an_order_that_can_be_changed() -> None:
    board = a_board()
    row = a_visit(board)
    stops = [a_stop(board, row, words=words) for words in ("ກ", "ຂ", "ຄ")]
    assert_left_its_traces("stop.add", stops[0])
    changed = act(actions.amend_stop, board.by, stop=stops[2].pk, base=1, changes={"time": "8:30"}, place_in_order=1)
    assert (order(row), changed.time) == (["ຄ", "ກ", "ຂ"], "08:30")
    assert_left_its_traces("stop.amend", changed)
    gone = act(actions.remove_stop, board.by, stop=stops[0].pk)
    assert order(row) == ["ຄ", "ຂ"]
    assert_left_its_traces("stop.remove", gone)
    act(actions.amend_stop, board.by, stop=stops[2].pk, base=2, changes={}, place_in_order=99)
    assert order(row) == ["ຂ", "ຄ"]
    with pytest.raises(NotThere):
        act(actions.remove_stop, board.by, stop=stops[0].pk)
    with pytest.raises(NotThere):
        act(actions.amend_stop, secretary(NEIGHBOUR), stop=stops[1].pk, base=1, changes={})
    with pytest.raises(NotAllowed):
        act(actions.remove_stop, chair(), stop=stops[1].pk)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "party"}, "meeting_kind_unknown"),
        ({"day": in_days(9)}, "stop_outside"),
        ({"day": None}, "partnership_day_missing"),
        ({"words": ""}, "stop_empty"),
        ({"time": "late"}, "partnership_time_unreadable"),
        ({"place": "LA16/LA1601/NOWHERE/"}, "visit_place_unknown"),
    ],
)
def test_a_wrong_stop_is_refused(wrong: dict[str, Any], code: str) -> None:
    board = a_board()
    with pytest.raises(Refused) as refused:
        a_stop(board, a_visit(board), **wrong)
    assert codes_of(refused.value) == {code}


@pytest.mark.parametrize(
    "where",
    [
        {"kind": "shelter", "words": "ຮ່ອມ 12"},
        {"kind": "shelter", "words": "", "place": VILLAGE},
        {"kind": "office", "words": "", "place": VILLAGE, "organisation": "shelter"},
        {"kind": "office", "words": "ຮ່ອມ 12", "organisation": "shelter"},
    ],
)
def test_of_a_shelter_nothing_below_the_district_is_kept(where: dict[str, Any]) -> None:
    board = a_board()
    given = {**where, **({"organisation": shelter().pk} if "organisation" in where else {})}
    with pytest.raises(Refused) as refused:
        a_stop(board, a_visit(board), **given)
    assert codes_of(refused.value) == {"stop_too_exact"}
    assert not Stop.objects.exists()


def test_a_stop_does_not_become_a_shelter_with_its_address() -> None:
    board = a_board()
    row = a_visit(board)
    stop = a_stop(board, row, words="ຮ່ອມ 12", place=VILLAGE)
    with pytest.raises(Refused) as refused:
        act(actions.amend_stop, board.by, stop=stop.pk, base=1, changes={"kind": "shelter"})
    assert codes_of(refused.value) == {"stop_too_exact"}
    whole = {"kind": "shelter", "words": "", "place_path": DISTRICT}
    assert act(actions.amend_stop, board.by, stop=stop.pk, base=1, changes=whole).hidden


def test_a_visit_to_a_shelter_names_its_district_at_most() -> None:
    board = a_board()
    with pytest.raises(Refused) as refused:
        a_visit(board, host=shelter().pk, place=VILLAGE)
    assert codes_of(refused.value) == {"stop_too_exact"}


def test_a_visit_is_made_with_its_findings_then_reported_and_stands_still() -> None:
    board = a_board()
    row = a_visit(board)
    with pytest.raises(Refused) as refused:
        act(actions.make_visit, board.by, visit=row.pk, findings="")
    assert codes_of(refused.value) == {"visit_findings_missing", "visit_delegation_missing"}
    row = made(board)
    assert (row.state, bool(row.findings)) == ("made", True)
    assert_left_its_traces("visit.make", row)
    row = act(actions.amend_visit, board.by, visit=row.pk, base=1, changes={"findings": "ແກ້ແລ້ວ"})
    assert row.findings == "ແກ້ແລ້ວ"
    assert_left_its_traces("visit.amend", row)
    with pytest.raises(Refused) as refused:
        act(actions.amend_visit, board.by, visit=row.pk, base=2, changes={"findings": ""})
    assert codes_of(refused.value) == {"visit_findings_missing"}
    row = act(actions.report_visit, board.by, visit=row.pk)
    assert row.state == "reported"
    assert_left_its_traces("visit.report", row)
    with pytest.raises(Refused):
        a_party(board, row, official=board.members[3].pk)
    with pytest.raises(Refused):
        a_stop(board, row)
    with pytest.raises(Refused):
        act(actions.amend_visit, board.by, visit=row.pk, base=2, changes={"purpose": "x"})


def test_a_visit_is_not_made_before_its_day_and_not_reported_before_it_is_made() -> None:
    board = a_board()
    with pytest.raises(Refused) as refused:
        made(board, starts=in_days(3), ends=in_days(3))
    assert codes_of(refused.value) == {"partnership_day_in_future"}
    with pytest.raises(Refused) as refused:
        act(actions.report_visit, board.by, visit=a_visit(board).pk)
    assert codes_of(refused.value) == {"move_not_allowed"}


def test_a_visit_is_cancelled_with_a_reason() -> None:
    board = a_board()
    row = a_visit(board)
    row = act(actions.cancel_visit, board.by, visit=row.pk, reason=REASON)
    assert row.state == "cancelled"
    assert not Task.objects.filter(subject=row.pk, state="open").exists()
    assert_left_its_traces("visit.cancel", row)


def test_a_visit_and_its_parts_are_read_by_place() -> None:
    board = a_board()
    row = a_visit(board)
    party, stop = a_party(board, row), a_stop(board, row)
    for reader, sees in ((chair(), True), (chair(NEIGHBOUR), False)):
        assert (row in Visit.objects.visible_to(reader)) is sees
        assert (party in VisitParty.objects.visible_to(reader)) is sees
        assert (stop in Stop.objects.visible_to(reader)) is sees
    assert queries.find_visits(board.by, "ຕິດຕາມ") == [row]
