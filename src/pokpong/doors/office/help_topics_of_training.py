"""Help about trainings: planning, enrolling, keying, counting."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pokpong.doors.office.help_topic import Topic

TOPICS = (
    Topic(
        "training.plan",
        _("Plan and hold a training"),
        (
            _("Choose a curriculum that is in use, the place and the days; sessions are drawn up from its lessons."),
            _("Name the trainers, enrol members of committees or people on the spot, and print the sign-in sheet."),
            _("Close the training when attendance and scores are keyed in: that settles who completed it."),
            _("Then issue the certificates. Each has a code by which anybody can check it."),
        ),
        "capacity:trainings",
    ),
    Topic(
        "session_attendance.record",
        _("Key attendance and scores in"),
        (
            _("All sessions stand on one page: p for present, a for absent, e for excused. Arrows go from box to box."),
            _("For a test, type one letter for each question, or only the score."),
            _("What was keyed wrongly is undone with one button, or keyed again."),
        ),
        "capacity:trainings",
    ),
    Topic(
        "trainee.ask_merge",
        _("When one person was written in two ways"),
        (
            _("“Likely doubles” shows names that sound alike. Nobody is joined by the program."),
            _("You ask, somebody else confirms; it can be taken back. Figures of the past follow."),
        ),
        "capacity:trainees",
    ),
    Topic(
        "training.numbers",
        _("How many were trained"),
        (
            _("An attendance is not a person: the page counts in four ways and says what each means."),
            _("“Committees without training” shows where nobody was trained in a topic."),
        ),
        "capacity:numbers",
    ),
)
