"""The coded answers around a screening and an identification."""

from pokpong.areas.protection.tools.tool import ABSENT, NOT_ASKED, PRESENT
from pokpong.foundation.kernel.words import lazy as _

ANSWERS = {PRESENT: _("Yes"), ABSENT: _("No"), NOT_ASKED: _("Not asked")}
SETTINGS = {
    "office": _("In an office, alone with the person"),
    "shelter": _("In a shelter"),
    "home": _("At home, nobody else listening"),
    "health": _("In a hospital or health centre"),
    "border": _("At a border point"),
    "police": _("At a police station"),
    "telephone": _("By telephone"),
    "other": _("Another place"),
}
INTERPRETERS = {
    "not_needed": _("Not needed: same language"),
    "interpreter": _("With an interpreter who keeps silence"),
    "family": _("A relative interpreted, nobody else was there"),
    "none": _("Needed, but there was none"),
}
DECISIONS = {
    "likely": _("Likely a victim of trafficking"),
    "unlikely": _("Not likely a victim of trafficking"),
    "unclear": _("Not clear yet: ask again later"),
}
DECISION_NOTES = {
    "likely": _("The person can be noted as a presumed victim. Help goes on as before."),
    "unlikely": _("Help goes on: it never ended with a screening. Another screening can follow at any time."),
    "unclear": _("Begin another screening when the person has rested; it starts with these answers."),
}
ANSWERED = {"formal": _("Formally identified victim"), "declined": _("Formal identification declined")}
