"""The list of decisions, the page of one, and its steps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.models import Decision, Meeting, Visit
from pokpong.areas.partnership.queries import decisions as queries
from pokpong.areas.partnership.queries.meetings import agenda_of
from pokpong.areas.partnership.screens import meeting_forms as forms
from pokpong.areas.partnership.screens.meeting_steps import METHODS, data_of
from pokpong.areas.partnership.screens.meetings import meeting_for
from pokpong.areas.partnership.screens.parts import (
    Card,
    Line,
    RecordPage,
    asked,
    crumbs_of,
    filled,
    happenings,
    links,
    official_words,
    record_page,
)
from pokpong.areas.partnership.screens.tables import Decisions, address, decision_status
from pokpong.areas.partnership.states import TONES
from pokpong.areas.partnership.vocabulary import OUTCOMES
from pokpong.foundation.access.form_pages import found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.saved_views import UserViews
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.problems import NotAllowed
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.places.queries import label

EVENTS: dict[str, Words] = {
    "decision.amend": gettext_lazy("Corrected"),
    "decision.review": gettext_lazy("A later meeting looked at it"),
}


@require_GET
@page("decision.read")
def decision_list(request: PageRequest) -> HttpResponse:
    """Decisions of this reader's places, and their own; the open ones first."""
    rows = Decision.objects.visible_to(request.user).select_related("owner", "committee")
    views = UserViews(request.user.id, Decisions.name, request.path)
    table = Decisions(rows, request.GET, path=request.path, saved_views=views)
    seen(request, "official", [row.owner for row in table.page_rows])
    context = {
        "table": table,
        "title": _("Decisions"),
        "lead": _("What was decided, who does it, and until when."),
        "steps": [],
        "breadcrumbs": [*crumbs_of("decision")[:1], Crumb(_("Decisions"))],
    }
    return render(request, "partnership/list.html", context)


def decision_for(request: PageRequest, key: UUID) -> Decision:
    """The decision in the reader's sight. Raises NotThere."""
    rows = Decision.objects.visible_to(request.user).select_related("owner__organisation", "committee", "item")
    row: Decision = found(rows, key)
    return row


def may_act(request: PageRequest, row: Decision, permission: str) -> bool:
    """Whoever holds the place, or is to do it."""
    user = request.user
    mine = row.owner_id == user.official and user.may(permission)
    return mine or user.may(permission, row.place_path)


def _for(request: PageRequest, decision: UUID, permission: str) -> Decision:
    row = decision_for(request, decision)
    if not may_act(request, row, permission):
        raise NotAllowed([])
    seen(request, "official", [row.owner])
    return row


@require_GET
@page("decision.read")
def decision_page(request: PageRequest, decision: UUID) -> HttpResponse:
    """What was decided, who does it, how it stands and what later meetings said."""
    row = decision_for(request, decision)
    reviews = queries.reviews_of(row)
    seen(request, "official", [row.owner])
    said = [
        Line(
            f"{review.meeting.committee.name} · {lao_date(review.meeting.day)}",
            hint=_review_hint(review),
            text=review.remark,
        )
        for review in reviews
    ]
    cards = [
        Card(_("About the decision"), "info", rows=_facts(request, row)),
        Card(_("What later meetings said"), "committee", lines=said, empty=_("No later meeting has looked at it yet.")),
        Card(
            _("What happened"),
            "clock",
            events=happenings(row, EVENTS, TONES, *(review.pk for review in reviews)),
        ),
    ]
    shown = RecordPage(
        _("Decision"),
        row.text,
        row.committee.name if row.committee else "",
        decision_status(row),
        cards,
        _steps(request, row),
    )
    return record_page(request, shown, crumbs_of("decision", Crumb(_("Decision"))))


def _review_hint(review: Any) -> str:
    later = _("new day: %(day)s") % {"day": lao_date(review.new_due)} if review.new_due else ""
    return " · ".join(part for part in (str(OUTCOMES[review.outcome]), later) if part)


def _facts(request: PageRequest, row: Decision) -> list[SummaryRow]:
    return filled(
        [
            SummaryRow(_("What was decided"), row.text),
            SummaryRow(_("Who does it"), official_words(row.owner)),
            SummaryRow(_("Until when"), row.due),
            SummaryRow(_("Decided on"), row.taken_on),
            SummaryRow(_("Point of the agenda"), row.item.text if row.item else ""),
            SummaryRow(_("Where it was decided"), _source(request, row)),
            SummaryRow(_("Place"), label(row.place_path)),
            SummaryRow(_("What came of it"), row.result),
        ]
    )


def _source(request: PageRequest, row: Decision) -> Link | str:
    """The meeting or visit, for who sees it."""
    model: Any = Meeting if row.meeting_id else Visit
    record = model.objects.visible_to(request.user).filter(pk=row.meeting_id or row.visit_id).first()
    if record is None:
        return ""
    return Link(_("The meeting") if row.meeting_id else _("The visit"), address(record))


