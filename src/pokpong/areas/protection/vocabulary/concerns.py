"""The coded answers of a concern. Codes are stored and counted; the words may be improved at any time.

Forms of exploitation are data (`data/forms.csv`): the codes of HTCDS 2.0 (IOM, CC BY 4.0), those that begin with
`lao:` are additions for Laos. Any programme adds its own lines.
"""

import csv
from functools import cache
from pathlib import Path

from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.rules import vocabulary as people
from pokpong.registers.people.rules.ages import BAND_WORDS

CHANNELS = {
    "in_person": _("In person"),
    "telephone": _("By telephone"),
    "hotline": _("Through a hotline"),
    "letter": _("By letter"),
    "online": _("By message or online"),
    "field_visit": _("During a visit in the field"),
    "meeting": _("In a village meeting"),
    "other": _("Another way"),
}
URGENCIES = {
    "danger": _("Somebody is in danger now"),
    "soon": _("Help is needed within a few days"),
    "routine": _("It can wait for the usual work"),
}
SEXES = {**dict(people.SEXES), "several": _("Several people of both sexes")}
AGE_BANDS = dict(BAND_WORDS)
NATIONALITIES = dict(people.NATIONALITIES)
DISABILITY = dict(people.YES_NO_UNKNOWN)
LANGUAGE_FAMILIES = dict(people.LANGUAGE_FAMILIES)
RELATIONSHIPS = {
    "self": _("The person concerned"),
    "family": _("A relative"),
    "neighbour": _("A neighbour or friend"),
    "teacher": _("A teacher"),
    "health": _("A health worker"),
    "authority": _("A village or government official"),
    "other": _("Somebody else"),
}
DECISIONS = {
    "danger": _("Immediate danger"),
    "screening": _("Screening"),
    "at_risk": _("Person or family at risk"),
    "no_action": _("No action"),
}
NEXT_STEPS = {
    "danger": _("Bring the person to safety now, with the police where it is needed. Help does not wait for papers."),
    "screening": _("Meet the person in private and ask the screening questions, with an interpreter where needed."),
    "at_risk": _("Visit the household, with its agreement, and check what would lower the risk."),
    "no_action": _("Nothing further is done. The reason is kept and a supervisor can open the concern again."),
}
OUTCOMES = {
    "case": _("A case was opened"),
    "helped": _("Help was given"),
    "passed_on": _("Passed on to another body"),
    "no_need": _("No further need"),
    "not_found": _("The person could not be found"),
    "unfounded": _("It turned out to be unfounded"),
    "other": _("Other"),
}
LEVELS = {
    3: _("Nobody of the village level"),
    2: _("Nobody of the district level"),
    1: _("Nobody of the province level"),
}


@cache
def forms() -> dict[str, dict[str, str]]:
    """Every form of exploitation: code, and its words by language."""
    path = Path(__file__).parent.parent / "data" / "forms.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {line["code"]: {"lo": line["lo"], "en": line["en"]} for line in csv.DictReader(lines)}
