"""Raising a concern."""

import itertools
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.telling import LeftOut, Told
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    PROVINCE,
    STORY,
    VILLAGE,
    a_concern,
    caseworker,
    facts,
    member,
    picture,
    supervisor,
    told,
)
from pokpong.foundation.access.models import Recusal
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import registry
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.actions.moves import history_of
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.foundation.vault import files
from pokpong.foundation.vault.models import SealedFile

pytestmark = pytest.mark.django_db


def test_a_village_member_raises_one() -> None:
    bob, call_id = member(), new_id()
    row = a_concern(bob, call_id=call_id, told=told(names="ນາງ ຕົວຢ່າງ ໜຶ່ງ\nນາງ ຕົວຢ່າງ ສອງ"))
    kept = Concern.objects.get(pk=row.pk)
    assert (kept.state, kept.place_path, kept.route_path) == ("received", VILLAGE, VILLAGE)
    assert (kept.story, kept.raised_by, kept.typist) == (STORY, bob.pk, None)
    assert kept.number.startswith(f"LA16-{clock.today().year}-")
    assert assert_left_its_traces("concern.raise", call_id, row).actor == bob.pk
    assert [(move.before, move.after, move.who) for move in history_of(row.pk)] == [("", "received", bob.pk)]


def test_it_waits_for_triage_and_goes_up_when_late() -> None:
    row = a_concern(member(), facts=facts(urgency="danger"))
    (task,) = Task.objects.filter(subject=row.pk)
    assert (task.kind, task.permission, task.place_path) == ("concern.triage", "concern.triage", VILLAGE)
    assert (task.escalates_to, task.escalates_path) == ("task.take_escalated", DISTRICT)
    assert task.due == task.escalates_at == row.due
    assert timedelta(hours=1, minutes=59) < task.due - clock.now() <= timedelta(hours=2)


def test_sent_twice_it_is_one() -> None:
    bob, call_id = member(), new_id()
    first, second = a_concern(bob, call_id=call_id), a_concern(bob, call_id=call_id)
    assert first.pk == second.pk
    assert Concern.objects.count() == 1


def test_a_used_id_with_other_content_or_another_sender_is_refused() -> None:
    bob, eve, call_id = member(), caseworker(), new_id()
    a_concern(bob, call_id=call_id)
    with pytest.raises(Refused) as other_content:
        a_concern(bob, call_id=call_id, told=told("ເລື່ອງອື່ນທັງໝົດ ທີ່ບໍ່ກ່ຽວຂ້ອງກັນ"))
    with pytest.raises(Refused) as other_sender:
        a_concern(eve, call_id=call_id)
    assert codes(other_content) == codes(other_sender) == {"id_taken"}


def test_the_id_of_another_concern_is_refused() -> None:
    bob = member()
    row = a_concern(bob)
    with pytest.raises(Refused) as refused:
        registry.call(
            "concern.raise",
            by=bob,
            door="device",
            arguments={
                "id": str(row.pk),
                "place_path": VILLAGE,
                "facts": {"channel": "in_person", "urgency": "soon"},
                "told": {"story": STORY},
                "call_id": str(new_id()),
            },
        )
    assert codes(refused) == {"id_taken"}


def test_a_device_raises_one_by_name_and_json() -> None:
    call_id = new_id()
    row = registry.call(
        "concern.raise",
        by=member(),
        door="device",
        arguments={
            "id": str(row_id_for(call_id)),
            "place_path": VILLAGE,
            "facts": {"channel": "telephone", "urgency": "routine", "forms": ["ForcedLabour"], "people_count": 2},
            "told": {"story": STORY, "reporter_relationship": "neighbour"},
            "left_out": {"levels": [3]},
            "call_id": str(call_id),
        },
    )
    assert (row.route_path, row.forms, row.people_count) == (DISTRICT, ["ForcedLabour"], 2)


@pytest.mark.parametrize("role", ["donor", "administrator", "auditor", "chair"])
def test_other_roles_may_not(role: str) -> None:
    with pytest.raises(NotAllowed):
        a_concern(make_user("eve", role))
    assert not Concern.objects.exists()


