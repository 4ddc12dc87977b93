import pokpong.areas.partnership.states  # noqa: F401  the moves that actions make
from pokpong.areas.partnership.actions.attendance import add_guest, mark_attendance, remove_guest
from pokpong.areas.partnership.actions.decisions import (
    amend_decision,
    do_decision,
    drop_decision,
    reopen_decision,
    review_decision,
    take_decision,
)
from pokpong.areas.partnership.actions.documents import amend_document, clear_word, draft_document, sign_document
from pokpong.areas.partnership.actions.meetings import (
    amend_meeting,
    cancel_meeting,
    hold_meeting,
    invite_to_meeting,
    plan_meeting,
    set_agenda,
    write_minutes,
)
from pokpong.areas.partnership.actions.parties import add_party, remove_party
from pokpong.areas.partnership.actions.stops import add_stop, amend_stop, remove_stop
from pokpong.areas.partnership.actions.visits import amend_visit, cancel_visit, make_visit, plan_visit, report_visit

__all__ = [
    "add_guest",
    "add_party",
    "add_stop",
    "amend_decision",
    "amend_document",
    "amend_meeting",
    "amend_stop",
    "amend_visit",
    "cancel_meeting",
    "cancel_visit",
    "clear_word",
    "do_decision",
    "draft_document",
    "drop_decision",
    "hold_meeting",
    "invite_to_meeting",
    "make_visit",
    "mark_attendance",
    "plan_meeting",
    "plan_visit",
    "remove_guest",
    "remove_party",
    "remove_stop",
    "reopen_decision",
    "report_visit",
    "review_decision",
    "set_agenda",
    "sign_document",
    "take_decision",
    "write_minutes",
]
