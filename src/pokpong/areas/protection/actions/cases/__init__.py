"""Every write of a case itself; importing this registers them."""

from pokpong.areas.protection.actions.cases.amending import amend_case
from pokpong.areas.protection.actions.cases.opening import open_case
from pokpong.areas.protection.actions.cases.risk import assess_risk
from pokpong.areas.protection.actions.cases.sight import compartment_case, recuse_from_case
from pokpong.areas.protection.actions.cases.team import add_member, end_member, hand_over

__all__ = [
    "add_member",
    "amend_case",
    "assess_risk",
    "compartment_case",
    "end_member",
    "hand_over",
    "open_case",
    "recuse_from_case",
]
