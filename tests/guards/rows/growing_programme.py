"""More projects, donors, money, results, calendars and figures for the sweep of the queries."""

from __future__ import annotations

from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.programme.actions import add_calendar, make_periods
from pokpong.registers.programme.models import Framework, Project, Result
from pokpong.registers.programme.tests import factories
from tests.guards.reach.positions import HERE
from tests.guards.reach.programme import a_project
from tests.guards.reach.samples_of_programme import CALENDAR, NAMES
from tests.guards.reach.world import World


def programme_of(world: World, count: int) -> None:
    """One more of everything, with money of a new donor for a known project and a result in a known framework."""
    admin, code = world.demo["admin"], f"GROW-{count}-{new_id().hex[-8:]}"
    known, donor = Project.objects.get(pk=world.ids["project"]), factories.a_donor(admin, name=f"ຜູ້ໃຫ້ທຶນ {code}")
    factories.a_funding(admin, known, donor)
    fresh = a_project(admin, code, world)
    factories.a_framework(admin, fresh)
    tree = Framework.objects.get(pk=world.ids["framework"])
    factories.a_result(admin, tree, "output", code[-20:], Result.objects.get(pk=world.ids["result"]))
    calendar = add_calendar(by=admin, id=new_id(), code=code, names=NAMES, call_id=new_id(), **CALENDAR)
    make_periods(by=admin, id=new_id(), calendar=calendar.pk, year=2030, call_id=new_id())
    factories.figures(admin, HERE, source=code)
