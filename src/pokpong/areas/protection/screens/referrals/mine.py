"""The sender's list: referrals one wrote or answers for, those that are late first to be seen."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.models.referral import ReferralQuerySet
from pokpong.areas.protection.queries.referrals import mine as rows_of
from pokpong.areas.protection.screens.of_case import address as case_address
from pokpong.areas.protection.screens.presenters import urgency_word
from pokpong.areas.protection.screens.referrals import receiving, words
from pokpong.areas.protection.screens.referrals.sending import address
from pokpong.areas.protection.states.referrals import DRAFT, REFERRAL
from pokpong.areas.protection.vocabulary.referrals import URGENCIES
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.saved_views import UserViews
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS

NAME = "referrals"
SITUATIONS = (
    ("unanswered", gettext_lazy("Waits for an answer")),
    ("late", gettext_lazy("Late")),
    ("unconfirmed", gettext_lazy("Waits for a second person")),
    ("drafts", gettext_lazy("Drafts")),
    ("helping", gettext_lazy("Accepted or begun")),
    ("open", gettext_lazy("Not yet ended")),
)


def in_situation(rows: ReferralQuerySet, situation: str) -> ReferralQuerySet:
    """The rows of one situation; drafts count as not yet ended here."""
    if situation == "drafts":
        return rows.filter(state=DRAFT)
    if situation == "unconfirmed":
        return rows.under_way().filter(confirmed_by=None).exclude(exception="")
    found = receiving.in_situation(rows, situation)
    return rows.filter(Q(pk__in=found.values("pk")) | Q(state=DRAFT)) if situation == "open" else found


class Mine(Table[Referral]):
    """By open columns only; the person stands behind the case."""

    name = NAME
    caption = gettext_lazy("My referrals")
    columns = (
        Column("number", gettext_lazy("Number"), lambda row: Link(row.number, address(row)), sort="number"),
        Column(
            "case", gettext_lazy("Case"), lambda row: Link(row.case.number, case_address(row.case)), sort="case__number"
        ),
        Column(
            "organisation",
            gettext_lazy("Organisation"),
            lambda row: row.organisation.name,
            sort="organisation__sort_key",
        ),
        Column("kind", gettext_lazy("Kind of help"), words.kind_words, sort="kind"),
        Column("urgency", gettext_lazy("Urgency"), lambda row: urgency_word(row.urgency)),
        Column("due", gettext_lazy("Next step by"), words.due_word, sort="answer_by"),
        Column("state", gettext_lazy("State"), lambda row: words.state_word(row.state), sort="state"),
    )
    filters = (
        Filter("situation", gettext_lazy("Situation"), SITUATIONS, apply=in_situation),
        Filter("urgency", gettext_lazy("Urgency"), tuple(URGENCIES.items())),
        Filter("kind", gettext_lazy("Kind of help"), SERVICE_KINDS.choices()),
        Filter("state", gettext_lazy("State"), tuple(REFERRAL.words.items())),
    )
    order = "due"
    usual = {"situation": "open"}
    usual_words = gettext_lazy("Only those not yet ended")
    empty_title = gettext_lazy("No referral is here")
    empty_text = gettext_lazy(
        "Referrals begin on the page of a case. Those you wrote, and those of your cases, stand here."
    )


@page(["case.tied", "case.read"])
@require_GET
def mine(request: PageRequest) -> HttpResponse:
    """Referrals of one's own and of the cases one leads."""
    rows = rows_of(request.user)
    views = UserViews(request.user.id, NAME, request.path)
    table = Mine(rows, request.GET, path=request.path, saved_views=views)
    seen(request, "referral", table.page_rows)
    context: dict[str, Any] = {
        "table": table,
        "figures": _figures(rows, request.path),
        "breadcrumbs": [Crumb(_("Start page"), "/"), Crumb(_("My referrals"))],
    }
    return render(request, "protection/referrals/mine.html", context)


def _figures(rows: ReferralQuerySet, path: str) -> list[dict[str, Any]]:
    tones = {"unanswered": "info", "late": "warning", "unconfirmed": "warning", "drafts": ""}
    return [
        {
            "label": text,
            "value": in_situation(rows, code).count(),
            "tone": tones[code],
            "url": f"{path}?{NAME}-situation={code}#table-{NAME}",
        }
        for code, text in SITUATIONS
        if code in tones
    ]
