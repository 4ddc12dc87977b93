from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock
from pokpong.registers.institutions.tests.test_pages import day, send, signed_in, text_of
from pokpong.registers.programme import evidence, plan_links
from pokpong.registers.programme.evidence import Evidence
from pokpong.registers.programme.models import Activity, Plan
from pokpong.registers.programme.queries.plans import budget_of
from pokpong.registers.programme.screens.gantt import Axis, Line, head, rows
from pokpong.registers.programme.tests.factories import (
    DISTRICT,
    PROVINCE,
    a_framework,
    a_project,
    a_tree,
    keeper,
)
from pokpong.registers.programme.tests.plan_factories import (
    BEGINS,
    LAST,
    a_board,
    a_plan,
    agreed,
    an_activity,
    chair,
    person,
    proposed,
    revised,
    running,
    secretary,
    told,
)

pytestmark = pytest.mark.django_db
PLACE = {"place": PROVINCE, "place_text": "ຈຳປາສັກ"}


def url(name: str, row: Any = None) -> str:
    return reverse(f"programme:{name}", args=[row.pk] if row is not None else [])


def test_the_start_page_shows_what_the_reader_may_open() -> None:
    assert url("plans") in text_of(signed_in(secretary()), url("hub"))
    assert url("plans") not in text_of(signed_in(person("village_member")), url("hub"))


def test_an_empty_list_says_so_and_lists_are_searched() -> None:
    client = signed_in(secretary())
    assert "pk-empty" in text_of(client, url("plans"))
    a_plan()
    assert "CPS-2027" in text_of(client, url("plans"), **{"plans-name": "cps"})
    assert "CPS-2027" not in text_of(client, url("plans"), **{"plans-name": "other"})
    assert "CPS-2027" in text_of(client, url("plans"), **{"plans-place": "ຈຳປາສັກ", "plans-sort": "-name"})
    assert "CPS-2027" not in text_of(client, url("plans"), **{"plans-state": "closed"})


def test_a_plan_from_the_first_word_to_its_evaluation() -> None:
    client, boss = signed_in(secretary()), signed_in(chair())
    board = a_board()
    typed: dict[str, Any] = {
        "code": "CPS-9",
        "name_lo": "ແຜນການທົດສອບ",
        "committee": board.pk,
        "stated_LAK": "໑.໐໐໐.໐໐໐",
        **PLACE,
    }
    where = send(client, url("plan_draft"), **typed, **day("starts", BEGINS), **day("ends", LAST))
    row = Plan.objects.get(code="CPS-9")
    assert (where, row.stated) == (url("plan", row), {"LAK": "1000000"})
    wrong = send(client, url("activity_add", row), code="1", name_lo="ຝຶກ", **day("starts", LAST), **day("ends", BEGINS))
    assert "pk-error" in wrong or "pk-wrong" in wrong
    typed = {"code": "1", "name_lo": "ຝຶກອົບຮົມ", "budget_LAK": "900.000", "evidence_wanted": ["training"]}
    assert send(client, url("activity_add", row), **typed, **day("starts", BEGINS), **day("ends", LAST)) == where
    activity = row.activities.get()
    assert (activity.place_path, budget_of(activity)) == (PROVINCE, {"LAK": "900000"})
    text = text_of(client, url("plan", row))
    assert "100.000" in text  # the difference
    assert url("plan_propose", row) in text
    assert "100.000" in send(client, url("plan_propose", row))
    typed["budget_LAK"] = "1000000"
    changed = send(client, url("activity_amend", activity), **typed, **day("starts", BEGINS), **day("ends", LAST))
    assert changed == url("activity", activity)
    assert send(client, url("plan_propose", row)) == where
    assert url("plan_agree", row) not in text_of(client, url("plan", row))
    assert send(boss, url("plan_agree", row)) == where
    assert send(client, url("plan_start", row)) == where
    typed = {"state": "partly", "reason": "ໄດ້ເຄິ່ງໜຶ່ງ", **day("day", BEGINS)}
    assert send(client, url("progress_record", activity), **typed) == url("activity", activity)
    assert "ໄດ້ເຄິ່ງໜຶ່ງ" in text_of(client, url("activity", activity))
    assert send(client, url("plan_close", row), achieved="ບັນລຸແລ້ວ", learnt="ຮູ້ແລ້ວ") == where
    assert "ບັນລຸແລ້ວ" in text_of(boss, url("plan", row))


