from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pokpong.foundation.actions.models import Receipt
from pokpong.foundation.agenda import ticking
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.programme.actions.planning import close_plan
from pokpong.registers.programme.actions.progress import REMINDING, remind, remind_of_plan
from pokpong.registers.programme.models import Activity, Progress
from pokpong.registers.programme.queries.plans import days_late, late, silent
from pokpong.registers.programme.tests.factories import DISTRICT, assert_left_its_traces, codes_of
from pokpong.registers.programme.tests.plan_factories import (
    BEGINS,
    a_plan,
    agreed,
    an_activity,
    chair,
    person,
    running,
    secretary,
    told,
)

pytestmark = pytest.mark.django_db
ENDS = date(2026, 12, 31)


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.standing_at(datetime(day.year, day.month, day.day, 5, tzinfo=UTC)):
        yield


@pytest.fixture
def activity() -> Activity:
    """Of a plan that was begun on its first day by people whose roles began then."""
    with on(BEGINS):
        row = an_activity(a_plan())
        running(row.plan)
    return row


def again(row: Activity) -> Activity:
    found: Activity = Activity.objects.select_related("plan").get(pk=row.pk)
    return found


def test_progress_moves_an_activity(activity: Activity) -> None:
    found = told(activity)
    assert Receipt.objects.filter(action="progress.record", answer={"noun": "progress", "id": str(found.pk)}).exists()
    assert Event.objects.filter(name="progress.record", subject=activity.pk).exists()
    row = again(activity)
    assert (row.state, row.last_progress, row.moved_to) == ("partly", BEGINS, None)
    told(activity, "postponed", reason="ຝົນຕົກໜັກ", new_end=date(2027, 2, 28))
    row = again(activity)
    assert (row.state, row.last_day, row.ends) == ("postponed", date(2027, 2, 28), ENDS)
    told(activity, "done", new_end=date(2027, 9, 1))
    row = again(activity)
    assert (row.state, row.moved_to) == ("done", date(2027, 2, 28))
    assert [one.state for one in row.progress.order_by("at")] == ["partly", "postponed", "done"]
    assert found.reason == "ເຮັດໄປເຄິ່ງໜຶ່ງແລ້ວ"


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ({"state": "planned"}, {"progress_state_unknown"}),
        ({"state": "postponed", "reason": " "}, {"progress_reason_missing", "progress_new_end_missing"}),
        ({"state": "postponed", "new_end": ENDS}, {"progress_new_end_earlier"}),
        ({"reason": "ກ" * 1001}, {"programme_text_too_long"}),
        ({"day": None}, {"programme_day_missing"}),
        ({"day": date(2200, 1, 1)}, {"progress_day_in_future"}),
        ({"day": BEGINS - timedelta(days=1)}, {"progress_day_before_plan"}),
    ],
)
def test_bad_progress_is_refused(activity: Activity, wrong: dict[str, Any], codes: set[str]) -> None:
    with pytest.raises(Refused) as refused:
        told(activity, **wrong)
    assert codes_of(refused.value) == codes
    assert not Progress.objects.exists()


def test_no_progress_before_the_plan_is_carried_out_or_after_the_end() -> None:
    row = an_activity(a_plan())
    agreed(row.plan)
    with pytest.raises(Refused) as refused:
        told(row)
    assert codes_of(refused.value) == {"progress_plan_not_running"}


def test_a_done_activity_is_over_and_days_go_forward(activity: Activity) -> None:
    with on(BEGINS + timedelta(days=9)):
        told(activity, day=BEGINS + timedelta(days=5))
        with pytest.raises(Refused) as refused:
            told(activity, day=BEGINS + timedelta(days=4))
        assert codes_of(refused.value) == {"progress_day_before_last"}
        told(activity, "done", day=BEGINS + timedelta(days=6))
        with pytest.raises(Refused) as refused:
            told(activity, day=BEGINS + timedelta(days=6))
        assert "progress_activity_over" in codes_of(refused.value)


def test_who_may_record_progress() -> None:
    here = an_activity(a_plan(), place=DISTRICT)
    other = an_activity(here.plan, code="2")
    running(here.plan)
    below = secretary(DISTRICT)
    assert told(here, by=below).by == below.pk  # of the province's plan, in the own district
    with pytest.raises(NotAllowed):
        told(other, by=below)
    with pytest.raises(NotAllowed):
        told(here, by=chair())
    with pytest.raises(NotAllowed):
        told(here, by=person("caseworker"))
    with pytest.raises(NotThere):
        told(here, by=secretary("LA13/"))


def test_what_is_late(activity: Activity) -> None:
    with on(ENDS):
        assert not Activity.objects.filter(late()).exists()
        assert days_late(again(activity)) == 0
    with on(ENDS + timedelta(days=3)):
        assert Activity.objects.filter(late()).get() == activity
        assert days_late(again(activity)) == 3
        told(activity, "postponed", reason="ລໍຖ້າ", new_end=date(2027, 3, 1))
        assert not Activity.objects.filter(late()).exists()
    with on(date(2027, 3, 5)):
        assert days_late(again(activity)) == 4
        told(activity, "done", day=date(2027, 3, 5))
        assert days_late(again(activity)) == 0


def test_silence_for_a_month_asks_once_and_is_settled(activity: Activity) -> None:
    with on(BEGINS + timedelta(days=30)):
        assert remind() == 0
    with on(BEGINS + timedelta(days=31)):
        assert Activity.objects.filter(silent()).get() == activity
        assert remind in ticking._each_tick
        assert remind() == 1
        assert remind() == 0  # it waits already
        task = Task.objects.get(kind="progress.record", subject=activity.plan_id)
        assert (task.permission, task.place_path) == ("progress.record", activity.plan.place_path)
        assert_left_its_traces("plan.remind", activity.plan)
        told(activity, day=clock.today())
        task.refresh_from_db()
        assert task.state == "done"
        assert remind() == 0
    with on(BEGINS + timedelta(days=62)):
        assert remind() == 1


def test_nothing_is_asked_of_a_plan_that_is_not_silent(activity: Activity) -> None:
    with on(BEGINS), pytest.raises(NotThere):
        remind_of_plan(by=REMINDING, plan=activity.plan_id, call_id=new_id())
    with on(BEGINS + timedelta(days=40)):
        assert remind() == 1
        close_plan(by=secretary(), plan=activity.plan_id, achieved="ດີ", learnt="ດີ", call_id=new_id())
        assert Task.objects.get(kind="progress.record").state == "cancelled"
        assert remind() == 0
