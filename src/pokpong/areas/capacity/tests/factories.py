"""Trainings made through actions, and the people who run them. Every name is invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.actions import (
    add_session,
    begin_training,
    draft_curriculum,
    enrol,
    finish_training,
    name_trainer,
    plan_training,
    put_in_use,
    record_attendance,
    record_scores,
)
from pokpong.areas.capacity.models import Curriculum, Enrolment, Session, Training, TrainingTrainer
from pokpong.areas.capacity.queries.trainings import enrolments_of, sessions_of
from pokpong.areas.capacity.rules.attendance import Mark
from pokpong.areas.capacity.rules.scores import Score, read_score
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Official, Organisation
from pokpong.registers.institutions.tests.factories import DISTRICT, PROVINCE, VILLAGE, an_official, an_organisation
from pokpong.registers.institutions.tests.factories import keeper as institutions_keeper

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 3)
QUESTIONS = [
    {
        "text": {"lo": "ການຄ້າມະນຸດແມ່ນຫຍັງ?"},
        "choices": [{"lo": "ອາຊະຍາກຳ"}, {"lo": "ອາຊີບ"}, {"lo": "ປະເພນີ"}],
        "right": 0,
        "points": "1",
    },
    {
        "text": {"lo": "ໃຜກຳນົດຖານະຜູ້ຖືກເຄາະຮ້າຍ?"},
        "choices": [{"lo": "ທຸກຄົນ"}, {"lo": "ອົງການທີ່ມີສິດ"}],
        "right": 1,
        "points": "2",
    },
]


def manager(path: str = PROVINCE, name: str = "manager") -> User:
    """Somebody who keeps curricula and runs the trainings of Champasak."""
    return make_user(f"{name}-{path}", "programme_manager", path)


def secretary(path: str = DISTRICT, name: str = "secretary") -> User:
    return make_user(f"{name}-{path}", "secretary", path)


def trainer_user(official: Official, path: str = DISTRICT) -> User:
    """A trainer who signs in, and is this official."""
    user = make_user(f"trainer-{official.pk}", "trainer", path)
    with writing.opened("tests"):
        User.objects.filter(pk=user.pk).update(official=official.pk)
    user.official = official.pk
    return user


def a_curriculum(by: User, *, in_use: bool = True, **more: Any) -> Curriculum:
    values: dict[str, Any] = {
        "names": {"lo": "ການກຳນົດຖານະຜູ້ຖືກເຄາະຮ້າຍ ຂັ້ນພື້ນຖານ", "en": "Identification, basics"},
        "topics": ["identification"],
        "hours": Decimal(12),
        "lessons": [
            {"names": {"lo": "ກົດໝາຍ"}, "hours": "6"},
            {"names": {"lo": "ການສຳພາດ"}, "hours": "6"},
        ],
        "questions": QUESTIONS,
        "hours_percent": 80,
        "score_percent": 50,
        **more,
    }
    row = draft_curriculum(by=by, id=new_id(), call_id=new_id(), **values)
    return put_in_use(by=by, curriculum=row.pk, call_id=new_id()) if in_use else row


def a_training(by: User, curriculum: Curriculum | None = None, **more: Any) -> Training:
    """Planned, with two sessions drawn up from the lessons."""
    taught = curriculum or a_curriculum(manager(name=f"m{new_id()}"))
    values: dict[str, Any] = {"place": DISTRICT, "starts": FIRST, "ends": LAST, **more}
    return plan_training(by=by, id=new_id(), curriculum=taught.pk, call_id=new_id(), **values)


def an_office(short: str = "ຮສສ") -> Organisation:
    """An organisation that issues papers."""
    return an_organisation(
        institutions_keeper(path="", role="administrator"), f"ຫ້ອງການ {new_id()}", short_names={"lo": short}
    )


def a_trainer(by: User, training: Training, official: Official | None = None) -> TrainingTrainer:
    person = official or an_official(institutions_of(new_id()), "ຄູຝຶກ ສົມມຸດ")
    return name_trainer(by=by, id=new_id(), training=training.pk, official=person.pk, call_id=new_id())


def institutions_of(key: UUID) -> User:
    """A fresh keeper of institutions."""
    return make_user(f"keeper-{key}", "administrator", "")


def a_running(by: User, **more: Any) -> Training:
    """A training that has begun, with a trainer."""
    row = a_training(by, **more)
    a_trainer(by, row)
    return begin_training(by=by, training=row.pk, call_id=new_id())


def told(name: str = "ບຸນມີ ສົມມຸດ", **more: Any) -> dict[str, Any]:
    """What is typed of somebody new."""
    return {
        "name": name,
        "latin_name": "",
        "sex": "female",
        "function": "police",
        "organisation_id": None,
        "institution": "ປກສ ເມືອງ",
        "place_path": DISTRICT,
        "phone": "",
        "post": "ວິຊາການ",
        **more,
    }


def enrolled(by: User, training: Training, name: str = "ບຸນມີ ສົມມຸດ", *, apart: bool = True, **more: Any) -> Enrolment:
    """Somebody new, enrolled on the spot."""
    return enrol(by=by, id=new_id(), training=training.pk, told=told(name, **more), apart=apart, call_id=new_id())


def present(by: User, training: Training, *people: Enrolment, presence: str = "present") -> Training:
    """Notes these people (without any: everybody) in every session."""
    marks = [
        Mark(person.pk, session.pk, presence)
        for person in people or enrolments_of(training)
        for session in sessions_of(training)
    ]
    return record_attendance(by=by, training=training.pk, marks=marks, call_id=new_id())


def scored(by: User, training: Training, person: Enrolment, typed: str, occasion: str = "after") -> Training:
    read = read_score(typed, training.curriculum.questions)
    assert read is not None
    score = Score(person.pk, *read)
    return record_scores(by=by, training=training.pk, occasion=occasion, marks=[score], call_id=new_id())


def a_finished(by: User, *names: str, **more: Any) -> Training:
    """Over, with these people enrolled and present in every session."""
    row = a_running(by, **more)
    for name in names:
        enrolled(by, row, name)
    if names:
        present(by, row)
    return finish_training(by=by, training=row.pk, call_id=new_id())


def a_session(by: User, training: Training, **more: Any) -> Session:
    values: dict[str, Any] = {"day": FIRST, "hours": Decimal(3), **more}
    return add_session(by=by, id=new_id(), training=training.pk, call_id=new_id(), **values)


__all__ = ["DISTRICT", "PROVINCE", "VILLAGE", "clock"]
