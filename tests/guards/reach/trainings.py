"""Trainings in Pakse in every state, so that every action on one meets it in its state."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from pokpong.areas.capacity.actions import (
    ask_merge,
    close_training,
    confirm_merge,
    enrol,
    finish_training,
    issue_certificates,
    name_trainer,
    record_coaching,
)
from pokpong.areas.capacity.models import Certificate, Enrolment, Training
from pokpong.areas.capacity.queries.trainings import sessions_of
from pokpong.areas.capacity.tests import factories
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from tests.guards.reach.positions import HERE
from tests.guards.reach.records import REASON, World


def add_trainings(world: World) -> None:
    """One training planned, running, finished and closed; trainees known, asked about and joined; a draft."""
    runner = make_user("training-runner", "programme_manager", HERE)
    other = make_user("training-other", "secretary", HERE)
    world.ids["training_office"] = factories.an_office().pk
    curriculum = factories.a_curriculum(runner)
    rows = {
        name: _training(world, runner, curriculum.pk, name) for name in ("planned", "running", "finished", "closed")
    }
    people = [a_person(runner, rows["running"], number) for number in range(4)]
    ask_merge(by=runner, trainee=people[1].trainee_id, into=people[0].trainee_id, why=REASON, call_id=new_id())
    ask_merge(by=runner, trainee=people[2].trainee_id, into=people[0].trainee_id, why=REASON, call_id=new_id())
    confirm_merge(by=other, trainee=people[2].trainee_id, call_id=new_id())
    closed = a_person(runner, rows["closed"], 9)
    factories.present(runner, rows["closed"])
    factories.scored(runner, rows["closed"], closed, "ab")
    finish_training(by=runner, training=rows["finished"].pk, call_id=new_id())
    finish_training(by=runner, training=rows["closed"].pk, call_id=new_id())
    close_training(by=runner, training=rows["closed"].pk, call_id=new_id())
    certified = a_certified_training(world, runner, curriculum.pk)
    coaching = record_coaching(
        by=runner,
        id=new_id(),
        trainee=people[0].trainee_id,
        coach=world.ids["official"],
        day=clock.today(),
        hours=Decimal(2),
        topic="law",
        call_id=new_id(),
    )
    _tie_trainers(world)
    sessions = sessions_of(rows["running"])
    world.ids.update(
        training=rows["running"].pk,
        training_planned=rows["planned"].pk,
        training_finished=rows["finished"].pk,
        training_closed=rows["closed"].pk,
        curriculum=curriculum.pk,
        curriculum_draft=factories.a_curriculum(runner, in_use=False).pk,
        trainer=rows["running"].trainers.get().pk,
        session_of_training=sessions[0].pk,
        trainee=people[0].trainee_id,
        trainee_asked=people[1].trainee_id,
        trainee_merged=people[2].trainee_id,
        trainee_apart=people[3].trainee_id,
        enrolment=people[3].pk,
        certificate=certified,
        coaching=coaching.pk,
    )


def _training(world: World, runner: User, curriculum: UUID, name: str) -> Training:
    row = factories.plan_training(
        by=runner,
        id=new_id(),
        curriculum=curriculum,
        place=HERE,
        starts=factories.FIRST,
        ends=factories.LAST,
        organisation=world.ids["training_office"],
        call_id=new_id(),
    )
    name_trainer(by=runner, id=new_id(), training=row.pk, official=world.ids["official"], call_id=new_id())
    return row if name == "planned" else factories.begin_training(by=runner, training=row.pk, call_id=new_id())


def a_person(runner: User, row: Training, number: int) -> Enrolment:
    """Somebody new in a training."""
    told = factories.told(f"ນາງ ຝຶກ{number} ສົມມຸດ", place_path=HERE)
    return enrol(by=runner, id=new_id(), training=row.pk, told=told, apart=True, call_id=new_id())


def a_certified_training(world: World, runner: User, curriculum: UUID, number: int = 20) -> UUID:
    """The certificate of somebody who completed a training that is closed."""
    row = _training(world, runner, curriculum, "certified")
    person = a_person(runner, row, number)
    factories.present(runner, row)
    factories.scored(runner, row, person, "ab")
    finish_training(by=runner, training=row.pk, call_id=new_id())
    close_training(by=runner, training=row.pk, call_id=new_id())
    issue_certificates(by=runner, training=row.pk, call_id=new_id())
    key: UUID = Certificate.objects.get(enrolment=person.pk).pk
    return key


def _tie_trainers(world: World) -> None:
    """The trainer who is tied is the official who teaches."""
    for stand in world.stands:
        if (stand.role, stand.position) == ("trainer", "tied"):
            with writing.opened("tests"):
                User.objects.filter(pk=stand.user.pk).update(official=world.ids["official"])
            stand.user.official = world.ids["official"]
