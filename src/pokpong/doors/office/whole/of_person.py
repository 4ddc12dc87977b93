"""What a person's whole record takes from their own record: its history, consents, and the concerns they came by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.screens.presenters import state_word
from pokpong.doors.office.whole.entries import Entry, Whole
from pokpong.foundation.kernel import clock
from pokpong.registers.people.models import Consent, Tie
from pokpong.registers.people.queries.consents import consents_of
from pokpong.registers.people.queries.timeline import timeline
from pokpong.registers.people.screens.person import consent_status
from pokpong.registers.people.screens.words import purpose_words


def history(whole: Whole) -> Iterator[Entry]:
    """What happened to the record itself, for who sees its history."""
    if "history" not in whole.parts:
        return
    told: set[tuple[str, str, str]] = set()
    for event in timeline(whole.person):
        # One call may tie several: it is told once. A consent has entries of its own, which say what it is for.
        this = (event.name, event.who, f"{event.at:%Y-%m-%d %H:%M}")
        if this not in told and not event.name.startswith("consent."):
            told.add(this)
            yield Entry("record", event.at, event.words, who_words=event.who)


def consents(whole: Whole) -> Iterator[Entry]:
    if "consents" not in whole.parts:
        return
    for row in consents_of(whole.person):
        purpose, url = {"purpose": purpose_words(row.purpose)}, reverse("people:consent", args=[row.pk])
        given, status = _("Consent given: %(purpose)s") % purpose, consent_status(row, clock.today())
        yield Entry("consent", row.given_on, given, status, url, row.asked_by, text=partial(_to_whom, row), row=row.pk)
        if withdrawal := getattr(row, "withdrawal", None):
            taken = _("Consent withdrawn: %(purpose)s") % purpose
            yield Entry("consent", withdrawal.withdrawn_on, taken, url=url, who=withdrawal.noted_by, row=withdrawal.pk)


def _to_whom(consent: Consent) -> str:
    return ", ".join(entry["name"] for entry in consent.recipients)


def concerns(whole: Whole) -> Iterator[Entry]:
    """The concerns because of which this person is known, as far as the reader sees them.

    Neither number nor story is shown, and no reading of the concern is noted: two lines that name a person and a
    concern at one moment would lead whoever steals the data base from the person to the village.
    """
    for row in Concern.objects.visible_to(whole.actor).filter(pk__in=_came_by(whole)):
        url = reverse("protection:concern", args=[row.pk])
        yield Entry("concern", row.raised_at, _("A concern was raised"), state_word(row.state), url)


def _came_by(whole: Whole) -> set[UUID]:
    ties = Tie.objects.filter(person=whole.person.pk, because_kind=Concern.noun)
    return {case.concern for case in whole.cases if case.concern} | {tie.because for tie in ties}