def test_a_draft_is_changed_sent_back_and_an_activity_dropped() -> None:
    client, boss = signed_in(secretary()), signed_in(chair())
    row = a_plan()
    activity = an_activity(row)
    typed: dict[str, Any] = {"code": row.code, "name_lo": "ຊື່ອື່ນ", "committee": row.committee_id, **PLACE}
    assert send(client, url("plan_amend", row), **typed, **day("starts", BEGINS), **day("ends", LAST)) == url(
        "plan", row
    )
    proposed(row)
    assert send(boss, url("plan_send_back", row), reason="ແກ້ຄືນ") == url("plan", row)
    history = text_of(client, url("plan_history", row))
    assert "ແກ້ຄືນ" in history
    assert "ແຜນການປະຈຳປີທົດສອບ" in history  # what it was called before
    assert send(client, url("activity_drop", activity), reason="ຊ້ຳ") == url("plan", row)
    assert not row.activities.kept().exists()


def test_a_revision_shows_what_changed() -> None:
    client = signed_in(secretary())
    row = a_plan()
    an_activity(row)
    running(row)
    where = send(client, url("plan_revise", row), reason="ປັບ")
    draft = Plan.objects.get(edition=2)
    assert where == url("plan", draft)
    assert "pk-empty" in text_of(client, url("plan_difference", draft))
    an_activity(draft, code="7.7")
    assert "7.7" in text_of(client, url("plan_difference", draft))
    assert url("plan", row) in text_of(client, where)
    assert client.get(url("plan_difference", row)).status_code == 404


def test_the_activities_are_filtered() -> None:
    by = keeper("administrator", "")
    project = a_project(keeper())
    tree = a_tree(by, a_framework(by, project))
    row = a_plan(project=project.pk)
    an_activity(row, code="A-1", result=tree["IR1.1"].pk, place=DISTRICT)
    an_activity(row, code="B-2", result=tree["IR2"].pk)
    client = signed_in(secretary())

    def seen(**chosen: str) -> set[str]:
        text = text_of(client, url("plan_gantt", row), **{f"activities-{key}": value for key, value in chosen.items()})
        return {code for code in ("A-1", "B-2") if f"<b>{code}</b>" in text}

    assert seen() == {"A-1", "B-2"}
    assert seen(name="b-2") == {"B-2"}
    assert seen(place="ປາກເຊ") == {"A-1"}
    assert seen(result="IR1") == {"A-1"}
    assert seen(result="G") == {"A-1", "B-2"}
    assert seen(responsible="ບໍ່ມີ") == set()
    assert seen(state="planned") == {"A-1", "B-2"}
    assert seen(state="late") == set()
    assert seen(state="nonsense") == {"A-1", "B-2"}


def test_late_activities_stand_out_by_shape_and_word() -> None:
    row = a_plan(starts=date(2026, 1, 1), ends=date(2026, 12, 31))
    late = an_activity(row, starts=date(2026, 1, 1), ends=date(2026, 2, 1))
    moved = an_activity(row, code="2", starts=date(2026, 1, 1), ends=date(2026, 2, 1))
    running(row)
    told(moved, "postponed", day=date(2026, 1, 5), new_end=clock.today() + timedelta(days=30))
    client = signed_in(secretary())
    text = text_of(client, url("plan_gantt", row))
    days = (clock.today() - date(2026, 2, 1)).days
    assert text.count('class="pk-gantt-mark"') == 2  # in the key, and for the one
    assert text.count('class="pk-gantt-diamond"') == 2
    assert "▲ " in text
    assert str(days) in text
    assert str(days) in text_of(client, url("activity", late))
    assert str(text.count('class="pk-gantt-bars"')) == "2"


