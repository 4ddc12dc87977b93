"""The permissions of those who meet, visit and decide, as text: parts of the table in `roles.py`."""

# Who reads committees also reads what they do.
COMMITTEE_SIGHT = (
    "committee.read",
    "meeting.read",
    "decision.read",
    "visit.read",
    "document.read",
)
# What delegations do is kept by secretaries and programme managers.
VISIT_WORK = (
    "visit.plan",
    "visit.amend",
    "visit.make",
    "visit.report",
    "visit.cancel",
    "visit.add_party",
    "visit.remove_party",
    "stop.add",
    "stop.amend",
    "stop.remove",
    "decision.take",
    "decision.amend",
    "decision.do",
    "document.draft",
    "document.amend",
    "document.clear_word",
)
# What a committee does is kept by its secretary.
MEETING_WORK = (
    *VISIT_WORK,
    "meeting.plan",
    "meeting.amend",
    "meeting.set_agenda",
    "meeting.invite",
    "meeting.add_guest",
    "meeting.remove_guest",
    "meeting.hold",
    "meeting.mark_attendance",
    "meeting.write_minutes",
    "meeting.cancel",
    "decision.drop",
    "decision.reopen",
    "decision.review",
)
# A chair reads, signs, and says what became of a decision.
SIGNING = (
    "decision.do",
    "decision.drop",
    "decision.reopen",
    "document.clear_word",
    "document.sign",
    "task.done",
)
