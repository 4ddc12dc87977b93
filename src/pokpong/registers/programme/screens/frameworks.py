"""A results framework as a tree: a picture, the same as nested words, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass, field
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
from pokpong.foundation.ui.parts import StatusWord
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.programme.actions.frameworks import (
    add_framework,
    agree_framework,
    amend_framework,
    revise_framework,
)
from pokpong.registers.programme.models import Framework, Result
from pokpong.registers.programme.rules.framework import EDITABLE, LEVEL_WORDS
from pokpong.registers.programme.screens import presenting, projects
from pokpong.registers.programme.screens.forms import AmendFrameworkForm, BeginForm, FrameworkForm
from pokpong.registers.programme.screens.tree_drawing import draw


@dataclass
class Branch:
    """One result with those below it, as the page nests them."""

    result: Result
    level: str
    status: StatusWord
    below: list[Branch] = field(default_factory=list)


def branches(results: list[Result]) -> list[Branch]:
    """The goals, each with what stands below it; `results` in the order of the tree."""
    by_key = {one.pk: Branch(one, str(LEVEL_WORDS[one.level]), presenting.status(one)) for one in results}
    for one in results:
        if one.parent_id in by_key:
            by_key[one.parent_id].below.append(by_key[one.pk])
    return [by_key[one.pk] for one in results if one.parent_id not in by_key]


def address(row: Framework) -> str:
    return reverse("programme:framework", args=[row.pk])


def title_of(row: Framework) -> str:
    return _("Results framework, edition %(edition)s") % {"edition": row.edition}


def way(row: Framework, *more: Crumb) -> list[Crumb]:
    return projects.way(row.project, Crumb(title_of(row), address(row)), *more)


def framework_of(request: PageRequest, framework: UUID) -> Framework:
    """Raises NotThere."""
    rows = Framework.objects.visible_to(request.user).select_related("project", "predecessor")
    row: Framework = found(rows, framework)
    return row


@require_GET
@page(projects.READS)
def framework_page(request: PageRequest, framework: UUID) -> HttpResponse:
    """The tree of one edition."""
    row, user = framework_of(request, framework), request.user
    results = list(Result.objects.visible_to(user).filter(framework=row).order_by("path"))
    keeps = projects.keeps(user, "result.add", row.project)
    others = Framework.objects.visible_to(user).filter(project=row.project).exclude(pk=row.pk).order_by("-edition")
    context: dict[str, Any] = {
        "row": row,
        "title": title_of(row),
        "status": presenting.status(row),
        "picture": draw(results) if results else None,
        "branches": branches(results),
        "others": [(title_of(one), address(one), presenting.status(one)) for one in others],
        "history": presenting.history(row),
        "may_edit": keeps and row.state in EDITABLE,
        "may_agree": keeps and row.state == "drafted",
        "may_revise": keeps and row.state == "in_force" and not others.filter(state="drafted").exists(),
        "breadcrumbs": projects.way(row.project, Crumb(title_of(row))),
    }
    return render(request, "programme/framework.html", context)


@require_http_methods(["GET", "POST"])
@page("framework.add")
def add(request: PageRequest, project: UUID) -> HttpResponse:
    """The first edition for a project."""
    owner = projects.project_of(request, project)
    projects.require_keeper(request, "framework.add", owner)
    form = FrameworkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        new = row_id_for(form.cleaned_data["call_id"])
        row = form.perform(add_framework, by=request.user, id=new, project=owner.pk, names=form.names())
        if row is not None:
            return done(request, _("The framework was drafted. Add its goal first."), address(row))
    title = _("Draft a results framework")
    back = projects.address(owner)
    return form_page(request, form, title=title, lead=owner.name, back=back, crumbs=projects.way(owner, Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("framework.amend")
def amend(request: PageRequest, framework: UUID) -> HttpResponse:
    """Another name."""
    row = framework_of(request, framework)
    projects.require_keeper(request, "framework.amend", row.project)
    given = {"base": row.version, "name_lo": row.names.get("lo", ""), "name_en": row.names.get("en", "")}
    form = AmendFrameworkForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        base, changes = form.cleaned_data["base"], {"names": form.names()}
        if form.perform(amend_framework, by=request.user, framework=row.pk, base=base, changes=changes) is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Rename the framework")
    return form_page(request, form, title=title, back=address(row), crumbs=way(row, Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("framework.agree")
def agree(request: PageRequest, framework: UUID) -> HttpResponse:
    """Brings a draft into force."""
    row = framework_of(request, framework)
    projects.require_keeper(request, "framework.agree", row.project)
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.perform(agree_framework, by=request.user, framework=row.pk) is not None:
        return done(request, _("The framework is in force."), address(row))
    title = _("Bring the framework into force")
    lead = _("The edition before it stays as it is and is marked as replaced.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=way(row, Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("framework.revise")
def revise(request: PageRequest, framework: UUID) -> HttpResponse:
    """Drafts the next edition."""
    row = framework_of(request, framework)
    projects.require_keeper(request, "framework.revise", row.project)
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        new = row_id_for(form.cleaned_data["call_id"])
        later = form.perform(revise_framework, by=request.user, id=new, framework=row.pk)
        if later is not None:
            return done(request, _("The next edition was drafted with all results still pursued."), address(later))
    title = _("Draft the next edition")
    lead = _("The present edition stays in force until the next one is.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=way(row, Crumb(title)))
