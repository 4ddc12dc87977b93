"""Plans: the list, one plan with its activities, drafting, what became of it, what changed between editions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.papers.workbook import CONTENT_TYPE
from pokpong.foundation.ui.parts import Versions
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.programme import hub, plan_links
from pokpong.registers.programme.actions.plans import amend_plan, draft_plan
from pokpong.registers.programme.models import Evaluation, Plan
from pokpong.registers.programme.plan_sheet import workbook_of
from pokpong.registers.programme.queries import plans as queries
from pokpong.registers.programme.screens import plan_presenting as presenting
from pokpong.registers.programme.screens.plan_forms import AmendPlanForm, PlanForm, money_given
from pokpong.registers.programme.screens.plan_tables import LATE, SILENT, activities_of, plans_seen

READ = ("plan.read", "plan.tied")
PARTS = ("committee", "organisation", "project", "predecessor")


def plan_found(request: PageRequest, plan: UUID) -> Plan:
    """The plan, as far as the reader may see it. Raises NotThere."""
    row: Plan = found(Plan.objects.visible_to(request.user).select_related(*PARTS), plan)
    seen(request, "plan", [row])
    return row


@require_GET
@page()
def hub_page(request: PageRequest) -> HttpResponse:
    """Where the parts of the programme begin, as far as the reader may go there."""
    user = request.user
    cards = [
        (card, reverse(card.url_name))
        for card in hub.cards()
        if not card.permissions or any(user.may(name) for name in card.permissions)
    ]
    return render(request, "programme/hub.html", {"cards": cards})


@require_GET
@page(READ)
def plan_list(request: PageRequest) -> HttpResponse:
    """Plans of this reader's places or projects."""
    table = plans_seen(request.user, request.GET, request.path)
    seen(request, "plan", table.page_rows)
    context = {
        "table": table,
        "may_draft": request.user.may("plan.draft"),
        "breadcrumbs": [Crumb(_("Programme"), reverse("programme:hub")), Crumb(_("Plans"))],
    }
    return render(request, "programme/plans.html", context)


@require_GET
@page(READ)
def plan_page(request: PageRequest, plan: UUID) -> HttpResponse:
    """What the plan says, whether its money adds up, how its activities stand, and what may be done next."""
    row = plan_found(request, plan)
    table = activities_of(row, request.GET, request.path)
    context: dict[str, Any] = {
        "row": row,
        "status": presenting.plan_status(row),
        "facts": presenting.plan_facts(row, queries.sums_of(row)),
        "money": _money(request, row),
        "figures": _figures(row),
        "table": table,
        "editions": _editions(request, row),
        "evaluation": Evaluation.objects.filter(plan=row).first(),
        "steps": steps(request, row),
        "links": plan_links.links_for(row, request.user),
        "breadcrumbs": presenting.crumbs(Crumb(row.name)),
    }
    return render(request, "programme/plan.html", context)


def _money(request: PageRequest, row: Plan) -> list[str]:
    """Where the money does not add up: for those who draft and those who agree."""
    cares = any(request.user.may(name, row.place_path) for name in ("plan.amend", "plan.agree"))
    return [problem.message for problem in queries.money_problems(row)] if cares else []


def _figures(row: Plan) -> list[tuple[str, int, str]]:
    """How many activities stand how, each with the address that shows them."""
    counts = queries.counts_of(row)
    base = f"{presenting.plan_address(row)}?activities-state="
    named = [
        (_("Activities"), counts["all"], presenting.plan_address(row)),
        (_("Done"), counts["done"], f"{base}done"),
        (_("Partly done"), counts["partly"], f"{base}partly"),
        (_("Postponed"), counts["postponed"], f"{base}postponed"),
        (_("Late"), counts["late"], f"{base}{LATE}"),
        (_("Without progress for a month"), counts["silent"], f"{base}{SILENT}"),
    ]
    return [(words, count, f"{url}#table-activities") for words, count, url in named]


def _editions(request: PageRequest, row: Plan) -> list[tuple[Plan, Any, str]]:
    """The other editions in sight, the newest first."""
    others = Plan.objects.visible_to(request.user).filter(code=row.code).exclude(pk=row.pk).order_by("-edition")
    return [(one, presenting.plan_status(one), presenting.plan_address(one)) for one in others]


