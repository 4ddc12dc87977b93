"""Services, stays, returns and referrals of a person, and the concerns they are known by, field by field."""

from __future__ import annotations

from django.utils import timezone

from pokpong.areas.protection import models
from pokpong.areas.protection.own_copy.rows import (
    FACTS_OF_THE_DAY,
    body,
    concerns,
    names_of_organisations,
    of_case,
    parts,
    service,
)
from pokpong.areas.protection.states import services as service_states
from pokpong.areas.protection.states.concerns import CONCERN
from pokpong.areas.protection.states.referral_links import REFERRAL_LINK
from pokpong.areas.protection.states.referrals import REFERRAL
from pokpong.areas.protection.vocabulary import referrals as referral_words
from pokpong.areas.protection.vocabulary import returns as return_words
from pokpong.areas.protection.vocabulary import services as service_words
from pokpong.areas.protection.vocabulary import stays as stay_words
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.own_copy import GIVEN, Field, Kind, given, inner, read, withheld
from pokpong.registers.people.own_copy_rows import place


class InYear(Field):
    """Of a moment only the year: the day would tell who was there."""

    def shown(self, row: models.Concern) -> str:
        return str(self.kept(row))

    def kept(self, row: models.Concern) -> int:
        return int(timezone.localtime(getattr(row, self.name)).year)


def provider(row: models.Referral) -> str:
    return names_of_organisations().get(row.organisation_id, "")


class Provider(Field):
    """An organisation that is a foreign key."""

    def kept(self, row: models.Referral) -> str:
        return str(row.organisation_id)


def amount(name: str, words: Words) -> Field:
    """A decimal, without a value where none was written."""
    return given(name, words, lambda row: "" if getattr(row, name) is None else f"{getattr(row, name):f}")


HELP = (
    Kind(
        "service",
        _("The help I received or will receive"),
        of_case(models.Service, "planned_on"),
        (
            service("kind", _("Kind of help")),
            body("organisation", _("Organisation")),
            given("state", _("State"), service_states.SERVICE.words),
            given("planned_on", _("Planned for")),
            given("delivered_on", _("On which day was it given?")),
            amount("quantity", _("Quantity")),
            given("unit", _("Unit"), service_words.UNITS),
            amount("cost", _("Cost")),
            given("currency", _("Currency"), service_words.CURRENCIES),
            given("outcome", _("Did it help?"), service_words.OUTCOMES),
            given("missed", _("Why was it not given?"), service_words.MISSED),
            read("note", _("Note")),
            *inner(f"case offer need referral {FACTS_OF_THE_DAY}"),
        ),
    ),
    Kind(
        "stay",
        _("Where I stayed"),
        of_case(models.Stay, "starts_on"),
        (
            given("state", _("State"), service_states.STAY.words),
            given("starts_on", _("Since")),
            given("until_on", _("Expected last day")),
            given("left_on", _("Left on")),
            given("left_for", _("To where?"), stay_words.LEFT_FOR),
            read("note", _("Note")),
            # A paper that names the shelter leads whoever finds it to everybody who sleeps there.
            *withheld("safety", "organisation offer bed"),
            *inner(f"case {FACTS_OF_THE_DAY}"),
        ),
    ),
    Kind(
        "return",
        _("Return home"),
        of_case(models.ReturnHome, "planned_on"),
        (
            given("kind", _("Return home"), return_words.KINDS),
            given("state", _("State"), service_states.RETURN.words),
            given("country", _("In which country?"), return_words.COUNTRIES),
            given("to_path", _("District"), lambda row: place(row.to_path)),
            given("destination", _("To whom?"), return_words.DESTINATIONS),
            given("escort", _("Who goes with the person?"), return_words.ESCORTS),
            body("organisation", _("Organisation")),
            given("planned_on", _("Planned for")),
            given("agreed_on", _("On which day did the person agree?")),
            given("left_on", _("Set out on")),
            given("received_on", _("Arrived on")),
            read("agreement", _("How the person agreed")),
            read("note", _("Note")),
            *withheld("others", "assessment"),
            *inner(f"case {FACTS_OF_THE_DAY}"),
        ),
    ),
    Kind(
        "referral",
        _("Which organisations were asked to help me"),
        of_case(models.Referral, "made_on"),
        (
            given("number", _("Number of the referral")),
            service("kind", _("Kind of help")),
            Provider("organisation", GIVEN, _("Organisation"), provider),
            given("urgency", _("How urgent is it?"), referral_words.URGENCIES),
            given("state", _("State"), REFERRAL.words),
            parts("fields", _("Which data?")),
            given("made_on", _("Asked on")),
            given("sent_at", _("Sent on")),
            given("answered_at", _("Answered on")),
            given("started_at", _("Help began on")),
            given("ended_at", _("Ended on")),
            given("exception", _("Without my consent, because"), referral_words.EXCEPTIONS),
            given("decline_reason", _("Why was it declined?"), referral_words.DECLINE_REASONS),
            given("outcome", _("Outcome"), {**referral_words.NOT_DONE_REASONS, **referral_words.OUTCOMES}),
            read("message", _("Message")),
            read("reason", _("Reason")),
            read("exception_why", _("Why could I not be asked?")),
            read("answer", _("Answer")),
            read("feedback", _("Feedback")),
            *withheld("staff", "made_by sent_by confirmed_by"),
            *inner("case offer share_reason answer_by serve_by received_at consent confirmed_at " + FACTS_OF_THE_DAY),
        ),
    ),
    Kind(
        "referral_note",
        _("Notes on these referrals"),
        of_case(models.ReferralNote, "at", through="referral"),
        (
            given("at", _("On which day?")),
            read("text", _("Note")),
            *withheld("staff", "by organisation"),
            *inner("referral shared"),
        ),
    ),
    Kind(
        "referral_link",
        _("Links by which a partner could read a part of my record"),
        of_case(models.ReferralLink, "made_at", through="referral"),
        (
            given("state", _("State"), REFERRAL_LINK.words),
            parts("fields", _("Which data?")),
            given("made_at", _("Since")),
            given("expires", _("Until")),
            given("opened_at", _("Opened on")),
            given("ended_at", _("Ended on")),
            *withheld("others", "recipient"),
            *withheld("staff", "made_by"),
            *inner("referral code pin browser wrong_pins turned_away"),
        ),
    ),
)
CONCERNS = (
    Kind(
        "concern",
        _("Concerns that somebody raised because of me"),
        concerns,
        (
            InYear("raised_at", GIVEN, _("In which year?")),
            given("state", _("State"), CONCERN.words),
            *withheld(
                "who_told",
                "number channel urgency anonymous place_path route_path decision outcome happened_on raised_by due "
                "receipt story names reporter missing_village typist files",
            ),
            *withheld("others", "sex age_band nationality disability language_family forms people_count joined_to"),
            *withheld("safety", "must_not_see compartment"),
        ),
    ),
)
