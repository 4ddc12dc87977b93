from datetime import date, timedelta
from typing import Any

import pytest

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.actions import amend_official, leave_post
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.queries import find_officials, post_history, posts_at
from pokpong.registers.institutions.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    START,
    VILLAGE,
    a_committee,
    a_seat,
    an_official,
    an_organisation,
    assert_left_its_traces,
    codes_of,
    keeper,
)

pytestmark = pytest.mark.django_db
LAST_DAY = date(2025, 6, 30)


def leave(by: Any, row: Official, on: date | None = LAST_DAY) -> Official:
    return leave_post(by=by, official=row.pk, on=on, reason="ຍ້າຍ", call_id=new_id())


def test_an_official_is_added_to_a_post() -> None:
    by = keeper("secretary")
    row = an_official(by, organisation=an_organisation(keeper()).pk)
    assert (row.state, row.ends, row.starts) == ("serving", None, START)
    assert row in find_officials(by, "ສົມໝາຍ")
    assert_left_its_traces("official.add", row)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "  "}, "official_name_missing"),
        ({"name": "ກ" * 121}, "institution_name_too_long"),
        ({"post": ""}, "institution_name_missing"),
        ({"function": "king"}, "institution_kind_unknown"),
        ({"starts": None}, "institution_day_missing"),
        ({"starts": date(1900, 1, 1)}, "institution_day_too_early"),
        ({"place": "LA16/LA9999/"}, "institution_place_unknown"),
        ({"phone": "abc"}, "institution_phone_unusable"),
        ({"organisation": new_id()}, "institution_organisation_closed"),
    ],
)
def test_bad_input_is_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises((Refused, NotAllowed)) as refused:
        an_official(keeper(), **wrong)
    assert code in codes_of(refused.value)


def test_leaving_ends_the_post_and_the_seats() -> None:
    by = keeper()
    row = an_official(by)
    seat = a_seat(by, a_committee(by), row)
    left = leave(by, row)
    seat.refresh_from_db()
    assert (left.state, left.ends, seat.ends) == ("left", LAST_DAY, LAST_DAY)
    assert left.serves_on(LAST_DAY)
    assert not left.serves_on(LAST_DAY + timedelta(days=1))
    assert_left_its_traces("official.leave", left)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (None, "institution_day_missing"),
        (START - timedelta(days=1), "institution_ends_before_start"),
        (date(2200, 1, 1), "institution_day_in_future"),
    ],
)
def test_the_last_day_lies_in_the_post_and_not_in_the_future(on: date | None, code: str) -> None:
    by = keeper()
    row = an_official(by)
    with pytest.raises(Refused) as refused:
        leave(by, row, on)
    assert codes_of(refused.value) == {code}


def test_nobody_leaves_twice() -> None:
    by = keeper()
    row = leave(by, an_official(by))
    with pytest.raises(Refused) as refused:
        leave(by, row)
    assert codes_of(refused.value) == {"official_already_left"}


def test_a_post_is_handed_over_and_its_history_kept() -> None:
    by = keeper()
    first = an_official(by)
    office = first.organisation_id
    with pytest.raises(Refused) as refused:
        an_official(by, "ວັນນາ ທົດລອງ", organisation=office, replaces=first.pk, starts=LAST_DAY)
    assert codes_of(refused.value) == {"official_still_serving"}
    leave(by, first)
    day_after = LAST_DAY + timedelta(days=1)
    second = an_official(by, "ວັນນາ ທົດລອງ", organisation=office, replaces=first.pk, starts=day_after)
    assert second.predecessor == first
    assert post_history(first) == post_history(second) == [first, second]


def test_when_an_account_belongs_to_the_official_somebody_is_asked_to_check_it() -> None:
    by = keeper()
    with_account, without = an_official(by), an_official(by, "ວັນນາ ທົດລອງ")
    user = make_user("police")
    with writing.opened("tests"):
        User.objects.filter(pk=user.pk).update(official=with_account.pk)
    leave(by, with_account)
    leave(by, without)
    assert [(task.subject, task.permission) for task in Task.objects.filter(kind="official.left")] == [
        (with_account.pk, "user.deactivate")
    ]


def test_what_was_typed_is_amended() -> None:
    by = keeper()
    row = an_official(by)
    done = amend_official(
        by=by, official=row.pk, base=row.version, changes={"phone": "020 5555 1234"}, call_id=new_id()
    )
    assert done.phone == "020 5555 1234"
    assert_left_its_traces("official.amend", done)
    with pytest.raises(Refused) as refused:
        amend_official(by=by, official=row.pk, base=done.version, changes={"name": ""}, call_id=new_id())
    assert codes_of(refused.value) == {"official_name_missing"}


def test_officials_are_read_by_place_and_everybody_reads_themselves() -> None:
    row = an_official(keeper())
    assert row in Official.objects.visible_to(make_user("chair", "chair", DISTRICT))
    neighbour = make_user("neighbour", "chair", NEIGHBOUR)
    assert row not in Official.objects.visible_to(neighbour)
    assert row not in Official.objects.visible_to(make_user("member", "village_member", VILLAGE))
    neighbour.official = row.pk
    assert row in Official.objects.visible_to(neighbour)


def test_only_who_keeps_the_place_changes_officials() -> None:
    row = an_official(keeper())
    with pytest.raises(NotAllowed):
        leave(keeper("chair"), row)
    with pytest.raises(NotThere):
        leave(keeper("secretary", NEIGHBOUR), row)
    with pytest.raises(NotAllowed):
        an_official(keeper("secretary", "LA13/"), organisation=row.organisation_id)


def test_posts_at_a_village_are_those_of_the_village_and_around_it() -> None:
    by = keeper()
    police = an_official(by)
    chief = an_official(by, "ຄຳດີ ທົດລອງ", function="village_chief", place=VILLAGE, post="ນາຍບ້ານ")
    an_official(by, "ວັນນາ ທົດລອງ", function="district_governor", place=NEIGHBOUR)
    gone = leave(by, an_official(by, "ບຸນມີ ທົດລອງ", function="village_chief", place=VILLAGE))
    found = posts_at(VILLAGE)
    assert [post.official for post in found] == [chief.pk, police.pk]
    assert gone.pk not in [post.official for post in found]
    assert found[0].function == "village_chief"


def test_names_of_posts_are_only_for_who_reads_officials_there() -> None:
    by = keeper()
    chief = an_official(by, function="village_chief", place=VILLAGE)
    assert [post.name for post in posts_at(VILLAGE)] == [""]
    assert [post.name for post in posts_at(VILLAGE, make_user("member", "village_member", VILLAGE))] == [""]
    assert [post.name for post in posts_at(VILLAGE, make_user("worker", "caseworker", DISTRICT))] == [chief.name]


def test_a_post_that_begins_later_is_not_held_today() -> None:
    by = keeper()
    an_official(by, starts=clock.today() + timedelta(days=3), place=VILLAGE)
    assert posts_at(VILLAGE) == []
