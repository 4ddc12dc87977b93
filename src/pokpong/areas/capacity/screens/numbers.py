"""How many were trained, counted in four ways; and the committees in which nobody was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.capacity.queries.counting import Asked, numbers
from pokpong.areas.capacity.queries.gaps import gaps
from pokpong.areas.capacity.rules.counting import Four
from pokpong.areas.capacity.screens import pages
from pokpong.areas.capacity.screens.fields import project_choices
from pokpong.areas.capacity.vocabularies import FUNCTIONS, LEVELS, SEXES, TOPICS, WANTED_TOPICS
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.fields import LaoDate
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.tables import Column, Filter
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.screens.forms import ALL, select
from pokpong.registers.institutions.screens.tables import WHERE, PlacedTable
from pokpong.registers.places.picker import place_field
from pokpong.registers.places.queries import labels

HEADS = (
    (gettext_lazy("Attendances"), gettext_lazy("Each person in each session.")),
    (gettext_lazy("People in the trainings"), gettext_lazy("Different people in each training, added up.")),
    (gettext_lazy("People in the period"), gettext_lazy("Different people over all trainings of the period.")),
    (gettext_lazy("People since the beginning"), gettext_lazy("Different people until the end of the period.")),
    (gettext_lazy("New people"), gettext_lazy("There for the first time in the period.")),
)


class NumbersForm(PokpongForm):
    """What is counted."""

    first = LaoDate(label=gettext_lazy("First day"))
    last = LaoDate(label=gettext_lazy("Last day"))
    project = forms.ChoiceField(label=gettext_lazy("Project"), required=False)
    place = place_field(label=gettext_lazy("Place"), required=False)
    topic = select(TOPICS.choices, label=gettext_lazy("Topic"), first=ALL, required=False)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offer("project", [ALL, *project_choices(actor, closed=True)[1:]])

    def asked(self) -> Asked:
        typed = self.cleaned_data
        return Asked(
            typed["first"],
            typed["last"],
            UUID(typed["project"]) if typed["project"] else None,
            typed["place"].value if typed["place"] else "",
            typed["topic"],
        )


@require_GET
@page("training.numbers")
def four_ways(request: PageRequest) -> HttpResponse:
    """The four ways, in all and by sex, level, function, institution and place. No name."""
    usual = Asked(date(clock.today().year, 1, 1), clock.today())
    sent = "first_year" in request.GET or "first_day" in request.GET
    given = {"first": usual.first, "last": usual.last}
    form = NumbersForm(request.GET if sent else None, initial=given, actor=request.user)
    asked: Asked | None = usual
    if form.is_bound:
        asked = form.asked() if form.is_valid() else None
    counted = numbers(request.user, asked) if asked is not None else None
    title = _("How many were trained")
    context: dict[str, Any] = {"form": form, "title": title, "asked": asked, "heads": HEADS}
    if counted is not None:
        context |= {"total": cells(counted.total), "parts": _parts(counted.by), "nothing": not counted.total.in_life}
    return render(request, "capacity/numbers.html", {**context, "breadcrumbs": pages.crumbs(Crumb(title))})


def cells(four: Four) -> list[int]:
    return [four.attendances, four.in_events, four.in_period, four.in_life, four.new]


def _parts(by: Mapping[str, Mapping[str, Four]]) -> list[dict[str, Any]]:
    places = labels(by["place"])
    offices = {str(row.pk): row.name for row in Organisation.objects.filter(pk__in=_uuids(by["institution"]))}
    words: dict[str, tuple[Any, Callable[[str], str]]] = {
        "sex": (_("By sex"), SEXES.words),
        "level": (_("By level"), LEVELS.words),
        "function": (_("By function"), FUNCTIONS.words),
        "institution": (_("By institution"), lambda key: offices.get(key, key) or _("not given")),
        "place": (_("By place"), lambda key: places.get(key, key) or _("not given")),
    }
    return [
        {"title": title, "lines": sorted((say(key), cells(four)) for key, four in by[name].items())}
        for name, (title, say) in words.items()
    ]


def _uuids(keys: Any) -> list[UUID]:
    found = []
    for key in keys:
        try:
            found.append(UUID(key))
        except ValueError:
            continue  # the name of an institution that is not registered
    return found


class Gaps(PlacedTable):
    name = "gaps"
    caption = gettext_lazy("Committees")
    columns = (
        Column[Any](
            "committee",
            gettext_lazy("Committee"),
            lambda row: Link(row.name, reverse("institutions:committee", args=[row.pk])),
        ),
        WHERE,
        Column[Any]("members", gettext_lazy("Members today"), lambda row: row.members, sort="members", numeric=True),
        Column[Any]("trained", gettext_lazy("Of them trained"), lambda row: row.trained, sort="trained", numeric=True),
        Column[Any]("gap", gettext_lazy("Gap"), lambda row: row.gap),
    )
    filters = (
        Filter(
            "trained",
            gettext_lazy("Trained"),
            [("nobody", gettext_lazy("Nobody")), ("some", gettext_lazy("At least one"))],
            apply=lambda rows, value: [row for row in rows if bool(row.trained) == (value == "some")],
        ),
    )
    order = "trained"
    empty_title = gettext_lazy("No committee here")
    empty_text = gettext_lazy("There is no committee in your places, or the filter leaves none.")


@require_GET
@page("training.numbers")
def gap_list(request: PageRequest) -> HttpResponse:
    """Committees with nobody trained in a topic; identification unless another is chosen."""
    wanted = request.GET.get("topic", "")
    topic = wanted if wanted in TOPICS else sorted(WANTED_TOPICS & {"identification"} or WANTED_TOPICS)[0]
    rows = []
    for gap in gaps(request.user, topic, clock.today()):
        row: Any = gap.committee
        row.members, row.trained = gap.members, gap.trained
        row.gap = (
            StatusWord(_("Somebody is trained"), "success")
            if gap.trained
            else StatusWord(_("Nobody is trained"), "danger")
        )
        rows.append(row)
    table = Gaps(rows, request.GET, path=request.path)
    title = _("Committees without training")
    context = {"title": title, "table": table, "topic": topic, "topics": TOPICS.choices()}
    return render(request, "capacity/gaps.html", {**context, "breadcrumbs": pages.crumbs(Crumb(title))})
