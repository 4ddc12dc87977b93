"""The way a person was taken, step by step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.plan import amend_exploitation
from pokpong.areas.protection.models import Case, Exploitation
from pokpong.areas.protection.queries.plan import exploitation_of
from pokpong.areas.protection.screens.of_case import asked, found
from pokpong.areas.protection.screens.plan import steps
from pokpong.areas.protection.screens.plan.exploitation_forms import StepForm, typed_step
from pokpong.areas.protection.screens.plan.timeline import names_of_places, place_words
from pokpong.areas.protection.vocabulary.exploitation import STEP_KINDS
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import AmendForm
from pokpong.foundation.kernel.problems import NotThere


def _kept(request: PageRequest, case: UUID) -> tuple[Case, Exploitation]:
    """The case and its record. Raises NotThere when nothing is recorded yet."""
    row = found(request, case)
    kept = exploitation_of(row)
    if kept is None:
        raise NotThere(str(case))
    return row, kept


def _steps_at(request: PageRequest, kept: Exploitation) -> tuple[int, list[dict[str, Any]]]:
    """The version the editor saw, and the steps as they were then: their numbers mean those."""
    base = steps.base_of(request, kept)
    return base, list(steps.before(kept, ("route",), base)["route"] or [])


@page("exploitation.amend")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, case: UUID) -> HttpResponse:
    row, kept = _kept(request, case)
    base, before = _steps_at(request, kept)
    form = steps.filled(StepForm, request, initial={"base": base})
    return steps.corrected(
        request,
        row,
        kept,
        form,
        amend_exploitation,
        lambda typed: {"route": [*before, form.step_of(typed)]},
        title=_("Add a step of the way"),
        part=steps.EXPLOITATION,
    )


@page("exploitation.amend")
@require_http_methods(["GET", "POST"])
def change(request: PageRequest, case: UUID, step: int) -> HttpResponse:
    row, kept = _kept(request, case)
    base, before = _steps_at(request, kept)
    if not 1 <= step <= len(before):
        raise NotThere(str(step))
    form = steps.filled(StepForm, request, initial={**typed_step(before[step - 1]), "base": base})
    return steps.corrected(
        request,
        row,
        kept,
        form,
        amend_exploitation,
        lambda typed: {"route": [*before[: step - 1], form.step_of(typed), *before[step:]]},
        title=_("Correct a step of the way"),
        part=steps.EXPLOITATION,
    )


@page("exploitation.amend")
@require_http_methods(["GET", "POST"])
def remove(request: PageRequest, case: UUID, step: int) -> HttpResponse:
    """Asks once; the old way stays in the history."""
    row, kept = _kept(request, case)
    base, before = _steps_at(request, kept)
    if not 1 <= step <= len(before):
        raise NotThere(str(step))
    form = steps.filled(AmendForm, request, initial={"base": base})
    if request.method == "POST" and form.is_valid():
        changes = {"route": [*before[: step - 1], *before[step:]]}
        act = {"exploitation": kept.pk, "changes": changes, "base": base}
        if form.perform(amend_exploitation, by=request.user, **act) is not None:
            return steps.after_correction(request, row, kept, base, steps.EXPLOITATION)
    shown = before[step - 1]
    lead = f"{STEP_KINDS.get(shown['kind'], '')}: {place_words(shown, names_of_places([shown]))}"
    title, button = _("Take a step away"), _("Take it away")
    return asked(request, row, form, title, button, part=steps.EXPLOITATION, lead=lead, danger=True)
