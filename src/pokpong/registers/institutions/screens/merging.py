"""One official under two spellings: offered, asked by one, decided by another, taken apart again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.ui.parts import Difference, SummaryRow, Versions
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.actions.merging import ask_merge, merge_officials, part_officials, refuse_merge
from pokpong.registers.institutions.models import Official, OfficialMerge
from pokpong.registers.institutions.picker import id_of
from pokpong.registers.institutions.queries import likely_doubles
from pokpong.registers.institutions.screens import presenting
from pokpong.registers.institutions.screens.official_pages import address, crumbs, way
from pokpong.registers.institutions.screens.people_forms import AskMergeForm, WhyForm
from pokpong.registers.institutions.screens.tables import status
from pokpong.registers.institutions.states import OFFICIAL_MERGE


@require_http_methods(["GET", "POST"])
@page("official.ask_merge")
def ask(request: PageRequest, official: UUID) -> HttpResponse:
    """Which other official this is: those with a like name, or another one by name."""
    row = found(Official.objects.visible_to(request.user).select_related("organisation"), official)
    require(request, "official.ask_merge", row.place_path)
    alike = likely_doubles(row, request.user)
    seen(request, "official", [row, *alike])
    offered = [(str(other.pk), f"{other.name} · {other.post} · {other.organisation.name}") for other in alike]
    form = AskMergeForm(request.POST if request.method == "POST" else None, actor=request.user, offered=offered)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        asked = form.perform(
            ask_merge,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            official=row.pk,
            into=id_of(typed["into"] or typed["other"]),
            why=typed["why"],
        )
        if asked is not None:
            return done(request, _("A second person is asked to confirm it. Nothing has changed yet."), address(row))
    title = _("The same official as another one")
    lead = _("%(name)s, %(post)s. The other spelling is kept; this one still leads to it.") % {
        "name": row.name,
        "post": row.post,
    }
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=way(row, title))


@require_GET
@page("official.read")
def decide(request: PageRequest, official_merge: UUID) -> HttpResponse:
    """Both rows side by side; who did not ask confirms that they are one."""
    return _both(request, _asked(request, official_merge), ActionForm(None))


@require_http_methods(["GET", "POST"])
@page("official.merge")
def confirm(request: PageRequest, official_merge: UUID) -> HttpResponse:
    """They are one."""
    asked = _asked(request, official_merge)
    require(request, "official.merge", asked.official.place_path)
    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.perform(merge_officials, by=request.user, official_merge=asked.pk) is not None:
        words = _("They are one official now. Nothing that named one of them was moved.")
        return done(request, words, address(asked.into))
    return _both(request, asked, form)


def _both(request: PageRequest, asked: OfficialMerge, form: ActionForm) -> HttpResponse:
    may = _may_decide(request, asked, "official.merge")
    own = asked.asked_by == request.user.pk
    context: dict[str, Any] = {
        "form": form,
        "row": asked,
        "facts": _facts(asked),
        "versions": _versions(asked),
        "own": own and asked.state == "asked",
        "may_merge": may and not own,
        "may_refuse": _may_decide(request, asked, "official.refuse_merge"),
        "breadcrumbs": crumbs(Crumb(asked.official.post, address(asked.official)), Crumb(_("Are they one?"))),
    }
    return render(request, "institutions/merge.html", context)


@require_http_methods(["GET", "POST"])
@page("official.refuse_merge")
def refuse(request: PageRequest, official_merge: UUID) -> HttpResponse:
    """They are two people; or whoever asked takes it back."""
    asked = _asked(request, official_merge)
    require(request, "official.refuse_merge", asked.official.place_path)
    form = WhyForm(request.POST if request.method == "POST" else None, label=_("Why are they two people?"))
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["why"]
        if form.perform(refuse_merge, by=request.user, official_merge=asked.pk, why=why) is not None:
            return done(request, _("They stay two officials."), address(asked.official))
    title = _("They are two people")
    return form_page(request, form, title=title, back=presenting.merge_url(asked), crumbs=way(asked.official, title))


@require_http_methods(["GET", "POST"])
@page("official.part")
def part(request: PageRequest, official: UUID) -> HttpResponse:
    """Takes a spelling apart again."""
    row = found(Official.objects.visible_to(request.user).exclude(merged_into=None), official)
    require(request, "official.part", row.place_path)
    seen(request, "official", [row])
    form = WhyForm(request.POST if request.method == "POST" else None, label=_("Why are they two people?"))
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["why"]
        if form.perform(part_officials, by=request.user, official=row.pk, why=why) is not None:
            return done(request, _("They are two officials again, each with what was theirs."), address(row))
    title = _("Take the two spellings apart")
    return form_page(request, form, title=title, back=address(row), crumbs=way(row, title))


def _asked(request: PageRequest, key: UUID) -> OfficialMerge:
    rows = OfficialMerge.objects.visible_to(request.user)
    asked: OfficialMerge = found(rows.select_related("official__organisation", "into__organisation"), key)
    seen(request, "official", [asked.official, asked.into])
    return asked


def _may_decide(request: PageRequest, asked: OfficialMerge, permission: str) -> bool:
    places = (asked.official.place_path, asked.into.place_path)
    return asked.state == "asked" and all(request.user.may(permission, place) for place in places)


def _facts(asked: OfficialMerge) -> list[SummaryRow]:
    return [
        SummaryRow(_("State"), status(OFFICIAL_MERGE, asked)),
        SummaryRow(_("Why are both the same person?"), asked.why),
        SummaryRow(_("Asked by"), names_of([asked.asked_by]).get(asked.asked_by, "")),
        SummaryRow(_("Asked on"), asked.asked_at),
    ]


def _versions(asked: OfficialMerge) -> Versions:
    left, right = presenting.official_facts(asked.official), presenting.official_facts(asked.into)
    other = {str(row.label): row.value for row in right}
    labels = list(dict.fromkeys([str(row.label) for row in left] + list(other)))
    mine = {str(row.label): row.value for row in left}
    rows = [Difference(label, label, mine.get(label), other.get(label)) for label in labels]
    return Versions(_("This spelling"), _("The spelling that is kept"), rows)
