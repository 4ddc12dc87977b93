"""A case whose person has several records: what was agreed on one of them holds for the human being."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pokpong.areas.protection.actions.referrals import send_referral
from pokpong.areas.protection.models import Case, Referral
from pokpong.areas.protection.queries.cases import consent_recorded
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.areas.protection.tests.referrals import FIELDS, a_consent, a_draft, a_shelter
from pokpong.areas.protection.tests.walking import as_, text_of
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.consents import withdraw_consent
from pokpong.registers.people.actions.merging import merge_person
from pokpong.registers.people.models import Person

pytestmark = pytest.mark.django_db
WHY = "ບັດປະຈຳຕົວດຽວກັນ"


def merged(person: Person, into: Person) -> None:
    merge_person(by=supervisor(name=f"boss {person.number}"), person=person.pk, into=into.pk, why=WHY, call_id=new_id())


@pytest.mark.parametrize("on_the_one_that_stays", [True, False])
def test_a_consent_to_help_given_on_another_record_counts(on_the_one_that_stays: bool) -> None:
    alice, shelter = caseworker(), a_shelter()
    case, other = a_case(alice), a_person(alice)
    a_consent(alice, other, shelter, purpose="assistance")
    assert not consent_recorded(case)
    if on_the_one_that_stays:
        merged(case.person, other)
    else:
        merged(other, case.person)
    assert consent_recorded(Case.objects.get(pk=case.pk))
    assert not as_(alice).get(reverse("cases:case", args=[case.pk])).context["consent_missing"]


def test_a_referral_goes_under_a_consent_of_the_merged_record_and_stops_with_it() -> None:
    alice, shelter = caseworker(), a_shelter()
    case, other = a_case(alice), a_person(alice)
    consent = a_consent(alice, other, shelter)
    merged(other, case.person)
    row = a_draft(alice, case, shelter)
    shown = text_of(as_(alice).get(reverse("referrals:send", args=[row.pk])))
    assert reverse("people:consent_paper", args=[consent.pk]) in shown
    sent = send_referral(by=alice, referral=row.pk, call_id=new_id())
    assert (sent.consent, sent.exception, set(sent.fields)) == (consent, "", set(FIELDS))
    withdraw_consent(by=alice, id=new_id(), consent=consent.pk, call_id=new_id())
    assert Referral.objects.get().state == "stopped"


def test_who_does_not_see_the_other_record_is_led_nowhere() -> None:
    alice, bob, shelter = caseworker(), caseworker(name="bob"), a_shelter()
    case, other = a_case(alice), a_person(bob)
    consent = a_consent(bob, other, shelter)
    merged(other, case.person)
    row = a_draft(alice, case, shelter)
    client = as_(alice)
    assert str(consent.pk) not in text_of(client.get(reverse("referrals:send", args=[row.pk])))
    send_referral(by=alice, referral=row.pk, call_id=new_id())
    assert str(consent.pk) not in text_of(client.get(reverse("referrals:referral", args=[row.pk])))


def test_a_missing_consent_is_written_on_the_record_that_stays() -> None:
    alice = caseworker()
    case, other = a_case(alice), a_person(alice)
    merged(case.person, other)
    shown = text_of(as_(alice).get(reverse("cases:case", args=[case.pk])))
    assert reverse("people:consent_give", args=[other.pk]) in shown
    assert reverse("people:consent_give", args=[case.person_id]) not in shown
