"""What the live figures of the overview mean, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel.words import Words

REPORT = _("Report")
DRAFT = _("Draft")


@dataclass(frozen=True)
class Meaning:
    """`counts`: what is counted; `dated`: over which period; `source`: from which records."""

    code: str
    title: Words
    counts: Words
    dated: Words
    source: Words


NOW = _("As it is now.")
LIVE = (
    Meaning(
        "committees",
        _("Committees and their meetings"),
        _(
            "Active committees of the place. One stands out without a chair who serves today, or without a meeting "
            "held in the last 92 days; one founded within these days had no time to meet."
        ),
        NOW,
        _("The register of committees and their meetings."),
    ),
    Meaning(
        "plans",
        _("Plans"),
        _("Plans in force. A plan is on track while no activity is still to be done after its last day."),
        NOW,
        _("Plans, their activities and what was told of them."),
    ),
    Meaning(
        "trainings",
        _("Trainings"),
        _(
            "Trainings that take place this year. People are different people who were present in at least one "
            "session, however often they came."
        ),
        _("From 1 January to today."),
        _("Trainings and their attendance. Those trained are officials and committee members."),
    ),
    Meaning(
        "decisions",
        _("Decisions"),
        _("Decisions of meetings and visits that are still to be done, and those of them whose day has passed."),
        NOW,
        _("Decisions of committees and delegations."),
    ),
)
