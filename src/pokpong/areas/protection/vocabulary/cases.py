"""The coded answers of a case."""

from pokpong.foundation.kernel.words import lazy as _

ORIGINS = {
    "concern": _("A concern was raised"),
    "walk_in": _("The person came by themselves"),
    "referred": _("Another body referred the person"),
    "police": _("The police or border guards brought the person"),
    "returned": _("Came back from another country"),
    "hotline": _("Through a hotline"),
    "imported": _("Taken over from another system"),
    "other": _("Another way"),
}
RISKS = {
    "unassessed": _("Not assessed yet"),
    "low": _("Low"),
    "medium": _("Medium"),
    "high": _("High"),
    "critical": _("Danger to life"),
}
# Days until the risk is looked at again, counted from the day it was assessed.
RISK_REVIEW_DAYS = {"unassessed": 3, "low": 90, "medium": 30, "high": 14, "critical": 2}
TEAM_ROLES = {"lead": _("Responsible for the case"), "member": _("Member of the team")}
RISK_FACTORS = {
    "threats": _("Threats against the person or the family"),
    "in_reach": _("The suspected trafficker knows where the person is"),
    "involved": _("A relative or an official may be involved"),
    "debt": _("A debt that somebody claims from the person"),
    "papers_held": _("Somebody else holds the person's papers"),
    "self_harm": _("Danger that the person harms themselves"),
    "health": _("Urgent illness, injury or pregnancy"),
    "child_alone": _("A child without a safe adult"),
    "no_home": _("No safe place to stay"),
    "isolation": _("Nobody whom the person trusts is near"),
    "return": _("Must go back to where it happened"),
    "other": _("Something else, written in the note"),
}
# None of them is a refusal to work with the police, or a missing identification: help never ends with those.
CLOSURE_REASONS = {
    "goals_reached": _("The goals of the plan are reached"),
    "own_wish": _("The person wants no more help now"),
    "no_need": _("No further need"),
    "elsewhere": _("Another programme goes on with the help"),
    "moved_away": _("Moved to a place that this programme does not reach"),
    "lost_contact": _("No contact any more, although it was tried often and safely"),
    "died": _("The person has died"),
    "double": _("The person has another case where the work goes on"),
    "mistake": _("The case was opened by mistake"),
}
TOLD = {
    "agrees": _("Told, and agrees"),
    "disagrees": _("Told, and does not agree"),
    "not_yet": _("Not told yet"),
    "not_possible": _("It is not possible to tell the person"),
}
# Days by which a second person decides about a closure, and within which a reopened case is assessed anew.
CLOSURE_DAYS = 3
