"""More curricula, trainings, people in them, certificates and coaching for the sweep of the queries."""

from __future__ import annotations

from decimal import Decimal

from pokpong.areas.capacity.actions import record_coaching
from pokpong.areas.capacity.models import Curriculum, Training
from pokpong.areas.capacity.tests import factories
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from tests.guards.reach.trainings import a_certified_training, a_person
from tests.guards.reach.world import World


def trainings_of(world: World, count: int) -> None:
    """One more person in the known training, with marks and scores; a certified training, a draft, a visit."""
    runner = User.objects.get(username="training-runner")
    known = Training.objects.get(pk=world.ids["training"])
    person = a_person(runner, known, 100 + count)
    factories.present(runner, known, person)
    factories.scored(runner, known, person, "ab")
    a_certified_training(world, runner, Curriculum.objects.get(pk=world.ids["curriculum"]).pk, 200 + count)
    factories.a_curriculum(runner, in_use=count % 2 == 0)
    factories.a_session(runner, known)
    record_coaching(
        by=runner,
        id=new_id(),
        trainee=world.ids["trainee"],
        coach=world.ids["official"],
        day=clock.today(),
        hours=Decimal(1),
        topic="law",
        call_id=new_id(),
    )
