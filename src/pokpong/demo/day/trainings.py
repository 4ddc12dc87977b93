"""The training of the committees for children: held, tested and certified; and another that is planned."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.actions import (
    begin_training,
    close_training,
    enrol,
    finish_training,
    issue_certificates,
    name_trainer,
    plan_training,
    record_attendance,
    record_scores,
)
from pokpong.areas.capacity.models import Training
from pokpong.areas.capacity.queries.trainings import sessions_of
from pokpong.areas.capacity.rules.attendance import Mark
from pokpong.areas.capacity.rules.scores import OCCASIONS, Score, points_for, read_answers
from pokpong.demo.day.acting import Day
from pokpong.demo.day.curricula import CURRICULUM
from pokpong.demo.day.plans import activity
from pokpong.demo.identity import known
from pokpong.demo.people import FAMILY, PAKSE, SANASOMBOUN, VILLAGE

HELD, PLANNED = known("training", "children"), known("training", "villages")
BEGAN, PLANNED_IN = 42, 25  # days ago; days from now
VENUE = "ຫ້ອງປະຊຸມ ຫ້ອງວ່າການເມືອງ (ສົມມຸດ)"
ALL_THERE = "pppp"


@dataclass(frozen=True)
class DemoTrainee:
    """`there` has a letter for each session; `before` and `after` one for each question of the test."""

    key: str
    name: str
    sex: str
    function: str
    place: str
    committee: str
    before: str
    after: str
    there: str = ALL_THERE
    official: str = ""

    @property
    def enrolment(self) -> UUID:
        return known("enrolment", self.key)


TRAINEES = (
    DemoTrainee("union", "", "female", "", PAKSE, "pakse_children", "abbca", "abbca", official="union"),
    DemoTrainee("teacher", "", "female", "", PAKSE, "pakse_children", "abaca", "abbca", official="teacher"),
    DemoTrainee("chief", "", "male", "", VILLAGE, "village_children", "bacba", "abbcb", official="chief"),
    DemoTrainee("network", "", "female", "", VILLAGE, "village_children", "abbaa", "abbca", official="network"),
    DemoTrainee("guard", "", "male", "", VILLAGE, "village_children", "baabb", "abaca", official="guard"),
    DemoTrainee("khamla", "ຄຳຫຼ້າ", "female", "community", VILLAGE, "village_children", "aaacb", "abbca"),
    DemoTrainee("bounmy", "ບຸນມີ", "male", "local_authority", PAKSE, "pakse_children", "bbbaa", "abbcc"),
    DemoTrainee("manivanh", "ມະນີວັນ", "female", "social", PAKSE, "pakse_children", "abbba", "abbca"),
    DemoTrainee("sivilay", "ສີວິໄລ", "male", "police", PAKSE, "pakse_children", "abcac", "abbca", "pppa"),
    DemoTrainee("daovanh", "ດາວັນ", "female", "health", PAKSE, "pakse_children", "aabcb", "bbbca"),
    DemoTrainee("phouvong", "ພູວົງ", "male", "faith", VILLAGE, "village_children", "bacaa", "bacab"),
    DemoTrainee("ketsana", "ເກດສະໜາ", "female", "teacher", PAKSE, "pakse_children", "abbca", "abbca"),
)
PRESENCE = {"p": "present", "a": "absent"}


def hold(day: Day) -> None:
    with day.days_ago(BEGAN + 14):
        _plan(
            day,
            HELD,
            PAKSE,
            BEGAN,
            "1.1",
            {"lo": "ຄະນະກຳມະການ ຂັ້ນເມືອງ ແລະ ຂັ້ນບ້ານ", "en": "Committees of district and village"},
        )
        for trainee in TRAINEES:
            _enrol(day, trainee)
    with day.days_ago(BEGAN):
        day.do(begin_training, "trainer", training=HELD)
    with day.days_ago(BEGAN - 1):
        _note_all(day)
        day.do(finish_training, "trainer", training=HELD)
    with day.days_ago(BEGAN - 5):
        day.do(close_training, "secretary", training=HELD)
        day.do(issue_certificates, "secretary", training=HELD)
    with day.days_ago(8):
        _plan(day, PLANNED, SANASOMBOUN, -PLANNED_IN, "1.2", {"lo": "ຄະນະກຳມະການ ຂັ້ນບ້ານ", "en": "Village committees"})


def _plan(day: Day, row_id: UUID, place: str, days_ago: int, carries: str, names: dict[str, str]) -> None:
    day.do(
        plan_training,
        "secretary",
        carries,
        id=row_id,
        curriculum=CURRICULUM,
        names=names,
        place=place,
        venue=VENUE,
        starts=day.day(days_ago),
        ends=day.day(days_ago - 1),
        activity=activity(carries),
        organisation=known("organisation", "welfare"),
        cost=Decimal(17_500_000),
        currency="LAK",
    )
    trainer = known("official", "trainer")
    day.do(name_trainer, "secretary", carries, id=known("trainer", carries), training=row_id, official=trainer)


def _enrol(day: Day, who: DemoTrainee) -> None:
    told: dict[str, Any] = {"sex": who.sex}
    if not who.official:
        told |= {
            "name": f"{who.name} {FAMILY}",
            "function": who.function,
            "place_path": who.place,
            "institution": "ຫ້ອງການ (ສົມມຸດ)",
            "post": "ກຳມະການ",
        }
    day.do(
        enrol,
        "secretary",
        who.key,
        id=who.enrolment,
        training=HELD,
        official=known("official", who.official) if who.official else None,
        committee=known("committee", who.committee),
        told=told,
        apart=True,
    )


def _note_all(day: Day) -> None:
    """Attendance and both tests, keyed by the trainer."""
    training = Training.objects.get(pk=HELD)
    sessions = [session.pk for session in sessions_of(training)]
    marks = [
        Mark(who.enrolment, session, PRESENCE[letter])
        for who in TRAINEES
        for session, letter in zip(sessions, who.there, strict=True)
    ]
    day.do(record_attendance, "trainer", training=HELD, marks=marks)
    for occasion in OCCASIONS:
        scores = [_score(training, who, getattr(who, occasion)) for who in TRAINEES]
        day.do(record_scores, "trainer", occasion, training=HELD, occasion=occasion, marks=scores)


def _score(training: Training, who: DemoTrainee, typed: str) -> Score:
    """Raises ValueError for letters that do not fit the test."""
    answers = read_answers(typed, training.curriculum.questions) or []
    return Score(who.enrolment, points_for(answers, training.curriculum.questions), answers)
