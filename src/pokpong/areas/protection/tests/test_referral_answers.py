"""What the organisation sees and does, and what the sender is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pokpong.areas.protection.actions.referrals import (
    accept_referral,
    add_referral_note,
    complete_referral,
    decline_referral,
    fail_referral,
    receive_referral,
    start_referral,
)
from pokpong.areas.protection.models import Case, Referral, ReferralNote
from pokpong.areas.protection.queries import referrals as queries
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import DISTRICT, caseworker, supervisor
from pokpong.areas.protection.tests.referrals import (
    FIELDS,
    a_consent,
    a_draft,
    a_provider,
    a_referral,
    a_shelter,
    accepted,
    kinds,
    sent,
)
from pokpong.foundation.access.tests.people import give, make_user
from pokpong.foundation.actions.models import Move
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.tests.factories import assert_left_its_traces
from pokpong.registers.people.models import Person, Tie
from pokpong.registers.people.queries.sight import parts_seen

pytestmark = pytest.mark.django_db

STEPS: list[tuple[str, Callable[..., Any], dict[str, Any]]] = [
    ("referral.receive", receive_referral, {}),
    ("referral.accept", accept_referral, {"words": "ມີຕຽງຫວ່າງ"}),
    ("referral.start", start_referral, {}),
    ("referral.complete", complete_referral, {"outcome": "helped", "words": "ລາວສະບາຍດີ"}),
]


def test_from_receiving_to_completing() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    for name, act, more in STEPS:
        done = act(by=alice, referral=row.pk, call_id=new_id(), **more)
        assert_left_its_traces(name, done)
    done = Referral.objects.get(pk=row.pk)
    assert done.state == "completed"
    moments = [moment for moment in (done.received_at, done.answered_at, done.started_at, done.ended_at) if moment]
    assert len(moments) == 4
    assert moments == sorted(moments)
    assert (done.outcome, done.feedback, done.answer) == ("helped", "ລາວສະບາຍດີ", "ມີຕຽງຫວ່າງ")
    states = Move.objects.filter(row=row.pk).order_by("at").values_list("after", flat=True)
    assert list(states) == ["drafted", "sent", "received", "accepted", "in_service", "completed"]


def test_each_side_is_reminded_of_its_own_step() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    accept_referral(by=alice, referral=row.pk, call_id=new_id())
    assert (kinds(alice), kinds(bob)) == (["referral.serve"], ["referral.await", "referral.read_answer"])
    start_referral(by=alice, referral=row.pk, call_id=new_id())
    assert (kinds(alice), kinds(bob)) == ([], ["referral.read_answer"])
    complete_referral(by=alice, referral=row.pk, outcome="helped", call_id=new_id())
    assert kinds(bob) == ["referral.read_answer"]


def test_a_late_answer_goes_up_to_the_supervisor_of_the_sender() -> None:
    bob, suna, shelter = caseworker(), supervisor(), a_shelter()
    row = a_referral(bob, shelter)
    assert not kinds(suna)
    with clock.standing_at(clock.now() + timedelta(days=5)):
        tick()
        assert kinds(suna) == ["referral.await"]
        decline_referral(by=a_provider(shelter), referral=row.pk, reason="no_capacity", call_id=new_id())
        assert not kinds(suna)


def test_declining_ends_the_sharing_and_keeps_the_reason() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    with pytest.raises(Refused, match="referral_words_needed"):
        decline_referral(by=alice, referral=row.pk, reason="other", call_id=new_id())
    with pytest.raises(Refused, match="referral_reason_unknown"):
        decline_referral(by=alice, referral=row.pk, reason="no", call_id=new_id())
    done = decline_referral(by=alice, referral=row.pk, reason="other", words="ກຳລັງສ້ອມແປງ", call_id=new_id())
    assert (done.state, done.decline_reason, done.answer) == ("declined", "other", "ກຳລັງສ້ອມແປງ")
    assert_left_its_traces("referral.decline", done)
    assert not queries.shared_parts(done)
    assert Referral.objects.received_by(alice).filter(pk=row.pk).exists()


def test_a_help_that_fails_says_why_and_ends_the_sharing() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice = a_provider(shelter)
    row = accepted(bob, alice, shelter)
    with pytest.raises(Refused, match="referral_reason_unknown"):
        fail_referral(by=alice, referral=row.pk, reason="", call_id=new_id())
    done = fail_referral(by=alice, referral=row.pk, reason="did_not_come", call_id=new_id())
    assert (done.state, done.outcome) == ("not_completed", "did_not_come")
    assert_left_its_traces("referral.fail", done)
    assert not Tie.objects.current().filter(because_kind="referral").exists()


@pytest.mark.parametrize(
    ("act", "more"),
    [
        (start_referral, {}),
        (complete_referral, {"outcome": "helped"}),
        (fail_referral, {"reason": "left"}),
    ],
)
def test_no_step_is_skipped(act: Callable[..., Any], more: dict[str, Any]) -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    with pytest.raises(Refused, match="move_not_allowed"):
        act(by=alice, referral=row.pk, call_id=new_id(), **more)


def test_an_outcome_is_needed() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice = a_provider(shelter)
    row = accepted(bob, alice, shelter)
    with pytest.raises(Refused, match="referral_outcome_unknown"):
        complete_referral(by=alice, referral=row.pk, outcome="fine", words="ກ" * 10, call_id=new_id())


@pytest.mark.parametrize(("name", "act", "more"), STEPS)
def test_only_the_organisation_asked_answers(name: str, act: Callable[..., Any], more: dict[str, Any]) -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_referral(bob, shelter)
    for stranger, expected in (
        (a_provider(a_shelter("ບ້ານພັກອື່ນ"), "other"), NotThere),
        (make_user("nobody", "service_provider", DISTRICT), NotThere),
        (caseworker(name="eve"), NotThere),
        (make_user("chair", "chair", DISTRICT, organisation=shelter.pk), NotAllowed),
    ):
        with pytest.raises(expected):
            act(by=stranger, referral=row.pk, call_id=new_id(), **more)


def test_the_sender_notes_an_answer_told_by_telephone() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_referral(bob, shelter)
    accept_referral(by=bob, referral=row.pk, call_id=new_id())
    event = Event.objects.get(name="referral.accept", subject=row.pk)
    assert event.actor == bob.pk
    assert kinds(bob) == ["referral.await"]  # no notice of what one wrote oneself
    start_referral(by=supervisor(), referral=row.pk, call_id=new_id())
    done = complete_referral(by=bob, referral=row.pk, outcome="partly", call_id=new_id())
    assert done.state == "completed"


def test_the_organisation_sees_the_shared_groups_and_never_the_person() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    found = queries.received_referral(alice, row.pk)
    assert queries.shared_parts(found) == set(FIELDS)
    assert not Person.objects.visible_to(alice).exists()
    assert not Case.objects.visible_to(alice).exists()


def test_a_caseworker_of_the_organisation_sees_the_shared_groups_of_the_person_alone() -> None:
    bob, shelter = caseworker(), a_shelter()
    dao = make_user("dao", "caseworker", "LA13/", organisation=shelter.pk)
    row = a_referral(bob, shelter)
    assert parts_seen(dao, row.case.person) == set(FIELDS)
    assert not Case.objects.visible_to(dao).exists()
    assert not Referral.objects.visible_to(dao).exists()


def test_only_a_grant_to_receive_for_the_organisation_counts() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_referral(bob, shelter)
    donor = make_user("donor", "donor", organisation=shelter.pk)
    assert not Referral.objects.visible_to(donor).exists()
    give(donor, "service_provider", DISTRICT)
    assert not Referral.objects.visible_to(donor).exists()
    give(donor, "service_provider", DISTRICT, organisation=shelter.pk)
    assert Referral.objects.visible_to(donor).get() == row


def test_the_organisation_never_finds_a_draft() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice = a_provider(shelter)
    draft = a_draft(bob, a_case(bob), shelter)
    with pytest.raises(NotThere):
        accept_referral(by=alice, referral=draft.pk, call_id=new_id())
    assert draft.scope_keys() == draft.case.scope_keys()
    a_consent(bob, draft.case.person, shelter)


def test_own_notes_are_read_by_the_sender_only_when_shared() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    eve = a_provider(a_shelter("ບ້ານພັກອື່ນ"), "eve")

    def write(by: Any, text: str, **more: Any) -> ReferralNote:
        return add_referral_note(by=by, id=new_id(), referral=row.pk, text=text, call_id=new_id(), **more)

    own, shared, told = write(alice, "ຂອງພວກເຮົາ"), write(alice, "ໃຫ້ທ່ານ", shared=True), write(bob, "ຈາກຜູ້ສົ່ງ")
    assert [note.text for note in queries.notes_of(alice, row)] == ["ຂອງພວກເຮົາ", "ໃຫ້ທ່ານ", "ຈາກຜູ້ສົ່ງ"]
    assert queries.notes_of(bob, row) == [shared, told]
    assert (own.organisation, told.organisation, told.shared) == (shelter.pk, None, True)
    assert not queries.notes_of(eve, row)
    assert Event.objects.filter(name="referral.note", subject=row.pk).count() == 3
    assert own.scope_keys() == [f"organisation:{shelter.pk}"]
    with pytest.raises(Refused, match="referral_note_empty"):
        write(alice, "  ")
    with pytest.raises(NotThere):
        write(eve, "ຂ້ອຍແມ່ນໃຜ")
    assert "ຂອງພວກເຮົາ" not in repr(ReferralNote.objects.filter(pk=own.pk).values().get())


def test_two_referrals_of_one_person_do_not_mix() -> None:
    bob, first, second = caseworker(), a_shelter(), a_shelter("ບ້ານພັກອື່ນ")
    case = a_case(bob, person=a_person(bob))
    one = sent(bob, case, first, fields=("names",))
    two = sent(bob, case, second, fields=("contacts",))
    assert queries.shared_parts(one) == {"names"}
    assert queries.shared_parts(two) == {"contacts"}
    decline_referral(by=a_provider(first), referral=one.pk, reason="too_far", call_id=new_id())
    assert queries.shared_parts(two) == {"contacts"}
