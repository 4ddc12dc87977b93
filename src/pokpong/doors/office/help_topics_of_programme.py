"""What the help page says about projects, frameworks, calendars and population."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pokpong.doors.office.help_topic import Topic

TOPICS = (
    Topic(
        "project.read",
        _("Projects and who pays for them"),
        (
            _("A project has a code, places, a lead organisation and days. Several run at the same time."),
            _("What each donor agreed to pay stands in its own currency; currencies are never added up."),
            _("Nothing is deleted: a project is closed with a reason, a donor’s money is noted as withdrawn."),
        ),
        "programme:projects",
    ),
    Topic(
        "project.tied",
        _("The projects you pay for"),
        (
            _("You see the projects that your organisation pays for, with their results frameworks."),
            _("Amounts of other donors are not shown to you."),
        ),
        "programme:projects",
    ),
    Topic(
        "result.add",
        _("Draw up a results framework"),
        (
            _("Begin with the goal. Below it stand intermediate results (IR), sub-IRs and outputs."),
            _("A result can be put elsewhere with all below it, retired with a reason, and taken up again."),
            _(
                "When donor and government agree, bring the edition into force. For larger changes draft the next "
                "edition: the one before it stays as it was."
            ),
        ),
        "programme:projects",
    ),
    Topic(
        "calendar.read",
        _("Calendars and their periods"),
        (
            _(
                "The US fiscal year runs from October to September, the Lao year from January to December, the year "
                "of the TIP Report from April to March. Any other calendar can be added."
            ),
            _("The periods of a year are made once; then every day lies in exactly one period of each kind."),
        ),
        "programme:calendars",
    ),
    Topic(
        "population.record",
        _("Figures of population"),
        (
            _("Each figure has a place, a year, a sex, an age group and a source. Sources may disagree: both stay."),
            _(
                "Type figures in, or bring a file with columns for place, year, sex, age group, number and source. "
                "The file is looked through first; nothing comes in until you say so."
            ),
            _("Correct a figure that was typed wrong; take one that never held out of use, with a reason."),
        ),
        "programme:population",
    ),
)
