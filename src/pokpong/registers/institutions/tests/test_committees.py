from datetime import date, timedelta
from typing import Any

import pytest

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.actions import amend_committee, end_membership, leave_post
from pokpong.registers.institutions.models import Committee, Membership
from pokpong.registers.institutions.queries import members_on
from pokpong.registers.institutions.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    START,
    VILLAGE,
    a_committee,
    a_seat,
    an_official,
    assert_left_its_traces,
    codes_of,
    keeper,
)

pytestmark = pytest.mark.django_db
LATER = date(2025, 3, 1)


def end(by: Any, seat: Membership, on: date | None = LATER) -> Membership:
    return end_membership(by=by, membership=seat.pk, on=on, call_id=new_id())


def test_a_committee_takes_its_level_from_its_place() -> None:
    by = keeper()
    assert [a_committee(by, place=path).level for path in ("LA16/", DISTRICT, VILLAGE)] == [1, 2, 3]
    row = a_committee(by, mandate={"lo": "ສະກັດກັ້ນ"}, decree="12/ຈຂ", founded=START)
    assert_left_its_traces("committee.add", row)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"names": {}}, "institution_name_missing"),
        ({"kind": "club"}, "institution_kind_unknown"),
        ({"place": "LA16/LA9999/"}, "institution_place_unknown"),
        ({"founded": date(2200, 1, 1)}, "institution_day_in_future"),
        ({"decree": "x" * 81}, "institution_name_too_long"),
        ({"mandate": {"lo": "ກ" * 1001}}, "institution_name_too_long"),
    ],
)
def test_bad_input_is_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        a_committee(keeper(), **wrong)
    assert code in codes_of(refused.value)


def test_members_of_today_and_of_any_past_day() -> None:
    by = keeper()
    board, first, second = a_committee(by), an_official(by), an_official(by, "ວັນນາ ທົດລອງ")
    seat = a_seat(by, board, first, role="chair")
    end(by, seat)
    a_seat(by, board, second, role="chair", starts=LATER + timedelta(days=1))
    assert [member.official for member in members_on(board, START)] == [first]
    assert [member.official for member in members_on(board, LATER)] == [first]
    assert [member.official for member in members_on(board, LATER + timedelta(days=1))] == [second]
    assert members_on(board, START - timedelta(days=1)) == []


def test_the_chair_comes_first() -> None:
    by = keeper()
    board = a_committee(by)
    for name, role in (("ກ ທົດລອງ", "member"), ("ຂ ທົດລອງ", "secretary"), ("ຄ ທົດລອງ", "chair")):
        a_seat(by, board, an_official(by, name), role=role)
    assert [seat.role for seat in members_on(board, START)] == ["chair", "secretary", "member"]


def test_a_seat_leaves_its_traces() -> None:
    by = keeper()
    seat = a_seat(by, a_committee(by), an_official(by))
    assert_left_its_traces("membership.begin", seat)
    assert_left_its_traces("membership.end", end(by, seat))


def test_what_prevents_a_seat() -> None:
    by = keeper()
    board, person = a_committee(by), an_official(by)
    a_seat(by, board, person, role="chair")
    with pytest.raises(Refused) as refused:
        a_seat(by, board, person, role="chair", starts=START - timedelta(days=1))
    assert codes_of(refused.value) == {"membership_already", "official_not_serving"}
    with pytest.raises(Refused) as refused:
        a_seat(by, board, an_official(by, "ວັນນາ ທົດລອງ"), role="chair")
    assert codes_of(refused.value) == {"membership_seat_taken"}
    with pytest.raises(Refused) as refused:
        a_seat(by, board, an_official(by, "ບຸນມີ ທົດລອງ"), role="guest", starts=None)
    assert codes_of(refused.value) == {
        "institution_kind_unknown",
        "institution_day_missing",
        "official_not_serving",
    }


def test_who_has_left_takes_no_seat() -> None:
    by = keeper()
    person = leave_post(by=by, official=an_official(by).pk, on=LATER, call_id=new_id())
    with pytest.raises(Refused) as refused:
        a_seat(by, a_committee(by), person, starts=LATER + timedelta(days=1))
    assert codes_of(refused.value) == {"official_not_serving"}


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (None, "institution_day_missing"),
        (START - timedelta(days=1), "institution_ends_before_start"),
        (date(2200, 1, 1), "institution_day_in_future"),
    ],
)
def test_the_last_day_of_a_seat(on: date | None, code: str) -> None:
    by = keeper()
    seat = a_seat(by, a_committee(by), an_official(by))
    with pytest.raises(Refused) as refused:
        end(by, seat, on)
    assert codes_of(refused.value) == {code}


def test_a_seat_ends_once() -> None:
    by = keeper()
    seat = end(by, a_seat(by, a_committee(by), an_official(by)))
    with pytest.raises(Refused) as refused:
        end(by, seat)
    assert codes_of(refused.value) == {"membership_already_ended"}


def test_dissolving_ends_every_seat_and_takes_no_new_ones() -> None:
    by = keeper()
    board, person = a_committee(by), an_official(by)
    seat = a_seat(by, board, person)
    row = amend_committee(
        by=by, committee=board.pk, base=1, changes={"decree": "9/ຈຂ"}, dissolved=LATER, call_id=new_id()
    )
    seat.refresh_from_db()
    assert (row.state, row.dissolved, row.decree, seat.ends) == ("dissolved", LATER, "9/ຈຂ", LATER)
    assert_left_its_traces("committee.amend", row)
    with pytest.raises(Refused) as refused:
        a_seat(by, board, person)
    assert codes_of(refused.value) == {"committee_dissolved"}


def test_committees_and_their_members_are_read_by_place() -> None:
    by = keeper()
    board = a_committee(by)
    seat = a_seat(by, board, an_official(by))
    chair, neighbour = make_user("chair", "chair", DISTRICT), make_user("neighbour", "chair", NEIGHBOUR)
    assert board in Committee.objects.visible_to(chair)
    assert seat in Membership.objects.visible_to(chair)
    assert board not in Committee.objects.visible_to(neighbour)
    assert seat not in Membership.objects.visible_to(neighbour)


def test_only_who_keeps_the_place_changes_committees() -> None:
    by = keeper()
    board, person = a_committee(by), an_official(by)
    seat = a_seat(by, board, person)
    with pytest.raises(NotAllowed):
        a_committee(keeper("chair"))
    with pytest.raises(NotAllowed):
        a_committee(keeper("secretary", NEIGHBOUR))
    with pytest.raises(NotThere):
        end(keeper("secretary", "LA13/"), seat)
    with pytest.raises(NotThere):
        amend_committee(by=keeper("secretary", "LA14/"), committee=board.pk, base=1, changes={}, call_id=new_id())
