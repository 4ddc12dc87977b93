"""What the help page says about the overview and its figures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pokpong.doors.office.help_topic import Topic

_FROZEN = (
    _("Figures of concerns, cases, services and referrals are counted once a month and frozen; they never change."),
    _("Small numbers, and others that would tell of them, are hidden: nobody may be known by a number."),
    _("The name of a figure leads to what it means: what is counted, by which day, and from which records."),
)
TOPICS = (
    Topic(
        "overview.see",
        _("The overview of your places"),
        (
            _("It shows committees and their meetings, plans, trainings and decisions as they are now."),
            *_FROZEN,
            _("The report on the overall situation is made from it: on the screen, as PDF or as a Word file."),
        ),
        "reports:overview",
    ),
    Topic("overview.funded", _("The figures of your projects"), _FROZEN, "reports:overview"),
)
