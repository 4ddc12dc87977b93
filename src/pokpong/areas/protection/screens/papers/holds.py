"""Parts of a case's summary: what holds of the case, and what is planned."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.models import Case, RiskAssessment
from pokpong.areas.protection.queries import plan
from pokpong.areas.protection.queries.cases import team_of
from pokpong.areas.protection.queries.identification import answers_to, current_of
from pokpong.areas.protection.screens.identification.words import organisation_words
from pokpong.areas.protection.screens.identification.words import state_word as identification_state
from pokpong.areas.protection.screens.papers.telling import Telling
from pokpong.areas.protection.screens.plan.told import exploitation_rows
from pokpong.areas.protection.screens.plan.words import domain_words, state_word, urgency_word
from pokpong.areas.protection.states.cases import CASE
from pokpong.areas.protection.vocabulary import cases as vocabulary
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.papers.paper import Section
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.registers.places.queries import label


def case_section(case: Case, telling: Telling) -> Section | None:
    members = team_of(case)
    names = names_of({member.user for member in members})
    rows = telling.rows(
        lambda: [
            SummaryRow(_("Case number"), case.number),
            SummaryRow(_("State"), CASE.words[case.state]),
            SummaryRow(_("How did the person come to this help?"), vocabulary.ORIGINS.get(case.origin, case.origin)),
            SummaryRow(_("District where the person is helped"), label(case.place_path)),
            SummaryRow(_("Opened on"), case.opened_on),
            SummaryRow(_("Closed on"), case.closed_on),
            *(
                SummaryRow(vocabulary.TEAM_ROLES.get(member.role, member.role), names.get(member.user, ""))
                for member in members
            ),
        ]
    )
    return Section(telling.say(gettext_lazy("The case")), rows=rows)


def risk_section(case: Case, telling: Telling) -> Section | None:
    last = RiskAssessment.objects.filter(case=case.pk).order_by("-assessed_on", "-at").first()
    factors = last.factors if last else []
    rows = telling.rows(
        lambda: [
            SummaryRow(_("Risk level"), vocabulary.RISKS.get(case.risk, case.risk)),
            SummaryRow(_("What makes it so?"), [vocabulary.RISK_FACTORS.get(code, code) for code in factors]),
            SummaryRow(_("What was seen and heard"), last.note if last else ""),
            SummaryRow(_("Assessed on"), case.risk_on),
            SummaryRow(_("Look at it again on"), case.risk_review_on if case.is_running else None),
        ]
    )
    return Section(telling.say(gettext_lazy("Risk")), rows=rows)


def story_section(case: Case, telling: Telling) -> Section | None:
    if not case.summary:
        return None
    return Section(telling.say(gettext_lazy("What happened, in short")), [telling.text(lambda: case.summary)])


def exploitation_section(case: Case, telling: Telling) -> Section | None:
    kept = plan.exploitation_of(case)
    if kept is None:
        return None
    title = telling.say(gettext_lazy("What was done to the person"))
    return Section(title, rows=telling.rows(lambda: exploitation_rows(kept)))


def identification_section(case: Case, telling: Telling) -> Section | None:
    row = current_of(case.pk)
    if row is None:
        return None
    answers = answers_to(row)
    last, body = (answers[-1] if answers else None), row.decided_body or row.body
    rows = telling.rows(
        lambda: [
            SummaryRow(_("State"), identification_state(row.state)),
            SummaryRow(_("Since"), row.decided_on or row.requested_on or row.presumed_on),
            SummaryRow(_("Deciding body"), organisation_words([body]).get(body, "") if body else ""),
            SummaryRow(_("Number of the letter"), last.letter_number if last else ""),
            SummaryRow(_("Day of the letter"), last.letter_on if last else None),
        ]
    )
    return Section(telling.say(gettext_lazy("Identification")), rows=rows)


def needs_section(case: Case, telling: Telling) -> Section | None:
    needs = plan.needs_of(case)
    table = telling.table(
        lambda: (
            (_("Need"), _("How urgent?"), _("State"), _("Note")),
            [
                (domain_words(row.domain), urgency_word(row.urgency) if row.is_open else "", state_word(row), row.note)
                for row in needs
            ],
        )
    )
    return Section(telling.say(gettext_lazy("Needs")), table=table) if table else None


def goals_section(case: Case, telling: Telling) -> Section | None:
    goals = plan.goals_of(case)
    table = telling.table(
        lambda: (
            (_("Goal"), _("Until"), _("State")),
            [(row.text, row.target_on if row.is_open else row.settled_on, state_word(row)) for row in goals],
        )
    )
    return Section(telling.say(gettext_lazy("Goals")), table=table) if table else None


def actions_section(case: Case, telling: Telling) -> Section | None:
    actions = plan.actions_of(case)
    names = names_of({row.owner for row in actions})
    table = telling.table(
        lambda: (
            (_("Action of the plan"), _("Who does it?"), _("Until"), _("State")),
            [
                (row.text, names.get(row.owner, ""), row.due if row.is_planned else row.ended_on, state_word(row))
                for row in actions
            ],
        )
    )
    return Section(telling.say(gettext_lazy("Actions")), table=table) if table else None
