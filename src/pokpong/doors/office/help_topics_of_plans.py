"""What the help page says about plans."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pokpong.doors.office.help_topic import Topic

TOPICS = (
    Topic(
        "plan.read",
        _("Plans and how they go on"),
        (
            _("“Programme” in the menu leads to the plans of your places and to all that belongs to them."),
            _(
                "The bars show each activity over the months: stripes and a triangle for what is late, a "
                "diamond for what is postponed."
            ),
            _("Every edition of a plan stays readable, and “What changed” sets two editions beside each other."),
        ),
        "programme:plans",
    ),
    Topic(
        "plan.draft",
        _("Draft a plan and bring it through the committee"),
        (
            _(
                "Type the activities in, or bring them from an Excel workbook: it is looked through first, "
                "and each reason names its cell."
            ),
            _("The workbook of a plan can be changed and brought in again; only what differs is changed."),
            _("The money of the activities must add up to what the plan says, for each currency by itself."),
            _("Then lay it before the committee. Somebody else agrees or sends it back."),
        ),
        "programme:plan_draft",
    ),
    Topic(
        "plan.agree",
        _("Agree to a plan"),
        (
            _("A plan that waits for you stands among your tasks. Agree to it, or send it back with a reason."),
            _("Nobody agrees to what they drafted or proposed themselves."),
        ),
        "programme:plans",
    ),
    Topic(
        "progress.record",
        _("Record progress"),
        (
            _("Open an activity and say whether it is done, partly done, or postponed until when and why."),
            _("When nothing was recorded of a running activity for a month, a task asks you."),
            _("Trainings, meetings and visits that name the activity are its evidence."),
        ),
        "programme:plans",
    ),
)
