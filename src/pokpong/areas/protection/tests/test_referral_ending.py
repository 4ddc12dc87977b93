"""What stops a referral: a consent taken back or run out, an exception nobody confirmed, an answer that never came."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pokpong.areas.protection.actions.referrals import (
    accept_referral,
    complete_referral,
    confirm_exception,
    decline_referral,
    expire_referral,
    fail_referral,
    receive_referral,
    refuse_exception,
    send_referral,
    start_referral,
    stop_referral,
    waiting,
    withdraw_referral,
)
from pokpong.areas.protection.actions.referrals.stopping import REFERRALS, tick_referrals
from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.queries import referrals as queries
from pokpong.areas.protection.states.referrals import REFERRAL
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.areas.protection.tests.referrals import (
    WHY,
    a_consent,
    a_draft,
    a_provider,
    a_referral,
    a_shelter,
    accepted,
    kinds,
)
from pokpong.areas.protection.vocabulary.referrals import STOPPED_BECAUSE
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.tests.factories import assert_left_its_traces
from pokpong.registers.people.actions.consents import withdraw_consent
from pokpong.registers.people.models import Consent, Tie
from pokpong.registers.people.queries.sight import parts_seen

pytestmark = pytest.mark.django_db


def taken_back(by: Any, consent: Consent | None) -> None:
    assert consent is not None
    withdraw_consent(by=by, id=new_id(), consent=consent.pk, call_id=new_id())


def test_a_withdrawn_consent_stops_the_share_in_the_same_moment() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice = a_provider(shelter)
    row = accepted(bob, alice, shelter)
    taken_back(bob, row.consent)
    done = Referral.objects.get(pk=row.pk)
    assert done.state == "stopped"
    assert why_of(history_of(row.pk)[-1]) == "consent_withdrawn"
    assert_left_its_traces("referral.stop", done)
    assert not queries.shared_parts(done)
    assert not Referral.objects.visible_to(alice).exists()
    assert not kinds(alice)
    assert [line.number for line in queries.taken_back_from(alice)] == [row.number]
    with pytest.raises(NotThere):
        start_referral(by=alice, referral=row.pk, call_id=new_id())
    with pytest.raises(Refused, match="move_not_allowed"):
        start_referral(by=bob, referral=row.pk, call_id=new_id())


def test_whoever_is_responsible_learns_that_it_stopped() -> None:
    bob, suna, shelter = caseworker(), supervisor(), a_shelter()
    row = a_referral(bob, shelter)
    accept_referral(by=a_provider(shelter), referral=row.pk, call_id=new_id())
    assert kinds(bob) == ["referral.await", "referral.read_answer"]
    taken_back(suna, row.consent)
    assert kinds(bob) == ["referral.read_withdrawn"]


def test_every_reason_to_stop_has_its_task_and_another_is_refused() -> None:
    assert set(waiting.READ_WHY_STOPPED) == set(STOPPED_BECAUSE)
    row = a_referral(caseworker(), a_shelter())
    with pytest.raises(Refused, match="referral_reason_unknown"):
        stop_referral(by=REFERRALS, referral=row.pk, why="tired", call_id=new_id())
    assert Referral.objects.get(pk=row.pk).state == row.state


def test_another_consent_and_an_ended_referral_are_left_alone() -> None:
    bob, shelter, other = caseworker(), a_shelter(), a_shelter("ບ້ານພັກອື່ນ")
    alice = a_provider(shelter)
    row = accepted(bob, alice, shelter)
    taken_back(bob, a_consent(bob, row.case.person, other))
    assert Referral.objects.get(pk=row.pk).state == "accepted"
    complete_referral(by=alice, referral=row.pk, outcome="helped", call_id=new_id())
    taken_back(bob, row.consent)
    assert Referral.objects.get(pk=row.pk).state == "completed"
    assert Referral.objects.received_by(alice).exists()


def test_a_consent_that_has_run_out_shares_nothing_even_before_the_clock_comes() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, case = a_provider(shelter), a_case(bob)
    row = a_draft(bob, case, shelter)
    a_consent(bob, case.person, shelter, expires_on=clock.today() + timedelta(days=3))
    send_referral(by=bob, referral=row.pk, call_id=new_id())
    with clock.standing_at(clock.now() + timedelta(days=3)):
        assert not Referral.objects.received_by(alice).exists()
        assert not queries.shared_parts(Referral.objects.get())
        assert tick_referrals() == 1
        done = Referral.objects.get()
        assert (done.state, why_of(history_of(row.pk)[-1])) == ("stopped", "consent_run_out")
        assert kinds(bob) == ["referral.read_run_out"]
        assert Tie.objects.get(because_kind="referral").ends is not None
        assert tick_referrals() == 0


def test_an_exception_is_confirmed_by_a_second_person() -> None:
    bob, suna, shelter = caseworker(), supervisor(), a_shelter()
    row = a_referral(bob, shelter, consent=False)
    assert row.awaits_confirmation
    assert kinds(suna) == ["referral.confirm_exception"]
    with pytest.raises(Refused, match="referral_own_exception"):
        confirm_exception(by=bob, referral=row.pk, call_id=new_id())
    with pytest.raises(NotAllowed):
        confirm_exception(by=a_provider(shelter), referral=row.pk, call_id=new_id())
    with pytest.raises(NotThere):
        confirm_exception(by=caseworker(name="eve"), referral=row.pk, call_id=new_id())
    done = confirm_exception(by=suna, referral=row.pk, call_id=new_id())
    assert (done.confirmed_by, done.state) == (suna.pk, "sent")
    assert_left_its_traces("referral.confirm_exception", done)
    assert not kinds(suna)
    with pytest.raises(Refused, match="referral_not_an_exception"):
        confirm_exception(by=suna, referral=row.pk, call_id=new_id())
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        assert tick_referrals() == 0


def test_an_exception_that_is_refused_stops_the_share() -> None:
    bob, suna, shelter = caseworker(), supervisor(), a_shelter()
    row = a_referral(bob, shelter, consent=False)
    with pytest.raises(Refused, match="referral_own_exception"):
        refuse_exception(by=bob, referral=row.pk, why=WHY, call_id=new_id())
    with pytest.raises(Refused, match="referral_why_too_short"):
        refuse_exception(by=suna, referral=row.pk, why="ບໍ່", call_id=new_id())
    done = refuse_exception(by=suna, referral=row.pk, why=WHY, call_id=new_id())
    assert done.state == "stopped"
    assert_left_its_traces("referral.refuse_exception", done)
    assert not queries.shared_parts(done)
    assert kinds(bob) == ["referral.read_unconfirmed"]


def test_nobody_decides_about_an_exception_that_is_none() -> None:
    bob, suna = caseworker(), supervisor()
    row = a_referral(bob)
    with pytest.raises(Refused, match="referral_not_an_exception"):
        refuse_exception(by=suna, referral=row.pk, why=WHY, call_id=new_id())


def test_an_exception_unconfirmed_for_a_day_stops_even_when_help_has_begun() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter, consent=False)
    accept_referral(by=alice, referral=row.pk, call_id=new_id())
    with clock.standing_at(clock.now() + timedelta(hours=23, minutes=59)):
        assert tick_referrals() == 0
    with clock.standing_at(clock.now() + timedelta(hours=24, minutes=1)):
        assert tick_referrals() == 1
        assert why_of(history_of(row.pk)[-1]) == "not_confirmed"
        assert kinds(bob) == ["referral.read_unconfirmed"]
        assert not Referral.objects.received_by(alice).exists()


def test_a_referral_without_answer_lapses() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    receive_referral(by=alice, referral=row.pk, call_id=new_id())
    with clock.standing_at(clock.now() + timedelta(days=16)):
        assert tick_referrals() == 0
    with clock.standing_at(clock.now() + timedelta(days=17)):
        assert tick_referrals() == 1
        done = Referral.objects.get(pk=row.pk)
        assert done.state == "expired"
        assert_left_its_traces("referral.expire", done)
        assert not queries.shared_parts(done)
        assert (kinds(bob), kinds(alice)) == (["referral.read_lapsed"], [])


def test_an_accepted_one_does_not_lapse_and_nobody_lapses_one_early() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_referral(bob, shelter)
    with pytest.raises(Refused, match="referral_not_due"):
        expire_referral(by=REFERRALS, referral=row.pk, call_id=new_id())
    with pytest.raises(NotAllowed):
        expire_referral(by=bob, referral=row.pk, call_id=new_id())
    with pytest.raises(NotAllowed):
        stop_referral(by=supervisor(), referral=row.pk, why="consent_run_out", call_id=new_id())
    accept_referral(by=a_provider(shelter), referral=row.pk, call_id=new_id())
    with clock.standing_at(clock.now() + timedelta(days=40)):
        assert tick_referrals() == 0


def test_the_tie_of_a_consent_ends_with_it_and_no_other_tie() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_referral(bob, shelter)
    person = row.case.person
    taken_back(bob, row.consent)
    assert Tie.objects.get(because_kind="referral").ends is not None
    assert parts_seen(bob, person)
    assert f"organisation:{shelter.pk}" not in person.scope_keys()


ACTS: dict[str, Any] = {
    "referral.send": lambda by, row: send_referral(by=by, referral=row.pk, call_id=new_id()),
    "referral.receive": lambda by, row: receive_referral(by=by, referral=row.pk, call_id=new_id()),
    "referral.accept": lambda by, row: accept_referral(by=by, referral=row.pk, call_id=new_id()),
    "referral.decline": lambda by, row: decline_referral(by=by, referral=row.pk, reason="too_far", call_id=new_id()),
    "referral.start": lambda by, row: start_referral(by=by, referral=row.pk, call_id=new_id()),
    "referral.complete": lambda by, row: complete_referral(by=by, referral=row.pk, outcome="helped", call_id=new_id()),
    "referral.fail": lambda by, row: fail_referral(by=by, referral=row.pk, reason="left", call_id=new_id()),
    "referral.withdraw": lambda by, row: withdraw_referral(by=by, referral=row.pk, why=WHY, call_id=new_id()),
    "referral.stop": lambda by, row: stop_referral(
        by=REFERRALS, referral=row.pk, why="consent_run_out", call_id=new_id()
    ),
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(sorted(ACTS)), max_size=9))
def test_random_walks_keep_to_the_table_and_never_share_after_the_end(steps: list[str], shared_world: Any) -> None:
    bob, shelter = shared_world
    row = a_draft(bob, a_case(bob, person=a_person(bob)), shelter)
    a_consent(bob, row.case.person, shelter)
    for name in steps:
        before = Referral.objects.get(pk=row.pk)
        allowed = any(name in names for (start, _to), names in REFERRAL.table.items() if start == before.state)
        if allowed:
            ACTS[name](bob, row)
        else:
            with pytest.raises(Refused, match="move_not_allowed"):
                ACTS[name](bob, row)
        now = Referral.objects.get(pk=row.pk)
        assert (now.state == before.state) != allowed
        assert bool(queries.shared_parts(now)) == now.is_under_way


@pytest.fixture
def shared_world() -> Any:
    return caseworker(), a_shelter()
