"""The coded answers of needs, goals, notes, attachments and follow-ups."""

from pokpong.foundation.kernel.words import lazy as _

DOMAINS = {
    "health": _("Health"),
    "psychosocial": _("Mind and feelings"),
    "shelter": _("A safe place to stay"),
    "food": _("Food and daily things"),
    "legal": _("Legal help"),
    "documents": _("Identity papers"),
    "education": _("School"),
    "job": _("Skills and work"),
    "family": _("Family"),
    "safety": _("Safety"),
    "money": _("Money and debts"),
    "other": _("Something else"),
}
URGENCIES = {
    "now": _("Today"),
    "soon": _("Within a week"),
    "later": _("Later"),
}
NOTE_KINDS = {
    "talk": _("Conversation with the person"),
    "visit": _("Visit"),
    "call": _("Telephone call"),
    "family": _("Conversation with the family"),
    "office": _("Conversation with another office"),
    "observation": _("What was observed"),
    "other": _("Another note"),
}
ATTACHMENT_KINDS = {
    "identity": _("Identity paper"),
    "medical": _("Medical paper"),
    "legal": _("Paper of police or court"),
    "consent": _("Signed consent"),
    "letter": _("Letter"),
    "picture": _("Picture"),
    "other": _("Another file"),
}
FOLLOW_UP_KINDS = {
    "visit": _("Visit at home"),
    "office": _("Meeting at the office"),
    "call": _("Telephone call"),
    "school": _("At school or work"),
    "through": _("Through a person of trust"),
}
ORIGINS = {
    "opening": _("By the pattern after opening"),
    "closure": _("By the pattern after closure"),
    "by_hand": _("Planned by hand"),
}
WELL_BEING = {
    "safe": _("Is the person safe?"),
    "healthy": _("Is the person in good health?"),
    "housed": _("Does the person have a place to live?"),
    "income": _("Does the person have an income or support?"),
    "in_school": _("Is the person in school, training or work?"),
}
ANSWERS = {"yes": _("Yes"), "no": _("No"), "unknown": _("Not known")}