def test_the_picture_is_escaped_and_its_axis_counts_months() -> None:
    axis = Axis(date(2026, 10, 15), date(2027, 9, 30))
    assert (len(axis.months), axis.place(date(2026, 10, 1)), axis.place(date(2027, 10, 1))) == (12, 0, axis.width)
    assert axis.place(date(2026, 11, 16)) == round(axis.step * 1.5, 1)
    line = Line("/x/", "<b>", "<script>", date(2026, 10, 1), date(2026, 10, 31), None, "planned", "A & B")
    drawn = rows([line], axis, date(2026, 12, 1))
    assert "<script>" not in drawn
    assert "A &amp; B" in drawn
    assert f'width="{axis.step}.0"' in drawn
    assert head(axis, date(2026, 12, 1), "<x>").count("pk-gantt-month") == 12
    assert "pk-gantt-today" not in head(axis, date(2030, 1, 1), "x")


def test_the_calendar_shows_a_month() -> None:
    row = a_plan()
    an_activity(row, starts=date(2026, 11, 3), ends=date(2026, 11, 20))
    an_activity(row, code="2", starts=BEGINS, ends=LAST)
    client = signed_in(secretary())
    text = text_of(client, url("plan_calendar", row), month="2026-11")
    assert 'id="day-3"' in text
    assert 'id="day-20"' in text
    assert "month=2026-10" in text
    assert "month=2026-12" in text
    assert "pk-empty" in text_of(client, url("plan_calendar", row), month="2027-03")
    assert client.get(url("plan_calendar", row), {"month": "2026-99"}).status_code == 200


def test_the_workbook_holds_every_activity() -> None:
    row = a_plan()
    an_activity(row, budget={"LAK": "5"})
    answer = signed_in(secretary()).get(url("plan_workbook", row))
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["A2"].value == "1.1"
    assert "CPS" not in answer["Content-Disposition"]


def test_evidence_stands_on_the_activity_and_what_is_missing() -> None:
    activity = an_activity(a_plan(), evidence_wanted=["training", "photo"])
    before = dict(evidence._finders)
    try:
        evidence.register("training", lambda row, actor: [Evidence("training", "ຝຶກ ໑", BEGINS, "/held/", True)])
        shown = text_of(signed_in(secretary()), url("activity", activity))
        evidence.register("training", lambda row, actor: [Evidence("training", "ຝຶກ ໑", BEGINS, "/held/", False)])
        missing = text_of(signed_in(secretary()), url("activity", activity))
    finally:
        evidence._finders.clear()
        evidence._finders.update(before)
    assert "/held/" in shown
    assert "pk-notice-warning" not in shown
    assert "pk-notice-warning" in missing


def test_a_draft_leads_to_bringing_activities_in() -> None:
    row = a_plan()
    [link] = plan_links.links_for(row, secretary())
    assert link.url in text_of(signed_in(secretary()), url("plan", row)).replace("&amp;", "&")
    assert plan_links.links_for(row, chair()) == []
    page = text_of(signed_in(secretary()), link.url)
    assert 'value="CPS-2027"' in page


@pytest.mark.parametrize("name", ["plan", "plan_gantt", "plan_calendar", "plan_history", "plan_workbook"])
def test_pages_of_a_plan_are_for_who_sees_it(name: str) -> None:
    row = a_plan()
    assert signed_in(secretary()).get(url(name, row)).status_code == 200
    assert signed_in(chair("LA13/")).get(url(name, row)).status_code == 404
    assert signed_in(person("village_member")).get(url(name, row)).status_code == 403
    assert Reading.objects.filter(kind="plan").exists()


def test_steps_are_no_pages_for_others() -> None:
    row = a_plan()
    activity = an_activity(row)
    client = signed_in(chair())
    for name, one in (
        *((step, row) for step in ("plan_amend", "plan_propose", "plan_start", "plan_revise", "activity_add")),
        *((step, activity) for step in ("activity_amend", "activity_drop", "progress_record")),
    ):
        assert client.get(url(name, one)).status_code == 403, name
    assert signed_in(secretary()).get(url("plan_agree", row)).status_code == 403


def test_the_number_of_queries_does_not_follow_the_activities(django_assert_max_num_queries: Any) -> None:
    row = a_plan()
    client = signed_in(secretary())
    an_activity(row)
    client.get(url("plan_gantt", row))
    for number in range(2, 30):
        an_activity(row, code=f"{number}")
    with django_assert_max_num_queries(30):
        client.get(url("plan_gantt", row))
    assert Activity.objects.count() == 29
    assert agreed(row).state == "agreed"
    assert revised(row).activities.count() == 29
