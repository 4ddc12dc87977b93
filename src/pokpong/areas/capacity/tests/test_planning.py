"""Curricula, trainings, sessions and trainers: each action does it, refuses it, leaves its event."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pokpong.areas.capacity.actions import (
    amend_curriculum,
    amend_session,
    amend_training,
    draft_curriculum,
    drop_session,
    name_trainer,
    put_in_use,
    release_trainer,
    revise_curriculum,
    withdraw_curriculum,
)
from pokpong.areas.capacity.evidence import find
from pokpong.areas.capacity.models import Training
from pokpong.areas.capacity.queries.trainings import sessions_of
from pokpong.areas.capacity.tests.factories import (
    DISTRICT,
    FIRST,
    LAST,
    PROVINCE,
    a_curriculum,
    a_finished,
    a_running,
    a_session,
    a_trainer,
    a_training,
    enrolled,
    manager,
    present,
    secretary,
    trainer_user,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.tests.factories import (
    NEIGHBOUR,
    an_official,
    assert_left_its_traces,
    codes_of,
    keeper,
)
from pokpong.registers.programme.tests import factories as programme
from pokpong.registers.programme.tests import plan_factories as plans

pytestmark = pytest.mark.django_db


def refused_with(act: Any, **arguments: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        act(call_id=new_id(), **arguments)
    return codes_of(refused.value)


# --- curricula --------------------------------------------------------------------------------------------


def test_a_curriculum_goes_through_its_editions() -> None:
    by = manager()
    first = a_curriculum(by)
    assert_left_its_traces("curriculum.draft", first)
    assert_left_its_traces("curriculum.put_in_use", first)
    second = revise_curriculum(by=by, id=new_id(), curriculum=first.pk, call_id=new_id())
    assert (second.edition, second.predecessor, second.questions) == (2, first, first.questions)
    assert_left_its_traces("curriculum.revise", second)
    assert "capacity_newer_edition" in refused_with(revise_curriculum, by=by, id=new_id(), curriculum=first.pk)
    changed = amend_curriculum(by=by, curriculum=second.pk, base=1, changes={"hours": Decimal(20)}, call_id=new_id())
    assert_left_its_traces("curriculum.amend", changed)
    put_in_use(by=by, curriculum=second.pk, call_id=new_id())
    first.refresh_from_db()
    assert (first.state, first.hours) == ("replaced", Decimal(12))
    gone = withdraw_curriculum(by=by, curriculum=second.pk, reason="ເກົ່າແລ້ວ", call_id=new_id())
    assert_left_its_traces("curriculum.withdraw", gone)


def test_only_a_draft_is_changed_and_a_score_needs_a_test() -> None:
    by = manager()
    row = a_curriculum(by)
    change = {"curriculum": row.pk, "base": 1, "changes": {"hours": Decimal(9)}}
    assert refused_with(amend_curriculum, by=by, **change) == {"capacity_not_a_draft", "capacity_lessons_too_long"}
    bare = a_curriculum(by, in_use=False, questions=[])
    assert refused_with(put_in_use, by=by, curriculum=bare.pk) == {"capacity_test_needed"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"names": {"lo": " "}}, "capacity_name_missing"),
        ({"topics": []}, "capacity_topic_missing"),
        ({"topics": ["magic"]}, "capacity_topic_unknown"),
        ({"hours": Decimal(0)}, "capacity_hours_unfit"),
        ({"lessons": [{"names": {"lo": "ກ"}, "hours": "x"}]}, "capacity_lesson_unclear"),
        ({"lessons": [{"names": {"lo": "ກ"}, "hours": "99"}]}, "capacity_lessons_too_long"),
        ({"hours_percent": 101}, "capacity_percent_unfit"),
        ({"questions": [{"text": {"lo": "ກ"}}]}, "capacity_choices_unfit"),
    ],
)
def test_a_bad_curriculum_is_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        a_curriculum(manager(), **wrong)
    assert code in codes_of(refused.value)


def test_only_managers_keep_curricula() -> None:
    with pytest.raises(NotAllowed):
        draft_curriculum(by=secretary(), id=new_id(), names={"lo": "ກ"}, topics=["law"], hours=None, call_id=new_id())
    with pytest.raises(NotAllowed):
        a_curriculum(make_user("chair", "chair", PROVINCE))


# --- trainings --------------------------------------------------------------------------------------------


def test_a_training_is_planned_with_sessions_of_its_lessons() -> None:
    row = a_training(secretary(), cost=Decimal(1500000), currency="LAK")
    assert [(one.day, one.hours, one.name) for one in sessions_of(row)] == [
        (FIRST, Decimal(6), "ກົດໝາຍ"),
        (LAST, Decimal(6), "ການສຳພາດ"),
    ]
    assert str(row.money.amount if row.money else "") == "1500000"
    assert_left_its_traces("training.plan", row)


def test_a_training_outside_its_projects_dates_is_refused() -> None:
    by, admin = secretary(), keeper()
    project = programme.a_project(admin, "CAP-1", places=[DISTRICT], starts=date(2026, 4, 1), ends=date(2026, 12, 31))
    with pytest.raises(Refused) as refused:
        a_training(manager(), project=project.pk)
    assert codes_of(refused.value) == {"capacity_outside_project"}
    later: dict[str, Any] = {"starts": date(2026, 4, 1), "ends": date(2026, 4, 2)}
    row = a_training(manager(name="m2"), project=project.pk, **later)
    change = {"training": row.pk, "base": 1, "changes": {"starts": date(2026, 3, 31)}}
    assert "capacity_outside_project" in refused_with(amend_training, by=manager(name="m3"), **change)
    assert by.may("training.plan", DISTRICT)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"starts": None}, "capacity_day_missing"),
        ({"ends": date(2026, 3, 1)}, "capacity_ends_before_start"),
        ({"ends": date(2028, 3, 1)}, "capacity_training_too_long"),
        ({"cost": Decimal(-1), "currency": "LAK"}, "capacity_cost_unfit"),
        ({"cost": Decimal(1), "currency": "XXX"}, "capacity_cost_unfit"),
        ({"project": new_id()}, "capacity_project_unknown"),
        ({"activity": new_id()}, "capacity_activity_unknown"),
        ({"organisation": new_id()}, "institution_organisation_closed"),
    ],
)
def test_a_bad_training_is_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        a_training(secretary(), **wrong)
    assert code in codes_of(refused.value)


def test_a_training_needs_a_curriculum_in_use_and_a_place_of_its_planner() -> None:
    draft = a_curriculum(manager(), in_use=False)
    with pytest.raises(Refused) as refused:
        a_training(secretary(), draft)
    assert codes_of(refused.value) == {"capacity_curriculum_not_in_use"}
    with pytest.raises(NotAllowed):
        a_training(secretary(name="other"), place=NEIGHBOUR)
    with pytest.raises(NotAllowed):
        a_training(make_user("chair", "chair", PROVINCE))


def test_a_training_is_changed_until_it_is_over_and_keeps_its_sessions_inside() -> None:
    by = secretary()
    row = a_training(by)
    change: dict[str, Any] = {"training": row.pk, "base": 1}
    done = amend_training(by=by, **change, changes={"venue": "ຫ້ອງປະຊຸມ"}, call_id=new_id())
    assert done.venue == "ຫ້ອງປະຊຸມ"
    assert_left_its_traces("training.amend", done)
    assert refused_with(amend_training, by=by, **change, changes={"ends": FIRST}) == {"capacity_sessions_outside"}
    over = a_finished(by, "ນາງ ດີ")
    change = {"training": over.pk, "base": 1, "changes": {"venue": "ກ"}}
    assert refused_with(amend_training, by=by, **change) == {"capacity_training_not_open"}
    with pytest.raises(NotThere):
        amend_training(by=secretary(NEIGHBOUR), training=row.pk, base=1, changes={}, call_id=new_id())


# --- sessions and trainers --------------------------------------------------------------------------------


def test_sessions_are_added_moved_and_dropped() -> None:
    by = secretary()
    row = a_running(by)
    session = a_session(by, row, names={"lo": "ເພີ່ມ"})
    assert_left_its_traces("training_session.add", session)
    moved = amend_session(by=by, session=session.pk, base=1, changes={"day": LAST}, call_id=new_id())
    assert_left_its_traces("training_session.amend", moved)
    gone = drop_session(by=by, session=session.pk, call_id=new_id())
    assert gone not in sessions_of(row)
    assert_left_its_traces("training_session.drop", gone)
    for wrong, code in (
        ({"day": date(2026, 5, 1)}, "capacity_session_outside"),
        ({"hours": Decimal(13)}, "capacity_session_hours"),
    ):
        with pytest.raises(Refused) as refused:
            a_session(by, row, **wrong)
        assert codes_of(refused.value) == {code}


def test_a_session_with_attendance_is_not_dropped_and_none_of_another_place() -> None:
    by = secretary()
    row = a_running(by)
    enrolled(by, row)
    present(by, row)
    session = sessions_of(row)[0]
    assert refused_with(drop_session, by=by, session=session.pk) == {"capacity_session_attended"}
    with pytest.raises(NotThere):
        a_session(secretary(NEIGHBOUR), row)
    with pytest.raises(NotAllowed):
        a_session(make_user("chair", "chair", PROVINCE), row)


def test_a_trainer_is_named_once_and_sees_the_training_until_released() -> None:
    by, official = secretary(), an_official(keeper())
    row = a_training(by)
    trainer = a_trainer(by, row, official)
    assert_left_its_traces("trainer.name", trainer)
    named = {"id": new_id(), "training": row.pk, "official": official.pk}
    assert refused_with(name_trainer, by=by, **named) == {"capacity_trainer_twice"}
    assert refused_with(name_trainer, by=by, **named | {"official": new_id()}) == {"capacity_trainer_unknown"}
    user = trainer_user(official, "LA13/")
    assert row in Training.objects.visible_to(user)
    with pytest.raises(NotAllowed):
        a_trainer(user, row)
    gone = release_trainer(by=by, trainer=trainer.pk, call_id=new_id())
    assert_left_its_traces("trainer.release", gone)
    assert row not in Training.objects.visible_to(user)
    again = name_trainer(by=by, **named, call_id=new_id())
    assert (again.pk, again.state) == (trainer.pk, "named")


def test_trainings_are_evidence_of_their_activity() -> None:
    by = manager()
    plan = plans.a_plan()
    activity = plans.an_activity(plan)
    row = a_training(by)
    with writing.opened("tests"):
        Training.objects.filter(pk=row.pk).update(activity=activity)
    found = find(activity, by)
    assert [(one.kind, one.day, one.done) for one in found] == [("training", FIRST, False)]
    assert str(row.pk) in found[0].url
    assert find(activity, secretary(NEIGHBOUR)) == []
