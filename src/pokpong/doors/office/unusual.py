"""Reading that stands out, week by week; somebody else than the reader looks at it and writes what they found."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.doors.office.action_words import noun_words
from pokpong.doors.office.history import short
from pokpong.doors.office.watching import weeks
from pokpong.doors.office.watching.actions import REMARK_MOST, review_reading
from pokpong.foundation.access.directories import place_words
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.audit.models import Reading, ReadingWeek, UnusualReading
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.fields import LongText
from pokpong.foundation.ui.parts import StatusWord, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.table_rows import Filter
from pokpong.foundation.ui.tables import Column, Table

KINDS = {
    "many_people": gettext_lazy("Read many people"),
    "odd_hours": gettext_lazy("Read at odd hours"),
    "before_leaving": gettext_lazy("Read in the four weeks before the account ended"),
    "broken_glass": gettext_lazy("Opened records in an emergency"),
}
STATES = {
    "open": StatusWord(gettext_lazy("Not looked at yet"), "warning"),
    "looked_at": StatusWord(gettext_lazy("Looked at"), "success"),
}


class RemarkForm(ActionForm):
    remark = LongText(
        label=gettext_lazy("What you found"),
        help_text=gettext_lazy("Whom did you ask, and was the reading part of the work?"),
        limit=REMARK_MOST,
    )


class Unusual(Table[UnusualReading]):
    """The latest week first."""

    name = "unusual"
    caption = gettext_lazy("Unusual reading, week by week")
    order = "-week"
    usual = {"state": "open"}
    usual_words = gettext_lazy("Not looked at yet")
    empty_title = gettext_lazy("No unusual reading")
    empty_text = gettext_lazy("Every week is gone through on the following Monday; what stands out is listed here.")
    filters = (
        Filter("state", gettext_lazy("State"), tuple((code, word.label) for code, word in STATES.items())),
        Filter("kind", gettext_lazy("What stands out"), tuple(KINDS.items())),
    )

    @cached_property
    def people(self) -> dict[UUID, str]:
        return names_of({row.reader for row in self.page_rows})

    @cached_property
    def places(self) -> dict[str, str]:
        return place_words(row.place_path for row in self.page_rows)

    @property
    def columns(self) -> tuple[Column[UnusualReading], ...]:
        return (
            Column("week", gettext_lazy("Week from"), lambda row: row.week, sort="week"),
            Column("reader", gettext_lazy("Who"), lambda row: self.people.get(row.reader, "")),
            Column("place", gettext_lazy("Place"), lambda row: self.places[row.place_path], sort="place_path"),
            Column("kind", gettext_lazy("What stands out"), lambda row: KINDS[row.kind], sort="kind"),
            Column("count", gettext_lazy("How many"), lambda row: row.count, sort="count", numeric=True),
            Column("usual", gettext_lazy("Usual for this user"), lambda row: row.usual, sort="usual", numeric=True),
            Column("state", gettext_lazy("State"), lambda row: STATES[row.state], sort="state"),
        )


class Lines(Table[Reading]):
    """What the user read in the days that count: times, pages and numbers."""

    name = "lines"
    caption = gettext_lazy("What this user read then")
    order = "-at"
    empty_title = gettext_lazy("Nothing was read then")
    empty_text = gettext_lazy("Only the opening of records is noted here.")
    columns = (
        Column("at", gettext_lazy("When"), lambda row: row.at, sort="at"),
        Column("place", gettext_lazy("On which page"), lambda row: row.place, sort="place"),
        Column("kind", gettext_lazy("About what"), lambda row: noun_words(row.kind), sort="kind"),
        Column("count", gettext_lazy("Records shown"), lambda row: len(row.shown), numeric=True),
        Column("first", gettext_lazy("First of them"), lambda row: short(row.shown[0])),
    )


@require_GET
@page("unusual_reading.read")
def unusual(request: PageRequest) -> HttpResponse:
    """Of the reader's places."""
    table = Unusual(
        UnusualReading.objects.visible_to(request.user),
        request.GET,
        path=request.path,
        row_url=lambda row: reverse("office:unusual_one", args=[row.pk]),
    )
    last = ReadingWeek.objects.order_by("-week").first()
    return render(request, "office/unusual.html", {"table": table, "last": last})


@page("unusual_reading.read")
def unusual_one(request: PageRequest, unusual_reading: UUID) -> HttpResponse:
    """404 for one's own, and for one of another place."""
    row: UnusualReading | None = UnusualReading.objects.visible_to(request.user).filter(pk=unusual_reading).first()
    if row is None:
        raise NotThere(str(unusual_reading))
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["remark"]
        if form.perform(review_reading, by=request.user, unusual_reading=row.pk, remark=typed) is not None:
            messages.success(request, _("Your remark was kept."))
            return redirect("office:unusual")
    seen(request, "unusual_reading", [row])
    context = {
        "rows": summary(row),
        "form": form,
        "open": row.state == "open" and request.user.may("reading.review", row.place_path),
        "table": Lines(lines_of(row), request.GET, path=request.path),
        "breadcrumbs": [Crumb(_("Unusual reading"), reverse("office:unusual")), Crumb(_("One week"))],
    }
    return render(request, "office/unusual_one.html", context)


def summary(row: UnusualReading) -> list[SummaryRow]:
    people = names_of({row.reader, row.looked_by})
    rows = [
        SummaryRow(_("Who"), people.get(row.reader, "")),
        SummaryRow(_("Place"), place_words([row.place_path])[row.place_path]),
        SummaryRow(_("Week from"), row.week),
        SummaryRow(_("What stands out"), KINDS[row.kind]),
        SummaryRow(_("How many"), row.count),
        SummaryRow(_("Usual for this user"), row.usual),
        SummaryRow(_("State"), STATES[row.state]),
    ]
    if row.looked_by:
        rows += [
            SummaryRow(_("Looked at by"), people.get(row.looked_by, "")),
            SummaryRow(_("Looked at on"), row.looked_at),
            SummaryRow(_("What they found"), moves.why_of(moves.history_of(row.pk)[-1])),
        ]
    return rows


def lines_of(row: UnusualReading) -> Any:
    """The readings of the week; before an account ended, of the weeks before too."""
    begin, end = weeks.bounds(row.week)
    begin -= weeks.LAST_WEEKS if row.kind == "before_leaving" else dt.timedelta()
    found = Reading.objects.filter(actor=row.reader, at__gte=begin, at__lt=end, kind__in=weeks.KINDS)
    if row.kind != "odd_hours":
        return found
    zone = timezone.get_default_timezone()
    odd = [pk for pk, at in found.values_list("pk", "at") if weeks.is_odd(timezone.localtime(at, zone))]
    return found.filter(pk__in=odd[: weeks.AT_ONCE])
