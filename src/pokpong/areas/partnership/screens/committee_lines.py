"""What the page of a committee shows of its meetings and decisions."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.partnership.queries.committees import meetings_for_page, open_decisions
from pokpong.areas.partnership.screens.tables import Decisions, Meetings, address, decision_status, status
from pokpong.areas.partnership.states import MEETING
from pokpong.areas.partnership.vocabulary import MEETING_KINDS
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.institutions.committee_cards import CardLine, CommitteeCard
from pokpong.registers.institutions.models import Committee


def meetings_card(request: PageRequest, committee: Committee) -> CommitteeCard | None:
    """The meetings to come and the last ones held."""
    if not request.user.may("meeting.read"):
        return None
    lines = [
        CardLine(
            Link(row.subject, address(row)),
            f"{lao_date(row.day)} · {MEETING_KINDS.words(row.kind)}",
            status(MEETING, row),
        )
        for row in meetings_for_page(committee, request.user)
    ]
    ways = [Link(_("All its meetings"), _list(Meetings.name, committee))] if lines else []
    if committee.state == "active" and request.user.may("meeting.plan", committee.place_path):
        plan = f"{reverse('partnership:plan_meeting')}?{urlencode({'committee': committee.pk})}"
        ways.append(Link(_("Plan a meeting"), plan))
    return CommitteeCard(_("Meetings"), "committee", lines, _("It has held no meeting yet, and none is planned."), ways)


def decisions_card(request: PageRequest, committee: Committee) -> CommitteeCard | None:
    """What is still to be done, the most urgent first; who does it stands on the decision's own page."""
    if not request.user.may("decision.read"):
        return None
    lines = [
        CardLine(
            Link(row.text, address(row)), _("to be done by %(day)s") % {"day": lao_date(row.due)}, decision_status(row)
        )
        for row in open_decisions(committee, request.user)
    ]
    ways = [Link(_("All its decisions"), _list(Decisions.name, committee))]
    return CommitteeCard(_("Decisions"), "check", lines, _("No decision of the committee is open."), ways)


def _list(table: str, committee: Committee) -> str:
    """The list of this name, of this committee only."""
    return f"{reverse(f'partnership:{table}')}?{urlencode({f'{table}-committee': committee.name})}"
