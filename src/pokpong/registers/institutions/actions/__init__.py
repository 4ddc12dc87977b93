import pokpong.registers.institutions.states  # noqa: F401  the moves that actions make
from pokpong.registers.institutions.actions.committees import (
    add_committee,
    amend_committee,
    begin_membership,
    end_membership,
)
from pokpong.registers.institutions.actions.handover import hand_over_post
from pokpong.registers.institutions.actions.merging import ask_merge, merge_officials, part_officials, refuse_merge
from pokpong.registers.institutions.actions.officials import add_official, amend_official, leave_post
from pokpong.registers.institutions.actions.organisations import add_organisation, amend_organisation
from pokpong.registers.institutions.actions.services import (
    add_service_offer,
    amend_service_offer,
    end_service_offer,
    verify_service_offer,
)

__all__ = [
    "add_committee",
    "add_official",
    "add_organisation",
    "add_service_offer",
    "amend_committee",
    "amend_official",
    "amend_organisation",
    "amend_service_offer",
    "ask_merge",
    "begin_membership",
    "end_membership",
    "end_service_offer",
    "hand_over_post",
    "leave_post",
    "merge_officials",
    "part_officials",
    "refuse_merge",
    "verify_service_offer",
]
