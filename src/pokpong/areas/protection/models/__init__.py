"""What protection keeps."""

from pokpong.areas.protection.models.assessment import RiskAssessment
from pokpong.areas.protection.models.attachment import Attachment
from pokpong.areas.protection.models.case import Case, CaseMember
from pokpong.areas.protection.models.closure import Closure
from pokpong.areas.protection.models.concern import Concern
from pokpong.areas.protection.models.conference import Conference
from pokpong.areas.protection.models.exploitation import Exploitation
from pokpong.areas.protection.models.follow_up import FollowUp
from pokpong.areas.protection.models.goal import Goal
from pokpong.areas.protection.models.identification import Identification, IdentificationAnswer
from pokpong.areas.protection.models.issued_paper import IssuedPaper
from pokpong.areas.protection.models.need import Need
from pokpong.areas.protection.models.note import Note
from pokpong.areas.protection.models.planned_action import PlannedAction
from pokpong.areas.protection.models.referral import Referral, ReferralNote
from pokpong.areas.protection.models.referral_link import ReferralLink
from pokpong.areas.protection.models.return_home import ReturnHome
from pokpong.areas.protection.models.screening import Screening
from pokpong.areas.protection.models.service import Service
from pokpong.areas.protection.models.stay import Stay

__all__ = [
    "Attachment",
    "Case",
    "CaseMember",
    "Closure",
    "Concern",
    "Conference",
    "Exploitation",
    "FollowUp",
    "Goal",
    "Identification",
    "IdentificationAnswer",
    "IssuedPaper",
    "Need",
    "Note",
    "PlannedAction",
    "Referral",
    "ReferralLink",
    "ReferralNote",
    "ReturnHome",
    "RiskAssessment",
    "Screening",
    "Service",
    "Stay",
]
