"""Projects, frameworks, calendars and population in words, for the history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

NOUNS = {
    "project": gettext_lazy("Project"),
    "donor": gettext_lazy("Donor"),
    "funding": gettext_lazy("Funding of a project"),
    "framework": gettext_lazy("Results framework"),
    "result": gettext_lazy("Result of a framework"),
    "calendar": gettext_lazy("Calendar of a programme"),
    "period": gettext_lazy("Period of a calendar"),
    "population": gettext_lazy("Figure of population"),
}
ACTIONS = {
    "project.add": gettext_lazy("Added a project"),
    "project.amend": gettext_lazy("Changed a project"),
    "project.change_state": gettext_lazy("Began, closed or reopened a project"),
    "donor.add": gettext_lazy("Added a donor"),
    "donor.amend": gettext_lazy("Changed a donor"),
    "funding.add": gettext_lazy("Noted what a donor pays"),
    "funding.amend": gettext_lazy("Changed what a donor pays"),
    "funding.withdraw": gettext_lazy("Noted that a donor pays no longer"),
    "framework.add": gettext_lazy("Drafted a results framework"),
    "framework.amend": gettext_lazy("Renamed a results framework"),
    "framework.agree": gettext_lazy("Brought a results framework into force"),
    "framework.revise": gettext_lazy("Drafted the next edition of a results framework"),
    "result.add": gettext_lazy("Added a result"),
    "result.amend": gettext_lazy("Changed a result"),
    "result.place": gettext_lazy("Put a result elsewhere"),
    "result.retire": gettext_lazy("Retired a result"),
    "result.resume": gettext_lazy("Took up a retired result"),
    "calendar.add": gettext_lazy("Added a calendar"),
    "calendar.amend": gettext_lazy("Changed a calendar"),
    "period.make": gettext_lazy("Made the periods of a year"),
    "population.record": gettext_lazy("Recorded figures of population"),
    "population.amend": gettext_lazy("Corrected a figure of population"),
    "population.withdraw": gettext_lazy("Took a figure of population out of use"),
}
