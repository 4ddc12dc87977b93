"""Cases leave by two people: one asks, another releases; for a while, a few times, and with a mark."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from pokpong.areas.protection.actions.cases import sight
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import DISTRICT, NEIGHBOUR, PROVINCE, VILLAGE, caseworker, supervisor
from pokpong.doors.exchange.actions.asking import (
    DECIDE_WITHIN,
    ask_export,
    lapse_exports,
    refuse_export,
    release_export,
    take_back_export,
)
from pokpong.doors.exchange.actions.exports import note_export
from pokpong.doors.exchange.exporting import take_out
from pokpong.doors.exchange.marking import code_of, copy_of
from pokpong.doors.exchange.models import Export, ExportRequest
from pokpong.doors.exchange.releasers import nearest
from pokpong.doors.exchange.tests.books import repacked
from pokpong.doors.exchange.tests.releasing import PURPOSE, asked, exported, printed, released, second_person
from pokpong.doors.exchange.tests.test_round_trip import consenting
from pokpong.doors.exchange.tests.test_rows import read_back
from pokpong.doors.office.watching import weeks
from pokpong.foundation.access.actions.users import deactivate_user
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db
WHY = "ຕົວເລກກໍພຽງພໍ"


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def consented_case(by: User, name: str = "ຄຳ ໄຊຍະວົງ", **more: Any) -> Case:
    person = a_person(by, name=name)
    consenting(by, person)
    return a_case(by, person=person, **more)


def events_of(row: UUID) -> list[str]:
    return list(Event.objects.filter(subject=row).order_by("at", "id").values_list("name", flat=True))


def test_asking_waits_for_the_nearest_other_supervisor_and_lets_nothing_out() -> None:
    boss, ministry = supervisor(), second_person()
    third = supervisor(name="third")
    row = asked(boss, DISTRICT, states=["open", "open"])
    assert row.number == f"EX-{clock.now().year}-0001"
    assert (row.state, row.place_path, row.purpose, row.states) == ("asked", DISTRICT, PURPOSE, ["open"])
    assert events_of(row.pk) == ["export.ask"]
    assert [task.kind for task in waiting_for(third)] == ["export.release"]
    assert waiting_for(ministry) == []  # the level above is asked when nobody else is there
    assert waiting_for(boss) == []
    with pytest.raises(Refused) as refused:
        take_out(boss, row, call_id=new_id())
    assert codes(refused) == {"export_not_released"}
    assert asked(boss).number.endswith("-0002")


def test_the_level_above_is_asked_when_nobody_else_is_there() -> None:
    boss, ministry = supervisor(DISTRICT), second_person()
    supervisor(NEIGHBOUR, name="neighbour")
    row = asked(boss, DISTRICT)
    assert [task.subject for task in waiting_for(ministry)] == [row.pk]


def test_why_nobody_can_ask_so() -> None:
    boss = supervisor()
    with pytest.raises(Refused) as refused:
        ask_export(by=boss, id=new_id(), purpose=" ", place=VILLAGE, states=["?"], call_id=new_id())
    assert codes(refused) == {
        "export_purpose_missing", "export_place_too_small", "export_state_unknown", "export_nobody_releases"
    }  # fmt: skip
    second_person()
    with pytest.raises(Refused) as refused:
        asked(boss, purpose="x" * 501)
    assert codes(refused) == {"export_purpose_too_long"}
    for who, place in ((boss, "LA01/"), (boss, ""), (caseworker(), DISTRICT)):
        with pytest.raises(NotAllowed):
            asked(who, place)
    assert not ExportRequest.objects.exists()


def test_nobody_releases_their_own_nor_out_of_their_place() -> None:
    boss, worker = supervisor(), caseworker()
    row = asked(boss)
    with pytest.raises(Refused) as refused:
        release_export(by=boss, export_request=row.pk, call_id=new_id())
    assert codes(refused) == {"export_own"}
    with pytest.raises(Refused) as refused:
        refuse_export(by=boss, export_request=row.pk, why=" ", call_id=new_id())
    assert codes(refused) == {"export_own", "export_why_missing"}
    with pytest.raises(NotAllowed):
        release_export(by=worker, export_request=row.pk, call_id=new_id())
    for stranger in (supervisor("LA01/", name="far"), supervisor(DISTRICT, name="below")):
        with pytest.raises(NotThere):
            release_export(by=stranger, export_request=row.pk, call_id=new_id())
        with pytest.raises(NotThere):
            take_back_export(by=stranger, export_request=row.pk, call_id=new_id())
    assert ExportRequest.objects.get().state == "asked"


def test_a_release_holds_for_some_hours_and_copies(settings: Any) -> None:
    settings.POKPONG_EXPORT_COPIES = 2
    boss = supervisor()
    case = consented_case(boss)
    row = released(boss)
    assert row.decided_at is not None
    assert (row.decided_by, row.ends - row.decided_at) == (second_person().pk, timedelta(hours=24))
    noted, _content = take_out(boss, row, call_id=new_id())
    assert (noted.written, noted.left_out, noted.purpose, noted.cases) == (1, 0, PURPOSE, [str(case.pk)])
    with clock.standing_at(row.ends), pytest.raises(Refused) as refused:
        take_out(boss, ExportRequest.objects.get(), call_id=new_id())
    assert codes(refused) == {"export_over"}
    take_out(boss, ExportRequest.objects.get(), call_id=new_id())
    now = ExportRequest.objects.get()
    assert (now.state, now.copies) == ("used_up", 2)
    with pytest.raises(Refused):
        take_out(boss, now, call_id=new_id())
    assert Export.objects.count() == 2
    assert events_of(row.pk) == ["export.ask", "export.release", "export.cases", "export.cases"]
    assert not Task.objects.filter(subject=row.pk, state="open").exists()


def test_a_copy_sent_twice_is_one_copy() -> None:
    boss = supervisor()
    consented_case(boss)
    row, call = released(boss), new_id()
    take_out(boss, row, call_id=call)
    take_out(boss, row, call_id=call)
    assert Export.objects.count() == 1
    assert ExportRequest.objects.get().copies == 1


def test_every_copy_leaves_its_event_and_counts_as_reading() -> None:
    boss = supervisor()
    case = consented_case(boss)
    row = released(boss)
    for _copy in range(2):
        take_out(boss, row, call_id=new_id())
    read = Reading.objects.filter(actor=boss.pk, kind="case", place="export")
    assert [one.shown for one in read] == [[str(case.pk)]] * 2
    assert [events_of(one.pk) for one in Export.objects.all()] == [["export.cases"]] * 2


def test_what_is_taken_out_stands_in_the_weekly_list_of_unusual_reading(settings: Any) -> None:
    """Many people, at an odd hour, and before the account ended: an export is reading like any other."""
    settings.POKPONG_READING_MANY, settings.POKPONG_READING_ODD_LOOKS = 1, 1
    boss = supervisor()
    for name in ("ຄຳ ໄຊຍະວົງ", "ດາວ ພົມມະຈັນ"):
        consented_case(boss, name)
    row = released(boss)
    midnight = timezone.localtime(row.ends).replace(hour=2, minute=0)
    night = midnight if midnight < row.ends else midnight - timedelta(days=1)
    with clock.standing_at(night):
        take_out(boss, row, call_id=new_id())
    with clock.standing_at(night + timedelta(minutes=1)):
        second = second_person().pk
        administrator = make_user("admin", "administrator")
        deactivate_user(by=administrator, user=boss.pk, reason=WHY, hand_over_to=second, call_id=new_id())
        found = weeks.look_through(weeks.monday_of(clock.today()))
    assert {(one.reader, one.kind, one.count) for one in found.unusual} == {
        (boss.pk, "many_people", 2),
        (boss.pk, "odd_hours", 1),
        (boss.pk, "before_leaving", 2),
    }


def test_a_refusal_and_a_stop_are_read_by_who_asked() -> None:
    boss = supervisor()
    for row in (asked(boss), released(boss)):
        refuse_export(by=second_person(), export_request=row.pk, why=WHY, call_id=new_id())
        assert ExportRequest.objects.get(pk=row.pk).state == "refused"
        assert why_of(history_of(row.pk)[-1]) == WHY
        with pytest.raises(Refused) as refused:
            take_out(boss, ExportRequest.objects.get(pk=row.pk), call_id=new_id())
        assert codes(refused) == {"export_not_released"}
        with pytest.raises(Refused) as refused:
            release_export(by=second_person(), export_request=row.pk, call_id=new_id())
        assert codes(refused) == {"move_not_allowed"}
    assert {task.kind for task in waiting_for(boss)} == {"export.read_refusal"}


def test_it_lapses_by_time() -> None:
    boss = supervisor()
    waits, open_ = asked(boss), released(boss)
    assert lapse_exports() == 0
    with clock.standing_at(open_.ends):
        assert lapse_exports() == 1
    with clock.standing_at(timezone.now() + DECIDE_WITHIN + timedelta(hours=1)):
        with pytest.raises(Refused) as refused:
            release_export(by=second_person(), export_request=waits.pk, call_id=new_id())
        assert codes(refused) == {"export_over"}
        assert lapse_exports() == 1
        assert lapse_exports() == 0
    assert set(ExportRequest.objects.values_list("state", flat=True)) == {"expired"}
    assert waiting_for(second_person()) == []


def test_a_release_falls_with_the_post_of_who_gave_it() -> None:
    boss = supervisor()
    consented_case(boss)
    row = released(boss)
    with writing.opened("tests"):
        Grant.objects.filter(user=second_person().pk).update(ends=clock.today() - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        take_out(boss, row, call_id=new_id())
    assert codes(refused) == {"export_release_fell"}
    assert nearest(PROVINCE, boss.pk) == []


def test_only_what_both_see_leaves_and_no_case_of_later() -> None:
    boss = supervisor()
    shared, circle = consented_case(boss), consented_case(boss, "ດາວ ພົມມະຈັນ")
    sight.compartment_case(by=boss, case=circle.pk, members=(boss.pk,), reason=WHY * 3, call_id=new_id())
    row = released(boss)
    later = clock.now() + timedelta(days=1)
    with clock.standing_at(later - timedelta(minutes=1)):
        young = consented_case(boss, "ແກ້ວ ວົງສາ")
    with clock.standing_at(row.ends - timedelta(minutes=5)):
        noted, content = take_out(boss, row, call_id=new_id())
        assert noted.cases == [str(shared.pk)]
        assert [record.case_number for record in read_back(content)[0]] == [shared.number]
        for unseen in (circle, young):
            with pytest.raises(NotThere):
                note_export(by=boss, id=new_id(), export_request=row.pk, cases=[unseen.pk], call_id=new_id())


def test_the_mark_stands_on_every_sheet_in_print_and_in_the_properties() -> None:
    boss = supervisor()
    consented_case(boss)
    content = exported(boss)
    row, copy, second = ExportRequest.objects.get(), Export.objects.get(), second_person()
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        above, below = printed(sheet)
        assert row.number in above
        assert boss.display_name in below
        assert second.display_name in below
    said = {line[0].value: line[1].value for line in book["export"].iter_rows(max_col=2)}
    assert {row.number, boss.display_name, second.display_name, PURPOSE} <= {
        str(text).split(",")[0] for text in said.values()
    }
    assert (book.properties.creator, row.number in (book.properties.title or "")) == (boss.display_name, True)
    assert PURPOSE in (book.properties.description or "")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert code_of(copy.pk) in package.read("docProps/custom.xml").decode()
    assert copy_of(content) == copy


def test_each_copy_has_its_own_unseen_mark_and_none_can_be_made_up() -> None:
    boss = supervisor()
    consented_case(boss)
    row = released(boss)
    (first, one), (second, other) = (take_out(boss, row, call_id=new_id()) for _copy in range(2))
    assert (copy_of(one), copy_of(other)) == (first, second)
    without = repacked(one, {"docProps/custom.xml": None})
    assert copy_of(without) == first  # it stands in a second place
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        names = package.read("xl/workbook.xml")
    forged = names.replace(code_of(first.pk).encode(), code_of(first.pk)[:-4].encode() + b"0000")
    assert copy_of(repacked(without, {"xl/workbook.xml": forged})) is None


def test_a_supervisor_of_another_country_half_sees_neither_exports_nor_copies() -> None:
    boss = supervisor()
    consented_case(boss)
    exported(boss)
    far = make_user("far", "case_supervisor", "LA01/")
    assert not ExportRequest.objects.visible_to(far).exists()
    assert not Export.objects.visible_to(far).exists()
    assert Export.objects.visible_to(second_person()).count() == 1
    assert not ExportRequest.objects.visible_to(caseworker()).exists()
