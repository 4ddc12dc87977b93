"""Every write of services, stays and returns; importing this registers them."""

from pokpong.areas.protection.actions.services.giving import (
    deliver_service,
    extend_service,
    miss_service,
    record_service,
)
from pokpong.areas.protection.actions.services.planning import (
    amend_service,
    cancel_service,
    plan_service,
    take_back_service,
)
from pokpong.areas.protection.actions.services.returning import (
    agree_to_return,
    amend_return,
    cancel_return,
    plan_return,
    receive_return,
    set_out,
)
from pokpong.areas.protection.actions.services.staying import (
    admit_to_shelter,
    amend_stay,
    begin_stay,
    cancel_stay,
    change_bed,
    end_stay,
    reserve_bed,
)

__all__ = [
    "admit_to_shelter",
    "agree_to_return",
    "amend_return",
    "amend_service",
    "amend_stay",
    "begin_stay",
    "cancel_return",
    "cancel_service",
    "cancel_stay",
    "change_bed",
    "deliver_service",
    "end_stay",
    "extend_service",
    "miss_service",
    "plan_return",
    "plan_service",
    "receive_return",
    "record_service",
    "reserve_bed",
    "set_out",
    "take_back_service",
]
