from pokpong.areas.partnership.models.decision import Decision, DecisionReview
from pokpong.areas.partnership.models.document import Document
from pokpong.areas.partnership.models.meeting import AgendaItem, Attendance, Meeting
from pokpong.areas.partnership.models.visit import Stop, Visit, VisitParty

__all__ = [
    "AgendaItem",
    "Attendance",
    "Decision",
    "DecisionReview",
    "Document",
    "Meeting",
    "Stop",
    "Visit",
    "VisitParty",
]
