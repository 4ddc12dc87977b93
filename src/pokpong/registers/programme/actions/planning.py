"""Everything that is done with plans, for whoever wires or calls it."""

import pokpong.registers.programme.plan_states  # noqa: F401  the moves that these actions make
from pokpong.registers.programme.actions.activities import add_activity, amend_activity, drop_activity
from pokpong.registers.programme.actions.plan_steps import (
    agree_plan,
    close_plan,
    propose_plan,
    send_back_plan,
    start_plan,
)
from pokpong.registers.programme.actions.plans import amend_plan, draft_plan, revise_plan
from pokpong.registers.programme.actions.progress import record_progress, remind_of_plan

__all__ = [
    "add_activity",
    "agree_plan",
    "amend_activity",
    "amend_plan",
    "close_plan",
    "draft_plan",
    "drop_activity",
    "propose_plan",
    "record_progress",
    "remind_of_plan",
    "revise_plan",
    "send_back_plan",
    "start_plan",
]
