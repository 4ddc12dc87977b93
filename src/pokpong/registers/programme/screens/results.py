"""One result of a framework: what it is, where it stands, what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.picker import id_of
from pokpong.registers.programme.actions.results import (
    add_result,
    amend_result,
    place_result,
    resume_result,
    retire_result,
)
from pokpong.registers.programme.models import Framework, Result
from pokpong.registers.programme.rules.framework import EDITABLE, LEVEL_WORDS, LEVELS
from pokpong.registers.programme.screens import frameworks, presenting, projects
from pokpong.registers.programme.screens.forms import (
    AmendResultForm,
    BeginForm,
    PlaceResultForm,
    ReasonForm,
    ResultForm,
)


def result_of(request: PageRequest, result: UUID) -> Result:
    """Raises NotThere."""
    rows = Result.objects.visible_to(request.user).select_related("framework__project", "parent", "predecessor")
    row: Result = found(rows, result)
    return row


def address(row: Result) -> str:
    return reverse("programme:result", args=[row.pk])


def way(row: Result, *more: Crumb) -> list[Crumb]:
    return frameworks.way(row.framework, Crumb(row.code, address(row)), *more)


def possible_parents(tree: Framework, row: Result | None = None) -> list[tuple[UUID, str]]:
    """Those under which a result, or this one, may stand, in the order of the tree."""
    results = tree.results.filter(state="active").exclude(level=LEVELS[-1]).order_by("path")
    return [
        (one.pk, f"{one.code} · {one.name}")
        for one in results
        if row is None or (LEVELS.index(one.level) < LEVELS.index(row.level) and not one.path.startswith(row.path))
    ]


@require_GET
@page(projects.READS)
def result_page(request: PageRequest, result: UUID) -> HttpResponse:
    """One result and its history."""
    row, user = result_of(request, result), request.user
    tree = row.framework
    keeps = projects.keeps(user, "result.amend", tree.project) and tree.state in EDITABLE
    above, before = row.parent, row.predecessor
    facts = [
        SummaryRow(_("Code"), row.code),
        SummaryRow(_("Level"), LEVEL_WORDS[row.level]),
        SummaryRow(_("Name in Lao"), in_language(row.names, "lo")),
        SummaryRow(_("Name in English"), row.names.get("en", "")),
        SummaryRow(_("Stands under"), Link(f"{above.code} · {above.name}", address(above)) if above else ""),
        SummaryRow(_("In the edition before"), Link(before.code, address(before)) if before else ""),
        SummaryRow(_("State"), presenting.status(row)),
    ]
    context: dict[str, Any] = {
        "row": row,
        "facts": presenting.filled(facts),
        "below": list(row.children.order_by("path")),
        "history": presenting.history(row),
        "may_change": keeps and row.state == "active",
        "may_resume": keeps and row.state == "retired",
        "may_add_below": keeps and row.state == "active" and row.level != LEVELS[-1],
        "breadcrumbs": frameworks.way(tree, Crumb(row.code)),
    }
    return render(request, "programme/result.html", context)


@require_http_methods(["GET", "POST"])
@page("result.add")
def add(request: PageRequest, framework: UUID) -> HttpResponse:
    """A new result."""
    tree = frameworks.framework_of(request, framework)
    projects.require_keeper(request, "result.add", tree.project)
    parents = possible_parents(tree)
    given = {"parent": request.GET.get("below", ""), "level": LEVELS[0] if not parents else ""}
    form = ResultForm(request.POST if request.method == "POST" else None, parents=parents, initial=given)
    if form.is_bound and form.is_valid():
        new, above = row_id_for(form.cleaned_data["call_id"]), id_of(form.cleaned_data["parent"])
        row = form.perform(add_result, by=request.user, id=new, framework=tree.pk, parent=above, **form.values())
        if row is not None:
            return done(request, _("The result was added."), frameworks.address(tree))
    title = _("Add a result")
    back = frameworks.address(tree)
    return form_page(request, form, title=title, back=back, crumbs=frameworks.way(tree, Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("result.amend")
def amend(request: PageRequest, result: UUID) -> HttpResponse:
    """Changes of a result."""
    row = result_of(request, result)
    projects.require_keeper(request, "result.amend", row.framework.project)
    given = {
        "base": row.version,
        "level": row.level,
        "code": row.code,
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
    }
    form = AmendResultForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        base, changes = form.cleaned_data["base"], form.values()
        if form.perform(amend_result, by=request.user, result=row.pk, base=base, changes=changes) is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Change the result")
    return form_page(request, form, title=title, back=address(row), crumbs=way(row, Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("result.place")
def place(request: PageRequest, result: UUID) -> HttpResponse:
    """Puts a result elsewhere in the tree."""
    row = result_of(request, result)
    projects.require_keeper(request, "result.place", row.framework.project)
    present = int(row.path.rstrip("/").rpartition("/")[2])
    parents = possible_parents(row.framework, row)
    given = {"parent": str(row.parent_id or ""), "position": present}
    form = PlaceResultForm(request.POST if request.method == "POST" else None, parents=parents, initial=given)
    if form.is_bound and form.is_valid():
        above, position = id_of(form.cleaned_data["parent"]), form.cleaned_data["position"]
        if form.perform(place_result, by=request.user, result=row.pk, parent=above, position=position) is not None:
            return done(request, _("The result stands in its new place."), frameworks.address(row.framework))
    title = _("Put the result elsewhere")
    lead = f"{row.code} · {row.name}"
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=way(row, Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("result.retire")
def retire(request: PageRequest, result: UUID) -> HttpResponse:
    """Retires a result and all below it."""
    row = result_of(request, result)
    projects.require_keeper(request, "result.retire", row.framework.project)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(retire_result, by=request.user, result=row.pk, reason=reason) is not None:
            return done(request, _("The result was retired. It stays in the tree."), address(row))
    title = _("Retire the result")
    lead = _("Everything below it is retired with it. It can be taken up again.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=way(row, Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("result.resume")
def resume(request: PageRequest, result: UUID) -> HttpResponse:
    """Takes up a retired result again."""
    row = result_of(request, result)
    projects.require_keeper(request, "result.resume", row.framework.project)
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.perform(resume_result, by=request.user, result=row.pk) is not None:
        return done(request, _("The result is pursued again."), address(row))
    title = _("Take the result up again")
    lead = f"{row.code} · {row.name}"
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=way(row, Crumb(title)))
