from uuid import UUID

import pytest

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.places.actions.confirm import confirm_place
from pokpong.registers.places.finding import find
from pokpong.registers.places.queries import label, present, waiting
from pokpong.registers.places.tests.checks import assert_left_its_traces, codes_of
from pokpong.registers.places.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    VILLAGE,
    a_proposal,
    an_id,
    member,
    supervisor,
)

pytestmark = pytest.mark.django_db


def test_a_supervisor_confirms_and_the_task_is_done() -> None:
    row, call = a_proposal(member()), new_id()
    done = confirm_place(by=supervisor(), place=row.pk, decision="confirm", call_id=call)
    assert done.state == "confirmed"
    assert Task.objects.get(subject=row.pk).state == "done"
    assert_left_its_traces("place.confirm", call, done)


def test_a_name_is_put_right_while_confirming_and_the_old_one_is_kept() -> None:
    row = a_proposal(member(), "ນາດອນ")
    names = {"lo": "ບ້ານນາດອນໄຊ", "en": "Nadonxay"}
    done = confirm_place(by=supervisor(), place=row.pk, decision="confirm", names=names, call_id=new_id())
    assert done.names == {"lo": "ນາດອນໄຊ", "en": "Nadonxay"}
    assert not done.romanised
    assert done in find("ນາດອນໄຊ", DISTRICT)
    assert FieldChange.objects.filter(row=row.pk, field="names").count() == 1


def test_a_proposal_that_is_there_already_becomes_part_of_it() -> None:
    row = a_proposal(member(), "ໂພນໄຊ", although_alike=True)
    done = confirm_place(by=supervisor(), place=row.pk, decision="merge", into=an_id(VILLAGE), call_id=new_id())
    assert (done.state, done.successor.path, present(row.path)) == ("merged", VILLAGE, VILLAGE)
    assert label(row.path, "lo").startswith("ບ້ານໂພນໄຊ, ")


def test_a_refused_place_is_no_longer_offered_but_still_has_its_label() -> None:
    row = a_proposal(member(), "ນາດອນແກ້ວ")
    done = confirm_place(by=supervisor(), place=row.pk, decision="refuse", reason="ບໍ່ມີບ້ານນີ້", call_id=new_id())
    assert done.state == "refused"
    assert find("ນາດອນແກ້ວ", DISTRICT) == []
    assert label(row.path, "lo").startswith("ບ້ານນາດອນແກ້ວ, ")
    assert moves.why_of(moves.history_of(row.pk)[-1]) == "ບໍ່ມີບ້ານນີ້"


@pytest.mark.parametrize(
    ("decision", "codes"),
    [
        ("perhaps", {"place_decision_unknown"}),
        ("refuse", {"place_reason_missing"}),
        ("merge", {"place_into_missing"}),
    ],
)
def test_a_decision_needs_what_belongs_to_it(decision: str, codes: set[str]) -> None:
    row = a_proposal(member())
    with pytest.raises(Refused) as refused:
        confirm_place(by=supervisor(), place=row.pk, decision=decision, call_id=new_id())
    assert codes_of(refused.value) == codes
    row.refresh_from_db()
    assert row.state == "proposed"


@pytest.mark.parametrize(
    ("into", "code"),
    [(DISTRICT, "place_into_other_level"), ("LA16/LA1602/LA1602-1602001/", "place_into_outside")],
)
def test_a_proposal_becomes_part_of_a_village_of_its_district(into: str, code: str) -> None:
    row = a_proposal(member())
    with pytest.raises(Refused) as refused:
        confirm_place(by=supervisor("LA16/"), place=row.pk, decision="merge", into=an_id(into), call_id=new_id())
    assert code in codes_of(refused.value)


def test_nobody_confirms_their_own_proposal() -> None:
    by = supervisor()
    row = a_proposal(by)
    with pytest.raises(Refused) as refused:
        confirm_place(by=by, place=row.pk, decision="confirm", call_id=new_id())
    assert codes_of(refused.value) == {"place_own_proposal"}


def test_what_is_decided_is_not_decided_again() -> None:
    by, row = supervisor(), a_proposal(member())
    confirm_place(by=by, place=row.pk, decision="confirm", call_id=new_id())
    with pytest.raises(Refused) as refused:
        confirm_place(by=by, place=row.pk, decision="refuse", reason="ຜິດ", call_id=new_id())
    assert codes_of(refused.value) == {"move_not_allowed"}


def test_a_supervisor_of_the_neighbour_district_may_not() -> None:
    row = a_proposal(member())
    with pytest.raises(NotAllowed):
        confirm_place(by=supervisor(NEIGHBOUR), place=row.pk, decision="confirm", call_id=new_id())


@pytest.mark.parametrize("role", ["village_member", "caseworker", "secretary"])
def test_other_roles_may_not(role: str) -> None:
    row = a_proposal(member())
    with pytest.raises(NotAllowed):
        confirm_place(by=make_user(role, role, DISTRICT), place=row.pk, decision="confirm", call_id=new_id())


def test_a_place_that_does_not_exist_is_not_there() -> None:
    with pytest.raises(NotThere):
        confirm_place(by=supervisor(), place=UUID(int=1), decision="confirm", call_id=new_id())


def test_waiting_shows_the_proposals_of_ones_own_places_only() -> None:
    by = member()
    here, there = a_proposal(by, "ນາດອນ"), a_proposal(by, "ນາດອນ", NEIGHBOUR)
    assert list(waiting(supervisor())) == [here]
    assert list(waiting(make_user("province", "case_supervisor", "LA16/"))) == [here, there]
    assert list(waiting(by)) == []
