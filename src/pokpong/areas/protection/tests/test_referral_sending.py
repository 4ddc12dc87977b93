"""Drafting and sending: to whom, with what, under which consent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pokpong.areas.protection.actions.referrals import (
    accept_referral,
    amend_referral,
    draft_referral,
    send_referral,
    withdraw_referral,
)
from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import DISTRICT, NEIGHBOUR, caseworker, supervisor
from pokpong.areas.protection.tests.referrals import (
    FIELDS,
    MESSAGE,
    WHY,
    a_consent,
    a_draft,
    a_provider,
    a_referral,
    a_shelter,
    kinds,
    sent,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.tests.factories import assert_left_its_traces, codes_of
from pokpong.registers.people.models import Tie

pytestmark = pytest.mark.django_db


def refused(**more: Any) -> set[str]:
    """The reasons why a shelter cannot be asked like this."""
    bob = more.pop("by", None) or caseworker()
    case = more.pop("case", None) or a_case(bob)
    with pytest.raises(Refused) as found:
        a_draft(bob, case, more.pop("organisation", None) or a_shelter(), **more)
    assert not Referral.objects.exists()
    return codes_of(found.value)


def test_a_draft_shares_nothing_and_leaves_its_traces() -> None:
    bob, shelter = caseworker(), a_shelter()
    case, alice = a_case(bob), a_provider(shelter)
    row = a_draft(bob, case, shelter)
    assert (row.state, row.fields, row.message, row.key_id) == ("drafted", sorted(FIELDS), MESSAGE, case.key_id)
    assert row.number.startswith("R-")
    assert_left_its_traces("referral.draft", row)
    assert not Referral.objects.visible_to(alice).exists()
    assert not Tie.objects.filter(because_kind="referral").exists()


def test_the_usual_days_follow_the_urgency() -> None:
    bob, shelter, today = caseworker(), a_shelter(), clock.today()
    case = a_case(bob)
    row = a_draft(bob, case, shelter, urgency="danger")
    assert (row.answer_by, row.serve_by) == (today, today + timedelta(days=1))
    late = a_draft(bob, case, shelter, urgency="danger", answer_by=today + timedelta(days=9))
    assert late.serve_by == late.answer_by


def test_every_reason_is_named_at_once() -> None:
    today = clock.today()
    wrong = {
        "kind": "magic",
        "urgency": "whenever",
        "fields": (),
        "message": " ",
        "reason": "ກ" * 2001,
        "answer_by": today - timedelta(days=1),
        "serve_by": today - timedelta(days=2),
    }
    assert refused(**wrong) == {
        "referral_kind_unknown",
        "referral_urgency_unknown",
        "referral_fields_missing",
        "referral_message_missing",
        "referral_text_too_long",
        "referral_answer_past",
        "referral_serve_before_answer",
    }


@pytest.mark.parametrize("fields", [("history",), ("relations", "names"), ("household",), ("shoe_size",)])
def test_what_concerns_others_is_not_shared(fields: tuple[str, ...]) -> None:
    assert refused(fields=fields) == {"referral_field_unshareable"}


def test_only_an_organisation_that_offers_this_here_and_has_room_is_asked() -> None:
    bob = caseworker()
    case = a_case(bob)
    assert refused(by=bob, case=case, kind="medical") == {"referral_not_offered"}
    elsewhere = a_shelter("ບ້ານພັກ ທາງເໜືອ", places=["LA02/"])
    assert refused(by=bob, case=case, organisation=elsewhere) == {"referral_not_covered"}
    full = a_shelter("ບ້ານພັກ ນ້ອຍ", capacity=0)
    assert refused(by=bob, case=case, organisation=full) == {"referral_no_capacity"}
    closed = a_shelter("ບ້ານພັກ ເກົ່າ")
    with writing.opened("tests"):
        closed.state = "closed"
        closed.save()
    assert refused(by=bob, case=case, organisation=closed) == {"referral_organisation_unknown"}


def test_a_place_taken_by_another_person_counts() -> None:
    bob, shelter = caseworker(), a_shelter(capacity=1)
    first = a_referral(bob, shelter)
    second = a_draft(bob, a_case(bob, person=a_person(bob, name="ນາງ ຄົນທີສອງ")), shelter)
    accept_referral(by=a_provider(shelter), referral=first.pk, call_id=new_id())
    a_consent(bob, second.case.person, shelter)
    with pytest.raises(Refused, match="referral_no_capacity"):
        send_referral(by=bob, referral=second.pk, call_id=new_id())


def test_a_closed_case_is_not_referred() -> None:
    bob = caseworker()
    case = a_case(bob)
    with writing.opened("tests"):
        case.state = "closed"
        case.save()
    assert refused(by=bob, case=case, kind="medical") == {"case_closed", "referral_not_offered"}


def test_who_does_not_see_the_case_or_may_not_finds_nothing() -> None:
    bob, shelter = caseworker(), a_shelter()
    case = a_case(bob)
    for stranger, expected in (
        (caseworker(name="eve"), NotThere),
        (supervisor("LA13/", "faraway"), NotThere),
        (make_user("chair", "chair", DISTRICT), NotAllowed),
        (a_provider(shelter), NotAllowed),
    ):
        with pytest.raises(expected):
            a_draft(stranger, case, shelter)
    row = a_draft(supervisor(), case, shelter)
    with pytest.raises(NotThere):
        send_referral(by=caseworker(NEIGHBOUR, "noy"), referral=row.pk, call_id=new_id())


def test_a_draft_is_corrected_and_a_sent_one_is_not() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_draft(bob, a_case(bob), shelter)
    changed = amend_referral(
        by=bob, referral=row.pk, changes={"message": "ອື່ນ", "fields": ["names"]}, base=1, call_id=new_id()
    )
    assert (changed.message, changed.fields, changed.version) == ("ອື່ນ", ["names"], 2)
    assert_left_its_traces("referral.amend", changed)
    with pytest.raises(Refused, match="referral_message_missing"):
        amend_referral(by=bob, referral=row.pk, changes={"message": " "}, base=2, call_id=new_id())
    with pytest.raises(NotThere):
        amend_referral(by=caseworker(name="eve"), referral=row.pk, changes={}, base=2, call_id=new_id())
    a_consent(bob, row.case.person, shelter)
    send_referral(by=bob, referral=row.pk, call_id=new_id())
    with pytest.raises(Refused, match="referral_not_a_draft"):
        amend_referral(by=bob, referral=row.pk, changes={"message": "ອີກ"}, base=2, call_id=new_id())


def test_sending_ties_the_organisation_under_the_consent_and_asks_it() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, other = a_provider(shelter), a_provider(a_shelter("ບ້ານພັກອື່ນ"), "other")
    row = a_referral(bob, shelter)
    tie = Tie.objects.get(because_kind="referral")
    assert (tie.organisation, sorted(tie.fields), tie.consent) == (shelter.pk, sorted(FIELDS), row.consent)
    assert (row.state, row.sent_by, row.exception) == ("sent", bob.pk, "")
    assert_left_its_traces("referral.send", row)
    assert kinds(alice) == ["referral.answer"]
    assert kinds(bob) == ["referral.await"]
    assert not kinds(other)
    assert not Task.objects.filter(kind="referral.answer").exclude(place_path="").exists()


def test_without_consent_or_exception_nothing_is_sent() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_draft(bob, a_case(bob), shelter)
    person = row.case.person

    def codes(**more: Any) -> set[str]:
        with pytest.raises(Refused) as found:
            send_referral(by=bob, referral=row.pk, call_id=new_id(), **more)
        return codes_of(found.value)

    assert codes() == {"referral_consent_missing"}
    a_consent(bob, person, shelter, purpose="assistance")
    a_consent(bob, person, shelter, fields=["names"])
    a_consent(bob, person, a_shelter("ບ້ານພັກອື່ນ"))
    assert codes() == {"referral_consent_missing"}
    assert codes(exception="because") == {"referral_exception_unknown"}
    assert codes(exception="danger_to_life", why="ດ່ວນ") == {"referral_why_too_short"}
    assert codes(exception="best_interests_child", why=" ") == {
        "referral_exception_not_child",
        "referral_why_too_short",
    }
    assert Referral.objects.get().state == "drafted"
    assert not Tie.objects.filter(because_kind="referral").exists()


def test_a_closed_case_and_a_missing_consent_are_named_together() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_draft(bob, a_case(bob), shelter)
    with writing.opened("tests"):
        row.case.state = "closed"
        row.case.save()
    with pytest.raises(Refused) as found:
        send_referral(by=bob, referral=row.pk, call_id=new_id())
    assert codes_of(found.value) == {"case_closed", "referral_consent_missing"}


def test_an_exception_is_not_used_where_a_consent_holds() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_draft(bob, a_case(bob), shelter)
    a_consent(bob, row.case.person, shelter)
    done = send_referral(by=bob, referral=row.pk, exception="legal_duty", why=WHY, call_id=new_id())
    assert (done.exception, done.exception_why) == ("", None)


def test_the_exception_for_children_holds_for_a_child_and_an_unknown_age() -> None:
    bob, shelter = caseworker(), a_shelter()
    for more in ({"age": 14}, {"birth_estimate": None}):
        case = a_case(bob, person=a_person(bob, **more))
        row = a_draft(bob, case, shelter)
        done = send_referral(by=bob, referral=row.pk, exception="best_interests_child", why=WHY, call_id=new_id())
        assert (done.exception, done.exception_why, done.consent) == ("best_interests_child", WHY, None)


def test_a_referral_is_sent_once() -> None:
    bob = caseworker()
    row = a_referral(bob)
    with pytest.raises(Refused, match="move_not_allowed"):
        send_referral(by=bob, referral=row.pk, call_id=new_id())


def test_the_same_id_is_not_taken_twice() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_draft(bob, a_case(bob), shelter)
    with pytest.raises(Refused, match="id_taken"):
        draft_referral(
            by=bob,
            id=row.pk,
            case=row.case_id,
            organisation=shelter.pk,
            kind="shelter",
            urgency="soon",
            fields=FIELDS,
            message=MESSAGE,
            call_id=new_id(),
        )


def test_taking_back_ends_the_sharing_and_every_task() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    with pytest.raises(Refused, match="referral_why_too_short"):
        withdraw_referral(by=bob, referral=row.pk, call_id=new_id())
    with pytest.raises(NotAllowed):
        withdraw_referral(by=alice, referral=row.pk, why=WHY, call_id=new_id())
    done = withdraw_referral(by=bob, referral=row.pk, why=WHY, call_id=new_id())
    assert done.state == "withdrawn"
    assert done.ended_at is not None
    assert_left_its_traces("referral.withdraw", done)
    assert not Tie.objects.current().filter(because_kind="referral").exists()
    assert not Referral.objects.visible_to(alice).exists()
    assert not [*kinds(alice), *kinds(bob)]
    with pytest.raises(Refused, match="move_not_allowed"):
        withdraw_referral(by=bob, referral=row.pk, why=WHY, call_id=new_id())


def test_a_draft_is_put_away_without_a_reason() -> None:
    bob = caseworker()
    row = a_draft(bob, a_case(bob), a_shelter())
    assert withdraw_referral(by=bob, referral=row.pk, call_id=new_id()).state == "withdrawn"


def test_facts_are_those_of_the_day_of_sending() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = sent(bob, a_case(bob), shelter)
    assert (row.sex, row.age_band, row.district_path) == ("female", "18-24", DISTRICT)


def test_words_and_reasons_are_sealed() -> None:
    bob = caseworker()
    row = a_referral(bob, consent=False)
    raw = repr(Referral.objects.filter(pk=row.pk).values().get())
    for words in (MESSAGE, row.reason, WHY):
        assert str(words) not in raw
