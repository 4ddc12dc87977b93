"""What the help page says about meetings, visits, decisions and documents."""

from django.utils.translation import gettext_lazy as _

from pokpong.doors.office.help_topic import Topic

TOPICS = (
    Topic(
        "meeting.plan",
        _("Plan and hold a meeting of a committee"),
        (
            _("Plan it with its agenda, invite, and write down who came, who sent somebody and who was absent."),
            _("Without a quorum nothing can be decided: the page says how many members are needed."),
            _("Write the minutes of each point, and every decision with its owner and its day."),
            _("Decisions that are not done are put before the next meeting by themselves."),
        ),
        "partnership:meetings",
    ),
    Topic(
        "visit.plan",
        _("Record the visit of a delegation"),
        (
            _("Say who comes and which organisation receives the visit, and write its stops in order."),
            _("Of a shelter only the district is written down."),
            _("Afterwards write what was found, and which officials were met. Nobody else is named."),
        ),
        "partnership:visits",
    ),
    Topic(
        "document.read",
        _("Reports, minutes, invitations and press texts"),
        (
            _("A text is drafted from the record and can be edited. A second person reads and signs it."),
            _("Words that look like the name of somebody who is no official are marked in it."),
            _("With such words a press text is not signed, until they are out or confirmed to be no name."),
            _("What is signed is frozen. It can be printed or taken as PDF or Word."),
        ),
        "partnership:documents",
    ),
)
