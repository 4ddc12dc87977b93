"""Opening one record in an emergency, and the supervisors' review of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.foundation.access import glass_finders, queries
from pokpong.foundation.access.actions.glass import break_glass as break_glass_action
from pokpong.foundation.access.actions.glass import located, review_glass
from pokpong.foundation.access.directories import place_words
from pokpong.foundation.access.models import Glass
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.screens.forms import GlassForm, VerdictForm
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.parts import StatusWord, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.table_rows import Filter
from pokpong.foundation.ui.tables import Column, Table

VERDICTS = {
    "": StatusWord(gettext_lazy("Waits for review"), "warning"),
    "needed": StatusWord(gettext_lazy("Was needed"), "success"),
    "not_needed": StatusWord(gettext_lazy("Was not needed"), "danger"),
}


def kind_words(kind: str) -> str:
    finder = glass_finders.FINDERS.get(kind)
    return str(finder.words) if finder else kind


@page("glass.break")
def break_glass(request: PageRequest) -> HttpResponse:
    """One record, a written reason, four hours; supervisors hear of it at once."""
    form = GlassForm(request.POST or None)
    user = request.user
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        glass = form.perform(
            break_glass_action,
            by=user,
            id=row_id_for(typed["call_id"]),
            kind=typed["kind"],
            number=typed["number"],
            reason=typed["reason"],
        )
        if glass is not None:
            messages.warning(request, _("The record is open to you for four hours. Your supervisors know of it."))
            found = located(user, typed["kind"], typed["number"])
            return redirect(found.url if found and found.url else "access:glass")
    opened = Glass.objects.filter(user=user.pk, ends__gt=clock.now()).order_by("-at")
    mine = [(kind_words(glass.kind), glass) for glass in opened]
    crumbs = [Crumb(_("Start page"), "/"), Crumb(_("Open a record in an emergency"))]
    context = {"form": form, "kinds": glass_finders.choices(), "mine": mine, "breadcrumbs": crumbs}
    return render(request, "access/glass.html", context)


class GlassTable(Table[Glass]):
    """Openings of one supervisor's places."""

    name = "glass"
    caption = gettext_lazy("Records opened in an emergency")
    order = "-at"
    empty_title = gettext_lazy("No record was opened in an emergency")
    empty_text = gettext_lazy("When somebody does, it stands here and a task waits for you.")
    filters = (
        Filter("verdict", gettext_lazy("Review"), tuple((code, word.label) for code, word in VERDICTS.items() if code)),
    )

    @cached_property
    def people(self) -> dict[UUID, str]:
        return queries.names_of({glass.user for glass in self.page_rows})

    @cached_property
    def places(self) -> dict[str, str]:
        return place_words(glass.place_path for glass in self.page_rows)

    @property
    def columns(self) -> tuple[Column[Glass], ...]:
        return (
            Column("at", gettext_lazy("Opened"), lambda glass: glass.at, sort="at"),
            Column("who", gettext_lazy("By whom"), lambda glass: self.people.get(glass.user, "")),
            Column("kind", gettext_lazy("Kind of record"), lambda glass: kind_words(glass.kind)),
            Column("place", gettext_lazy("Place"), lambda glass: self.places[glass.place_path]),
            Column("verdict", gettext_lazy("Review"), lambda glass: VERDICTS[glass.verdict]),
        )


@page("glass.review")
def review_list(request: PageRequest) -> HttpResponse:
    """Openings in my places, the newest first."""
    table = GlassTable(
        queries.glass_to_review(request.user),
        request.GET,
        path=request.path,
        row_url=lambda glass: reverse("access:glass_one", args=[glass.pk]),
    )
    seen(request, "glass", table.page_rows)
    crumbs = [Crumb(_("Start page"), "/"), Crumb(_("Opened records to review"))]
    return render(request, "access/glass_list.html", {"table": table, "breadcrumbs": crumbs})


@page("glass.review")
def review(request: PageRequest, glass: UUID) -> HttpResponse:
    """The reason that was written, and whether it was a good one."""
    found: Glass | None = queries.glass_to_review(request.user).filter(pk=glass).first()
    if found is None:
        raise NotThere(str(glass))
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verdict = form.cleaned_data["verdict"]
        if form.perform(review_glass, by=request.user, glass=found.pk, verdict=verdict) is not None:
            messages.success(request, _("Your review was kept."))
            return redirect("access:glass_review")
    seen(request, "glass", [found])
    return render(request, "access/glass_one.html", glass_page(request, found, form))


def glass_page(request: PageRequest, glass: Glass, form: Any) -> dict[str, Any]:
    people = queries.names_of({glass.user, glass.reviewed_by})
    rows = [
        SummaryRow(_("Opened"), glass.at),
        SummaryRow(_("Open until"), glass.ends),
        SummaryRow(_("By whom"), people.get(glass.user, "")),
        SummaryRow(_("Kind of record"), kind_words(glass.kind)),
        SummaryRow(_("Place"), place_words([glass.place_path])[glass.place_path]),
        SummaryRow(_("Reason"), glass.reason),
        SummaryRow(_("Review"), VERDICTS[glass.verdict]),
        SummaryRow(_("Reviewed by"), people.get(glass.reviewed_by, "") if glass.reviewed_by else ""),
    ]
    crumbs = [
        Crumb(_("Start page"), "/"),
        Crumb(_("Opened records to review"), reverse("access:glass_review")),
        Crumb(_("Review")),
    ]
    own = glass.user == request.user.pk
    return {"rows": rows, "form": form, "open": not glass.verdict and not own, "own": own, "breadcrumbs": crumbs}
