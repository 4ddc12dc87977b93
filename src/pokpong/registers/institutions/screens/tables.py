"""Lists of institutions. Words for places are put on the rows by the page, for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.institutions import attention, meeting_days
from pokpong.registers.institutions.models import Committee, Official, Organisation, ServiceOffer
from pokpong.registers.institutions.queries import called, is_stale
from pokpong.registers.institutions.states import COMMITTEE, OFFICIAL, ORGANISATION, TONES
from pokpong.registers.institutions.vocabularies import (
    COMMITTEE_KINDS,
    FUNCTIONS,
    ORGANISATION_KINDS,
    SERVICE_KINDS,
    SPOKEN,
    Vocabulary,
)
from pokpong.registers.places.queries import labels


class PlacedTable(Table[Any]):
    """Abstract: rows with a `place_path`, whose label `where` costs two queries for a page."""

    @property
    def body(self) -> Any:
        named = labels([row.place_path for row in self.page_rows])
        for row in self.page_rows:
            row.where = named[row.place_path]
        return super().body


WHERE = Column[Any]("place", _("Place"), lambda row: row.where, sort="place_path")


class WordChoices(list[tuple[str, str | Promise]]):
    """The choices of a filter, from a vocabulary."""

    def __init__(self, vocabulary: Vocabulary):
        super().__init__(vocabulary.choices())


def status(machine: Any, row: Any) -> StatusWord:
    return StatusWord(machine.words[row.state], TONES[row.state])


class Organisations(PlacedTable):
    name = "organisations"
    caption = _("Organisations")
    columns = (
        Column[Organisation](
            "name",
            _("Name"),
            lambda row: Link(row.name, reverse("institutions:organisation", args=[row.pk])),
            sort="sort_key",
        ),
        Column[Organisation]("kind", _("Kind"), lambda row: ORGANISATION_KINDS.words(row.kind), sort="kind"),
        WHERE,
        Column[Organisation]("state", _("State"), lambda row: status(ORGANISATION, row), sort="state"),
    )
    filters = (
        Filter("name", _("Name"), apply=called),
        Filter("kind", _("Kind"), WordChoices(ORGANISATION_KINDS)),
        Filter("state", _("State"), list(ORGANISATION.words.items())),
    )
    order = "name"
    empty_title = _("No organisation here")
    empty_text = _("Take the filters away, or add the organisation that is missing.")


class Officials(PlacedTable):
    name = "officials"
    caption = _("Officials")
    columns = (
        Column[Official](
            "name",
            _("Name"),
            lambda row: Link(row.name, reverse("institutions:official", args=[row.pk])),
            sort="sort_key",
        ),
        Column[Official]("post", _("Post"), lambda row: row.post, sort="post"),
        Column[Official]("organisation", _("Organisation"), lambda row: row.organisation.name),
        WHERE,
        Column[Official]("since", _("Since"), lambda row: row.starts, sort="starts"),
        Column[Official]("state", _("State"), lambda row: status(OFFICIAL, row), sort="state"),
    )
    filters = (
        Filter("name", _("Name"), apply=called),
        Filter("function", _("Function"), WordChoices(FUNCTIONS)),
        Filter("state", _("State"), list(OFFICIAL.words.items())),
    )
    order = "name"
    empty_title = _("No official here")
    empty_text = _("Take the filters away, or add the official who is missing.")


ATTENTION = {
    attention.NO_CHAIR: _("No chair"),
    attention.NO_MEETING: _("No meeting for a quarter"),
}


def attention_words(reasons: Iterable[str]) -> list[StatusWord]:
    """Why a committee stands out, as words that a list shows."""
    return [StatusWord(ATTENTION[reason], "warning") for reason in reasons]


def standing_out(rows: Any, reason: str) -> Any:
    return attention.standing_out(rows, reason, clock.today())


class Committees(PlacedTable):
    name = "committees"
    caption = _("Committees")

    @property
    def body(self) -> Any:
        reasons = attention.reasons(self.page_rows, clock.today())
        met = meeting_days.last_meeting([row.pk for row in self.page_rows])
        for row in self.page_rows:
            row.attention, row.met = attention_words(reasons.get(row.pk, ())), met.get(row.pk)
        return super().body

    columns = (
        Column[Committee](
            "name", _("Name"), lambda row: Link(row.name, reverse("institutions:committee", args=[row.pk]))
        ),
        Column[Committee]("kind", _("Kind"), lambda row: COMMITTEE_KINDS.words(row.kind), sort="kind"),
        WHERE,
        Column[Any]("met", _("Last meeting"), lambda row: row.met),
        Column[Any]("attention", _("Stands out"), lambda row: row.attention or ""),
        Column[Committee]("state", _("State"), lambda row: status(COMMITTEE, row), sort="state"),
    )
    filters = (
        Filter("kind", _("Kind"), WordChoices(COMMITTEE_KINDS)),
        Filter(
            "attention",
            _("Stands out"),
            [(attention.ANY, _("For any reason")), *ATTENTION.items()],
            apply=standing_out,
        ),
        Filter("state", _("State"), list(COMMITTEE.words.items())),
    )
    order = "place"
    empty_title = _("No committee here")
    empty_text = _("Take the filters away, or add the committee that is missing.")


def checked(row: ServiceOffer) -> object:
    """When the service was last checked; what is older than half a year stands out."""
    if row.verified_on is None:
        return StatusWord(_("Never checked"), "warning")
    return [row.verified_on, StatusWord(_("Checked long ago"), "warning")] if is_stale(row) else row.verified_on


class Services(Table[ServiceOffer]):
    name = "services"
    caption = _("Services")
    columns = (
        Column[ServiceOffer](
            "kind",
            _("Service"),
            lambda row: Link(row.name or SERVICE_KINDS.words(row.kind), reverse("institutions:service", args=[row.pk])),
            sort="kind",
        ),
        Column[ServiceOffer](
            "organisation", _("Organisation"), lambda row: row.organisation.name, sort="organisation__sort_key"
        ),
        Column[ServiceOffer]("languages", _("Languages"), lambda row: SPOKEN.all_words(row.languages)),
        Column[ServiceOffer]("capacity", _("Capacity"), lambda row: row.capacity, sort="capacity", numeric=True),
        Column[ServiceOffer]("phone", _("Telephone number"), lambda row: row.phone),
        Column[ServiceOffer]("checked", _("Last checked"), checked, sort="verified_on"),
    )
    order = "kind"
    empty_title = _("No service fits")
    empty_text = _("Look for a larger place or another kind of service, or ask the programme manager to add it.")