def test_it_may_lie_in_another_place_than_the_members_own() -> None:
    assert a_concern(member(), place="LA14/").place_path == "LA14/"


def test_all_reasons_come_at_once_and_nothing_is_written() -> None:
    with pytest.raises(Refused) as refused:
        a_concern(
            member(),
            place="LA99/",
            facts=facts(
                urgency="tomorrow",
                sex="several",
                people_count=1,
                happened_on=clock.today() + timedelta(days=1),
                happened_unknown=False,
            ),
            told=Told(story="ກ" * 1_000_000, reporter_name="ນາງ ຕົວຢ່າງ"),
            anonymous=True,
            left_out=LeftOut(levels=(0,)),
            photo=b"\xff\xd8\xff not a picture at all",
            photo_name="picture.jpg",
        )
    assert codes(refused) == {
        "concern_place_unknown",
        "concern_code_unknown",
        "concern_sex_contradicts",
        "concern_date_future",
        "concern_text_too_long",
        "concern_anonymous_named",
        "concern_level_unknown",
        "file_no_picture",
    }
    assert not Concern.objects.exists()
    assert not Task.objects.exists()
    assert not SealedFile.objects.exists()


def test_a_day_that_is_known_and_not_known() -> None:
    with pytest.raises(Refused) as refused:
        a_concern(member(), facts=facts(happened_on=date(2026, 1, 1), happened_unknown=True))
    assert codes(refused) == {"concern_date_contradicts"}


def test_text_is_stored_canonical() -> None:
    row = a_concern(member(), told=told("ເເຂວງ\u200bນໍ້າ ມີຄົນແປກໜ້າມາຊອກຫາເດັກ"))
    assert Concern.objects.get(pk=row.pk).story.startswith("ແຂວງນ້ຳ")


def test_a_picture_goes_along_without_where_it_was_taken(settings: Any, tmp_path: Path) -> None:
    settings.POKPONG_FILES_DIR = tmp_path
    row = a_concern(member(), photo=picture(), photo_name="C:\\phone\\house.jpg")
    (file,) = Concern.objects.get(pk=row.pk).attached
    assert (file["name"], file["media_type"]) == ("house.jpg", "image/jpeg")
    content = files.content_of(SealedFile.objects.get(pk=file["id"]))
    assert b"hiding place" not in content


def test_leaving_out_officials_and_levels_keeps_them_out() -> None:
    chief = make_user("chief", "caseworker", VILLAGE)
    supervisor()
    official = new_id()
    row = a_concern(member(), left_out=LeftOut(levels=(3,), users=(chief.pk,), officials=(official,), words="ນ້ອງຊາຍ"))
    assert row.route_path == DISTRICT
    assert set(Recusal.objects.filter(row=row.pk).values_list("user", flat=True)) == {chief.pk, official}
    assert Concern.objects.get(pk=row.pk).must_not_see == {
        "levels": [3],
        "officials": [str(official)],
        "users": [str(chief.pk)],
        "words": "ນ້ອງຊາຍ",
    }


def test_the_only_caseworker_of_the_district_left_out_sends_it_to_the_province() -> None:
    worker = caseworker()
    supervisor()
    row = a_concern(member(), left_out=LeftOut(users=(worker.pk,)))
    assert row.route_path == PROVINCE


def test_leaving_out_everybody_who_could_receive_it_is_refused() -> None:
    worker = caseworker()
    with pytest.raises(Refused) as refused:
        a_concern(member(), left_out=LeftOut(users=(worker.pk,)))
    assert codes(refused) == {"concern_nobody_left"}


def test_numbers_tell_no_order() -> None:
    bob = member()
    drawn = [int(a_concern(bob).number.rpartition("-")[2]) for _ in range(12)]
    assert len(set(drawn)) == 12
    steps = {later - earlier for earlier, later in itertools.pairwise(drawn)}
    assert len(steps) > 5
