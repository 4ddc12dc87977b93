"""Correcting what was typed, adding files."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from pokpong.areas.protection.actions import amend_concern, attach_file, close_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.telling import LeftOut
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    OTHER_VILLAGE,
    PROVINCE,
    VILLAGE,
    a_concern,
    caseworker,
    facts,
    in_hand,
    member,
    picture,
    supervisor,
    told,
)
from pokpong.foundation.actions.amend import offered_value, old_value, values_at
from pokpong.foundation.actions.conflicts import settle_conflict
from pokpong.foundation.actions.models import Conflict, FieldChange
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.vault import files
from pokpong.foundation.vault.models import SealedFile

pytestmark = pytest.mark.django_db
BETTER = "ຂໍ້ມູນທີ່ຖືກຕ້ອງກວ່າ ຫຼັງຈາກໄດ້ໂທຫາຜູ້ແຈ້ງ"


def test_a_correction_keeps_the_old_value_sealed() -> None:
    worker, call_id = caseworker(), new_id()
    row = a_concern(member())
    before = row.story
    done = amend_concern(by=worker, concern=row.pk, changes={"story": BETTER}, base=1, call_id=call_id)
    assert (done.story, done.version) == (BETTER, 2)
    assert_left_its_traces("concern.amend", call_id, row)
    (change,) = FieldChange.objects.filter(row=row.pk)
    assert old_value(change) == before
    assert before.encode() not in bytes(change.old)


def test_two_who_touch_different_answers_are_merged() -> None:
    worker, boss = caseworker(), supervisor()
    row = a_concern(member())
    amend_concern(by=worker, concern=row.pk, changes={"sex": "female"}, base=1, call_id=new_id())
    done = amend_concern(by=boss, concern=row.pk, changes={"people_count": 3}, base=1, call_id=new_id())
    assert (done.sex, done.people_count) == ("female", 3)
    assert not Conflict.objects.exists()


def test_a_stale_edit_of_the_same_answer_is_kept_for_a_choice() -> None:
    worker, boss = caseworker(), supervisor()
    row = a_concern(member())
    amend_concern(by=worker, concern=row.pk, changes={"story": BETTER}, base=1, call_id=new_id())
    done = amend_concern(by=boss, concern=row.pk, changes={"story": BETTER + " ອີກ"}, base=1, call_id=new_id())
    assert done.story == BETTER
    conflict = Conflict.objects.get(row=row.pk)
    assert (conflict.field, offered_value(conflict)) == ("story", BETTER + " ອີກ")


def test_choosing_the_offered_place_takes_the_triage_along() -> None:
    first, second = supervisor(PROVINCE), supervisor(PROVINCE, "second")
    row = a_concern(member())
    amend_concern(by=first, concern=row.pk, changes={"place_path": OTHER_VILLAGE}, base=1, call_id=new_id())
    amend_concern(by=second, concern=row.pk, changes={"place_path": NEIGHBOUR}, base=1, call_id=new_id())
    conflict = Conflict.objects.get(row=row.pk, field="place_path")
    settle_conflict(by=first, conflict=conflict.pk, choice="offered", call_id=new_id())
    kept = Concern.objects.get(pk=row.pk)
    assert (kept.place_path, kept.route_path) == (NEIGHBOUR, NEIGHBOUR)
    assert list(Task.objects.filter(subject=row.pk, state="open").values_list("place_path", flat=True)) == [NEIGHBOUR]


def test_another_place_takes_the_triage_along() -> None:
    worker = supervisor(PROVINCE)
    row = a_concern(member(), left_out=LeftOut(levels=(3,)))
    done = amend_concern(
        by=worker, concern=row.pk, changes={"place_path": NEIGHBOUR + "LA1602-1602001/"}, base=1, call_id=new_id()
    )
    assert done.route_path == NEIGHBOUR
    assert list(Task.objects.filter(subject=row.pk, state="open").values_list("place_path", flat=True)) == [NEIGHBOUR]


def test_a_higher_urgency_shortens_the_time() -> None:
    row = a_concern(member(), facts=facts(urgency="routine"))
    done = amend_concern(by=caseworker(), concern=row.pk, changes={"urgency": "danger"}, base=1, call_id=new_id())
    assert done.due is not None
    assert done.due - clock.now() <= timedelta(hours=2)
    (open_task,) = Task.objects.filter(subject=row.pk, state="open")
    assert open_task.due == done.due


def test_everything_wrong_with_a_correction_comes_at_once() -> None:
    worker, row = caseworker(), a_concern(member())
    changes = {"happened_on": "2099-01-01", "place_path": "LA99/", "story": "", "people_count": 1, "sex": "several"}
    with pytest.raises(Refused) as refused:
        amend_concern(by=worker, concern=row.pk, changes=changes, base=1, call_id=new_id())
    assert codes(refused) == {
        "concern_date_future",
        "concern_place_unknown",
        "concern_story_missing",
        "concern_sex_contradicts",
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"happened_on": "yesterday"}, "concern_date_unreadable"),
        ({"people_count": "many"}, "concern_people_range"),
        ({"sex": ["female"]}, "concern_code_unknown"),
        ({"forms": "ForcedLabour"}, "concern_code_unknown"),
        ({"reporter": "a neighbour"}, "concern_code_unknown"),
        ({"story": None}, "concern_story_missing"),
        ({"place_path": 7}, "concern_place_unknown"),
    ],
)
def test_values_of_the_wrong_shape_are_refused_with_a_code(changes: dict[str, object], code: str) -> None:
    row = a_concern(member())
    with pytest.raises(Refused) as refused:
        amend_concern(by=caseworker(), concern=row.pk, changes=changes, base=1, call_id=new_id())
    assert codes(refused) == {code}


def test_columns_that_are_not_typed_cannot_be_set() -> None:
    worker, row = caseworker(), a_concern(member())
    for name in ("route_path", "typist", "raised_by", "number", "must_not_see", "state"):
        with pytest.raises(Refused) as refused:
            amend_concern(by=worker, concern=row.pk, changes={name: VILLAGE}, base=1, call_id=new_id())
        assert codes(refused) == {"unknown_field"}


def test_who_told_cannot_be_written_into_an_anonymous_one() -> None:
    row = a_concern(member(), anonymous=True)
    with pytest.raises(Refused) as refused:
        amend_concern(
            by=caseworker(), concern=row.pk, changes={"reporter": {"name": "ນາງ ກ"}}, base=1, call_id=new_id()
        )
    assert codes(refused) == {"concern_anonymous_named"}


def test_wrong_role_place_and_state() -> None:
    bob, worker = member(), caseworker()
    row = in_hand(bob, worker)
    with pytest.raises(NotAllowed):
        amend_concern(by=bob, concern=row.pk, changes={"sex": "male"}, base=1, call_id=new_id())
    with pytest.raises(NotThere):
        amend_concern(
            by=caseworker(NEIGHBOUR, "neighbour"), concern=row.pk, changes={"sex": "male"}, base=1, call_id=new_id()
        )
    close_concern(by=worker, concern=row.pk, outcome="helped", reason="ສຳເລັດແລ້ວ", call_id=new_id())
    with pytest.raises(Refused) as refused:
        amend_concern(by=worker, concern=row.pk, changes={"sex": "male"}, base=1, call_id=new_id())
    assert codes(refused) == {"concern_ended"}


def test_values_as_an_editor_saw_them() -> None:
    worker = caseworker()
    row = a_concern(member(), told=told(names="ນາງ ໜຶ່ງ"))
    day = clock.today() - timedelta(days=3)
    amend_concern(by=worker, concern=row.pk, changes={"happened_on": day}, base=1, call_id=new_id())
    amend_concern(
        by=worker, concern=row.pk, changes={"names": "ນາງ ສອງ", "happened_on": None}, base=2, call_id=new_id()
    )
    present = Concern.objects.get(pk=row.pk)
    assert values_at(present, 3) == {}
    assert values_at(present, 2) == {"names": "ນາງ ໜຶ່ງ", "happened_on": day}
    assert values_at(present, 1) == {"names": "ນາງ ໜຶ່ງ", "happened_on": None}


EDITS = st.lists(
    st.tuples(st.sampled_from(["sex", "age_band", "nationality"]), st.integers(0, 2), st.booleans()),
    max_size=6,
)
VALUES = {
    "sex": ["female", "male", "other"],
    "age_band": ["0-11", "12-14", "15-17"],
    "nationality": ["LA", "TH", "VN"],
}


@settings(max_examples=15)
@given(EDITS)
def test_random_edits_by_two_people_lose_no_value(edits: list[tuple[str, int, bool]]) -> None:
    suffix = new_id().hex
    first, second = caseworker(name=f"first{suffix}"), caseworker(name=f"second{suffix}")
    row = a_concern(first)
    seen = {first: 1, second: 1}
    offered: dict[str, set[str]] = {name: {"unknown"} for name in VALUES}
    for name, which, by_first in edits:
        actor = first if by_first else second
        value = VALUES[name][which]
        done = amend_concern(by=actor, concern=row.pk, changes={name: value}, base=seen[actor], call_id=new_id())
        offered[name].add(value)
        if by_first:  # the second never reloads
            seen[first] = done.version
    present = Concern.objects.get(pk=row.pk)
    for name, values in offered.items():
        kept = {getattr(present, name)}
        kept |= {old_value(change) for change in FieldChange.objects.filter(row=row.pk, field=name)}
        kept |= {offered_value(conflict) for conflict in Conflict.objects.filter(row=row.pk, field=name)}
        assert kept == values


def test_attaching_a_picture(settings: Any, tmp_path: Path) -> None:
    settings.POKPONG_FILES_DIR = tmp_path
    worker, call_id = caseworker(), new_id()
    row = a_concern(member())
    done = attach_file(by=worker, concern=row.pk, name="ຮູບ.png", content=picture("PNG"), call_id=call_id)
    assert_left_its_traces("concern.attach", call_id, row)
    (file,) = done.attached
    assert file["name"] == "ຮູບ.png"
    assert b"hiding place" not in files.content_of(SealedFile.objects.get(pk=file["id"]))
    (on_disk,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert b"JFIF" not in on_disk.read_bytes()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x89PNG\r\n\x1a\n but no picture", "file_no_picture"),
        (b"MZ\x90\x00 a program", "file_kind_refused"),
        (b"", "file_empty"),
        (b"%PDF-1.7" + b"0" * (10 * 1024 * 1024), "file_too_large"),
    ],
)
def test_a_file_that_is_no_picture_is_refused(content: bytes, code: str) -> None:
    row = a_concern(member())
    with pytest.raises(Refused) as refused:
        attach_file(by=caseworker(), concern=row.pk, name="picture.jpg", content=content, call_id=new_id())
    assert codes(refused) == {code}
    assert not SealedFile.objects.exists()


def test_attaching_is_for_those_who_handle_it_while_it_is_open() -> None:
    bob, worker = member(), caseworker()
    row = in_hand(bob, worker)
    with pytest.raises(NotAllowed):
        attach_file(by=bob, concern=row.pk, name="a.jpg", content=picture(), call_id=new_id())
    with pytest.raises(NotThere):
        attach_file(
            by=caseworker(NEIGHBOUR, "other"), concern=row.pk, name="a.jpg", content=picture(), call_id=new_id()
        )
    close_concern(by=worker, concern=row.pk, outcome="helped", reason="ສຳເລັດແລ້ວ", call_id=new_id())
    with pytest.raises(Refused) as refused:
        attach_file(by=worker, concern=row.pk, name="a.jpg", content=picture(), call_id=new_id())
    assert codes(refused) == {"concern_ended"}


def test_no_open_column_leads_from_a_file_to_its_concern(settings: Any, tmp_path: Path) -> None:
    settings.POKPONG_FILES_DIR = tmp_path
    row = a_concern(member(), photo=picture(), photo_name="a.jpg")
    (file,) = row.attached
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM protection_concern")
        stored = str(cursor.fetchall()).replace("-", "")
    assert file["id"].replace("-", "") not in stored


def test_a_village_in_the_same_district_stays_with_the_district() -> None:
    row = a_concern(member(), left_out=LeftOut(levels=(3,)))
    worker = caseworker()
    done = amend_concern(by=worker, concern=row.pk, changes={"place_path": OTHER_VILLAGE}, base=1, call_id=new_id())
    assert done.route_path == DISTRICT
