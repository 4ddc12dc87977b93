"""The letters at the end of a case: to the person, and to a village authority, which hears nothing but the name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.models import Case, Closure, FollowUp, IssuedPaper
from pokpong.areas.protection.queries.papers import ToldVillage
from pokpong.areas.protection.screens.papers.information import contact_rows
from pokpong.areas.protection.screens.papers.office import head, numbered
from pokpong.areas.protection.screens.papers.telling import Telling
from pokpong.foundation.kernel import clock
from pokpong.foundation.papers.paper import Paper, Section, Signature
from pokpong.foundation.papers.words import Said
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.queries.sight import Parts


@dataclass(frozen=True)
class Ending:
    """A case that is closing or closed, its closure, which parts of the person the reader sees, and the office."""

    case: Case
    closure: Closure
    parts: Parts
    office: Organisation | None
    issued: IssuedPaper | None

    @property
    def name(self) -> str:
        """The person's name, or a line to write it on by hand."""
        return self.case.person.name if "names" in self.parts else "………………………………"


def closure_letter(ending: Ending, telling: Telling, **screen: Any) -> Paper:
    """To the person: that the help ends, what stays, how to come back. Not which help it was, nor why."""
    say = telling.say
    ends = ending.case.closed_on or clock.today()
    return _paper(
        ending,
        telling,
        kind=say(gettext_lazy("Closure letter")),
        subject=telling.text(lambda: _("Case %(number)s") % {"number": ending.case.number}),
        sections=[
            Section(rows=[(say(gettext_lazy("Addressed to")), Said(ending.name))]),
            Section(
                paragraphs=[
                    telling.sentence(gettext_lazy("On %(day)s our work with you in this case ends."), day=ends),
                    say(gettext_lazy("You may come back at any time. If you need help again, you get it.")),
                ]
            ),
            *_follow_ups(ending, telling),
            Section(say(gettext_lazy("What stays")), points=[say(words) for words in STAYS]),
            *_contacts(ending, telling),
        ],
        distribution=[Said(ending.name), say(gettext_lazy("Kept at the office that wrote it"))],
        file_stem="closure-letter",
        **screen,
    )


STAYS = (
    gettext_lazy("What was written about you stays sealed. Every reading of it is noted."),
    gettext_lazy("You may see it, have mistakes corrected, and take back what you agreed to."),
    gettext_lazy("Your rights stay as they are. They never depended on speaking with the police."),
    gettext_lazy("If somebody did not treat you well, you may complain to the supervisor of the office, or above."),
)
ASKED_OF_VILLAGE = (
    gettext_lazy("Treat this person as you treat everybody, and help with papers and services like everybody."),
    gettext_lazy("Ask nothing about the time before, and tell nobody of this letter."),
    gettext_lazy("If the person asks for help, or is in danger, call us at once."),
)


def village_letter(ending: Ending, told: ToldVillage, telling: Telling, **screen: Any) -> Paper:
    """To a village authority, under a consent to tell it the name: no number of a case, no reason, no kind of help."""
    say = telling.say
    names = [telling.languages.name(row.names) for row in told.authorities]
    return _paper(
        ending,
        telling,
        kind=say(gettext_lazy("Letter to the village authority")),
        subject=None,
        sections=[
            Section(rows=[(say(gettext_lazy("Addressed to")), name) for name in names]),
            Section(
                paragraphs=[
                    say(
                        gettext_lazy("Our office has worked with %(name)s, who agreed that you are told so."),
                        name=ending.name,
                    ),
                    say(gettext_lazy("This work has ended. We ask of you:")),
                ],
                points=[
                    *(say(words) for words in ASKED_OF_VILLAGE),
                    *(_line(*row) for row in contact_rows(ending.office, telling)),
                ],
            ),
        ],
        distribution=[*names, say(gettext_lazy("Kept at the office that wrote it"))],
        file_stem="village-letter",
        **screen,
    )


def _paper(ending: Ending, telling: Telling, **parts: Any) -> Paper:
    day = ending.issued.issued_on if ending.issued else clock.today()
    return Paper(
        number=numbered(ending.issued, telling),
        signatures=[Signature(telling.say(gettext_lazy("Head of the office")))],
        **head(ending.office, telling, day),
        **parts,
    )


def _follow_ups(ending: Ending, telling: Telling) -> list[Section]:
    """The days on which the person is asked, unless they wish none."""
    rows = FollowUp.objects.filter(case=ending.case.pk, state="planned").order_by("due", "id")
    days = list(rows.values_list("due", flat=True)) if ending.closure.follow_ups_go_on else []
    if not days:
        return []
    title = telling.say(gettext_lazy("When we ask how you are, if you wish"))
    return [Section(title, points=telling.points(lambda: days))]


def _line(name: Said, number: Said) -> Said:
    """The office and its number in one line."""
    return Said(f"{name.first}: {number.first}", f"{name.second}: {number.first}" if name.second else "")


def _contacts(ending: Ending, telling: Telling) -> list[Section]:
    rows = contact_rows(ending.office, telling)
    return [Section(telling.say(gettext_lazy("Whom to call")), rows=rows)] if rows else []
