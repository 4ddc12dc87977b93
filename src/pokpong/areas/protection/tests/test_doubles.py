"""Likely doubles: what is compared, why, and what is never shown."""

from datetime import timedelta

import pytest

from pokpong.areas.protection import doubles
from pokpong.areas.protection.actions import join_concern
from pokpong.areas.protection.telling import LeftOut
from pokpong.areas.protection.tests.factories import (
    NEIGHBOUR,
    OTHER_VILLAGE,
    STORY,
    a_concern,
    caseworker,
    facts,
    member,
    supervisor,
    told,
)
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
SAME_DIFFERENTLY = "ມີຄົນຕ່າງຖິ່ນມາຊວນເດັກຍິງສອງຄົນ ໄປເຮັດວຽກຢູ່ຕ່າງປະເທດ ບໍ່ບອກວ່າເປັນວຽກຫຍັງ"
OTHER_STORY = "ຜູ້ຊາຍສູງອາຍຸບໍ່ໄດ້ຮັບຄ່າແຮງງານຈາກສວນກາເຟມາຫົກເດືອນແລ້ວ ແລະ ຖືກຂູ່"


def numbers(found: doubles.Found) -> list[str]:
    return [likely.concern.number for likely in found.likely]


def test_the_same_story_told_twice_is_found_with_its_reasons() -> None:
    bob, worker = member(), caseworker()
    first = a_concern(bob)
    second = a_concern(bob, told=told(SAME_DIFFERENTLY), place=OTHER_VILLAGE)
    found = doubles.find(worker, second)
    assert numbers(found) == [first.number]
    assert found.likely[0].reasons == ("story",)


def test_another_story_is_no_double() -> None:
    bob, worker = member(), caseworker()
    a_concern(bob, told=told(OTHER_STORY))
    found = doubles.find(worker, a_concern(bob))
    assert numbers(found) == []
    assert (found.compared, found.left_out) == (1, 0)


def test_a_name_in_another_spelling_and_the_same_day_count() -> None:
    bob, worker = member(), caseworker()
    day = clock.today() - timedelta(days=2)
    known = facts(happened_on=day, happened_unknown=False, sex="female", age_band="15-17")
    first = a_concern(bob, told=told(OTHER_STORY, names="ນາງ ສົມສັກ ຕົວຢ່າງ"), facts=known)
    second = a_concern(bob, told=told(names="Somsack Tuayang"), facts=known)
    (likely,) = doubles.find(worker, second).likely
    assert likely.concern.pk == first.pk
    assert set(likely.reasons) == {"name", "village", "day", "facts"}


def test_the_same_telephone_counts() -> None:
    bob, worker = member(), caseworker()
    first = a_concern(bob, told=told(OTHER_STORY, reporter_contact="020 5555 1234"))
    second = a_concern(bob, told=told(reporter_contact="໐໒໐-໕໕໕໕-໑໒໓໔"))
    assert numbers(doubles.find(worker, second)) == [first.number]


def test_nothing_out_of_sight_is_compared() -> None:
    bob, worker = member(), caseworker()
    caseworker(name="second")
    a_concern(bob, left_out=LeftOut(users=(worker.pk,)))
    assert doubles.find(worker, a_concern(bob)).compared == 0


def test_other_districts_and_other_times_are_not_compared() -> None:
    bob, boss = member(), supervisor()
    a_concern(bob, place=NEIGHBOUR)
    with clock.standing_at(clock.now() - timedelta(days=31)):
        a_concern(bob)
    assert doubles.find(boss, a_concern(bob)).compared == 0


def test_one_that_is_joined_already_is_not_offered_again() -> None:
    bob, worker = member(), caseworker()
    first, second = a_concern(bob), a_concern(bob)
    assert numbers(doubles.find(worker, first)) == [second.number]
    join_concern(by=worker, concern=second.pk, into=first.pk, reason="ເລື່ອງດຽວກັນ", call_id=new_id())
    assert numbers(doubles.find(worker, first)) == []


def test_it_says_how_many_were_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubles, "MOST_OPENED", 2)
    bob, worker = member(), caseworker()
    for _ in range(4):
        a_concern(bob, told=told(STORY))
    found = doubles.find(worker, a_concern(bob))
    assert (found.compared, found.left_out, len(found.likely)) == (2, 2, 2)
