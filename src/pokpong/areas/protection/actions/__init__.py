"""Every write of protection; importing this registers them."""

from pokpong.areas.protection.actions.amending import amend_concern, attach_file
from pokpong.areas.protection.actions.ending import close_concern, join_concern, reopen_concern
from pokpong.areas.protection.actions.raising import raise_concern
from pokpong.areas.protection.actions.sight import compartment_concern, recuse_from_concern, unveil_typist
from pokpong.areas.protection.actions.triage import triage_concern

__all__ = [
    "amend_concern",
    "attach_file",
    "close_concern",
    "compartment_concern",
    "join_concern",
    "raise_concern",
    "recuse_from_concern",
    "reopen_concern",
    "triage_concern",
    "unveil_typist",
]
