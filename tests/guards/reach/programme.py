"""Projects, money, frameworks, calendars and figures in Pakse, so that every action on one meets it in its state."""

from __future__ import annotations

from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.programme.actions import agree_framework, retire_result
from pokpong.registers.programme.models import Project
from pokpong.registers.programme.tests import factories
from tests.guards.reach.positions import HERE
from tests.guards.reach.records import REASON, World


def a_project(by: User, code: str, world: World) -> Project:
    return factories.a_project(by, code, places=[HERE], lead=world.ids["organisation"])


def add_programme(world: World) -> None:
    """A project with money and a drafted framework, one without a framework, a calendar, and a figure."""
    admin = world.demo["admin"]
    project, bare, third = (a_project(admin, code, world) for code in ("SWEEP-1", "SWEEP-2", "SWEEP-4"))
    donor = factories.a_donor(admin)
    tree = factories.a_framework(admin, project)
    results = factories.a_tree(admin, tree)
    retired = retire_result(by=admin, result=results["IR2"].pk, reason=REASON, call_id=new_id())
    in_force = factories.a_framework(admin, third)
    factories.a_result(admin, in_force, "goal", "G")
    agree_framework(by=admin, framework=in_force.pk, call_id=new_id())
    world.ids.update(
        framework_in_force=in_force.pk,
        project=project.pk,
        bare_project=bare.pk,
        donor=donor.pk,
        funding=factories.a_funding(admin, project, donor).pk,
        framework=tree.pk,
        top_result=results["G"].pk,
        result=results["IR1"].pk,
        retired_result=retired.pk,
        calendar=factories.a_calendar(admin).pk,
        population=factories.figures(admin, HERE).pk,
    )
