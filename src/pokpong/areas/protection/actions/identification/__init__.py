"""Every write of an identification; importing this registers them."""

from pokpong.areas.protection.actions.identification.answering import answer_identification, record_identification
from pokpong.areas.protection.actions.identification.asking import (
    appeal_identification,
    request_identification,
    take_back_identification,
)
from pokpong.areas.protection.actions.identification.presuming import (
    presume_identification,
    set_aside_identification,
)

__all__ = [
    "answer_identification",
    "appeal_identification",
    "presume_identification",
    "record_identification",
    "request_identification",
    "set_aside_identification",
    "take_back_identification",
]
