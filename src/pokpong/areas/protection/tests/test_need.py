"""Needs: noted, corrected, settled, open again."""

from __future__ import annotations

import pytest

from pokpong.areas.protection.actions.plan import add_need, amend_need, reopen_need, settle_need
from pokpong.areas.protection.models import Need
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.checks import assert_left_its_traces, everything_stored
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.areas.protection.tests.factories_plan import WORDS, a_need
from pokpong.areas.protection.tests.refusing import reasons, refuses_closed, refuses_others
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def test_a_need_is_noted_and_sealed() -> None:
    bob, call_id = caseworker(), new_id()
    case = a_case(bob)
    need = a_need(bob, case, note=WORDS, urgency="now", call_id=call_id)
    assert (need.state, need.domain, need.urgency, need.noted_by) == ("open", "health", "now", bob.id)
    assert need.key_id == case.key_id
    assert Need.objects.get(pk=need.pk).note == WORDS
    assert_left_its_traces("need.add", call_id, need)
    assert WORDS not in str(everything_stored())


def test_who_may_not_add_a_need() -> None:
    case = a_case(caseworker())
    refuses_others(add_need, id=new_id(), case=case.pk, domain="health")
    supervised = a_need(supervisor(), case)
    assert supervised.case_id == case.pk


def test_a_closed_case_takes_no_need() -> None:
    bob = caseworker()
    case = a_case(bob)
    need = a_need(bob, case)
    refuses_closed(case, add_need, by=bob, id=new_id(), case=case.pk, domain="health")
    assert reasons(settle_need, by=bob, need=need.pk, outcome="met") == {"case_closed"}


def test_all_that_is_wrong_is_said_at_once() -> None:
    bob = caseworker()
    found = reasons(add_need, by=bob, id=new_id(), case=a_case(bob).pk, domain="x", urgency="y", note="ກ" * 1001)
    assert found == {"plan_domain_unknown", "need_urgency_unknown", "plan_text_too_long"}
    assert not Need.objects.exists()


def test_a_need_is_corrected_and_two_editors_choose() -> None:
    bob, carol = caseworker(), supervisor()
    need = a_need(bob, a_case(bob))
    amend_need(by=bob, need=need.pk, changes={"urgency": "now"}, base=1, call_id=new_id())
    amend_need(by=carol, need=need.pk, changes={"urgency": "later", "domain": "legal"}, base=1, call_id=new_id())
    need.refresh_from_db()
    assert (need.urgency, need.domain) == ("now", "legal")
    assert Conflict.objects.get(row=need.pk).field == "urgency"


def test_a_correction_is_held_to_the_same_rules() -> None:
    bob = caseworker()
    need = a_need(bob, a_case(bob))
    assert reasons(amend_need, by=bob, need=need.pk, changes={"domain": "x"}, base=1) == {"plan_domain_unknown"}
    assert reasons(amend_need, by=bob, need=need.pk, changes={"state": "met"}, base=1) == {"unknown_field"}


@pytest.mark.parametrize("outcome", ["met", "not_wanted"])
def test_a_need_is_settled_without_any_reason_and_opened_again(outcome: str) -> None:
    """Nobody has to say why they do not want help."""
    bob = caseworker()
    need = a_need(bob, a_case(bob))
    settled = settle_need(by=bob, need=need.pk, outcome=outcome, call_id=new_id())
    assert (settled.state, settled.settled_on) == (outcome, clock.today())
    assert reasons(settle_need, by=bob, need=need.pk, outcome="met") == {"move_not_allowed"}
    again = reopen_need(by=bob, need=need.pk, reason=WORDS, call_id=new_id())
    assert (again.state, again.settled_on) == ("open", None)
    assert moves.why_of(moves.history_of(need.pk)[-1]) == WORDS


def test_a_need_is_not_settled_in_another_way() -> None:
    bob = caseworker()
    need = a_need(bob, a_case(bob))
    assert reasons(settle_need, by=bob, need=need.pk, outcome="open") == {"plan_outcome_unknown"}
    assert reasons(reopen_need, by=bob, need=need.pk) == {"move_not_allowed"}
    refuses_others(settle_need, need=need.pk, outcome="met")