def _steps(request: PageRequest, row: Decision) -> list[Link]:
    is_open = row.state == "open"

    def may(name: str) -> bool:
        return may_act(request, row, name)

    return links(
        (is_open and may("decision.do"), _("It is done"), "do_decision", row.pk),
        (is_open and may("decision.amend"), _("Change"), "amend_decision", row.pk),
        (is_open and may("decision.drop"), _("Drop it"), "drop_decision", row.pk),
        (not is_open and may("decision.reopen"), _("Take it up again"), "reopen_decision", row.pk),
    )


def _take(request: PageRequest, row: Meeting | Visit, form: forms.DecisionForm, item: bool) -> HttpResponse:
    return asked(
        request,
        row,
        form,
        actions.take_decision,
        title=_("Write a decision down"),
        said=_("The decision was written down. Its owner is asked to do it."),
        arguments=lambda typed: {
            "id": row_id_for(typed["call_id"]),
            row.noun: row.pk,
            "text": typed["text"],
            "owner": form.owner_id(),
            "due": typed["due"],
            "item": form.item_id() if item else None,
        },
    )


@require_http_methods(METHODS)
@page("decision.take")
def take_at_meeting(request: PageRequest, meeting: UUID) -> HttpResponse:
    row = meeting_for(request, meeting)
    require(request, "decision.take", row.place_path)
    form = forms.DecisionForm(data_of(request), actor=request.user, items=agenda_of(row))
    return _take(request, row, form, item=True)


@require_http_methods(METHODS)
@page("decision.take")
def take_on_visit(request: PageRequest, visit: UUID) -> HttpResponse:
    row: Visit = found(Visit.objects.visible_to(request.user), visit)
    require(request, "decision.take", row.place_path)
    return _take(request, row, forms.DecisionForm(data_of(request), actor=request.user), item=False)


@require_http_methods(METHODS)
@page("decision.amend")
def amend(request: PageRequest, decision: UUID) -> HttpResponse:
    row = _for(request, decision, "decision.amend")
    given = {"text": row.text, "due": row.due, "owner": str(row.owner_id), "base": row.version}
    form = forms.AmendDecisionForm(data_of(request), initial=given, actor=request.user)
    return asked(
        request,
        row,
        form,
        actions.amend_decision,
        title=_("Change the decision"),
        said=_("The changes were saved."),
        arguments=lambda typed: {
            "decision": row.pk,
            "base": typed["base"],
            "changes": {"text": typed["text"], "due": typed["due"], "owner_id": form.owner_id()},
        },
    )


@require_http_methods(METHODS)
@page("decision.do")
def do(request: PageRequest, decision: UUID) -> HttpResponse:
    row = _for(request, decision, "decision.do")
    return asked(
        request,
        row,
        forms.ResultForm(data_of(request)),
        actions.do_decision,
        title=_("The decision is done"),
        said=_("It is noted that the decision is done."),
        arguments=lambda typed: {"decision": row.pk, "result": typed["result"]},
        lead=row.text,
    )


@require_http_methods(METHODS)
@page("decision.drop")
def drop(request: PageRequest, decision: UUID) -> HttpResponse:
    row = _for(request, decision, "decision.drop")
    return asked(
        request,
        row,
        forms.ReasonForm(data_of(request)),
        actions.drop_decision,
        title=_("Drop the decision"),
        said=_("The decision was dropped. It stays in the history."),
        arguments=lambda typed: {"decision": row.pk, "reason": typed["reason"]},
        lead=row.text,
        button=_("Drop it"),
        danger=True,
    )


@require_http_methods(METHODS)
@page("decision.reopen")
def reopen(request: PageRequest, decision: UUID) -> HttpResponse:
    row = _for(request, decision, "decision.reopen")
    return asked(
        request,
        row,
        forms.ReasonForm(data_of(request)),
        actions.reopen_decision,
        title=_("Take the decision up again"),
        said=_("The decision is open again."),
        arguments=lambda typed: {"decision": row.pk, "reason": typed["reason"]},
        lead=row.text,
    )


@require_http_methods(METHODS)
@page("decision.review")
def review(request: PageRequest, meeting: UUID, decision: UUID) -> HttpResponse:
    at = meeting_for(request, meeting)
    require(request, "decision.review", at.place_path)
    row = decision_for(request, decision)
    return asked(
        request,
        at,
        forms.ReviewForm(data_of(request)),
        actions.review_decision,
        title=_("Review a decision"),
        said=_("The review was written down."),
        arguments=lambda typed: {
            "id": row_id_for(typed["call_id"]),
            "decision": row.pk,
            "meeting": at.pk,
            "outcome": typed["outcome"],
            "remark": typed["remark"],
            "new_due": typed["new_due"],
        },
        lead=row.text,
    )
