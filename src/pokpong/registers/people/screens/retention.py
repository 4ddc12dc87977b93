"""Records whose time has run out: the list, and for one record how long it is kept, why, and what may be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import Happening, StatusWord, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.table_rows import Filter
from pokpong.foundation.ui.tables import Column, Table
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.people import retaining
from pokpong.registers.people.actions.retention import keep_longer
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries import retention as queries
from pokpong.registers.people.queries.erasures import holds_on, is_asked
from pokpong.registers.people.rules.retention import COUNTED_FROM, KINDS, Due, Rule
from pokpong.registers.people.screens import links
from pokpong.registers.people.screens.common import crumbs, opened, person_url
from pokpong.registers.people.screens.forms.retention import KeepForm
from pokpong.registers.places.queries import labels

TONES = {queries.WAITS: "warning", queries.ASKED: "info", queries.KEPT: "neutral", queries.HELD: "closed"}


def why(kind: str, rule: Rule) -> str:
    """The rule in words: years, and from when they count."""
    years = ngettext("%(count)s year", "%(count)s years", rule.years) % {"count": rule.years}
    return f"{KINDS[kind]}: {years} {COUNTED_FROM[kind]}"


class DueRecords(Table[Any]):
    """Numbers only: whose record it is stands on the person's own page."""

    name = "retention"
    caption = gettext_lazy("Records whose time has run out")
    order = "since"
    empty_title = gettext_lazy("No record is due")
    empty_text = gettext_lazy("When nobody needs a record any more and its years have passed, it stands here.")
    filters = (
        Filter("standing", gettext_lazy("State"), tuple(queries.STANDINGS.items()), field="standing"),
        Filter("kind", gettext_lazy("Why it is due"), tuple(KINDS.items()), field="kind"),
    )

    @cached_property
    def places(self) -> dict[str, str]:
        return labels({row.person.district_path for row in self.page_rows})

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        known = retaining.rules()
        return (
            Column("number", gettext_lazy("Record"), lambda row: row.person.number),
            Column(
                "place",
                gettext_lazy("District"),
                lambda row: self.places.get(row.person.district_path, ""),
                sort="person__district_path",
            ),
            Column("why", gettext_lazy("Why it is due"), lambda row: why(row.kind, known[row.kind]), sort="kind"),
            Column("since", gettext_lazy("Due since"), lambda row: row.due_on, sort="due_on"),
            Column("state", gettext_lazy("State"), standing_word, sort="standing"),
            Column("until", gettext_lazy("Kept until"), kept_until, sort="kept_until"),
        )


def standing_word(row: Any) -> StatusWord:
    return StatusWord(queries.STANDINGS[row.standing], TONES[row.standing])


def kept_until(row: Any) -> object:
    return row.kept_until if row.standing == queries.KEPT else ""


@require_GET
@page("retention.read")
def due_list(request: PageRequest) -> HttpResponse:
    """The records of the reader's districts."""
    rows = queries.due_in_sight(request.user)
    table = DueRecords(
        rows, request.GET, path=request.path, row_url=lambda row: reverse("people:retention_of", args=[row.person_id])
    )
    seen(request, Person.noun, [row.person for row in table.page_rows])
    context = {
        "table": table,
        "waiting": rows.filter(standing=queries.WAITS).count(),
        "rules": [(why(kind, rule), in_language(dict(rule.source))) for kind, rule in retaining.rules().items()],
        "breadcrumbs": [Crumb(_("Records that are due"))],
    }
    return render(request, "people/retention.html", context)


@page("retention.read")
@require_http_methods(["GET", "POST"])
def one(request: PageRequest, person: UUID) -> HttpResponse:
    """How long one record is kept and why; who may decide does it here."""
    row, _parts = opened(request, person)
    may_keep = row.state == "open" and request.user.may("retention.keep_longer", row.district_path)
    form = KeepForm(request.POST or None)
    if request.method == "POST" and may_keep and form.is_valid():
        typed = form.cleaned_data
        call = {"id": row_id_for(typed["call_id"]), "person": row.pk, "why": typed["why"], "until": typed["until"]}
        if form.perform(keep_longer, by=request.user, **call) is not None:
            messages.success(request, _("Kept longer. It comes back to the list when that day has passed."))
            return redirect("people:retention_of", row.pk)
    seen(request, Person.noun, [row])
    due = queries.due_of([row])[row.pk]
    is_due = due is not None and due.due_on <= clock.today()
    context = {
        "person": row,
        "rows": rows_of(row, due),
        "decisions": decisions(row),
        "held": holds_on([row.pk]).exists(),
        "asked": is_asked([row.pk]),
        "is_due": is_due,
        "form": form if may_keep else None,
        "may_ask": is_due and row.state == "open" and request.user.may("erasure.ask"),
        "person_url": person_url(row.pk),
        "breadcrumbs": crumbs(request, row, _("How long the record is kept")),
    }
    return render(request, "people/retention_of.html", context)


def rows_of(person: Person, due: Due | None) -> list[SummaryRow]:
    number = SummaryRow(_("Record"), person.number)
    if due is None:
        return [number, SummaryRow(_("Due since"), _("Not due: a case, a concern or a follow-up is still running."))]
    rule = retaining.rules()[due.kind]
    ahead = due.due_on > clock.today()
    child = _("a child's years count from the 18th birthday")
    return [
        number,
        SummaryRow(_("Why it is due"), why(due.kind, rule), note=child if rule.child_from_18 else ""),
        SummaryRow(_("Is due on, at the earliest") if ahead else _("Due since"), due.due_on),
        SummaryRow(_("Where the rule comes from"), in_language(dict(rule.source))),
    ]


def decisions(person: Person) -> list[Happening]:
    """What was decided so far, the latest first."""
    made = queries.decisions_about(person.pk)
    names = names_of({row.decided_by for row in made})
    return [
        Happening(
            row.decided_on,
            _("Kept until %(day)s") % {"day": lao_date(row.until)},
            names.get(row.decided_by, ""),
            row.reason,
        )
        for row in made
    ]


def how_long(request: PageRequest, person: Person) -> Iterator[links.PersonLink]:
    """The way there from the page of a person."""
    if person.state == "open" and request.user.may("retention.read", person.district_path):
        yield links.PersonLink(
            _("How long the record is kept"),
            reverse("people:retention_of", args=[person.pk]),
            icon="clock",
            kind="quiet",
        )


links.register(how_long)
