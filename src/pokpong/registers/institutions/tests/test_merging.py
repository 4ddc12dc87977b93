"""One official under two spellings: two people decide it, every reference goes on working, and it can be undone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.actions.sight import recuse_from_concern
from pokpong.areas.protection.tests.factories import a_concern
from pokpong.foundation.access.models import Recusal, User
from pokpong.foundation.access.scope import known_as
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.actions import (
    ask_merge,
    hand_over_post,
    leave_post,
    merge_officials,
    part_officials,
    refuse_merge,
)
from pokpong.registers.institutions.models import Membership, Official, OfficialMerge
from pokpong.registers.institutions.models.official import _kept, spellings
from pokpong.registers.institutions.queries import (
    find_officials,
    likely_doubles,
    members_on,
    one_person,
    post_history,
    posts_at,
)
from pokpong.registers.institutions.tests.factories import (
    NEIGHBOUR,
    START,
    VILLAGE,
    a_committee,
    a_seat,
    an_asking,
    an_official,
    an_organisation,
    assert_left_its_traces,
    codes_of,
    keeper,
    merged,
)

pytestmark = pytest.mark.django_db
WHY = "ຄົນດຽວກັນ"
TODAY = date(2026, 1, 5)


def two(by: User) -> tuple[Official, Official]:
    """One official, written in two ways, in one post."""
    office = an_organisation(by).pk
    return an_official(by, "ສົມສັກ ແກ້ວທົດລອງ", organisation=office), an_official(
        by, "Somsack Keothotlong", organisation=office
    )


def test_what_sounds_alike_is_offered_and_strangers_are_not() -> None:
    by = keeper()
    lao, latin = two(by)
    stranger = an_official(by, "ບຸນມີ ວົງສະຫວັນ", organisation=lao.organisation_id)
    assert latin in likely_doubles(lao, by)
    assert stranger not in likely_doubles(lao, by)


def test_two_people_make_two_spellings_one_and_nothing_that_names_them_moves() -> None:
    by, second = keeper(), keeper("secretary")
    lao, latin = two(by)
    board = a_committee(by)
    seats = [a_seat(by, board, lao, role="chair"), a_seat(by, board, latin)]
    asked = an_asking(by, latin, lao)
    assert Task.objects.filter(kind="official.merge", subject=asked.pk, state="open").exists()
    assert one_person(lao) == {lao.pk}
    done = merge_officials(by=second, official_merge=asked.pk, call_id=new_id())
    latin.refresh_from_db()
    assert (latin.canonical, one_person(latin), one_person(lao)) == (lao, {lao.pk, latin.pk}, {lao.pk, latin.pk})
    assert [seat.official_id for seat in Membership.objects.order_by("pk")] == [seat.official_id for seat in seats]
    assert [seat.role for seat in members_on(board, TODAY)] == ["chair"]
    assert find_officials(by, "Somsack") == [lao]
    assert [post.official for post in posts_at(lao.place_path)] == [lao.pk]
    assert not Task.objects.filter(kind="official.merge", subject=asked.pk, state="open").exists()
    assert_left_its_traces("official.merge", done)
    assert_left_its_traces("official.ask_merge", asked)


def test_nobody_confirms_what_they_asked_themselves() -> None:
    by = keeper()
    asked = an_asking(by, *two(by))
    with pytest.raises(Refused) as refused:
        merge_officials(by=by, official_merge=asked.pk, call_id=new_id())
    assert codes_of(refused.value) == {"official_merge_own"}


def test_it_can_be_refused_or_taken_back_once() -> None:
    by = keeper()
    asked = an_asking(by, *two(by))
    row = refuse_merge(by=by, official_merge=asked.pk, why=WHY, call_id=new_id())
    assert row.state == "refused"
    assert_left_its_traces("official.refuse_merge", row)
    with pytest.raises(Refused) as refused:
        refuse_merge(by=by, official_merge=asked.pk, why="", call_id=new_id())
    assert codes_of(refused.value) == {"official_merge_decided", "institution_reason_missing"}
    with pytest.raises(Refused):
        merge_officials(by=keeper("secretary"), official_merge=asked.pk, call_id=new_id())


def test_taken_apart_everything_is_as_before() -> None:
    by, second = keeper(), keeper("secretary")
    lao, latin = two(by)
    board = a_committee(by)
    a_seat(by, board, lao, role="chair")
    a_seat(by, board, latin)
    merged(by, second, latin, lao)
    row = part_officials(by=by, official=latin.pk, why=WHY, call_id=new_id())
    assert (row.merged_into, one_person(lao), len(members_on(board, TODAY))) == (None, {lao.pk}, 2)
    assert OfficialMerge.objects.get().state == "parted"
    assert_left_its_traces("official.part", row)
    with pytest.raises(Refused) as refused:
        part_officials(by=by, official=latin.pk, why=WHY, call_id=new_id())
    assert codes_of(refused.value) == {"official_not_merged"}


def test_bad_askings_are_refused_with_all_reasons() -> None:
    by = keeper()
    lao, latin = two(by)
    with pytest.raises(Refused) as refused:
        ask_merge(by=by, id=new_id(), official=lao.pk, into=lao.pk, why=" ", call_id=new_id())
    assert codes_of(refused.value) == {"official_merge_same", "institution_reason_missing"}
    an_asking(by, lao, latin)
    with pytest.raises(Refused) as refused:
        an_asking(by, latin, lao)
    assert codes_of(refused.value) == {"official_merge_asked"}


def test_who_took_the_post_over_is_somebody_else() -> None:
    by = keeper()
    lao, latin = two(by)
    leave_post(by=by, official=lao.pk, on=date(2025, 1, 1), call_id=new_id())
    follower = an_official(
        by, "ສົມສັກ ແກ້ວທົດລອງ", organisation=lao.organisation_id, starts=date(2025, 1, 2), replaces=lao.pk
    )
    assert follower not in likely_doubles(lao, by)
    with pytest.raises(Refused) as refused:
        an_asking(by, follower, lao)
    assert codes_of(refused.value) == {"official_merge_successor"}
    merged(by, keeper("secretary"), latin, lao)
    assert post_history(follower) == [lao, follower]
    with pytest.raises(Refused):
        an_asking(by, follower, latin)


def test_a_circle_cannot_be_made() -> None:
    by, second = keeper(), keeper("secretary")
    lao, latin = two(by)
    merged(by, second, latin, lao)
    for pair in ((latin, lao), (lao, latin)):
        with pytest.raises(Refused) as refused:
            an_asking(by, *pair)
        assert codes_of(refused.value) == {"official_merged_already"}


@pytest.mark.parametrize("role", ["caseworker", "chair", "auditor", "donor"])
def test_other_roles_may_not(role: str) -> None:
    lao, latin = two(keeper())
    with pytest.raises((NotAllowed, NotThere)):
        an_asking(make_user("other", role, lao.place_path), lao, latin)


def test_another_place_is_out_of_reach() -> None:
    lao, latin = two(keeper())
    with pytest.raises((NotAllowed, NotThere)):
        an_asking(make_user("other", "secretary", NEIGHBOUR), lao, latin)


def test_another_post_of_the_same_person_stays_in_the_lists() -> None:
    by, second = keeper(), keeper("secretary")
    lao, latin = two(by)
    elsewhere = an_official(by, "ສົມສັກ ແກ້ວທົດລອງ", function="health_worker")
    merged(by, second, elsewhere, lao)
    merged(by, second, latin, lao)
    assert set(Official.objects.once()) == {lao, elsewhere}
    assert {post.official for post in posts_at(lao.place_path)} == {lao.pk, elsewhere.pk}
    assert one_person(elsewhere) == {lao.pk, latin.pk, elsewhere.pk}


def test_whoever_is_kept_from_a_record_is_kept_under_every_spelling() -> None:
    by, second = keeper(), keeper("secretary")
    lao, latin = two(by)
    merged(by, second, latin, lao)
    user = make_user("account", "caseworker", lao.place_path)
    user.official = latin.pk
    assert {lao.pk, latin.pk} < set(known_as(user))
    concern = a_concern(make_user("member", "village_member", VILLAGE))
    supervisor = make_user("supervisor", "case_supervisor", lao.place_path)
    recuse_from_concern(by=supervisor, concern=concern.pk, reason=WHY, officials=(lao.pk,), call_id=new_id())
    kept_out = set(Recusal.objects.filter(row=concern.pk).values_list("user", flat=True))
    assert {lao.pk, latin.pk} <= kept_out


def test_leaving_and_handing_over_count_for_every_spelling_of_the_post() -> None:
    by, second = keeper(), keeper("secretary")
    lao, latin = two(by)
    board = a_committee(by)
    seat = a_seat(by, board, latin, role="chair")
    merged(by, second, latin, lao)
    successor = hand_over_post(
        by=by,
        id=new_id(),
        official=lao.pk,
        on=date(2026, 2, 1),
        name="ບຸນມີ ທົດລອງ",
        starts=date(2026, 2, 2),
        seats=[seat.pk],
        call_id=new_id(),
    )
    latin.refresh_from_db()
    assert (latin.state, latin.ends) == ("left", date(2026, 2, 1))
    assert [member.official for member in members_on(board, date(2026, 2, 2))] == [successor]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12))
def test_every_row_leads_to_exactly_one_whatever_was_merged(pairs: list[tuple[int, int]]) -> None:
    """Against sets that are simply united: merging roots only, as the rules demand, never makes a circle."""
    keys = [new_id() for _number in range(8)]
    into: dict[object, object] = {}
    groups = {key: {key} for key in keys}
    for one, other in pairs:
        row, kept = keys[one], keys[other]
        if row in into or kept in into or row == kept:
            continue
        into[row] = kept
        united = groups[row] | groups[kept]
        groups.update(dict.fromkeys(united, united))
    for key in keys:
        root = _kept(key, into)  # type: ignore[arg-type]  # plain ids stand for rows
        assert {other for other in keys if _kept(other, into) == root} == groups[key]  # type: ignore[arg-type]  # as above


def test_spellings_of_nobody_are_nobody() -> None:
    assert spellings([]) == set()
    assert START < TODAY