def steps(request: PageRequest, row: Plan) -> dict[str, bool]:
    """Which steps this reader may take now."""
    draft, running = row.state == "drafted", row.state in ("agreed", "carried_out")
    mine = queries.worked_on(row, request.user.id)
    possible = {
        "activity.add": draft,
        "plan.amend": draft,
        "plan.propose": draft,
        "plan.agree": row.state == "proposed" and not mine,
        "plan.send_back": row.state == "proposed" and not mine,
        "plan.start": row.state == "agreed",
        "plan.revise": running and not queries.being_revised(row),
        "plan.close": running and not queries.being_revised(row),
    }
    may = request.user.may
    return {name.replace(".", "_"): fits and may(name, row.place_path) for name, fits in possible.items()}


@require_http_methods(["GET", "POST"])
@page("plan.draft")
def draft(request: PageRequest) -> HttpResponse:
    """A new plan."""
    form = PlanForm(request.POST if request.method == "POST" else None, actor=request.user)
    if form.is_bound and form.is_valid():
        values = form.values()
        renamed = {"committee_id": "committee", "organisation_id": "organisation", "project_id": "project"}
        renamed["place_path"] = "place"
        said = {renamed.get(name, name): value for name, value in values.items()}
        row = form.perform(draft_plan, by=request.user, id=row_id_for(form.cleaned_data["call_id"]), **said)
        if row is not None:
            return done(request, _("The draft was added. Now add its activities."), presenting.plan_address(row))
    title = _("Draft a plan")
    return form_page(
        request, form, title=title, back=reverse("programme:plans"), crumbs=presenting.crumbs(Crumb(title))
    )


@require_http_methods(["GET", "POST"])
@page("plan.amend")
def amend(request: PageRequest, plan: UUID) -> HttpResponse:
    """Changes of a draft."""
    row = plan_found(request, plan)
    require(request, "plan.amend", row.place_path)
    posted = request.POST if request.method == "POST" else None
    form = AmendPlanForm(posted, actor=request.user, initial=_given(row))
    if form.is_bound and form.is_valid():
        base, values = form.cleaned_data["base"], form.values()
        changed = form.perform(amend_plan, by=request.user, plan=row.pk, base=base, changes=values)
        if changed is not None:
            return done(request, _("The changes were saved."), presenting.plan_address(row))
    title = _("Change the plan")
    back = presenting.plan_address(row)
    return form_page(request, form, title=title, back=back, crumbs=presenting.plan_crumbs(row, Crumb(title)))


def _given(row: Plan) -> dict[str, Any]:
    return {
        "base": row.version,
        "code": row.code,
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
        "committee": str(row.committee_id or ""),
        "organisation": str(row.organisation_id or ""),
        "place": row.place_path,
        "project": str(row.project_id or ""),
        "starts": row.starts,
        "ends": row.ends,
        **money_given("stated", row.stated),
    }


@require_GET
@page(READ)
def history(request: PageRequest, plan: UUID) -> HttpResponse:
    """Every state and every old value of a plan."""
    row = plan_found(request, plan)
    context = {
        "title": _("History of the plan"),
        "lead": row.name,
        "events": presenting.history(row),
        "back": presenting.plan_address(row),
        "breadcrumbs": presenting.plan_crumbs(row, Crumb(_("History"))),
    }
    return render(request, "programme/plan_history.html", context)


@require_GET
@page(READ)
def difference(request: PageRequest, plan: UUID) -> HttpResponse:
    """What this edition says otherwise than the one before it."""
    row = plan_found(request, plan)
    old = row.predecessor
    if old is None or not Plan.objects.visible_to(request.user).filter(pk=old.pk).exists():
        raise NotThere(str(plan))
    changes = queries.difference(old, row)
    left, right = (_("Edition %(number)s") % {"number": one.edition} for one in (old, row))
    changed = [one for one in changes if one.before and one.after]
    context = {
        "row": row,
        "old": old,
        "added": [one.shown for one in changes if one.before is None],
        "gone": [one.shown for one in changes if one.after is None],
        "changed": [(one.shown, Versions(left, right, presenting.differing(one))) for one in changed],
        "breadcrumbs": presenting.plan_crumbs(row, Crumb(_("What changed"))),
    }
    return render(request, "programme/plan_difference.html", context)


@require_GET
@page(READ)
def workbook(request: PageRequest, plan: UUID) -> HttpResponse:
    """The activities as an Excel workbook, to be changed and brought in again."""
    row = plan_found(request, plan)
    answer = HttpResponse(workbook_of(row), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="plan-{row.edition}-{row.pk.hex[-6:]}.xlsx"'
    return answer
