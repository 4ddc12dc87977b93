"""More plans, activities, money, progress and evaluations for the sweep of the queries."""

from __future__ import annotations

from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.programme.actions.planning import close_plan
from pokpong.registers.programme.models import Activity, Plan
from pokpong.registers.programme.tests import plan_factories as factories
from tests.guards.reach.plans import a_plan, bring_to, tell
from tests.guards.reach.positions import HERE
from tests.guards.reach.records import REASON
from tests.guards.reach.world import World


def plans_of(world: World, count: int) -> None:
    """An activity more in the known drafts, progress of the known activity, and a plan more that was closed."""
    planner, head = User.objects.get(username="planner"), User.objects.get(username="plan-head")
    for name in ("plan", "plan_second_edition"):
        draft = Plan.objects.get(pk=world.ids[name])
        factories.an_activity(draft, planner, f"G{count}.{new_id().hex[-8:]}", place=HERE, budget={"THB": "1"})
    tell(Activity.objects.get(pk=world.ids["activity_running"]), planner)
    plan, _activity = a_plan(world, planner, f"G-{count}-{new_id().hex[-8:]}")
    bring_to("running", plan, planner, head)
    close_plan(by=planner, plan=plan.pk, achieved=REASON, learnt=REASON, call_id=new_id())
