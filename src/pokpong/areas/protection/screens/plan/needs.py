"""Needs: add, correct, settle, open again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.plan import add_need, amend_need, reopen_need, settle_need
from pokpong.areas.protection.models import Need
from pokpong.areas.protection.screens.of_case import found
from pokpong.areas.protection.screens.plan import steps
from pokpong.areas.protection.screens.plan.forms import AgainForm, NeedAmendForm, NeedEndForm, NeedForm
from pokpong.areas.protection.screens.plan.words import domain_words
from pokpong.foundation.access.pages import PageRequest, page

COLUMNS = ("domain", "urgency", "note")


@page("need.add")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    return steps.step(
        request,
        row,
        steps.filled(NeedForm, request),
        add_need,
        lambda typed: {"id": steps.new_id_of(typed), "case": row.pk, **{name: typed[name] for name in COLUMNS}},
        _("The need was added."),
        title=_("Add a need"),
        button=_("Add the need"),
        part=steps.PLAN,
    )


@page("need.amend")
@require_http_methods(["GET", "POST"])
def change(request: PageRequest, need: UUID) -> HttpResponse:
    row = steps.part(request, Need, need)
    base = steps.base_of(request, row)
    seen = steps.before(row, COLUMNS, base)
    return steps.corrected(
        request,
        row.case,
        row,
        steps.filled(NeedAmendForm, request, initial={**seen, "base": base}),
        amend_need,
        lambda typed: steps.changed(typed, seen),
        title=_("Correct a need"),
        part=steps.PLAN,
    )


@page("need.settle")
@require_http_methods(["GET", "POST"])
def settle(request: PageRequest, need: UUID) -> HttpResponse:
    """Met, or not wanted: both are good ends."""
    row = steps.part(request, Need, need)
    return steps.step(
        request,
        row.case,
        steps.filled(NeedEndForm, request),
        settle_need,
        lambda typed: {"need": row.pk, "outcome": typed["outcome"], "reason": typed["reason"]},
        _("Kept. You can open the need again at any time."),
        title=_("Settle a need"),
        button=_("Keep it"),
        part=steps.PLAN,
        lead=domain_words(row.domain),
    )


@page("need.reopen")
@require_http_methods(["GET", "POST"])
def again(request: PageRequest, need: UUID) -> HttpResponse:
    row = steps.part(request, Need, need)
    return steps.step(
        request,
        row.case,
        steps.filled(AgainForm, request),
        reopen_need,
        lambda typed: {"need": row.pk, "reason": typed["reason"]},
        _("The need stands again."),
        title=_("Open a need again"),
        button=_("Open it again"),
        part=steps.PLAN,
        lead=domain_words(row.domain),
    )
