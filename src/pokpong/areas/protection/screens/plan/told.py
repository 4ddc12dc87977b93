"""What was done to the person, as the page of the case tells it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case, Exploitation
from pokpong.areas.protection.queries.plan import exploitation_of
from pokpong.areas.protection.rules.exploitation import day_of
from pokpong.areas.protection.screens.plan import timeline
from pokpong.areas.protection.screens.plan.offers import Offers
from pokpong.areas.protection.vocabulary import exploitation as exploitation_words
from pokpong.foundation.ui.parts import SummaryRow

Shown = dict[str, Any]


def exploitation(case: Case, offers: Offers) -> Shown:
    kept = exploitation_of(case)
    if kept is None:
        return {"record": offers.on_case("exploitation.record", _("Record what is known"), "plan:exploitation")}
    return {
        "rows": exploitation_rows(kept),
        "way": timeline.draw(kept.steps) if kept.steps else None,
        "steps": _steps_of(case, kept, offers),
        "history_url": reverse("plan:history", args=[case.pk]) if kept.version > 1 else "",
        "correct": offers.on_case("exploitation.amend", _("Correct the record"), "plan:exploitation"),
        "add_step": offers.on_case("exploitation.amend", _("Add a step of the way"), "plan:add_step"),
    }


def exploitation_rows(kept: Exploitation) -> list[SummaryRow]:
    """What is known, question by question; what was not told is left out. Opens dates and note."""

    def chosen(name: str) -> list[str]:
        return exploitation_words.words_of(exploitation_words.LISTS[name], getattr(kept, name))

    relationship = kept.relationship
    rows = [
        SummaryRow(_("What was done to the person?"), chosen("forms")),
        SummaryRow(_("In which kind of work?"), chosen("industries")),
        SummaryRow(_("Which kind of sexual exploitation?"), chosen("sex_forms")),
        SummaryRow(_("How was the person controlled?"), chosen("control_methods")),
        SummaryRow(_("How was the person recruited?"), chosen("recruitment")),
        SummaryRow(_("Which websites or apps were used to recruit?"), chosen("recruitment_apps")),
        SummaryRow(_("Which websites or apps were used to exploit?"), chosen("exploitation_apps")),
        SummaryRow(
            _("Who recruited the person?"),
            exploitation_words.word(exploitation_words.RELATIONSHIPS, relationship) if relationship else "",
        ),
        SummaryRow(_("In which country did it happen?"), chosen("countries")),
        SummaryRow(_("When did it begin?"), kept.started_on),
        SummaryRow(_("When did it end?"), kept.ended_on),
        SummaryRow(_("What else must those who help know?"), (kept.note or "").splitlines()),
    ]
    return [row for row in rows if row.value]


def _steps_of(case: Case, kept: Exploitation, offers: Offers) -> list[Shown]:
    names = timeline.names_of_places(kept.steps)
    may_change = bool(offers.on_case("exploitation.amend", "", "plan:add_step"))
    return [
        {
            "kind": exploitation_words.STEP_KINDS.get(step["kind"], step["kind"]),
            "place": timeline.place_words(step, names),
            "starts": day_of(step, "starts"),
            "ends": day_of(step, "ends"),
            "note": step.get("note", ""),
            "url": reverse("plan:step", args=[case.pk, number]) if may_change else "",
            "remove_url": reverse("plan:remove_step", args=[case.pk, number]) if may_change else "",
        }
        for number, step in enumerate(kept.steps, start=1)
    ]
