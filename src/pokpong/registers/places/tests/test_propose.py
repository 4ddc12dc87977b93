from datetime import timedelta

import pytest

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.models import Receipt
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.registers.places.actions.propose import propose_place
from pokpong.registers.places.finding import find
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import label
from pokpong.registers.places.tests.checks import assert_left_its_traces, codes_of
from pokpong.registers.places.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    VILLAGE,
    a_proposal,
    member,
    supervisor,
)

pytestmark = pytest.mark.django_db


def test_a_village_member_proposes_a_village_and_can_use_it_at_once() -> None:
    call = new_id()
    row = propose_place(by=member(), id=new_id(), parent=DISTRICT, names={"lo": "ນາດອນແກ້ວ"}, call_id=call)
    assert (row.state, row.level, row.parent.path) == ("proposed", 3, DISTRICT)
    assert row in find("ນາດອນແກ້ວ", DISTRICT)
    assert label(row.path, "lo").startswith("ບ້ານນາດອນແກ້ວ, ເມືອງປາກເຊ, ")
    assert_left_its_traces("place.propose", call, row)


def test_the_path_follows_from_the_id_and_can_stand_in_an_address() -> None:
    row = a_proposal(member())
    assert row.path == f"{DISTRICT}LA1601-P{row.pk.hex[-10:].upper()}/"
    assert row.path.isascii()


def test_a_latin_name_is_made_when_none_is_given_and_kept_when_it_is() -> None:
    by = member()
    made = a_proposal(by, "ນາດອນແກ້ວ")
    given = propose_place(
        by=by, id=new_id(), parent=DISTRICT, names={"lo": "ນາດອນຄຳ", "en": "Nadonkham"}, call_id=new_id()
    )
    assert made.romanised
    assert made.names["en"].isascii()
    assert (given.romanised, given.names["en"]) == (False, "Nadonkham")


def test_the_word_for_village_is_no_part_of_the_name() -> None:
    assert a_proposal(member(), "ບ້ານ ນາດອນແກ້ວ").names["lo"] == "ນາດອນແກ້ວ"


def test_a_task_waits_for_the_supervisors_of_the_place_and_goes_up() -> None:
    row = a_proposal(member())
    task = Task.objects.get(subject=row.pk)
    assert (task.kind, task.permission, task.place_path) == ("place.confirm", "place.confirm", row.path)
    assert task.due - task.made_at >= timedelta(days=6)
    assert task.escalates_path == PROVINCE
    assert task in waiting_for(supervisor())
    assert task not in waiting_for(make_user("other", "case_supervisor", NEIGHBOUR))


def test_a_look_alike_is_asked_about_once() -> None:
    by = member()
    with pytest.raises(Refused) as refused:
        a_proposal(by, "ໂພນ\u200bໄຊ")
    assert codes_of(refused.value) == {"place_looks_alike"}
    row = a_proposal(by, "ໂພນໄຊ", although_alike=True)
    assert row.state == "proposed"


def test_the_same_name_in_another_district_is_no_look_alike() -> None:
    by = member()
    a_proposal(by, "ນາດອນແກ້ວ")
    assert a_proposal(by, "ນາດອນແກ້ວ", NEIGHBOUR).state == "proposed"


def test_two_people_who_propose_the_same_are_asked_too() -> None:
    a_proposal(member(), "ນາດອນແກ້ວ")
    with pytest.raises(Refused):
        a_proposal(supervisor(), "ນາດອນ\u200bແກ້ວ")


@pytest.mark.parametrize("parent", [VILLAGE, "", "LA99/", "nonsense", PROVINCE])
def test_a_village_is_proposed_in_a_district(parent: str) -> None:
    with pytest.raises(Refused) as refused:
        propose_place(by=member(), id=new_id(), parent=parent, names={"lo": "ນາດອນ"}, call_id=new_id())
    assert codes_of(refused.value) == {"place_parent_unusable"}


def test_all_reasons_come_at_once_and_nothing_is_written() -> None:
    by, before = member(), Place.objects.count()
    with pytest.raises(Refused) as refused:
        propose_place(
            by=by, id=new_id(), parent=VILLAGE, names={"lo": "", "en": "x" * 200, "??": "y"}, call_id=new_id()
        )
    assert codes_of(refused.value) == {
        "place_name_missing",
        "place_name_too_long",
        "place_name_language",
        "place_parent_unusable",
    }
    assert Place.objects.count() == before
    assert not Receipt.objects.filter(action="place.propose").exists()


def test_the_same_call_again_answers_the_same() -> None:
    by, call, row = member(), new_id(), new_id()
    first, again = (
        propose_place(by=by, id=row, parent=DISTRICT, names={"lo": "ນາດອນແກ້ວ"}, call_id=call) for _ in range(2)
    )
    assert first == again
    assert Place.objects.filter(pk=row).count() == 1


def test_an_id_in_use_is_refused() -> None:
    by = member()
    used = a_proposal(by)
    with pytest.raises(Refused) as refused:
        propose_place(by=by, id=used.pk, parent=NEIGHBOUR, names={"lo": "ນາດອນ"}, call_id=new_id())
    assert codes_of(refused.value) == {"id_taken"}


@pytest.mark.parametrize("role", ["donor", "trainer", "auditor", "chair"])
def test_other_roles_may_not_propose(role: str) -> None:
    with pytest.raises(NotAllowed):
        a_proposal(make_user(role, role))


def test_inside_an_anonymous_report_nobody_is_named() -> None:
    by = member()
    row = a_proposal(by, anonymous=True)
    assert row.proposed_by is None
    assert [move.who for move in moves.history_of(row.pk)] == [None]
    assert [event.actor for event in Event.objects.filter(subject=row.pk)] == [None]
    assert not Event.objects.filter(actor=by.pk).exists()
