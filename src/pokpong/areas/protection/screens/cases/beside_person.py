"""Cases on the page of a person: those in the reader's sight, and the way to a new one."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.protection.queries.cases import running_case_of
from pokpong.areas.protection.queries.opening import visible_cases_of
from pokpong.areas.protection.screens.cases.words import state_word
from pokpong.areas.protection.screens.of_case import address
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.people.models import Person
from pokpong.registers.people.screens import beside


def cases_of(request: PageRequest, person: Person) -> beside.Beside | None:
    """Nothing for who may neither see nor open cases."""
    reader = request.user
    if not any(reader.may(name) for name in ("case.tied", "case.read", "case.open")):
        return None
    rows = visible_cases_of(reader, person.pk)
    may_open = reader.may("case.open") and person.state == "open" and running_case_of(person.pk) is None
    return beside.Beside(
        title=_("Cases"),
        icon="shield",
        lines=[
            beside.Line(Link(row.number, address(row)), state_word(row.state), lao_date(row.opened_on)) for row in rows
        ],
        empty=_("No case in your sight."),
        begin=Link(_("Open a case"), reverse("cases:open", args=[person.pk])) if may_open else None,
    )


beside.register("cases", cases_of)
