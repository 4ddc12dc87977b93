from datetime import date, timedelta

import pytest

from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.registers.places.actions.add import add_place
from pokpong.registers.places.actions.merge import merge_place
from pokpong.registers.places.finding import find
from pokpong.registers.places.models import Place
from pokpong.registers.places.picker import PlacesOf
from pokpong.registers.places.queries import children, label, present
from pokpong.registers.places.tests.checks import assert_left_its_traces, codes_of
from pokpong.registers.places.tests.factories import (
    DISTRICT,
    VILLAGE,
    a_proposal,
    administrator,
    member,
    supervisor,
    the_place,
)

pytestmark = pytest.mark.django_db
SINCE = date(2023, 1, 1)
OTHER = "LA16/LA1601/LA1601-1601007/"  # ປາກເຊ


def merge(by: Actor, place: str = VILLAGE, into: str | None = OTHER, since: date | None = SINCE) -> Place:
    target = None if into is None else the_place(into).pk
    return merge_place(by=by, place=the_place(place).pk, into=target, since=since, reason="ດຳລັດ 7", call_id=new_id())


def test_a_merged_place_is_found_by_its_name_and_leads_to_its_successor() -> None:
    row = merge(administrator())
    assert (row.state, row.valid_to, present(VILLAGE)) == ("merged", SINCE, OTHER)
    assert [place.path for place in find("ໂພນໄຊ", DISTRICT)] == [VILLAGE]
    choice = PlacesOf(3, DISTRICT).find("ໂພນໄຊ", 5)[0]
    assert (choice.label, choice.value) == ("Phonxai", OTHER)


def test_records_that_name_it_keep_their_label() -> None:
    merge(administrator())
    assert label(VILLAGE, "lo").startswith("ບ້ານໂພນໄຊ, ")
    assert VILLAGE not in [place.path for place in children(DISTRICT)]


def test_it_leaves_its_traces() -> None:
    call = new_id()
    row = merge_place(
        by=administrator(),
        place=the_place(VILLAGE).pk,
        into=the_place(OTHER).pk,
        since=SINCE,
        reason="ດຳລັດ",
        call_id=call,
    )
    assert_left_its_traces("place.merge", call, row)


def test_successors_are_followed_however_often() -> None:
    by = administrator()
    merge(by)
    third = children(DISTRICT).exclude(path=OTHER).first()
    assert third is not None
    merge(by, OTHER, third.path)
    assert present(VILLAGE) == third.path


def test_a_proposal_that_is_merged_no_longer_waits() -> None:
    row = a_proposal(member())
    merge(administrator(), row.path)
    assert Task.objects.get(subject=row.pk).state == "cancelled"


@pytest.mark.parametrize(
    ("place", "into", "code"),
    [
        (VILLAGE, None, "place_into_missing"),
        (VILLAGE, VILLAGE, "place_into_itself"),
        (VILLAGE, DISTRICT, "place_into_other_level"),
        (DISTRICT, "LA16/LA1602/", "place_has_places_below"),
    ],
)
def test_what_cannot_be_merged(place: str, into: str | None, code: str) -> None:
    with pytest.raises(Refused) as refused:
        merge(administrator(), place, into)
    assert code in codes_of(refused.value)


def test_neither_a_merged_place_nor_one_into_it() -> None:
    by = administrator()
    merge(by)
    third = children(DISTRICT).exclude(path=OTHER).first()
    assert third is not None
    with pytest.raises(Refused) as refused:
        merge(by, third.path, VILLAGE)
    assert codes_of(refused.value) == {"place_into_not_in_use"}
    with pytest.raises(Refused) as refused:
        merge(by, VILLAGE, third.path)
    assert codes_of(refused.value) == {"move_not_allowed"}


def test_a_day_in_the_future_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        merge(administrator(), since=clock.today() + timedelta(days=1))
    assert codes_of(refused.value) == {"place_since_unusable"}


def test_only_the_administration_merges_and_both_places_must_be_its_own() -> None:
    with pytest.raises(NotAllowed):
        merge(supervisor())
    with pytest.raises(NotAllowed):
        merge(administrator(VILLAGE))


def test_the_administration_adds_a_place_that_is_confirmed_at_once() -> None:
    call = new_id()
    row = add_place(
        by=administrator(), id=new_id(), parent=DISTRICT, names={"lo": "ນາດອນ"}, code="LA1601-77", call_id=call
    )
    assert (row.state, row.path) == ("confirmed", f"{DISTRICT}LA1601-77/")
    assert not Task.objects.filter(subject=row.pk).exists()
    assert_left_its_traces("place.add", call, row)


def test_a_district_is_added_to_a_province() -> None:
    row = add_place(by=administrator(), id=new_id(), parent="LA16/", names={"lo": "ເມືອງໃໝ່ໂພນ"}, call_id=new_id())
    assert (row.level, row.names["lo"]) == (2, "ໃໝ່ໂພນ")
    assert row.path.startswith("LA16/LA16-A")


@pytest.mark.parametrize(
    ("code", "expected"),
    [("LA1601", "place_code_taken"), ("la 1", "place_code_unusable"), ("ກ", "place_code_unusable")],
)
def test_a_code_must_be_free_and_fit_into_a_path(code: str, expected: str) -> None:
    with pytest.raises(Refused) as refused:
        add_place(by=administrator(), id=new_id(), parent=DISTRICT, names={"lo": "ນາດອນ"}, code=code, call_id=new_id())
    assert codes_of(refused.value) == {expected}


def test_a_look_alike_is_asked_about_here_too() -> None:
    with pytest.raises(Refused) as refused:
        add_place(by=administrator(), id=new_id(), parent=DISTRICT, names={"lo": "ໂພນໄຊ"}, call_id=new_id())
    assert codes_of(refused.value) == {"place_looks_alike"}


def test_others_may_not_add() -> None:
    with pytest.raises(NotAllowed):
        add_place(by=supervisor(), id=new_id(), parent=DISTRICT, names={"lo": "ນາດອນ"}, call_id=new_id())
    with pytest.raises(NotAllowed):
        add_place(by=administrator("LA13/"), id=new_id(), parent=DISTRICT, names={"lo": "ນາດອນ"}, call_id=new_id())
