"""The coded answers of a referral. Codes are stored and counted; the words may be improved at any time."""

from pokpong.areas.protection.vocabulary import concerns
from pokpong.foundation.kernel.words import lazy as _

URGENCIES = concerns.URGENCIES
# Days until the organisation should have answered, and begun to help; 0 is the same day.
ANSWER_DAYS = {"danger": 0, "soon": 2, "routine": 7}
SERVE_DAYS = {"danger": 1, "soon": 7, "routine": 30}
# What allows to share without a consent; a second person confirms it.
EXCEPTIONS = {
    "danger_to_life": _("Danger to life or health, and the person cannot be asked in time"),
    "best_interests_child": _("The best interests of a child"),
    "legal_duty": _("A law or a court orders it"),
}
DECLINE_REASONS = {
    "no_capacity": _("No place is free"),
    "not_our_service": _("We do not offer this help"),
    "not_eligible": _("The help is for other people"),
    "too_far": _("It is too far away"),
    "not_safe": _("It would not be safe with us"),
    "not_reached": _("The person could not be reached"),
    "person_refuses": _("The person does not want it"),
    "other": _("Another reason"),
}
OUTCOMES = {
    "helped": _("The help was given in full"),
    "partly": _("A part of the help was given"),
    "continues": _("The help goes on without an end date"),
    "passed_on": _("Another organisation goes on with it"),
}
NOT_DONE_REASONS = {
    "did_not_come": _("The person did not come"),
    "left": _("The person left or stopped"),
    "not_reached": _("The person could not be reached"),
    "person_refuses": _("The person does not want it"),
    "service_ended": _("The help is no longer offered"),
    "not_safe": _("It was not safe"),
    "other": _("Another reason"),
}
# Why sharing was stopped without anybody's words; kept as the reason of the move.
STOPPED_BECAUSE = {
    "consent_withdrawn": _("The consent was withdrawn"),
    "consent_run_out": _("The consent has run out"),
    "not_confirmed": _("Nobody confirmed the exception within 24 hours"),
}
