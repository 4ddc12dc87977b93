"""Plans of a district in every state, so that every action and page meets one in the state it needs."""

from __future__ import annotations

from functools import partial

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.programme.actions.planning import (
    agree_plan,
    propose_plan,
    record_progress,
    revise_plan,
    start_plan,
)
from pokpong.registers.programme.models import Activity, Plan
from pokpong.registers.programme.tests import plan_factories as factories
from tests.guards.reach.positions import HERE
from tests.guards.reach.records import REASON, World

STATES = ("drafted", "proposed", "agreed", "running", "revised")


def add_plans(world: World) -> None:
    """Drafted, proposed, agreed, carried out, and one whose second edition is a draft; by nobody of the sweep."""
    planner, head = make_user("planner", "secretary", HERE), make_user("plan-head", "chair", HERE)
    for state in STATES:
        plan, activity = a_plan(world, planner, f"SWEEP-{state}")
        bring_to(state, plan, planner, head)
        name = "" if state == "drafted" else f"_{state}"
        world.ids.update({f"plan{name}": plan.pk, f"activity{name}": activity.pk})
    second = revise_plan(by=planner, id=new_id(), plan=world.ids["plan_revised"], reason=REASON, call_id=new_id())
    world.ids["plan_second_edition"] = second.pk


def a_plan(world: World, planner: User, code: str) -> tuple[Plan, Activity]:
    plan = factories.a_plan(
        planner, code, place=HERE, committee=world.ids["district_committee"], stated={"LAK": "5000"}
    )
    return plan, factories.an_activity(
        plan, planner, place=HERE, budget={"LAK": "5000"}, official=world.ids["official"]
    )


def bring_to(state: str, plan: Plan, planner: User, head: User) -> None:
    steps = (partial(propose_plan, by=planner), partial(agree_plan, by=head), partial(start_plan, by=planner))
    wanted = {"drafted": 0, "proposed": 1, "agreed": 2}.get(state, 3)
    for step in steps[:wanted]:
        step(plan=plan.pk, call_id=new_id())


def tell(activity: Activity, planner: User) -> None:
    record_progress(
        by=planner,
        id=new_id(),
        activity=activity.pk,
        state="partly",
        day=factories.BEGINS,
        reason=REASON,
        call_id=new_id(),
    )
