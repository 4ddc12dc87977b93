"""The list of projects, and a project's own page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.money import totals
from pokpong.foundation.kernel.problems import NotAllowed
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.picker import ORGANISATIONS
from pokpong.registers.programme.actions.projects import add_project, amend_project, change_project_state
from pokpong.registers.programme.models import Framework, Funding, Project
from pokpong.registers.programme.plan_words import money_words
from pokpong.registers.programme.screens import presenting
from pokpong.registers.programme.screens.forms import AmendProjectForm, BeginForm, ProjectForm, ReasonForm
from pokpong.registers.programme.screens.tables import Fundings, Projects

READS = ("project.read", "project.tied")


def address(row: Project) -> str:
    return reverse("programme:project", args=[row.pk])


def crumbs(*more: Crumb) -> list[Crumb]:
    return presenting.crumbs(_("Projects"), "projects", *more)


def way(row: Project, *more: Crumb) -> list[Crumb]:
    """From the list over the project."""
    return crumbs(Crumb(row.code, address(row)), *more)


def keeps(user: User, permission: str, row: Project) -> bool:
    """Whether the grants of this user cover every place of the project."""
    return all(user.may(permission, path) for path in row.place_paths)


def require_keeper(request: PageRequest, permission: str, row: Project) -> None:
    """Raises NotAllowed."""
    if not keeps(request.user, permission, row):
        raise NotAllowed([])


def project_of(request: PageRequest, project: UUID) -> Project:
    """Raises NotThere."""
    row: Project = found(Project.objects.visible_to(request.user).select_related("lead"), project)
    return row


@require_GET
@page(READS)
def project_list(request: PageRequest) -> HttpResponse:
    """The projects of this reader's places; of a donor, those it pays for."""
    rows = Project.objects.visible_to(request.user).select_related("lead")
    context = {
        "table": Projects(rows, request.GET, path=request.path),
        "may_add": request.user.may("project.add"),
        "breadcrumbs": presenting.crumbs(_("Programme"), "hub", Crumb(_("Projects"))),
    }
    return render(request, "programme/projects.html", context)


@require_GET
@page(READS)
def project_page(request: PageRequest, project: UUID) -> HttpResponse:
    """What it is, who pays for it, its frameworks and its history."""
    row, user = project_of(request, project), request.user
    money = Funding.objects.visible_to(user).filter(project=row).select_related("donor", "project")
    context: dict[str, Any] = {
        "row": row,
        "facts": facts(row),
        "fundings": Fundings(money, request.GET, path=request.path),
        "sums": [
            money_words(sum_.amount, sum_.currency)
            for sum_ in totals([one.money for one in money if one.state == "agreed"]).values()
        ],
        "frameworks": [
            (one, presenting.status(one))
            for one in Framework.objects.visible_to(user).filter(project=row).order_by("-edition")
        ],
        "history": presenting.history(row),
        "may_amend": keeps(user, "project.amend", row),
        "moves": next_moves(row) if keeps(user, "project.change_state", row) else [],
        "may_fund": row.state != "closed" and keeps(user, "funding.add", row),
        "may_frame": keeps(user, "framework.add", row),
        "breadcrumbs": crumbs(Crumb(row.code)),
    }
    return render(request, "programme/project.html", context)


def facts(row: Project) -> list[SummaryRow]:
    lead = Link(row.lead.name, reverse("institutions:organisation", args=[row.lead_id]))
    return presenting.filled(
        [
            SummaryRow(_("Code"), row.code),
            SummaryRow(_("Name in Lao"), in_language(row.names, "lo")),
            SummaryRow(_("Name in English"), row.names.get("en", "")),
            SummaryRow(_("Lead organisation"), lead),
            SummaryRow(_("Places"), presenting.places(row.place_paths)),
            SummaryRow(_("First and last day"), presenting.from_to(row.starts, row.ends)),
            SummaryRow(_("What it is about"), in_language(row.about)),
            SummaryRow(_("State"), presenting.status(row)),
        ]
    )


def next_moves(row: Project) -> list[tuple[str, str]]:
    """Each state that may follow, with the words of its button."""
    words = {
        ("planned", "running"): _("Begin the project"),
        ("planned", "closed"): _("Close the project"),
        ("running", "closed"): _("Close the project"),
        ("closed", "running"): _("Open the project again"),
    }
    return [(to, text) for (before, to), text in words.items() if before == row.state]


@require_http_methods(["GET", "POST"])
@page("project.add")
def add(request: PageRequest) -> HttpResponse:
    """A new project."""
    form = ProjectForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        values = form.values()
        row = form.perform(
            add_project,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            lead=values.pop("lead_id"),
            places=values.pop("place_paths"),
            **values,
        )
        if row is not None:
            return done(request, _("The project was added."), address(row))
    title = _("Add a project")
    return form_page(request, form, title=title, back=reverse("programme:projects"), crumbs=crumbs(Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("project.amend")
def amend(request: PageRequest, project: UUID) -> HttpResponse:
    """Changes of a project."""
    row = project_of(request, project)
    require_keeper(request, "project.amend", row)
    form = AmendProjectForm(request.POST if request.method == "POST" else None, initial=_given(row))
    if form.is_bound and form.is_valid():
        base, changes = form.cleaned_data["base"], form.values()
        changed = form.perform(amend_project, by=request.user, project=row.pk, base=base, changes=changes)
        if changed is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Change the project")
    return form_page(request, form, title=title, back=address(row), crumbs=way(row, Crumb(title)))


def _given(row: Project) -> dict[str, Any]:
    return {
        "base": row.version,
        "code": row.code,
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
        "about_lo": row.about.get("lo", ""),
        "about_en": row.about.get("en", ""),
        "lead": ORGANISATIONS.get(str(row.lead_id)),
        "places": [path for path in row.place_paths if path],
        "everywhere": "" in row.place_paths,
        "starts": row.starts,
        "ends": row.ends,
    }


@require_http_methods(["GET", "POST"])
@page("project.change_state")
def change_state(request: PageRequest, project: UUID, to: str) -> HttpResponse:
    """Begins, closes or reopens the project."""
    row = project_of(request, project)
    require_keeper(request, "project.change_state", row)
    title = dict(next_moves(row)).get(to, _("Change the state of the project"))
    kind = BeginForm if row.state == "planned" and to == "running" else ReasonForm
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        if form.perform(change_project_state, by=request.user, project=row.pk, to=to, reason=reason) is not None:
            return done(request, _("The changes were saved."), address(row))
    return form_page(request, form, title=title, lead=row.name, back=address(row), crumbs=way(row, Crumb(title)))
