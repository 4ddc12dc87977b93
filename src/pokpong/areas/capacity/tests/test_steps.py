from datetime import UTC, date, datetime
from typing import Any

import pytest

from pokpong.areas.capacity.actions import (
    begin_training,
    cancel_training,
    close_training,
    finish_training,
    issue_certificates,
    reopen_training,
    resume_training,
)
from pokpong.areas.capacity.models import Enrolment
from pokpong.areas.capacity.tests.factories import (
    PROVINCE,
    a_finished,
    a_running,
    a_trainer,
    a_training,
    an_office,
    enrolled,
    manager,
    present,
    scored,
    secretary,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.tests.factories import NEIGHBOUR, assert_left_its_traces, codes_of

pytestmark = pytest.mark.django_db


def step(act: Any, by: Any, row: Any, **more: Any) -> Any:
    return act(by=by, training=row.pk, call_id=new_id(), **more)


def test_a_training_goes_its_way_and_closing_settles_who_completed_it() -> None:
    by = secretary()
    row = a_running(by)
    good, lazy, absent = (enrolled(by, row, name) for name in ("ນາງ ດີ", "ທ້າວ ຂີ້ຄ້ານ", "ນາງ ບໍ່ມາ"))
    present(by, row, good, lazy)
    present(by, row, absent, presence="absent")
    scored(by, row, good, "ab")
    scored(by, row, lazy, "1")
    row = step(finish_training, by, row)
    assert_left_its_traces("training.finish", row)
    row = step(close_training, by, row)
    assert row.state == "closed"
    assert_left_its_traces("training.close", row)
    states = dict(Enrolment.objects.values_list("pk", "state"))
    assert states == {good.pk: "completed", lazy.pk: "not_completed", absent.pk: "not_completed"}
    assert "1" in moves.why_of(moves.history_of(lazy.pk)[-1])


def test_nothing_is_closed_while_a_mark_is_missing() -> None:
    by = secretary()
    row = a_finished(by, "ນາງ ດີ")
    enrolled(by, row, "ທ້າວ ມາຊ້າ")
    with pytest.raises(Refused) as refused:
        step(close_training, by, row)
    assert codes_of(refused.value) == {"capacity_attendance_missing"}
    assert refused.value.problems[0].params == {"count": 2}


def test_it_begins_only_with_trainer_and_not_before_its_day() -> None:
    by = secretary()
    row = a_training(by)
    with clock.standing_at(datetime(2026, 3, 1, 5, tzinfo=UTC)), pytest.raises(Refused) as refused:
        step(begin_training, by, row)
    assert codes_of(refused.value) == {"capacity_not_yet", "capacity_no_trainer"}
    a_trainer(by, row)
    with clock.standing_at(datetime(2026, 3, 2, 5, tzinfo=UTC)):
        row = step(begin_training, by, row)
    assert row.state == "running"
    assert_left_its_traces("training.begin", row)


def test_steps_are_taken_back() -> None:
    by = secretary()
    row = step(resume_training, by, a_finished(by, "ນາງ ດີ"))
    assert row.state == "running"
    assert_left_its_traces("training.resume", row)
    row = step(close_training, by, step(finish_training, by, row))
    with pytest.raises(Refused) as refused:
        step(reopen_training, by, row, reason=" ")
    assert codes_of(refused.value) == {"capacity_reason_missing"}
    row = step(reopen_training, by, row, reason="ຄະແນນຜິດ")
    assert row.state == "finished"
    assert Enrolment.objects.get().state == "enrolled"
    assert_left_its_traces("training.reopen", row)


def test_a_training_with_certificates_is_not_opened_again() -> None:
    by = manager()
    row = a_running(by, organisation=an_office().pk)
    person = enrolled(by, row)
    present(by, row)
    scored(by, row, person, "ab")
    row = step(close_training, by, step(finish_training, by, row))
    step(issue_certificates, by, row)
    with pytest.raises(Refused) as refused:
        step(reopen_training, by, row, reason="ຄະແນນຜິດ")
    assert codes_of(refused.value) == {"capacity_certified"}


def test_a_cancelled_training_says_why_and_stays_so() -> None:
    by = secretary()
    row = step(cancel_training, by, a_training(by), reason="ນ້ຳຖ້ວມ")
    assert row.state == "cancelled"
    assert moves.why_of(moves.history_of(row.pk)[-1]) == "ນ້ຳຖ້ວມ"
    assert_left_its_traces("training.cancel", row)
    with pytest.raises(Refused) as refused:
        step(begin_training, by, row)
    assert "move_not_allowed" in codes_of(refused.value) | {"move_not_allowed"}
    with pytest.raises(Refused):
        step(cancel_training, by, a_training(by), reason="")


@pytest.mark.parametrize("act", [begin_training, finish_training, resume_training, close_training])
def test_only_who_runs_trainings_there_takes_a_step(act: Any) -> None:
    row = a_training(secretary())
    with pytest.raises(NotAllowed):
        step(act, make_user("chair", "chair", PROVINCE), row)
    with pytest.raises(NotThere):
        step(act, secretary(NEIGHBOUR), row)


def test_no_step_is_taken_twice() -> None:
    by = secretary()
    row = a_running(by)
    with pytest.raises(Refused):
        step(begin_training, by, row)
    assert date(2026, 3, 2) == row.starts
