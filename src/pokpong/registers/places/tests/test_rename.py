from datetime import date, timedelta

import pytest

from pokpong.foundation.access.tests.people import program
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.conflicts import open_for, settle_conflict
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.registers.places.actions.rename import recode_place, rename_place
from pokpong.registers.places.finding import find
from pokpong.registers.places.models import Place, PlaceName
from pokpong.registers.places.queries import names_on
from pokpong.registers.places.tests.checks import assert_left_its_traces, codes_of
from pokpong.registers.places.tests.factories import DISTRICT, VILLAGE, administrator, supervisor, the_place

pytestmark = pytest.mark.django_db
SINCE = date(2024, 5, 1)


def rename(by: Actor, name: str, *, base: int = 1, since: date | None = SINCE, reason: str = "ດຳລັດ 12") -> Place:
    return rename_place(
        by=by, place=the_place(VILLAGE).pk, base=base, names={"lo": name}, since=since, reason=reason, call_id=new_id()
    )


def test_the_old_name_is_kept_with_its_dates_and_still_found() -> None:
    row = rename(administrator(), "ໂພນທອງ")
    assert row.names["lo"] == "ໂພນທອງ"
    assert names_on(row, SINCE - timedelta(days=1))["lo"] == "ໂພນໄຊ"
    assert names_on(row, SINCE)["lo"] == "ໂພນທອງ"
    assert row in find("ໂພນໄຊ", DISTRICT)
    assert row in find("ໂພນທອງ", DISTRICT)


def test_it_leaves_its_traces() -> None:
    call = new_id()
    row = rename_place(
        by=administrator(),
        place=the_place(VILLAGE).pk,
        base=1,
        names={"lo": "ໂພນທອງ"},
        since=SINCE,
        reason="ດຳລັດ",
        call_id=call,
    )
    assert_left_its_traces("place.rename", call, row)


def test_present_names_come_before_former_ones() -> None:
    by = administrator()
    rename(by, "ໂພນທອງ")
    found = find("ໂພນໄຊ", level=3, limit=100)
    assert found[-1].path == VILLAGE
    assert found[0].names["lo"] == "ໂພນໄຊ"


def test_several_names_in_a_row_each_have_their_time() -> None:
    by = administrator()
    first = rename(by, "ໂພນທອງ")
    second = rename(by, "ໂພນແກ້ວ", base=first.version, since=date(2025, 1, 1))
    assert [names_on(second, day)["lo"] for day in (date(2020, 1, 1), SINCE, date(2025, 1, 1))] == [
        "ໂພນໄຊ",
        "ໂພນທອງ",
        "ໂພນແກ້ວ",
    ]


def test_a_name_that_comes_back_is_no_former_name() -> None:
    by = administrator()
    first = rename(by, "ໂພນທອງ")
    back = rename(by, "ໂພນໄຊ", base=first.version, since=date(2025, 1, 1))
    assert "ໂພນໄຊ" not in back.former_names
    assert "ໂພນທອງ" in back.former_names


def test_a_stale_edit_becomes_a_conflict_and_both_names_are_kept() -> None:
    by = administrator()
    rename(by, "ໂພນທອງ")
    row = rename(by, "ໂພນແກ້ວ", base=1, since=date(2025, 1, 1))
    assert row.names["lo"] == "ໂພນທອງ"
    assert PlaceName.objects.filter(place=row).count() == 1
    judge = program("conflict.settle", "place.rename")
    conflict = next(found for found in open_for(judge) if found.field == "names")
    settle_conflict(by=judge, conflict=conflict.pk, choice="offered", call_id=new_id())
    row.refresh_from_db()
    assert row.names["lo"] == "ໂພນແກ້ວ"
    assert row in find("ໂພນແກ້ວ", DISTRICT)


@pytest.mark.parametrize(
    ("name", "since", "reason", "codes"),
    [
        ("ໂພນໄຊ", SINCE, "ດຳລັດ", {"place_name_unchanged"}),
        ("ໂພນທອງ", None, "ດຳລັດ", {"place_since_unusable"}),
        ("ໂພນທອງ", date(1812, 1, 1), "", {"place_since_unusable", "place_reason_missing"}),
        ("ໂພນທອງ", SINCE, "ດ" * 301, {"place_reason_too_long"}),
    ],
)
def test_bad_input_is_refused_with_all_reasons(name: str, since: date, reason: str, codes: set[str]) -> None:
    with pytest.raises(Refused) as refused:
        rename(administrator(), name, since=since, reason=reason)
    assert codes_of(refused.value) == codes


def test_a_day_in_the_future_or_before_the_last_change_is_refused() -> None:
    by = administrator()
    with pytest.raises(Refused) as refused:
        rename(by, "ໂພນທອງ", since=clock.today() + timedelta(days=1))
    assert codes_of(refused.value) == {"place_since_unusable"}
    row = rename(by, "ໂພນທອງ")
    with pytest.raises(Refused) as refused:
        rename(by, "ໂພນແກ້ວ", base=row.version, since=SINCE - timedelta(days=1))
    assert codes_of(refused.value) == {"place_since_too_early"}


def test_only_the_administration_renames_and_only_in_its_places() -> None:
    with pytest.raises(NotAllowed):
        rename(supervisor(), "ໂພນທອງ")
    with pytest.raises(NotAllowed):
        rename(administrator("LA13/"), "ໂພນທອງ")


def test_a_code_of_another_list_is_added_and_the_own_code_stays() -> None:
    call, row = new_id(), the_place(VILLAGE)
    done = recode_place(
        by=program("place.recode"),
        place=row.pk,
        scheme="lsb",
        code="160105",
        since=SINCE,
        source="LSB 2025",
        call_id=call,
    )
    assert done.code == row.code
    assert done.codes.get(scheme="lsb").code == "160105"
    assert_left_its_traces("place.recode", call, done)


def test_a_code_is_refused_with_all_reasons_and_not_added_twice() -> None:
    by, row = program("place.recode"), the_place(VILLAGE)
    with pytest.raises(Refused) as refused:
        recode_place(by=by, place=row.pk, scheme="", code="ກ", since=None, source="", call_id=new_id())
    assert codes_of(refused.value) == {
        "place_scheme_unusable",
        "place_code_unusable",
        "place_source_unusable",
        "place_since_unusable",
    }
    with pytest.raises(Refused) as refused:
        recode_place(
            by=by,
            place=row.pk,
            scheme="lao-address",
            code="1601005",
            since=SINCE,
            source="npm",
            call_id=new_id(),
        )
    assert codes_of(refused.value) == {"place_code_known"}
