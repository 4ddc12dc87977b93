"""Every write of what is planned with a person and kept about them; importing this registers them."""

from pokpong.areas.protection.actions.plan.attachments import (
    add_attachment,
    restore_attachment,
    withdraw_attachment,
)
from pokpong.areas.protection.actions.plan.conferences import (
    Agreed,
    amend_conference,
    cancel_conference,
    hold_conference,
    plan_conference,
)
from pokpong.areas.protection.actions.plan.exploitation import amend_exploitation, record_exploitation
from pokpong.areas.protection.actions.plan.follow_ups import (
    cancel_follow_up,
    do_follow_up,
    miss_follow_up,
    move_follow_up,
    plan_follow_up,
    schedule_follow_ups,
)
from pokpong.areas.protection.actions.plan.goals import amend_goal, reopen_goal, set_goal, settle_goal
from pokpong.areas.protection.actions.plan.needs import add_need, amend_need, reopen_need, settle_need
from pokpong.areas.protection.actions.plan.notes import write_note
from pokpong.areas.protection.actions.plan.planned_actions import (
    add_planned_action,
    amend_planned_action,
    do_planned_action,
    drop_planned_action,
    reopen_planned_action,
)

__all__ = [
    "Agreed",
    "add_attachment",
    "add_need",
    "add_planned_action",
    "amend_conference",
    "amend_exploitation",
    "amend_goal",
    "amend_need",
    "amend_planned_action",
    "cancel_conference",
    "cancel_follow_up",
    "do_follow_up",
    "do_planned_action",
    "drop_planned_action",
    "hold_conference",
    "miss_follow_up",
    "move_follow_up",
    "plan_conference",
    "plan_follow_up",
    "record_exploitation",
    "reopen_goal",
    "reopen_need",
    "reopen_planned_action",
    "restore_attachment",
    "schedule_follow_ups",
    "set_goal",
    "settle_goal",
    "settle_need",
    "withdraw_attachment",
    "write_note",
]
