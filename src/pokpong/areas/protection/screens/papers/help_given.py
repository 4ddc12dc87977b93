"""Parts of a case's summary: what was given, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.models import Case, FollowUp, Service
from pokpong.areas.protection.queries import plan, referrals
from pokpong.areas.protection.queries import services as queries
from pokpong.areas.protection.screens.papers.telling import Cells, Telling
from pokpong.areas.protection.screens.plan.words import answer_word
from pokpong.areas.protection.screens.plan.words import state_word as plan_state
from pokpong.areas.protection.screens.referrals import words as referral_words
from pokpong.areas.protection.screens.services import words
from pokpong.areas.protection.vocabulary import plan as plan_words
from pokpong.areas.protection.vocabulary import returns as returning
from pokpong.areas.protection.vocabulary import services as vocabulary
from pokpong.foundation.papers.paper import Section
from pokpong.registers.places.queries import labels


def services_section(case: Case, telling: Telling) -> Section | None:
    """Every service, and what those given and those planned cost, each currency for itself."""
    rows = list(queries.services_of(case))
    table = telling.table(
        lambda: (
            (_("Service"), _("Day"), _("Quantity"), _("Cost"), _("What came of it?")),
            [
                _service(row, names)
                for names in [queries.organisation_names(row.organisation for row in rows)]
                for row in rows
            ],
        )
    )
    if table is None:
        return None
    summed = queries.costs(queries.services_of(case))
    totals = telling.points(
        lambda: [
            f"{what}: {words.money_words(money)}"
            for state, what in (("delivered", _("Cost of what was given")), ("planned", _("Cost of what is planned")))
            for money in summed[state]
        ]
    )
    return Section(telling.say(gettext_lazy("Services")), table=table, points=totals)


def _service(row: Service, names: Mapping[Any, str]) -> Cells:
    outcome = vocabulary.OUTCOMES.get(row.outcome) or vocabulary.MISSED.get(row.missed)
    return (
        [words.kind_of(row), names.get(row.organisation, "")],
        row.delivered_on or row.planned_on,
        words.quantity_of(row),
        words.money_words(row.money),
        [words.state_of(row), outcome],
    )


def stays_section(case: Case, telling: Telling) -> Section | None:
    rows = list(queries.stays_of(case))
    table = telling.table(
        lambda: (
            (_("Shelter"), _("From"), _("Until"), _("State")),
            [
                (names.get(row.organisation, ""), row.starts_on, row.left_on or row.until_on, words.state_of(row))
                for names in [queries.organisation_names(row.organisation for row in rows)]
                for row in rows
            ],
        )
    )
    return Section(telling.say(gettext_lazy("Stays in a shelter")), table=table) if table else None


def returns_section(case: Case, telling: Telling) -> Section | None:
    rows = list(queries.returns_of(case))
    table = telling.table(
        lambda: (
            (_("Return home"), _("From where to where?"), _("Day"), _("State")),
            [
                (
                    returning.KINDS.get(row.kind, row.kind),
                    words.way_of(row, places),
                    row.received_on or row.left_on or row.planned_on,
                    words.state_of(row),
                )
                for places in [labels({row.to_path for row in rows if row.to_path})]
                for row in rows
            ],
        )
    )
    return Section(telling.say(gettext_lazy("Return home")), table=table) if table else None


def referrals_section(case: Case, telling: Telling) -> Section | None:
    rows = referrals.of_case(case)
    table = telling.table(
        lambda: (
            (_("Number"), _("Kind of help"), _("Organisation"), _("Sent on"), _("State")),
            [
                (
                    row.number,
                    referral_words.kind_words(row),
                    row.organisation.name,
                    row.sent_at,
                    [referral_words.state_word(row.state), referral_words.outcome_words(row)],
                )
                for row in rows
            ],
        )
    )
    return Section(telling.say(gettext_lazy("Referrals")), table=table) if table else None


def follow_ups_section(case: Case, telling: Telling) -> Section | None:
    rows = plan.follow_ups_of(case)
    table = telling.table(
        lambda: (
            (_("Day"), _("How it was asked"), _("State"), _("How the person is")),
            [
                (
                    row.done_on or row.due,
                    plan_words.FOLLOW_UP_KINDS.get(row.how or row.kind, row.kind),
                    plan_state(row),
                    _answers(row),
                )
                for row in rows
            ],
        )
    )
    return Section(telling.say(gettext_lazy("Follow-ups")), table=table) if table else None


def _answers(row: FollowUp) -> list[str]:
    """What the person said, question by question; a person who was not reached said nothing."""
    if row.reached is False:
        return [_("Not reached")]
    return [
        f"{question} {answer_word(answer).label}"
        for name, question in plan_words.WELL_BEING.items()
        if (answer := getattr(row, name)) != "unknown"
    ]
